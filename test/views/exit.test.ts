import { describe, expect, test } from "vitest";
import type { ExitEvent } from "../../src/engine/plan/exits.ts";
import type { Plan } from "../../src/engine/plan/types.ts";
import { exitPost } from "../../src/views/exit.ts";
import { planLine, waitWords } from "../../src/views/exitWords.ts";
import { fitPost } from "../../src/views/limits.ts";
import type { Button } from "../../src/views/controls.ts";
import { calendarOf } from "../support/exits.ts";
import { planOf } from "../support/plans.ts";

const at = Date.parse("2026-11-24T15:30:00Z");
const STOP: ExitEvent = { rule: "stop", at, cost: 6.4, spot: 571 };
const post = (event: ExitEvent, plan: Plan = planOf()) => exitPost({ id: "k3x9q0a", plan, event });
const first = (event: ExitEvent, plan?: Plan) => post(event, plan).embeds![0]!.description!.split("\n")[0];

describe("a letter", () => {
  test("has its number in the line a phone shows, the rule, the plan, its source and time, and no advice", () => {
    const { content, embeds } = post(STOP);
    expect(content).toBe("SPY put spread 575/560 Dec 23: stop reached, cost to close $6.40 (15-min delayed)");
    const [embed] = embeds!;
    expect(embed!.title).toBe("SPY put spread 575/560 Dec 23: stop reached");
    expect(embed!.description!.split("\n").slice(1)).toEqual([
      "Its rule: cost to close $6.30 or more, 3.0 × the credit $2.10.",
      "The first rule to come true ends the plan. The others are watched until you press Done.",
    ]);
    expect(embed!.fields![0]!.value).toBe(
      "SPY put spread 575/560 Dec 23: sell 575 put, buy 560 put\nmax loss $12.90 per share, cell A, shown Nov 23, 09:45 ET",
    );
    expect(embed!.footer!.text).toMatch(
      /^Cboe delayed · computed here · 15 min delayed · data Nov 24, 10:30 ET\n.*Not advice\.$/,
    );
    expect(embed!.timestamp).toBe("2026-11-24T15:30:00.000Z");
  });

  test.each<readonly [ExitEvent, string]>([
    [
      STOP,
      "Cost to close **$6.40** ≥ $6.30 per share, spot 571.00. Against the credit of the plan that is a loss of $4.30 per share ($430.00 a contract). Indicative: mids of 15-min delayed quotes, not a fill.",
    ],
    [
      { rule: "profit", at, cost: 1.02, spot: 611.2 },
      "Cost to close **$1.02** ≤ $1.05 per share, spot 611.20. Against the credit of the plan that is a gain of $1.08 per share ($108.00 a contract). Indicative: mids of 15-min delayed quotes, not a fill.",
    ],
    [
      { rule: "regime", at, why: "negative_twice", close: 590, netGex: -3.2e8, flip: null },
      "Net GEX **−$320M per 1 %** at the close 590.00, below $0 for the second session in a row.",
    ],
    [
      { rule: "regime", at, why: "below_flip", close: 592, netGex: 1e7, flip: 594 },
      "The close **592.00** is 0.34 % below the flip 594.00. Net GEX +$10.0M per 1 %.",
    ],
    [{ rule: "level", at, side: "below", close: 574.2, level: 575 }, "The close **574.20** is below 575."],
    [
      { rule: "edge", at, z: -0.01, vrp20: null, madeUp: false },
      "z-score **−0.01**, 20-day premium not known that evening.",
    ],
    [
      { rule: "edge", at, z: 1.2, vrp20: -0.4, madeUp: true },
      "z-score **1.20**, 20-day premium **−0.40** vol points (SAMPLE HISTORY).",
    ],
    [
      { rule: "data", at, since: "2026-11-20" },
      "No chain could be read since the session of **Nov 20**, for two trading days. Exits that go by the market were not looked at meanwhile.",
    ],
  ])("says what was seen: %o", (event, words) => expect(first(event)).toBe(words));

  test("of a calendar says what it is worth, and what that is against its debit: 6.30 − 5.00 = 1.30", () => {
    const words = first({ rule: "profit", at, cost: 6.3, spot: 600 }, calendarOf());
    expect(words).toMatch(
      /^Worth \*\*\$6\.30\*\* ≥ \$6\.25 per share.*debit of the plan that is a gain of \$1\.30 per share/,
    );
    expect(first({ rule: "stop", at, cost: 2.4, spot: 600 }, calendarOf())).toMatch(/^Worth \*\*\$2\.40\*\* ≤ \$2\.50.*a loss of \$2\.60/); // prettier-ignore
  });

  test("that goes by the clock names no time of data", () => {
    const { embeds } = post({ rule: "time", at: Date.parse("2026-12-02T21:00:00Z") });
    expect(embeds![0]!.description).toMatch(/^It is past \*\*Dec 2, 16:00 ET\*\*/);
    expect(embeds![0]!.footer!.text).toContain("due Dec 2, 16:00 ET");
  });

  test("that nobody is watching ends nothing, and says so", () => {
    const { description } = post({ rule: "data", at, since: "2026-11-20" }).embeds![0]!;
    expect(description).toContain("This is a warning, not an end of the plan");
    expect(description).not.toContain("ends the plan.");
  });

  test("on sample data says so first, in title and line", () => {
    const sample = planOf({ source: { ...planOf().source, sample: true } });
    const { content, embeds } = post(STOP, sample);
    expect([content, embeds![0]!.title]).toEqual([
      expect.stringMatching(/^SAMPLE DATA · SPY/),
      expect.stringMatching(/^SAMPLE · SPY/),
    ]);
  });

  test("ends the exits of its own plan with a button, and fits into Discord's limits", () => {
    const [done] = post(STOP).controls!.rows[0] as readonly Button[];
    expect(done).toMatchObject({ action: "exitdone", value: "k3x9q0a" });
    expect(fitPost(post(STOP))).toEqual(post(STOP));
  });
});

