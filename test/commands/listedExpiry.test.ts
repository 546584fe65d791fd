import { describe, expect, test } from "vitest";
import { listedExpiry } from "../../src/commands/listedExpiry.ts";
import { ticker } from "../support/providers.ts";

const listed = [
  ["2026-11-23", 0],
  ["2026-11-27", 4],
  ["2026-12-04", 11],
  ["2026-12-18", 25],
  ["2027-01-15", 53],
].map(([date, dte]) => ({ date: date as string, dte: dte as number }));
const of = { symbol: ticker("SPY"), listed };

describe("so many days", () => {
  test.each([
    [30, "2026-12-18"],
    [1, "2026-11-23"],
    [2, "2026-11-27"],
    [9_999, "2027-01-15"],
  ])("%d d is the nearest listed date, of two as near the later", (days, date) => {
    expect(listedExpiry({ days }, of)).toBe(date);
  });
});

describe("a date", () => {
  test("is taken as it is when it is listed", () => {
    expect(listedExpiry({ date: "2026-12-04" }, of)).toBe("2026-12-04");
  });

  test("that is not listed is refused with those on both sides of it", () => {
    expect(() => listedExpiry({ date: "2026-12-05" }, of)).toThrow(
      "SPY has no expiry on 2026-12-05. Listed near it: 2026-11-27 (Nov 27), 2026-12-04 (Dec 4), 2026-12-18 (Dec 18), 2027-01-15 (Jan 15).",
    );
  });

  test("before or after all of them is refused with the first or last ones", () => {
    expect(() => listedExpiry({ date: "2026-01-02" }, of)).toThrow(/near it: 2026-11-23 .*2026-12-18 \(Dec 18\)\.$/);
    expect(() => listedExpiry({ date: "2031-01-02" }, of)).toThrow(
      /near it: 2026-12-18 \(Dec 18\), 2027-01-15 \(Jan 15\)\.$/,
    );
  });
});

test("without a listed expiry there is none to name", () => {
  expect(() => listedExpiry({ days: 30 }, { ...of, listed: [] })).toThrow(
    "The data source lists no live expiry for SPY.",
  );
});
