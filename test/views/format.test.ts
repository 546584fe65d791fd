import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  age,
  count,
  denominationOf,
  distance,
  MISSING,
  money,
  moneyCells,
  moneyTicks,
  monthDay,
  newYorkClock,
  newYorkTime,
  percent,
  percentSize,
  points,
  price,
  priceTicks,
  quantity,
  ratio,
  selectionName,
  share,
  shortTime,
  strike,
  waitWords,
} from "../../src/views/format.ts";

describe("money", () => {
  test.each([
    [2.6e9, "+$2.60B"],
    [-340e6, "\u2212$340M"],
    [34.06e6, "+$34.1M"],
    [12, "+$12"],
    [7.5, "+$7.50"],
    [-1_500, "\u2212$1.50K"],
    [999e9, "+$999B"],
    [1.2345e12, "+$1,235B"],
    [0, "$0"],
    [-0, "$0"],
  ])("%d reads %s", (amount, words) => {
    expect(money(amount)).toBe(words);
  });

  test("an amount that rounds up into the next suffix takes it", () => {
    expect(money(999.6e6)).toBe("+$1.00B");
    expect(money(999.4e6)).toBe("+$999M");
    expect(money(999_600)).toBe("+$1.00M");
  });

  test("under a given suffix a small amount keeps two digits instead of reading as zero", () => {
    expect(money(4_200_000, { denomination: "B" })).toBe("+$0.0042B");
    expect(money(380e6, { denomination: "B" })).toBe("+$0.38B");
    expect(money(1e-6, { denomination: "B" }), "too small for any digit").toBe("$0");
  });

  test("an amount that cannot be negative goes without plus", () => {
    expect(money(2.6e9, { signed: false })).toBe("$2.60B");
  });

  test("one suffix is picked from the largest amount, whatever its sign", () => {
    expect(denominationOf([3e6, -2e9])).toBe("B");
    expect(denominationOf([3e6, -2e5])).toBe("M");
    expect(denominationOf([3e3])).toBe("K");
    expect(denominationOf([12, Number.NaN])).toBe("");
    expect(denominationOf([])).toBe("");
  });

  test("ticks of one axis share suffix and decimals", () => {
    expect(moneyTicks([-1e9, -5e8, 0, 5e8, 1e9], "B")).toEqual(["\u2212$1.0B", "\u2212$0.5B", "0", "$0.5B", "$1.0B"]);
    expect(moneyTicks([0, 2e7, 4e7], "B")).toEqual(["0", "$0.02B", "$0.04B"]);
    expect(moneyTicks([0, 250, 500], "")).toEqual(["0", "$250", "$500"]);
  });

  test("cells of one table share suffix and decimals, as many as the largest needs", () => {
    const cells = (amounts: (number | null)[], digits: number) => moneyCells(amounts, { denomination: "B", digits });
    expect(cells([9.3e8, -4e7, 2e6], 2)).toEqual(["+0.93B", "\u22120.04B", "+0.00B"]);
    expect(cells([-8.36e9, 4e7, 0, null], 2)).toEqual(["\u22128.4B", "+0.0B", "0", "n/a"]);
    expect(cells([9.96e9, 1e9], 2), "what rounds up to ten has no decimals").toEqual(["+10B", "+1B"]);
    expect(cells([1.392e11, 1.2e9], 3)).toEqual(["+139B", "+1B"]);
    expect(cells([-1.1e10, 4.4e8], 3)).toEqual(["\u221211.0B", "+0.4B"]);
  });
});

describe("prices", () => {
  test("a price has two decimals and thousands separators", () => {
    expect([219.78, 4697.24, 601.2, 47_104.25].map(price)).toEqual(["219.78", "4,697.24", "601.20", "47,104.25"]);
  });

  test("a strike has the decimals it needs", () => {
    expect([610, 612.5, 4700, 0.5, 2.125, 100].map(strike)).toEqual(["610", "612.5", "4,700", "0.5", "2.125", "100"]);
  });

  test("the labels of a price axis share their decimals", () => {
    expect(priceTicks([47.9, 48, 48.1])).toEqual(["47.9", "48.0", "48.1"]);
    expect(priceTicks([5_900, 6_000])).toEqual(["5,900", "6,000"]);
    expect(priceTicks([])).toEqual([]);
  });
});

describe("percent and counts", () => {
  test.each([
    [-0.41, "\u22120.41 %"],
    [1.52, "+1.5 %"],
    [0.996, "+1.0 %"],
    [12.34, "+12.3 %"],
    [134.5, "+135 %"],
    [0, "0 %"],
    [-0.001, "0 %"],
  ])("%d reads %s", (value, words) => {
    expect(percent(value)).toBe(words);
  });

  test("a distance is signed: above spot is plus", () => {
    expect(distance(610, 601)).toBe("+1.5 %");
    expect(distance(594.1, 601.23)).toBe("\u22121.2 %");
    expect(distance(600, 600)).toBe("0 %");
    expect(distance(600, 0), "no spot, no distance").toBe(MISSING);
  });

  test("a size has no sign", () => {
    expect(percentSize(-1.2)).toBe("1.2 %");
    expect(percentSize(4.5)).toBe("4.5 %");
  });

  test("a share is whole percent, and never zero for something", () => {
    expect([0.431, 0, 0.004, 1].map(share)).toEqual(["43 %", "0 %", "<1 %", "100 %"]);
  });

  test("counts have thousands separators", () => {
    expect([21_038, 7, 0].map(count)).toEqual(["21,038", "7", "0"]);
  });
});