describe("a plan in one line", () => {
  const legs = (...strikes: readonly number[]) => strikes.map((strike) => ({ ...planOf().legs[0]!, strike }));
  test.each<readonly [Partial<Plan>, string]>([
    [{}, "SPY put spread 575/560 Dec 23"],
    [{ structure: "iron_condor", legs: legs(575, 560, 630, 645) }, "SPY iron condor 560/575/630/645 Dec 23"],
    [{ structure: "short_strangle", legs: legs(630, 575) }, "SPY short strangle 575/630 Dec 23"],
    [{ structure: "short_straddle", legs: legs(602.5, 602.5) }, "SPY short straddle 602.5 Dec 23"],
    [{ structure: "jade_lizard", legs: legs(575, 620, 630) }, "SPY jade lizard 575/620/630 Dec 23"],
  ])("has its structure, strikes and dates: %#", (given, line) => expect(planLine(planOf(given))).toBe(line));

  test("has both dates of a calendar", () => expect(planLine(calendarOf())).toBe("SPY calendar 600 Dec 23/Jan 22"));
});

test("each rule says what it waits for, with its numbers", () => {
  expect(planOf().exits.map((rule) => waitWords(rule, planOf()))).toEqual([
    "cost to close $1.05 or less, a gain of 50 % of the credit $2.10",
    "cost to close $6.30 or more, 3.0 × the credit $2.10",
    "it is Dec 2, 16:00 ET",
    "net GEX below $0 at the closes of two sessions in a row, or one close more than 0.25 % below the flip of that evening; it was 594.10 for this plan",
    "the session closes below 575",
    "in the evening the z-score is below 0, or the 20-day premium is 0 points or less",
    "an event before expiry becomes known",
    "two trading days have passed without a fresh chain, so that nothing else is watched",
  ]);
  const both = { rule: "level", below: 575, above: 630 } as const;
  expect(waitWords(both, planOf())).toBe("the session closes below 575 or above 630");
  expect(calendarOf().exits.map((rule) => waitWords(rule, calendarOf()))).toEqual([
    "worth $6.25 or more, a gain of 25 % on the debit $5.00",
    "worth $2.50 or less, 0.5 × the debit $5.00",
  ]);
});
