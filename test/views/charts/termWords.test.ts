import { describe, expect, test } from "vitest";
import type { ExpiryExposure } from "../../../src/engine/snapshot.ts";
import { goneWords, interestWords, rowName } from "../../../src/views/charts/termWords.ts";
import { snapshotOf } from "../../support/snapshots.ts";

const [model] = snapshotOf().expiries;
const expiry = (date: string, dte: number, grossGex: number): ExpiryExposure => ({ ...model!, date, dte, grossGex });
const words = (...expiries: ExpiryExposure[]) => goneWords({ ...snapshotOf(), expiries });

describe("how much gamma is gone, by hand", () => {
  const [today, friday, opex, later] = [
    expiry("2026-11-23", 0, 20),
    expiry("2026-11-27", 4, 18),
    expiry("2026-12-18", 25, 24),
    expiry("2027-06-17", 206, 38),
  ];

  test("after this week and after the next OPEX", () => {
    const nextWeek = expiry("2026-12-03", 10, 0);
    expect(words(today, friday, nextWeek, opex, later)).toBe(
      "38 % of gamma is gone after Fri Nov 27, 62 % after OPEX Fri Dec 18",
    );
  });

  test("said once when the OPEX is this week", () => {
    const soon = expiry("2026-12-18", 4, 60);
    expect(words(expiry("2026-12-14", 0, 20), soon, expiry("2026-12-31", 17, 20))).toBe(
      "80 % of gamma is gone after OPEX Fri Dec 18",
    );
  });

  test("after the first date when nothing expires within a week and no month ends", () => {
    expect(words(expiry("2026-12-04", 11, 25), expiry("2026-12-31", 38, 75))).toBe(
      "25 % of gamma is gone after Fri Dec 4",
    );
  });

  test("in days, not in rows: an OPEX that is today comes before the rest of the week", () => {
    expect(words(expiry("2026-12-18", 0, 50), expiry("2026-12-21", 3, 10), expiry("2027-02-26", 70, 40))).toBe(
      "50 % of gamma is gone after OPEX Fri Dec 18, 60 % after Mon Dec 21",
    );
  });

  test("one date takes all, and without gamma there is nothing to go", () => {
    expect(words(friday)).toBe("All of this gamma is gone after Fri Nov 27");
    expect(words(expiry("2026-11-27", 4, 0), expiry("2026-12-04", 11, 0))).toBe("No gamma in this selection");
  });
});

test("a near date has its weekday, a far one its year, and a sum says how many until when", () => {
  const row = { monthly: false, netGex: 0, share: 0, gone: 0, atmIv: null, maxPain: null, expiries: 1 };
  expect(rowName({ ...row, date: "2026-11-27", dte: 4 })).toBe("Fri Nov 27");
  expect(rowName({ ...row, date: "2028-12-15", dte: 753 })).toBe("Dec 15, 2028");
  expect(rowName({ ...row, date: "2028-12-15", dte: null, expiries: 22 })).toBe("22 later, to Dec 2028");
});

test("ratios of open interest, or n/a where there is none", () => {
  expect(interestWords({ ...snapshotOf(), oiWeightedDte: 38.4, putCallOi: 1.42 })).toEqual([
    "OI-weighted DTE 38",
    "put/call OI 1.42",
  ]);
  expect(interestWords({ ...snapshotOf(), oiWeightedDte: 0.25, putCallOi: null })).toEqual([
    "OI-weighted DTE 0.3",
    "put/call OI n/a",
  ]);
});
