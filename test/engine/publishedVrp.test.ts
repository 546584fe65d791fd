import { describe, expect, test } from "vitest";
import { harvestOf100, otherVrp20, standingInItsHistory } from "../../src/engine/publishedVrp.ts";
import { publishedVrp, publishedVrpHistory } from "../support/published.ts";
import { sessionsBefore } from "../support/histories.ts";

describe("the vendor's premium among its own days", () => {
  /** docs/methodology.md "Golden numbers": [1,2,3,4,5,3,2,4] against 5 is z 1.5275252 and 93.75 %; four times over, by hand. */
  const EIGHT = [1, 2, 3, 4, 5, 3, 2, 4];
  const days = (premiums: readonly number[]) => publishedVrpHistory(premiums);
  const at = (vrp20: number | null) => publishedVrp({ vrp: { ...publishedVrp().vrp, 20: vrp20 } });

  test("has the z and percentile of our formula", () => {
    // Mean 3; squares sum to 12 in eight, 48 in 32: sd √(48/31). 26 of 32 are... below 5: 28, equal: 4.
    const { z, percentile, n } = standingInItsHistory({ vrp: at(5), vrpHistory: days([...EIGHT, ...EIGHT, ...EIGHT, ...EIGHT]) })!; // prettier-ignore
    expect(n).toBe(32);
    expect(z).toBeCloseTo(2 / Math.sqrt(48 / 31), 9);
    expect(percentile).toBeCloseTo((100 * (28 + 2)) / 32, 9);
  });

  test("needs 20 days, is provisional below 60, and looks at 252", () => {
    const of = (n: number) => standingInItsHistory({ vrp: at(5), vrpHistory: days(Array.from({ length: n }, (_, i) => i % 5)) })!; // prettier-ignore
    expect([of(19).z, of(19).n]).toEqual([null, 19]);
    expect([of(20).z === null, of(20).provisional, of(59).provisional, of(60).provisional]).toEqual([false, true, true, false]); // prettier-ignore
    expect([of(300).n, of(300).from]).toEqual([252, sessionsBefore(252)[0]]);
  });

  test("leaves out the day itself and what comes after it", () => {
    const vrp = publishedVrp({ asOf: "2026-11-18T15:00:00Z" });
    const { to, n } = standingInItsHistory({ vrp, vrpHistory: days(Array.from({ length: 30 }, (_, i) => i)) })!;
    // Of 30 sessions to Friday the 20th, those of the 18th, 19th and 20th are not before the 18th.
    expect([to, n]).toEqual(["2026-11-17", 27]);
  });

  test("goes by New York's date, where it is still the day before in the evening", () => {
    const vrp = publishedVrp({ asOf: "2026-11-19T02:00:00Z" });
    expect(standingInItsHistory({ vrp, vrpHistory: days([1, 2, 3, 4]) })!.to).toBe("2026-11-17");
  });

  test("is none without spread, without a premium today, or without days", () => {
    const flat = days(Array(30).fill(4) as number[]);
    expect(standingInItsHistory({ vrp: at(5), vrpHistory: flat })).toMatchObject({ z: null, percentile: null, n: 30 });
    expect(standingInItsHistory({ vrp: at(null), vrpHistory: days([...EIGHT, ...EIGHT, ...EIGHT]) })!.z).toBeNull();
    expect(standingInItsHistory({ vrp: at(5), vrpHistory: null })).toBeNull();
    expect(standingInItsHistory({ vrp: null, vrpHistory: days([1, 7, 2]) })).toMatchObject({ n: 3, lowest: 1, highest: 7, last: 2, z: null }); // prettier-ignore
  });
});

test.each([
  [0.72, 72],
  [1, 100],
  [1.01, 1.01],
  [72, 72],
  [0, 0],
])("a harvest score printed as %d is %d of 100", (printed, score) => {
  expect(harvestOf100(printed)).toBeCloseTo(score, 9);
});

test.each([
  [18.45, 13.04, 5.41, null],
  [18.45, 13.04, 5.5, null],
  [18.45, 13.04, 8.11, 5.41],
  [18.45, 13.04, 5.2, 5.41],
  [null, 13.04, 8.11, null],
  [18.45, null, 8.11, null],
  [18.45, 13.04, null, null],
])("IV %s, RV20 %s and a printed VRP20 of %s disagree by more than rounding: %s", (atmIv, rv20, vrp20, other) => {
  const { realised, vrp } = publishedVrp();
  const found = otherVrp20(publishedVrp({ atmIv, realised: { ...realised, 20: rv20 }, vrp: { ...vrp, 20: vrp20 } }));
  if (other === null) expect(found).toBeNull();
  else expect(found).toBeCloseTo(other, 9);
});
