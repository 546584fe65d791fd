import { describe, expect, test } from "vitest";
import { EXIT_NAMES } from "../../../src/engine/plan/types.ts";
import { canBeArmed, exitLines } from "../../../src/views/trade/planExits.ts";
import { planOf } from "../../support/plans.ts";

describe("a credit", () => {
  test("has its eight exits with numbers, in order", () => {
    // Bought back at 1.05 half of 2.10 is kept; at 6.30 the loss is 4.20 a share.
    expect(exitLines(planOf())).toEqual([
      "**1 Profit** costs 1.05 or less to close: 50 % of the credit kept",
      "**2 Stop** costs 6.30 or more to close: $420 lost. Indicative: mids, 15 min old",
      "**3 Time** until Dec 2, 16:00 ET",
      "**4 Regime** net GEX below 0 on two daily snapshots, or a close more than 0.25 % below the flip (now 594.10)",
      "**5 Level** a daily close below 575",
      "**6 Edge** z below 0, or VRP20 at or below 0",
      "**7 Event** a new event before expiry. The bot has no calendar of events: watch for it yourself",
      "**8 Data** no fresh chain for two trading days: then nobody watches the rest",
    ]);
  });

  test("numbers are those of the rules, not of the list", () => {
    const exits = planOf().exits.filter(({ rule }) => rule !== "regime");
    expect(exitLines(planOf({ exits })).map((line) => line.slice(2, 3))).toEqual(["1", "2", "3", "5", "6", "7", "8"]);
  });

  test("without a flip below, the regime is the sign alone; levels to both sides are both named", () => {
    const exits = [
      { rule: "regime", flip: null },
      { rule: "level", below: 571.52, above: 635.32 },
    ] as const;
    expect(exitLines(planOf({ exits }))).toEqual([
      "**4 Regime** net GEX below 0 on two daily snapshots",
      "**5 Level** a daily close below 571.52 or above 635.32",
    ]);
  });
});

test("a calendar is worth something instead of costing something: 25 % on the debit, half of it lost", () => {
  // A debit of 6.00: sold at 7.50 a quarter is won, at 3.00 half is lost.
  const exits = [
    { rule: "profit", closeAt: 7.5, share: 0.25 },
    { rule: "stop", closeAt: 3 },
  ] as const;
  expect(exitLines(planOf({ credit: -6, exits }))).toEqual([
    "**1 Profit** worth 7.50 or more: 25 % on the debit",
    "**2 Stop** worth 3.00 or less: $300 lost. Indicative: mids, 15 min old",
  ]);
});

test("all but events can be watched", () => {
  const armed = planOf()
    .exits.filter(canBeArmed)
    .map(({ rule }) => rule);
  expect(armed).toEqual(EXIT_NAMES.filter((name) => name !== "event"));
});
