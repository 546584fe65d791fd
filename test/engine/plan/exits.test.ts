import { describe, expect, test } from "vitest";
import {
  beginExit,
  evaluateExit,
  whyNotWatched,
  type ExitEvent,
  type ExitState,
  type Seen,
  type WatchedRule,
} from "../../../src/engine/plan/exits.ts";
import type { OptionBoard } from "../../../src/engine/plan/board.ts";
import type { SessionClose } from "../../../src/engine/plan/sessionClose.ts";
import type { Plan } from "../../../src/engine/plan/types.ts";
import { boardAt, calendarOf, closeOf, TEN_THIRTY } from "../../support/exits.ts";
import { planOf } from "../../support/plans.ts";

const MINUTE = 60_000;
const BEGUN: ExitState = beginExit(TEN_THIRTY);

/** A look at quotes as they are found fifteen minutes later. */
const mark = (board: OptionBoard, delay = 15): Seen => ({ kind: "mark", board, now: Date.parse(board.quoteTime) + delay * MINUTE }); // prettier-ignore
/** One look a minute: both legs, 0.50 of the bought one, so that the plan costs this much to close. */
const costing = (...costs: (number | null)[]) =>
  costs.map((cost, minute) => mark(boardAt(cost === null ? [null, 0.5] : [cost + 0.5, 0.5], { minute })));
const evening = (overrides: Partial<SessionClose> = {}): Seen => ({ kind: "close", close: closeOf(overrides) });
const at = (time: string): Seen => ({ kind: "time", now: Date.parse(time) });

/** What a rule tells of these looks, one after the other, as somebody keeps looking; and with what it ends. */
function follow(name: WatchedRule, looks: readonly Seen[], plan: Plan = planOf(), from: ExitState = BEGUN) {
  const rule = plan.exits.find((one) => one.rule === name)!;
  const events: (ExitEvent | null)[] = [];
  let state = from;
  for (const seen of looks) {
    const step = evaluateExit(rule, { plan, state, seen });
    events.push(step.event);
    ({ state } = step);
  }
  return { events, state, fired: events.map((event) => event !== null) };
}

describe("profit and stop", () => {
  test("come true at the second reading in a row that is there, with the cost at the mid", () => {
    const { events } = follow("profit", costing(1.06, 1.05, 1.02));
    expect(events).toEqual([null, null, { rule: "profit", at: TEN_THIRTY + 2 * MINUTE, cost: 1.02, spot: 603.42 }]);
    expect(follow("stop", costing(6.29, 6.3, 6.4)).events.at(-1)).toMatchObject({ rule: "stop", cost: 6.4 });
  });

  test("count the number itself as there, to a tenth of a cent", () => {
    expect(follow("profit", costing(1.05, 1.05)).fired).toEqual([false, true]);
    expect(follow("profit", costing(1.051, 1.051)).fired).toEqual([false, false]);
    expect(follow("stop", costing(6.3, 6.3)).fired).toEqual([false, true]);
    expect(follow("stop", costing(6.299, 6.299)).fired).toEqual([false, false]);
  });

  test("are not set off by one bad quote, nor by two that are not in a row", () => {
    expect(follow("stop", costing(2.1, 9, 2.1, 9, 2.1)).fired).not.toContain(true);
  });

  test("take the same quotes, or older ones, for no second reading", () => {
    const [one, two] = costing(6.4, 6.5);
    expect(follow("stop", [one!, one!, one!]).fired).not.toContain(true);
    expect(follow("stop", [two!, one!]).fired).not.toContain(true);
    expect(follow("stop", [one!, one!, two!]).fired).toEqual([false, false, true]);
  });

  test("pass over readings in which a leg has no two sides: they change nothing", () => {
    expect(follow("stop", costing(null, null)).state).toEqual(BEGUN);
    expect(follow("stop", costing(6.4, null, 6.5)).fired).toEqual([false, false, true]);
  });

  test.each<readonly [string, (minute: number) => Seen]>([
    ["of a closed market", (minute) => mark(boardAt([9, 0.5], { minute, session: "closed" }))],
    ["that stand still", (minute) => mark(boardAt([9, 0.5], { minute }), 20)],
    ["of the future", (minute) => mark(boardAt([9, 0.5], { minute }), -1)],
    [
      "of another source",
      (minute) => mark(boardAt([9, 0.5], { minute, source: { ...planOf().source, provider: "x" } })),
    ],
    ["that are samples", (minute) => mark(boardAt([9, 0.5], { minute, source: { ...planOf().source, sample: true } }))],
  ])("say nothing on quotes %s", (_what, look) => {
    expect(follow("stop", [0, 1, 2].map(look))).toMatchObject({ fired: [false, false, false], state: BEGUN });
  });

  test("of a plan on sample data go by sample data", () => {
    const source = { ...planOf().source, sample: true };
    const looks = [0, 1].map((minute) => mark(boardAt([9, 0.5], { minute, source })));
    expect(follow("stop", looks, planOf({ source })).fired).toEqual([false, true]);
  });

  test("of a calendar turn round: it is sold, for 25 % more than its debit of 5.00, or for half of it", () => {
    const plan = calendarOf();
    const worth = (...values: number[]) =>
      values.map((value, minute) => mark(boardAt([6, 6 + value], { minute, plan })));
    expect(follow("profit", worth(6.24, 6.25, 6.3), plan).fired).toEqual([false, false, true]);
    expect(follow("profit", worth(2, 2), plan).fired).toEqual([false, false]);
    expect(follow("stop", worth(2.51, 2.5, 2.4), plan).fired).toEqual([false, false, true]);
    expect(follow("stop", worth(7, 7), plan).fired).toEqual([false, false]);
  });

  test("do not look at closes or at the clock", () => {
    const looks = [evening({ close: 400 }), at("2027-06-01T00:00:00Z")];
    for (const name of ["profit", "stop"] as const)
      expect(follow(name, looks)).toMatchObject({ fired: [false, false], state: BEGUN });
  });
});

