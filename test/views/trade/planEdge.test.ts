import { describe, expect, test } from "vitest";
import { edgeLines, sizeLines } from "../../../src/views/trade/planEdge.ts";
import { planOf } from "../../support/plans.ts";

describe("the edge", () => {
  test("says the forecast with its source, the expectation at the mid and at natural, and the chance", () => {
    expect(edgeLines(planOf())).toEqual([
      "Forecast σ **15.7 vol points**: half-way between RV20 13.0 and IV 18.4; no view of direction.",
      "Expected **+$74** a contract at the mid (+5.7 % of the max loss), **+$64** at natural.",
      "Profit at expiry: **86 %** by our forecast; 2.0 % is set aside for a full loss that no bell curve knows of.",
    ]);
  });

  test("where it moved more than options price, that is the forecast", () => {
    const edge = { ...planOf().edge, rv20: 22, sigma: 0.22 };
    expect(edgeLines(planOf({ edge }))[0]).toContain("**22.0 vol points**: RV20, which is not below IV 18.4");
  });

  test("a loss at natural is a loss, and a stress is called one", () => {
    const edge = { ...planOf().edge, evAtNatural: -0.03 };
    const words = edgeLines(planOf({ edge, maxLoss: { usd: 84, kind: "stress" } }))[1];
    expect(words).toMatch(/of the stress\), \*\*−\$3\*\* at natural\.$/);
  });
});

describe("the size", () => {
  const size = (of: Partial<ReturnType<typeof planOf>["size"]>) =>
    sizeLines(planOf({ size: { ...planOf().size, ...of } }));

  test("goes from Kelly to contracts, each step shown", () => {
    // A quarter of 23 % is 5.75 %, above the cap of 2 %: $2,000 of $100,000, one contract of $1,290.
    expect(sizeLines(planOf())).toEqual([
      "Full Kelly 41.0 %, with the tail 23.0 %; a quarter of it, times 1 in cell A: 5.8 %.",
      "**At most 2.0 % of the bankroll at risk**: the cap of 2.0 % decides.",
      "Bankroll $100,000: $2,000 at risk ÷ $1,290 = **1 contract**.",
      "All plans together: at most 10 % at risk, index names counted as one.",
    ]);
  });

  test("0 contracts is an answer, with the bankroll that one would need", () => {
    // 1,290 / 2 % = 64,500.
    expect(size({ bankroll: 5_000, contracts: 0 })[2]).toBe(
      "Bankroll $5,000: $100 at risk ÷ $1,290 = **0 contracts**. One contract needs $64,500.",
    );
  });

  test("without a bankroll it says how to give one", () => {
    expect(size({ bankroll: null, contracts: null })[2]).toBe(
      "One contract needs $64,500 at that; give `bankroll:` for contracts.",
    );
  });

  test("below the cap Kelly decides", () => {
    expect(size({ fraction: 0.0062, capped: false, cap: 0.01 })[1]).toBe(
      "**At most 0.62 % of the bankroll at risk**, below the cap of 1.0 %.",
    );
  });

  test("several contracts are several", () => {
    expect(size({ bankroll: 1e9, contracts: 15_503 })[2]).toContain("= **15,503 contracts**.");
  });
});
