import { describe, expect, test } from "vitest";
import { backExpiry, chooseExpiry, datesToQuote, isEventFront, termChoices } from "../../../src/engine/plan/expiry.ts";
import type { PlanWish, TermChoice } from "../../../src/engine/plan/types.ts";
import { boardOf } from "../../support/boards.ts";
import { termOf } from "./scene.ts";

const DAY = 86_400_000;
const dateIn = (dte: number) => new Date(Date.parse("2026-11-23") + dte * DAY).toISOString().slice(0, 10);
const listedIn = (...days: readonly number[]) => days.map((dte) => ({ date: dateIn(dte), dte }));
const LISTED = listedIn(7, 14, 30, 60);
const dropped = (premiums: readonly (number | null)[], listed = LISTED) =>
  termChoices({ term: termOf(...premiums) }, listed).map((choice) => choice.dropped);
const NO_WISH: PlanWish = { structure: null, expiry: null, bankroll: null };

describe("the date that stands for a tenor", () => {
  const dates = (...days: readonly number[]) =>
    termChoices({ term: termOf(1, 1, 2, 2) }, listedIn(...days)).map(({ date }) => date);

  test("is the nearest listed one, the later of two as near", () => {
    expect(dates(5, 9, 13, 16, 25, 35, 62)).toEqual([9, 13, 35, 62].map(dateIn));
  });

  test("is at most half the tenor away, so 3 days are no week and 91 are no two months", () => {
    expect(dates(3, 91)).toEqual([null, null, null, null]);
    expect(dates(4, 90)).toEqual([dateIn(4), null, null, dateIn(90)]);
  });

  test("stands for the tenor it is nearest to and for no other, the later of two as near", () => {
    expect(dates(10), "a week and three days").toEqual([dateIn(10), null, null, null]);
    expect(dates(11)).toEqual([null, dateIn(11), null, null]);
    expect(dates(21)).toEqual([null, dateIn(21), null, null]);
    expect(dates(22), "as near to 14 as to 30").toEqual([null, null, dateIn(22), null]);
    expect(dates(44)).toEqual([null, null, dateIn(44), null]);
    expect(dates(45), "as near to 30 as to 60").toEqual([null, null, null, dateIn(45)]);
  });
});

describe("a tenor is left out", () => {
  test("not at all when each pays", () => expect(dropped([1, 2, 3, 4])).toEqual([null, null, null, null]));

  test("when nothing is paid there, or nobody knows", () => {
    expect(dropped([1, 0, 3, null])).toEqual([null, "no_premium", null, "premium_unknown"]);
    const [week] = termChoices({ term: termOf(1).map((node) => ({ ...node, iv: null })) }, LISTED);
    expect(week, "a premium on an unknown IV").toMatchObject({ dropped: "premium_unknown", richness: null });
  });

  test("in front, with 14 days, when the front is negative and the month is not", () => {
    expect(dropped([-1, 2, 3, 4])).toEqual(["front_negative", "front_negative", null, null]);
    expect(dropped([-1, 2, 0, 4]), "a month that pays nothing").toEqual(["no_premium", null, "no_premium", null]);
    expect(dropped([0, 2, 3, 4]), "a front that pays nothing is not negative").toEqual([
      "no_premium",
      null,
      null,
      null,
    ]);
    expect(dropped([-1, 2, null, 4])).toEqual(["no_premium", null, "premium_unknown", null]);
  });

  test("everywhere when the week pays and the month at most a point: that is an event", () => {
    expect(dropped([2, 1, 1, 4])).toEqual(["event_front", "event_front", "event_front", "event_front"]);
    expect(dropped([2, 1, 1.01, 4])).toEqual([null, null, null, null]);
    expect(dropped([2, 0, -1, 4])).toEqual(["event_front", "no_premium", "no_premium", "event_front"]);
    expect([isEventFront({ term: termOf(0, 1, 1) }), isEventFront({ term: termOf(2, 1, null) })]).toEqual([
      false,
      false,
    ]);
  });

  test("without a date near it", () => {
    expect(dropped([1, 2, 3, 4], listedIn(14, 45))).toEqual(["not_listed", null, "not_listed", null]);
  });

  test("and richness is the premium in its IV", () => {
    expect(termChoices({ term: termOf(1, 2, 3, 4) }, LISTED).map(({ richness }) => richness)).toEqual([
      0.05, 0.1, 0.15, 0.2,
    ]);
  });
});

test("the back of a calendar is the first listed date at least 21 days later", () => {
  const listed = listedIn(7, 27, 28, 60);
  expect(backExpiry(dateIn(7), listed)).toBe(dateIn(28));
  expect(backExpiry(dateIn(60), listed)).toBeNull();
});

