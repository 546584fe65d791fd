import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  dealerFlowRisk,
  gammaSupport,
  harvestScore,
  netHarvest,
  richnessOfZ,
  type FlowRiskInput,
  type GammaState,
} from "../../../src/engine/vrp/harvest.ts";
import { GOLDEN } from "../../support/golden.ts";

const state = (gamma: GammaState["gamma"], distancePct: number | null, oneSided = false): GammaState => ({
  gamma,
  distancePct,
  stability: oneSided ? "one_sided" : null,
});

interface Case {
  readonly name: string;
  readonly gamma: "positive" | "negative";
  readonly dist: number;
  readonly gex: number;
  readonly vex: number;
  readonly z: number;
  readonly vrp: number;
  readonly G: number;
  readonly H: number;
  readonly D: number;
  readonly NH: number;
}
/** docs/methodology.md "Golden numbers": average volume $40bn, a 0DTE share of 0.3, a slope of 0.03. */
const CASES: readonly Case[] = [
  { name: "A strong", gamma: "positive", dist: 2.5, gex: 8e9, vex: 2e9, z: 2, vrp: 4, G: 1, H: 1, D: 4.1667, NH: 92.6389 },
  { name: "A typical", gamma: "positive", dist: 1, gex: 4e9, vex: 2e9, z: 1, vrp: 4, G: 0.75, H: 0.628125, D: 21.6667, NH: 47.563 },
  { name: "B", gamma: "negative", dist: 1.5, gex: -5e9, vex: 2e9, z: 1.5, vrp: 4, G: 0.125, H: 0.377344, D: 57.5, NH: 15.5025 },
  { name: "C", gamma: "positive", dist: 1, gex: 3e9, vex: 1e9, z: 0, vrp: 4, G: 0.75, H: 0.41875, D: 20.2778, NH: 32.2709 },
  { name: "D", gamma: "negative", dist: 3, gex: -9e9, vex: 3e9, z: -1, vrp: -1, G: 0, H: 0.0875, D: 70.5556, NH: 2.4905 },
]; // prettier-ignore
const scored = ({ gamma, dist, gex, vex, z, vrp }: Omit<Case, "name" | "G" | "H" | "D" | "NH">) => {
  const support = gammaSupport(state(gamma, dist));
  const harvest = harvestScore({ z, vrp20: vrp, gammaSupport: support });
  const risk = dealerFlowRisk({ ...state(gamma, dist), netGex: gex, netVex: vex, adv: 40e9, zeroDteShare: 0.3 });
  return { G: support, H: harvest, D: risk.value, NH: netHarvest({ harvest, flowRisk: risk.value, slope: 0.03 }) };
};

describe("gamma support, harvest, flow risk and net harvest", () => {
  test.each(CASES)("of $name are those worked out by hand", ({ G, H, D, NH, ...input }) => {
    const got = scored(input);
    expect(got.G).toBe(G);
    expect(got.H).toBeCloseTo(H, 6);
    expect(got.D).toBeCloseTo(D, 4);
    expect(got.NH).toBeCloseTo(NH, 4);
  });

  test.skipIf(GOLDEN === null)("agree with the reference file to its digits (needs ../shared)", () => {
    for (const { gex1pct, G, H, D, NH, ...input } of GOLDEN!.scores) {
      const got = scored({ ...input, gex: gex1pct });
      expect([got.G, got.H, got.D, got.NH]).toEqual([G, H, D, NH].map((x) => expect.closeTo(x, 9) as number));
    }
  });
});

describe("gamma support", () => {
  test("is a half at the flip and without a sign, and grows or falls to its end 2 % away", () => {
    const at = (gamma: GammaState["gamma"], pct: number | null) => gammaSupport(state(gamma, pct));
    expect([at("positive", 0), at("negative", 0), at("undetermined", 5)]).toEqual([0.5, 0.5, 0.5]);
    expect([at("positive", 2), at("positive", 9), at("negative", 2)]).toEqual([1, 1, 0]);
  });

  test("without a flip is whole when there is none within ±20 %, else an eighth off the middle", () => {
    expect(gammaSupport(state("positive", null, true))).toBe(1);
    expect(gammaSupport(state("negative", null, true))).toBe(0);
    expect(gammaSupport(state("positive", null))).toBe(0.625);
    expect(gammaSupport(state("negative", null))).toBe(0.375);
  });
});

