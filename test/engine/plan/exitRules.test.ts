import { describe, expect, test } from "vitest";
import { exitRules, timeExit } from "../../../src/engine/plan/exitRules.ts";
import { EXIT_NAMES, type ExitName, type Leg, type Plan } from "../../../src/engine/plan/types.ts";
import { planOf } from "../../support/plans.ts";

const rule = (name: ExitName, plan: Partial<Plan> = {}, flip: number | null = 594.1) =>
  exitRules(planOf(plan), flip).find((one) => one.rule === name);
const short = (right: Leg["right"], strike: number): Leg => ({ ...planOf().legs[0]!, right, strike });
const CALENDAR: Partial<Plan> = {
  structure: "calendar_spread",
  legs: [short("call", 605), { ...short("call", 605), side: "buy" }],
  credit: -4,
  maxLoss: { usd: 4, kind: "debit" },
};
const STRANGLE: Partial<Plan> = {
  structure: "short_strangle",
  legs: [short("put", 575), short("call", 630)],
  credit: 6,
  maxLoss: { usd: 90, kind: "stress" },
};

test("the rules are eight, in their order", () => {
  expect(exitRules(planOf(), 594.1).map((one) => one.rule)).toEqual(EXIT_NAMES);
});

describe("profit is taken", () => {
  test("when half the credit is kept", () => expect(rule("profit")).toMatchObject({ closeAt: 1.05, share: 0.5 }));

  test("when a quarter of a straddle's is", () => {
    expect(rule("profit", { structure: "short_straddle", credit: 20 })).toMatchObject({ closeAt: 15, share: 0.25 });
  });

  test("when a calendar is worth a quarter more than was paid", () => {
    expect(rule("profit", CALENDAR)).toMatchObject({ closeAt: 5, share: 0.25 });
  });
});

describe("a loss is stopped", () => {
  test("when closing costs three times the credit", () => expect(rule("stop")).toMatchObject({ closeAt: expect.closeTo(6.3, 12) })); // prettier-ignore

  test("or 60 % of the largest loss is lost, where that is nearer", () => {
    // 5 + 0.6 · 10 = 11 is below 15.
    expect(rule("stop", { credit: 5, maxLoss: { usd: 10, kind: "defined" } })).toMatchObject({ closeAt: 11 });
  });

  test("at three times the credit alone where nothing defines the loss", () => {
    expect(rule("stop", { ...STRANGLE, maxLoss: { usd: 1, kind: "stress" } })).toMatchObject({ closeAt: 18 });
  });

  test("when half of a calendar's debit is gone", () => expect(rule("stop", CALENDAR)).toMatchObject({ closeAt: 2 }));
});

describe("time is up", () => {
  const at = (date: string, dte: number, quoteTime = "2026-11-23T14:45:00Z", settlesAt = `${date}T21:00:00.000Z`) =>
    timeExit({ ...planOf().expiry, date, dte, settlesAt }, quoteTime);

  test("at the close with 21 days left when it had 30 or more", () => {
    expect(at("2026-12-23", 30)).toBe("2026-12-02T21:00:00.000Z");
    expect(at("2027-01-22", 60), "New Year's Day is no session, 22 days before it is").toBe("2026-12-31T21:00:00.000Z");
  });

  test("on the session before when that day has none: not on Christmas, but at 13:00 on its eve", () => {
    expect(at("2027-01-15", 53)).toBe("2026-12-24T18:00:00.000Z");
  });

  test("with a third of the days left when it had fewer", () => {
    // 29 days: 9⅔ left is Dec 12, a Saturday, so Friday.
    expect(at("2026-12-22", 29)).toBe("2026-12-11T21:00:00.000Z");
    // 7 days: 2⅓ left; the Saturday has 2, the Friday after Thanksgiving 3.
    expect(at("2026-11-30", 7)).toBe("2026-11-27T18:00:00.000Z");
    expect(at("2026-11-25", 2)).toBe("2026-11-24T21:00:00.000Z");
  });

  test("90 minutes before the bell on the last day when only today has a third of them left", () => {
    expect(at("2026-11-23", 0)).toBe("2026-11-23T19:30:00.000Z");
    expect(at("2026-11-24", 1)).toBe("2026-11-24T19:30:00.000Z");
    expect(at("2026-12-07", 3, "2026-12-04T21:00:00Z"), "over a weekend").toBe("2026-12-07T19:30:00.000Z");
  });

  test("on an early close 90 minutes before 13:00", () => {
    expect(at("2026-11-27", 0, "2026-11-27T14:45:00Z", "2026-11-27T18:00:00.000Z")).toBe("2026-11-27T16:30:00.000Z");
  });

  test("the day before when it settles in the morning", () => {
    expect(at("2026-12-18", 1, "2026-12-17T15:00:00Z", "2026-12-18T14:30:00.000Z")).toBe("2026-12-17T19:30:00.000Z");
  });

  test("at the bell within the last 90 minutes, and at the settlement after it", () => {
    expect(at("2026-11-23", 0, "2026-11-23T19:30:00Z")).toBe("2026-11-23T21:00:00.000Z");
    expect(at("2026-12-18", 1, "2026-12-17T21:00:00Z", "2026-12-18T14:30:00.000Z")).toBe("2026-12-18T14:30:00.000Z");
  });
});

describe("the level", () => {
  test("is the short strikes, where there are some", () => {
    expect(rule("level")).toMatchObject({ below: 575, above: null });
    expect(rule("level", STRANGLE)).toMatchObject({ below: 575, above: 630 });
  });

  test("is a move around the strike of what is sold at the money", () => {
    const around = { below: 605 - 31.9, above: 605 + 31.9 };
    expect(rule("level", CALENDAR)).toMatchObject(around);
    const straddle: Partial<Plan> = {
      ...STRANGLE,
      structure: "short_straddle",
      legs: [short("put", 605), short("call", 605)],
    };
    expect(rule("level", straddle)).toMatchObject(around);
    expect(rule("level", { ...CALENDAR, expectedMove: 700 }), "no price is below 0").toMatchObject({ below: null });
  });
});

test("the regime ends a plan of A and C; in B gamma is negative from the start", () => {
  expect(rule("regime")).toMatchObject({ flip: 594.1 });
  expect(rule("regime", { cell: "C" }, null)).toMatchObject({ flip: null });
  expect(rule("regime", { cell: "B" })).toBeUndefined();
});