describe("the dates to quote", () => {
  const asked = (premiums: readonly number[], wish: Partial<PlanWish> = {}, cell: "A" | "D" = "A") =>
    datesToQuote({
      snapshot: { listed: listedIn(7, 14, 28, 30, 35, 60, 91) },
      vrp: { term: termOf(...premiums), cell },
      wish: { ...NO_WISH, ...wish },
    });

  test("are those of every tenor that is left, each with its back, once and ascending", () => {
    expect(asked([-1, 1, 2, 3])).toEqual([30, 60, 91].map(dateIn));
    expect(asked([1, 1, 2, 3])).toEqual([7, 14, 28, 30, 35, 60, 91].map(dateIn));
  });

  test("are the week's and its back with an event in front", () => {
    expect(asked([2, 1, 1, 3])).toEqual([7, 28].map(dateIn));
  });

  test("are the date that was asked for and its back, whatever is paid there", () => {
    expect(asked([-1, -1, -1, -1], { expiry: dateIn(14) })).toEqual([14, 35].map(dateIn));
    expect(asked([1, 1, 2, 3], { expiry: dateIn(13) }), "which is not listed").toEqual([]);
  });

  test("are none where the cell allows nothing", () => expect(asked([1, 1, 2, 3], {}, "D")).toEqual([]));
});

describe("the expiry of a plan", () => {
  const board = boardOf({ days: [7, 14, 30, 60] });
  const choices = (...richness: readonly number[]): TermChoice[] =>
    ([7, 14, 30, 60] as const).map((tenor, i) => ({
      tenor,
      vrp: 1,
      richness: richness[i]!,
      date: dateIn(tenor),
      dropped: null,
    }));
  const chosen = (list: readonly TermChoice[], wish: Partial<PlanWish> = {}, on = board) =>
    chooseExpiry(list, on, { ...NO_WISH, ...wish }).date;

  test("is the richest", () => {
    expect(chosen(choices(0.3, 0.1, 0.2, 0.1))).toBe(dateIn(7));
    expect(chosen(choices(0.1, 0.1, 0.2, 0.3))).toBe(dateIn(60));
  });

  test("is the one nearest 30 to 45 days among those within a tenth of the richest", () => {
    expect(chosen(choices(0.3, 0.28, 0.27, 0.1))).toBe(dateIn(30));
    expect(chosen(choices(0.3, 0.28, 0.2699, 0.1)), "14 is nearer than 7").toBe(dateIn(14));
    expect(chosen(choices(0.1, 0.3, 0.1, 0.28)), "60 is 15 days off, 14 is 16").toBe(dateIn(60));
  });

  test("has options at the money of at most 10 % of their mid", () => {
    const wide = (pct: number | null) => ({
      ...board,
      expiries: board.expiries.map((one) => (one.dte === 7 ? { ...one, atmSpreadPct: pct } : one)),
    });
    const list = choices(0.3, 0.1, 0.2, 0.1);
    expect(chosen(list, {}, wide(10))).toBe(dateIn(7));
    for (const pct of [10.01, null]) {
      const { term, date } = chooseExpiry(list, wide(pct), NO_WISH);
      expect([date, term[0]!.dropped]).toEqual([dateIn(30), "illiquid"]);
    }
    const silent = { ...board, expiries: board.expiries.filter(({ dte }) => dte !== 7) };
    expect(chosen(list, {}, silent), "without quotes").toBe(dateIn(30));
    const blind = { ...board, expiries: board.expiries.map((one) => (one.dte === 7 ? { ...one, atmIv: null } : one)) };
    expect(chosen(list, {}, blind), "without an IV").toBe(dateIn(30));
  });

  test("is what was asked for, dropped or not", () => {
    const list = choices(0.3, 0.1, 0.2, 0.1).map((one): TermChoice => ({ ...one, dropped: "no_premium" }));
    expect(chosen(list, { expiry: dateIn(14) })).toBe(dateIn(14));
    const alone = { ...board, expiries: board.expiries.slice(1, 2) };
    const open = choices(0.3, 0.1, 0.2, 0.1);
    expect(chooseExpiry(open, alone, { ...NO_WISH, expiry: dateIn(14) }).term, "nobody looked at the others").toEqual(
      open,
    );
    expect(chosen(list)).toBeNull();
  });

  test("is the week's with an event in front, unless nobody can trade it", () => {
    const list = choices(0.1, 0.1, 0.01, 0.3).map((one): TermChoice => ({ ...one, dropped: "event_front" }));
    expect(chosen(list)).toBe(dateIn(7));
    expect(chosen(list, {}, { ...board, expiries: board.expiries.slice(1) })).toBeNull();
  });
});
