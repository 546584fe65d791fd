import { describe, expect, test } from "vitest";
import { maxLossLine, planName, planSentence } from "../../../src/views/trade/planWords.ts";
import { planCase } from "../../support/planCases.ts";
import { planOf } from "../../support/plans.ts";

const NOW = new Date("2026-11-23T15:01:00Z");

describe("what can be lost stands first", () => {
  test("between wings: width less credit, at the mid and at natural", () => {
    // 15 − 2.10 = 12.90; sold at the bid and bought at the ask 2.00, so 13.00.
    expect(maxLossLine(planOf())).toBe(
      "**At most $1,290 a contract can be lost** (width 15.00 − credit 2.10, × 100 shares; $1,300 at the natural credit), before fees.",
    );
  });

  test("what is bought loses what it costs", () => {
    const plan = planOf({ credit: -3.1, natural: -3.4, maxLoss: { usd: 3.1, kind: "debit" }, width: null });
    expect(maxLossLine(plan)).toBe(
      "**At most $310 a contract can be lost**: the debit at the mid (3.10 × 100 shares; $340 at the natural debit), before fees.",
    );
  });

  test("without wings there is no bound, and the stress says which move it is", () => {
    const maxLoss = { usd: 84.125, kind: "stress" } as const;
    // 15 % of 603.42 is 90.51, less than three moves of 31.9: 95.70, 15.9 % of spot.
    expect(maxLossLine(planOf({ maxLoss, width: null }))).toBe(
      "**No bound: no wing limits the loss.** Stress: $8,412.50 a contract if SPY ends 15.9 % against it (95.70, three expected moves); a real loss can be larger than anything shown.",
    );
    // Three moves of 20 are 60: the 15 % count.
    expect(maxLossLine(planOf({ maxLoss, width: null, expectedMove: 20 }))).toContain(
      "ends 15.0 % against it (90.51);",
    );
  });
});

describe("the plan in a sentence", () => {
  test("what is sold, what is bought, until when, and what is paid at quotes of which age", () => {
    expect(planSentence(planOf(), NOW)).toBe(
      "Sell the 575 put (4.60), buy the 560 put (2.50) of Dec 23 (30 d): credit **2.10** at the mid ($210 a contract), 2.00 natural. Quotes of Nov 23, 09:45 ET, 16 min ago.",
    );
  });

  test("a calendar names both dates and its debit", () => {
    const words = planSentence(planCase("calendar_spread"), NOW);
    expect(words).toMatch(/^Sell the Dec 23 605 call \(\S+\), buy the Jan 22 605 call \(\S+\): debit \*\*6\.025\*\*/);
    expect(words).not.toContain("−");
  });

  test("a credit that turns into a debit at natural is called one", () => {
    expect(planSentence(planOf({ natural: -0.05 }), NOW)).toContain("a debit of 0.05 natural");
  });

  test("strikes of one side stand in order of price", () => {
    expect(planSentence(planCase("iron_condor"), NOW)).toMatch(
      /^Sell the 570 put .* and the 640 call .*, buy the 555 put .* and the 655 call /,
    );
  });
});

test("a plan has a short name: a put spread from the strike that is sold, the others by price", () => {
  expect(planName(planOf())).toBe("Short put spread 575/560, Dec 23");
  expect(planName(planCase("iron_condor"))).toBe("Iron condor 555/570/640/655, Dec 23");
  expect(planName(planCase("calendar_spread"))).toBe("Calendar spread 605, Dec 23/Jan 22");
});