describe("regime", () => {
  const negative = (date: string, rest: Partial<SessionClose> = {}) =>
    evening({ date, netGex: -1, flip: null, ...rest });

  test("comes true when net GEX is below 0 in the evenings of two sessions in a row", () => {
    const { events } = follow("regime", [negative("2026-11-23"), negative("2026-11-24", { netGex: -3e8 })]);
    expect(events).toMatchObject([null, { rule: "regime", why: "negative_twice", netGex: -3e8, at: Date.parse("2026-11-24T21:00:00Z") }]); // prettier-ignore
  });

  test("takes a weekend and a holiday for nothing between: Wednesday and the Friday after Thanksgiving are in a row", () => {
    const friday = negative("2026-11-27", { quoteTime: "2026-11-27T18:00:00.000Z" });
    expect(follow("regime", [negative("2026-11-25"), friday]).fired).toEqual([false, true]);
    expect(follow("regime", [friday, negative("2026-11-30")]).fired).toEqual([false, true]);
  });

  test("does not take one evening twice, nor two with one between them, for a row", () => {
    const monday = negative("2026-11-23");
    expect(follow("regime", [monday, monday]).fired).toEqual([false, false]);
    expect(follow("regime", [monday, negative("2026-11-25")]).fired, "Tuesday was not seen").toEqual([false, false]);
    expect(follow("regime", [monday, evening({ date: "2026-11-24" }), negative("2026-11-25")]).fired).not.toContain(
      true,
    );
    expect(follow("regime", [monday, negative("2026-11-24", { degraded: true }), negative("2026-11-25")]).fired).not.toContain(true); // prettier-ignore
  });

  test("does not mind a net GEX of exactly 0", () => {
    const zero = { netGex: 0, flip: null };
    expect(follow("regime", [evening(zero), evening({ ...zero, date: "2026-11-24" })]).fired).not.toContain(true);
  });

  test("comes true at one close more than 0.25 % below the flip: 598.50 is 0.25 % below 600", () => {
    expect(follow("regime", [evening({ flip: 600, close: 598.5 })]).fired).toEqual([false]);
    expect(follow("regime", [evening({ flip: 600, close: 598.49 })]).events).toMatchObject([
      { why: "below_flip", close: 598.49, flip: 600, netGex: 2.4e9 },
    ]);
  });

  test("is silent for plans of the cells B and D, which began without a positive sign", () => {
    const bad = [evening({ netGex: -1, flip: 700 }), evening({ date: "2026-11-24", netGex: -1, flip: 700 })];
    expect(follow("regime", bad, planOf({ cell: "C" })).fired).toEqual([true, true]);
    for (const cell of ["B", "D"] as const)
      expect(follow("regime", bad, planOf({ cell })).fired).toEqual([false, false]);
  });
});

describe("level", () => {
  test("comes true at a close beyond the strike, on the side that was sold, and not at the strike", () => {
    expect(follow("level", [evening({ close: 575 })]).fired).toEqual([false]);
    expect(follow("level", [evening({ close: 574.99 })]).events).toMatchObject([
      { rule: "level", side: "below", close: 574.99, level: 575, at: Date.parse("2026-11-23T21:00:00Z") },
    ]);
    expect(follow("level", [evening({ close: 900 })]).fired, "no call was sold").toEqual([false]);
  });

  test("has two sides where calls were sold as well", () => {
    const plan = planOf({ exits: [{ rule: "level", below: 575, above: 630 }] });
    expect(follow("level", [evening({ close: 630 })], plan).fired).toEqual([false]);
    expect(follow("level", [evening({ close: 630.01 })], plan).events).toMatchObject([{ side: "above", level: 630 }]);
  });
});

describe("edge", () => {
  test.each([
    [-0.01, 5, true],
    [0, 5, false],
    [1, 0, true],
    [1, -0.1, true],
    [1, 0.1, false],
    [null, null, false],
    [null, 5, false],
    [null, -1, true],
    [-1, null, true],
    [1, null, false],
  ])("with a z-score of %s and a 20-day premium of %s has gone: %s", (z, vrp20, gone) => {
    expect(follow("edge", [evening({ z, vrp20 })]).fired).toEqual([gone]);
  });

  test("tells both numbers, and whether the record is made up", () => {
    expect(follow("edge", [evening({ z: -0.2, vrp20: null, madeUp: true })]).events).toMatchObject([
      { rule: "edge", z: -0.2, vrp20: null, madeUp: true },
    ]);
  });
});