describe("time", () => {
  test("instants are shown on New York's clock, summer and winter", () => {
    expect(newYorkTime("2026-11-23T14:45:00Z")).toBe("Nov 23, 09:45 ET");
    expect(newYorkTime("2026-07-01T13:45:00Z")).toBe("Jul 1, 09:45 ET");
    expect(newYorkTime("2026-11-24T05:00:00Z"), "midnight is 00, not 24").toBe("Nov 24, 00:00 ET");
    expect(newYorkClock("2026-11-20T21:00:00Z")).toBe("16:00 ET");
  });

  test("a calendar date keeps its day whatever the time zone of the machine", () => {
    expect(monthDay("2026-11-20")).toBe("Nov 20");
    expect(monthDay("2027-01-01")).toBe("Jan 1");
    expect(monthDay("2027-13-01")).toBe(MISSING);
  });

  test.each([
    [20, "just now"],
    [-30, "just now"],
    [3 * 60, "3 min ago"],
    [2 * 3600 + 100, "2 h ago"],
    [47 * 3600, "47 h ago"],
    [5 * 86_400, "5 d ago"],
  ])("%d seconds reads %s", (seconds, words) => {
    const now = new Date("2026-11-23T15:00:00Z");
    expect(age(new Date(now.getTime() - seconds * 1000).toISOString(), now)).toBe(words);
  });
});

test("every selection has a name", () => {
  expect(
    (
      [
        { kind: "all" },
        { kind: "zeroDte" },
        { kind: "maxDte", days: 45 },
        { kind: "nextOpex" },
        { kind: "date", date: "2026-12-18" },
      ] as const
    ).map(selectionName),
  ).toEqual(["All expiries", "0DTE only", "Up to 45 DTE", "Next OPEX", "Expiry Dec 18, 2026"]);
});

describe("what is not a number", () => {
  test("null, NaN and infinities read n/a everywhere", () => {
    for (const nothing of [null, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      for (const words of [money, price, strike, percent, percentSize, share, count]) {
        expect(words(nothing), words.name).toBe(MISSING);
      }
      expect(distance(nothing, 600)).toBe(MISSING);
    }
    for (const nothing of [null, "", "yesterday"]) {
      expect(newYorkTime(nothing)).toBe(MISSING);
      expect(newYorkClock(nothing)).toBe(MISSING);
      expect(monthDay(nothing)).toBe(MISSING);
      expect(age(nothing, new Date(0))).toBe(MISSING);
    }
  });

  test("no finite number reads as anything but digits", () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 });
    fc.assert(
      fc.property(finite, (value) => {
        expect(money(value)).toMatch(/^(?:[+\u2212]\$[\d,]+(?:\.\d+)?[BMK]?|\$0)$/);
        expect(money(value, { denomination: "B" })).toMatch(/^(?:[+\u2212]\$[\d,]+(?:\.\d+)?B|\$0)$/);
        expect(percent(value)).toMatch(/^(?:[+\u2212][\d,]+(?:\.\d+)?|0) %$/);
        expect(price(value)).toMatch(/^\u2212?[\d,]+\.\d\d$/);
        expect(strike(value)).toMatch(/^\u2212?[\d,]+(?:\.\d+)?$/);
      }),
    );
  });
});

describe("a wait", () => {
  const now = new Date("2026-11-23T15:00:00Z");
  const after = (seconds: number) => waitWords(new Date(now.getTime() + seconds * 1000).toISOString(), now);

  test.each([
    [0.2, "in 1 second"],
    [40, "in 40 seconds"],
    [99, "in 99 seconds"],
    [100, "in 2 minutes"],
    [3600, "in 60 minutes"],
    [3601, "after Nov 23, 11:00 ET"],
    [10 * 3600, "after Nov 23, 20:00 ET"],
  ])("of %d seconds reads %s, never shorter than it is", (seconds, words) => {
    expect(after(seconds)).toBe(words);
  });

  test("that is over already is a second, and an unknown one a minute", () => {
    expect(after(-5)).toBe("in 1 second");
    expect(waitWords(null, now)).toBe("in a minute");
    expect(waitWords("soon", now)).toBe("in a minute");
  });
});

describe("numbers of things", () => {
  test.each([
    [3.48e6, "3.48M"],
    [-12_100, "12.1K"],
    [999.4, "999"],
    [999.6, "1.00K"],
    [5, "5"],
    [0.2, "0"],
    [null, MISSING],
  ])("%s is the quantity %s", (value, words) => expect(quantity(value)).toBe(words));

  test.each([
    [1.419, "1.42"],
    [0, "0.00"],
    [null, MISSING],
  ])("%s is the ratio %s", (value, words) => expect(ratio(value)).toBe(words));
});

describe("a time near now needs no date", () => {
  const now = new Date("2026-11-23T15:01:00Z");

  test.each([
    ["2026-11-23T14:58:00Z", "09:58 ET"],
    ["2026-11-24T00:00:00Z", "19:00 ET"],
    ["2026-11-20T21:00:00Z", "Nov 20, 16:00 ET"],
    ["2026-11-25T21:00:00Z", "Nov 25, 16:00 ET"],
    [null, MISSING],
  ])("%s reads %s", (instant, words) => expect(shortTime(instant, now)).toBe(words));
});

test.each([
  [5.41, "+5.4", "5.4"],
  [-1.25, "−1.3", "−1.3"],
  [0, "0.0", "0.0"],
  [-0.04, "0.0", "0.0"],
  [0.04, "0.0", "0.0"],
  [null, "n/a", "n/a"],
  [Number.NaN, "n/a", "n/a"],
])("%s vol points read %s, or %s where they cannot be negative", (value, signed, plain) => {
  expect([points(value), points(value, { signed: false })]).toEqual([signed, plain]);
});
