import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { classifyRegime, readSnapshot } from "../../src/engine/regime.ts";
import type { Flip } from "../../src/engine/snapshot.ts";
import { changeSentences, confidenceTurns, signTurns } from "../../src/views/turningPoints.ts";
import { HARD_CASES } from "../support/hardCases.ts";
import { snapshotOf, withLevels } from "../support/snapshots.ts";

const root = (price: number, direction: "up" | "down") => ({ price, direction });

function reading(spot: number, roots: Flip["roots"], gex = 1e9) {
  const snapshot = snapshotOf({ spot });
  const first = roots[0];
  const flip: Flip = {
    price: first?.price ?? null,
    direction: first?.direction ?? null,
    roots,
    missing: first ? null : "positive_throughout",
  };
  return readSnapshot(withLevels({ ...snapshot, net: { ...snapshot.net, gex } }, { flip }));
}

describe("the sign turns at the crossing next to spot on either side", () => {
  test.each([
    ["above an upward one", 600, [root(594, "up")], 1e9, [{ side: "below", price: 594, becomes: "negative" }]],
    ["below an upward one", 600, [root(606, "up")], -1e9, [{ side: "above", price: 606, becomes: "positive" }]],
    ["below a downward one", 600, [root(606, "down")], 1e9, [{ side: "above", price: 606, becomes: "negative" }]],
    [
      "between two",
      600,
      [root(594, "up"), root(570, "down"), root(640, "down")],
      1e9,
      [
        { side: "below", price: 594, becomes: "negative" },
        { side: "above", price: 640, becomes: "negative" },
      ],
    ],
    ["nowhere without a crossing", 600, [], 1e9, []],
  ] as const)("%s", (_where, spot, roots, gex, turns) => {
    expect(signTurns(reading(spot, roots, gex))).toEqual(turns);
  });

  test("the sentence says below or above which price", () => {
    expect(changeSentences(reading(600, [root(594, "up"), root(640, "down")]))[0]).toBe(
      "Sign: below **594.00** it turns negative, above **640.00** it turns negative.",
    );
    expect(changeSentences(reading(600, []))).toEqual([
      "Sign: no price within ±20 % turns it; only other open interest or IV would.",
      "Confidence: reads low as long as there is no flip to measure from.",
    ]);
    expect(changeSentences(HARD_CASES["no gamma"]!())[0]).toContain("gives it one");
  });
});

describe("the confidence turns", () => {
  test("above the flip on the way up, below it on the way down", () => {
    // 588 / 0.98 = 600, 597 / 0.995 = 600; 612 / 1.02 = 600, 603 / 1.005 = 600
    expect(confidenceTurns(reading(610, [root(588, "up")]))?.high).toBeCloseTo(600, 9);
    expect(confidenceTurns(reading(610, [root(597, "up")]))?.moderate).toBeCloseTo(600, 9);
    expect(confidenceTurns(reading(590, [root(612, "up")]))?.high).toBeCloseTo(600, 9);
    expect(confidenceTurns(reading(590, [root(603, "up")]))?.moderate).toBeCloseTo(600, 9);
    expect(confidenceTurns(reading(610, []))).toBeNull();
  });

  test("exactly where the classifier says so", () => {
    const flips = fc.double({ min: 1, max: 1e5, noNaN: true });
    const distance = fc.double({ min: -0.19, max: 0.19, noNaN: true });
    fc.assert(
      fc.property(flips, distance, (flip, away) => {
        const turns = confidenceTurns(reading(flip * (1 + away), [root(flip, "up")]))!;
        const farther = turns.side === "above" ? 1 + 1e-9 : 1 - 1e-9;
        const at = (spot: number) => classifyRegime({ spot, flip, netGex: 1, netVex: 1 }).confidence;
        expect([at(turns.high * farther), at(turns.high / farther)]).toEqual(["high", "moderate"]);
        expect([at(turns.moderate * farther), at(turns.moderate / farther)]).toEqual(["moderate", "low"]);
      }),
      { numRuns: 100 },
    );
  });

  test("are said with the side they are on", () => {
    expect(changeSentences(reading(610, [root(588, "up")]))[1]).toBe(
      "Confidence, the flip standing still: high above **600.00**, moderate above **590.95**, else low.",
    );
    expect(changeSentences(reading(590, [root(612, "up")], -1e9))[1]).toMatch(
      /high below \*\*600\.00\*\*, moderate below/,
    );
  });
});
