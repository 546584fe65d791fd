import { describe, expect, test } from "vitest";
import { isMonthlyExpiry, listedExpiries, selectedDates, selectRows } from "../../src/engine/select.ts";
import { handChain } from "./handChain.ts";

const slice = (date: string, dte: number, root = "SPXW") => ({ date, dte, root, years: Math.max(dte, 0.1) / 365 });
const row = (index: number, oi = 1) => ({ right: "C" as const, strike: 100 + index, oi, slice: index });

// Session of Friday 2026-11-20, itself a third Friday: SPX settled in the morning, SPXW lives until the close.
const chain = handChain([row(3), row(1), row(2, 50), row(4), row(0, 10), row(5), row(5, 0)], {
  slices: [
    slice("2026-11-20", 0),
    slice("2026-11-27", 7),
    slice("2026-12-18", 28, "SPX"),
    slice("2026-12-18", 28),
    slice("2026-12-24", 34),
    slice("2027-01-15", 56),
    slice("2027-02-19", 91),
  ],
});
const listed = listedExpiries(chain);
const dates = (of: Parameters<typeof selectedDates>[1]) => [...selectedDates(listed, of)];

describe("the expiries of a chain", () => {
  test("are listed once a date, ascending, and only when a contract lives there", () => {
    expect(listed).toEqual([
      { date: "2026-11-20", dte: 0 },
      { date: "2026-11-27", dte: 7 },
      { date: "2026-12-18", dte: 28 },
      { date: "2026-12-24", dte: 34 },
      { date: "2027-01-15", dte: 56 },
    ]);
  });

  test("all of them", () => expect(dates({ kind: "all" }).length).toBe(5));
  test("what expires in the session of the quote", () => expect(dates({ kind: "zeroDte" })).toEqual(["2026-11-20"]));
  test("at most a number of days, that day included", () => {
    expect(dates({ kind: "maxDte", days: 7 })).toEqual(["2026-11-20", "2026-11-27"]);
    expect(dates({ kind: "maxDte", days: 6 })).toEqual(["2026-11-20"]);
  });
  test("one date, or none when it is not listed", () => {
    expect(dates({ kind: "date", date: "2026-12-24" })).toEqual(["2026-12-24"]);
    expect(dates({ kind: "date", date: "2026-12-25" })).toEqual([]);
    expect(dates({ kind: "date", date: "2027-02-19" }), "nothing lives there").toEqual([]);
  });
  test("the next monthly expiry, today's own included", () => {
    expect(dates({ kind: "nextOpex" })).toEqual(["2026-11-20"]);
    expect([...selectedDates(listed.slice(1), { kind: "nextOpex" })]).toEqual(["2026-12-18"]);
    expect([...selectedDates([{ date: "2026-12-24", dte: 34 }], { kind: "nextOpex" })]).toEqual([]);
  });
});

describe("the monthly expiry", () => {
  test("is the third Friday", () => {
    expect(isMonthlyExpiry("2026-11-20")).toBe(true);
    expect(isMonthlyExpiry("2026-11-13")).toBe(false);
    expect(isMonthlyExpiry("2026-11-27")).toBe(false);
    expect(isMonthlyExpiry("2026-11-19")).toBe(false);
  });

  test("is the Thursday before when that Friday is a holiday", () => {
    expect(isMonthlyExpiry("2025-04-17"), "Good Friday 2025").toBe(true);
    expect(isMonthlyExpiry("2026-06-18"), "Juneteenth 2026").toBe(true);
    expect(isMonthlyExpiry("2026-12-17"), "an ordinary Thursday").toBe(false);
  });
});

describe("the rows of a selection", () => {
  test("are those that settle on its dates, of every root, in the order of the chain", () => {
    expect([...selectRows(chain, selectedDates(listed, { kind: "date", date: "2026-12-18" }))]).toEqual([0, 2]);
    expect(selectRows(chain, new Set()).length).toBe(0);
    expect(selectRows(chain, selectedDates(listed, { kind: "all" })).length).toBe(7);
  });

  test("leave out what has less open interest than asked for, and keep what has exactly that", () => {
    const all = selectedDates(listed, { kind: "all" });
    expect([...selectRows(chain, all, 10)]).toEqual([2, 4]);
    expect([...selectRows(chain, all, 11)]).toEqual([2]);
  });
});