describe("what is compared at the close", () => {
  const bad = { close: 500, netGex: -1, z: -2, vrp20: -4 };

  test.each(["regime", "level", "edge"] as const)(
    "%s is silent on degraded data, of another source, and on a sample",
    (name) => {
      const { source } = planOf();
      for (const why of [
        { degraded: true },
        { source: { ...source, provider: "x" } },
        { source: { ...source, sample: true } },
      ])
        expect(follow(name, [evening({ ...bad, ...why })]).fired).toEqual([false]);
      expect(follow(name, [evening(bad)]).fired, "else it is not").toEqual([true]);
    },
  );

  test("is the session that was under way when it was armed, and none before", () => {
    expect(BEGUN.session).toBe("2026-11-20");
    expect(follow("level", [evening({ ...bad, date: "2026-11-20" })]).fired).toEqual([false]);
    const late = beginExit(Date.parse("2026-11-23T22:00:00Z"));
    expect(follow("level", [evening(bad)], planOf(), late).fired, "armed on Monday night").toEqual([false]);
  });
});

describe("time", () => {
  test("comes true at its instant, on any day, and says when that was", () => {
    expect(follow("time", [at("2026-12-02T20:59:59.999Z")]).fired).toEqual([false]);
    expect(follow("time", [at("2026-12-02T21:00:00Z")]).events).toEqual([
      { rule: "time", at: Date.parse("2026-12-02T21:00:00Z") },
    ]);
    expect(follow("time", [at("2026-12-06T12:00:00Z")]).fired, "a Sunday after it").toEqual([true]);
  });

  test("does not look at the market", () => {
    expect(follow("time", [...costing(9, 9), evening({ close: 400 })]).fired).not.toContain(true);
  });
});

describe("data", () => {
  test("comes true two hours after the second session without a chain", () => {
    expect(follow("data", [at("2026-11-24T22:59:59.999Z")]).fired).toEqual([false]);
    expect(follow("data", [at("2026-11-24T23:00:00Z")]).events).toEqual([
      { rule: "data", at: Date.parse("2026-11-24T23:00:00Z"), since: "2026-11-20" },
    ]);
  });

  test("counts sessions, not days: not Thanksgiving, and not the weekend", () => {
    const wednesday = evening({ date: "2026-11-25" });
    // Two sessions on: Friday Nov 27, which ends at 13:00, and Monday Nov 30.
    expect(follow("data", [wednesday, at("2026-11-30T22:59:00Z")]).fired).toEqual([false, false]);
    expect(follow("data", [wednesday, at("2026-11-30T23:00:00Z")]).fired).toEqual([false, true]);
  });

  test("begins anew with each chain: a close, also a degraded one, or quotes of the session", () => {
    for (const chain of [evening(), evening({ degraded: true }), costing(2.1)[0]!])
      expect(follow("data", [chain, at("2026-11-24T23:00:00Z"), at("2026-11-25T23:00:00Z")]).fired).toEqual([false, false, true]); // prettier-ignore
  });

  test("does not take quotes that stand still, or those of another source, for a chain", () => {
    const stale = mark(boardAt([9, 0.5]), 20);
    const foreign = evening({ source: { ...planOf().source, provider: "x" } });
    expect(follow("data", [stale, foreign, at("2026-11-24T23:00:00Z")]).fired).toEqual([false, false, true]);
  });
});

describe("what cannot be watched", () => {
  const noon = Date.parse("2026-11-23T17:00:00Z");

  test("is an event, for want of a calendar; everything else of the plan can", () => {
    const { exits } = planOf();
    expect(exits.map(({ rule }) => whyNotWatched(planOf(), rule, noon)).filter((why) => why !== null)).toEqual(["no_calendar"]); // prettier-ignore
  });

  test("is a rule the plan does not have, and a level without a strike", () => {
    expect(whyNotWatched(planOf({ exits: [] }), "stop", noon)).toBe("not_in_plan");
    expect(whyNotWatched(planOf({ exits: [{ rule: "level", below: null, above: null }] }), "level", noon)).toBe("not_in_plan"); // prettier-ignore
  });

  test("is the regime of a plan made in negative gamma", () => {
    expect(whyNotWatched(planOf({ cell: "B" }), "regime", noon)).toBe("no_sign_to_lose");
  });

  test("is what is over: the time of the rule, or the options", () => {
    expect(whyNotWatched(planOf(), "time", Date.parse("2026-12-02T21:00:00Z"))).toBe("over");
    expect(whyNotWatched(planOf(), "time", Date.parse("2026-12-02T20:59:00Z"))).toBeNull();
    expect(whyNotWatched(planOf(), "stop", Date.parse("2026-12-23T21:00:00Z"))).toBe("over");
    expect(whyNotWatched(planOf(), "stop", Date.parse("2026-12-23T20:59:00Z"))).toBeNull();
  });
});
