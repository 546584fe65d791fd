import { describe, expect, test } from "vitest";
import { classifyCell, classifyRegime, readSnapshot } from "../../src/engine/regime.ts";
import { snapshotOf } from "../support/snapshots.ts";

type Row = readonly [
  spot: number,
  flip: number | null,
  netGex: number,
  netVex: number,
  z: number | null,
  gamma: string,
  aligned: boolean,
  distancePct: number | null,
  confidence: string,
  cell: string,
];

/** The truth table of the seed classifier, docs/methodology.md "Regime". */
const TABLE: readonly Row[] = [
  [100, 98, 1e9, -1, 1.5, "positive", true, 2, "moderate", "A"],
  [100, 98, 1e9, 1, 1, "positive", false, 2, "moderate", "A"],
  [100, 97.99, 1e9, -1, 0.9999, "positive", true, 2.01, "high", "C"],
  [100, 99.5, 1e9, 0, null, "positive", false, 0.5, "low", "C"],
  [100, 99.49, -1e9, -1, 1, "negative", false, 0.51, "moderate", "B"],
  [100, 102, -1e9, -5, 0.99, "negative", false, 2, "moderate", "D"],
  [100, null, 1e9, -1, 2, "positive", true, null, "low", "A"],
  [100, 100, 0, -1, 3, "undetermined", false, 0, "low", "D"],
  [200, 196, 5, -5, 1, "positive", true, 2, "moderate", "A"],
  [100, 99.5, -1, -1, Number.NaN, "negative", false, 0.5, "low", "D"],
  [100, 100, 1e-9, -1e-9, 1, "positive", true, 0, "low", "A"],
];

describe("the seed's truth table", () => {
  test.each(TABLE)(
    "spot %d, flip %d, GEX %d, VEX %d, z %d: %s, aligned %s, %d %%, %s, cell %s",
    (spot, flip, netGex, netVex, z, gamma, aligned, distancePct, confidence, cell) => {
      const regime = classifyRegime({ spot, flip, netGex, netVex });
      expect(regime.gamma).toBe(gamma);
      expect(regime.vannaAligned).toBe(aligned);
      expect(regime.confidence).toBe(confidence);
      if (distancePct === null) expect(regime.distancePct).toBeNull();
      else expect(regime.distancePct).toBeCloseTo(distancePct, 12);
      expect(regime.confidenceReason).toBe(flip === null ? "flip_unavailable" : null);
      expect(classifyCell(regime.gamma, z)).toEqual({ cell, vrpUnavailable: z === null || Number.isNaN(z) });
    },
  );

  test("both boundaries are exact doubles and belong to the lower class", () => {
    const at = (flip: number) => classifyRegime({ spot: 100, flip, netGex: 1, netVex: 0 });
    expect(at(98).distancePct).toBe(2);
    expect(at(99.5).distancePct).toBe(0.5);
    expect(at(98).confidence, "2 % is not more than 2 %").toBe("moderate");
    expect(at(99.5).confidence, "0.5 % is not more than 0.5 %").toBe("low");
    expect(at(97.999999).confidence).toBe("high");
    expect(at(99.499999).confidence).toBe("moderate");
  });

  test("the distance is the same on either side of the flip", () => {
    expect(classifyRegime({ spot: 100, flip: 103, netGex: -1, netVex: 0 })).toMatchObject({
      distancePct: 3,
      confidence: "high",
    });
  });
});

describe("what cannot be classified", () => {
  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("a spot of %d is refused", (spot) => {
    expect(() => classifyRegime({ spot, flip: 98, netGex: 1e9, netVex: -1 })).toThrow(new RangeError("invalid_spot"));
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])("net GEX of %d is refused", (netGex) => {
    expect(() => classifyRegime({ spot: 100, flip: 98, netGex, netVex: -1 })).toThrow(
      new RangeError("missing_net_gex"),
    );
  });

  test.each([null, Number.NaN, Number.POSITIVE_INFINITY, 0, -5])("a flip of %d counts as missing", (flip) => {
    expect(classifyRegime({ spot: 100, flip, netGex: 1, netVex: 0 })).toMatchObject({
      distancePct: null,
      confidence: "low",
      confidenceReason: "flip_unavailable",
      stability: null,
    });
  });

  test.each([null, Number.NaN, Number.NEGATIVE_INFINITY])("vanna of %d is never aligned", (netVex) => {
    expect(classifyRegime({ spot: 100, flip: 98, netGex: 1, netVex }).vannaAligned).toBe(false);
  });
});

describe("no flip because net gamma keeps one sign", () => {
  test("is a stable regime, which the low confidence does not say and `stability` does", () => {
    expect(classifyRegime({ spot: 100, flip: null, netGex: 1, netVex: 0, oneSided: true })).toMatchObject({
      confidence: "low",
      stability: "one_sided",
    });
  });

  test("a flip in hand is not one-sided whatever the caller says", () => {
    expect(classifyRegime({ spot: 100, flip: 98, netGex: 1, netVex: 0, oneSided: true }).stability).toBeNull();
  });
});

describe("cells", () => {
  test.each([
    ["positive", 1, "A", false],
    ["positive", 0.999_999, "C", false],
    ["negative", 1, "B", false],
    ["negative", -3, "D", false],
    ["undetermined", 5, "D", false],
    ["positive", null, "C", true],
    ["negative", null, "D", true],
    ["positive", Number.POSITIVE_INFINITY, "C", true],
  ] as const)("%s gamma with z %d is cell %s", (gamma, z, cell, vrpUnavailable) => {
    expect(classifyCell(gamma, z)).toEqual({ cell, vrpUnavailable });
  });
});

describe("reading a snapshot", () => {
  const plain = snapshotOf();
  const withFlip = (flip: typeof plain.levels.flip) =>
    readSnapshot({ ...plain, levels: { ...plain.levels, flip } }).regime;

  test("takes sign, flip and vanna from the snapshot itself", () => {
    const { regime, snapshot } = readSnapshot(plain);
    expect(snapshot).toBe(plain);
    expect(regime).toEqual(
      classifyRegime({
        spot: plain.spot,
        flip: plain.levels.flip.price,
        netGex: plain.net.gex,
        netVex: plain.net.vex,
      }),
    );
  });

  test.each([
    ["positive_throughout", "one_sided"],
    ["negative_throughout", "one_sided"],
    ["no_gamma", null],
  ] as const)("a flip missing for %s has stability %s", (missing, stability) => {
    expect(withFlip({ price: null, direction: null, roots: [], missing }).stability).toBe(stability);
  });
});