const gamma = fc.constantFrom<GammaState["gamma"]>("positive", "negative", "undetermined");
const pct = fc.double({ min: 0, max: 5, noNaN: true });
const z = fc.double({ min: -5, max: 5, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const usd = fc.double({ min: -20e9, max: 20e9, noNaN: true });
const points = fc.double({ min: -20, max: 20, noNaN: true });

describe("the harvest score", () => {
  test("without z or premium is null, not zero", () => {
    expect(harvestScore({ z: null, vrp20: 4, gammaSupport: 1 })).toBeNull();
    expect(harvestScore({ z: 1, vrp20: null, gammaSupport: 1 })).toBeNull();
    expect(netHarvest({ harvest: null, flowRisk: 0, slope: 0.1 })).toBeNull();
  });

  test("is at most 0.2 without a premium, at exactly none too", () => {
    expect(harvestScore({ z: 3, vrp20: 0, gammaSupport: 1 })).toBe(0.2);
    expect(harvestScore({ z: 3, vrp20: 0.01, gammaSupport: 1 })).toBe(1);
  });

  test("lies between 0 and its richness, grows with z and with gamma, and prefers positive gamma", () => {
    fc.assert(
      fc.property(z, share, share, points, pct, (zs, a, b, vrp20, away) => {
        const of = (at: number, support: number) => harvestScore({ z: at, vrp20, gammaSupport: support })!;
        expect(of(zs, a)).toBeGreaterThanOrEqual(0);
        expect(of(zs, a)).toBeLessThanOrEqual(richnessOfZ(zs));
        expect(of(zs + a, b)).toBeGreaterThanOrEqual(of(zs, b));
        expect(of(zs, Math.max(a, b))).toBeGreaterThanOrEqual(of(zs, Math.min(a, b)));
        const sided = (side: "positive" | "negative") => of(zs, gammaSupport(state(side, away)));
        expect(sided("positive")).toBeGreaterThanOrEqual(sided("negative"));
      }),
    );
  });
});

describe("dealer flow risk", () => {
  const BASE: FlowRiskInput = { ...state("positive", 1), netGex: 4e9, netVex: 2e9, adv: 40e9, zeroDteShare: 0.3 };

  test("of an index, which has no volume, rests on the parts that are left: 65 of 100", () => {
    const { value, coverage } = dealerFlowRisk({ ...BASE, adv: null });
    expect(coverage).toBeCloseTo(0.65, 12);
    expect(value).toBeCloseTo((100 * (40 * 0.25 + 15 * 0.5 + 10 * 0.25)) / 65, 9);
  });

  test("without a flip leaves its nearness out, unless there is none to be near to", () => {
    expect(dealerFlowRisk({ ...BASE, ...state("positive", null) }).coverage).toBeCloseTo(0.85, 12);
    const safe = dealerFlowRisk({ ...BASE, ...state("positive", null, true) });
    expect(safe.coverage).toBe(1);
    expect(safe.value).toBeCloseTo(10 * 0.25 + 10 * (0.03 / 0.18), 9);
  });

  test("has no 0DTE part on a day without an expiry", () => {
    expect(dealerFlowRisk({ ...BASE, zeroDteShare: null })).toEqual(dealerFlowRisk({ ...BASE, zeroDteShare: 0 }));
  });

  test("stays within 0 and 100 and moves the way its parts say", () => {
    const input = fc.record({ gamma, away: pct, netGex: usd, netVex: usd, zeroDteShare: share });
    fc.assert(
      fc.property(input, pct, share, ({ gamma: side, away, ...rest }, more, extra) => {
        const of = (at: Partial<FlowRiskInput>, distance = away) =>
          dealerFlowRisk({ ...state(side, distance), adv: 40e9, ...rest, ...at }).value;
        const value = of({});
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(100);
        if (side === "positive") expect(of({}, away + more)).toBeLessThanOrEqual(value + 1e-9);
        // Away from the flip in negative gamma, 20 points of stress outweigh 15 of nearness.
        if (side === "negative") expect(of({}, away + more)).toBeGreaterThanOrEqual(value - 1e-9);
        expect(of({ netGex: rest.netGex - extra * 1e9 })).toBeGreaterThanOrEqual(value - 1e-9);
        expect(of({ netVex: rest.netVex + extra * 1e9 })).toBeGreaterThanOrEqual(value - 1e-9);
        expect(of({ zeroDteShare: rest.zeroDteShare + extra })).toBeGreaterThanOrEqual(value - 1e-9);
      }),
    );
  });
});

describe("net harvest", () => {
  test("takes a tenth off where the term structure is unknown, and a quarter where it falls steeply", () => {
    const of = (slope: number | null) => netHarvest({ harvest: 1, flowRisk: 0, slope })!;
    expect([of(null), of(-0.1), of(0.05), of(-0.025)]).toEqual([90, 75, 100, 87.5]);
  });

  test("lies between 0 and 100, grows with the slope, and in negative gamma never passes 43.875", () => {
    const slope = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(z, pct, usd, usd, share, slope, share, (zs, away, gex, vex, zero, rise, more) => {
        const side = state("negative", away);
        const support = gammaSupport(side);
        const risk = dealerFlowRisk({ ...side, netGex: -Math.abs(gex), netVex: vex, adv: 40e9, zeroDteShare: zero });
        const harvest = harvestScore({ z: zs, vrp20: 4, gammaSupport: support });
        const of = (at: number) => netHarvest({ harvest, flowRisk: risk.value, slope: at })!;
        expect(of(rise)).toBeGreaterThanOrEqual(0);
        expect(of(rise)).toBeLessThanOrEqual(43.875 + 1e-9);
        expect(of(rise + more)).toBeGreaterThanOrEqual(of(rise));
      }),
    );
    const atFlip = dealerFlowRisk({ ...state("negative", 0), netGex: -1, netVex: 0, adv: 40e9, zeroDteShare: 0 });
    const best = harvestScore({ z: 2, vrp20: 4, gammaSupport: 0.5 });
    expect(netHarvest({ harvest: best, flowRisk: atFlip.value, slope: 0.1 }), "attained at the flip").toBeCloseTo(
      43.875,
      9,
    );
  });
});
