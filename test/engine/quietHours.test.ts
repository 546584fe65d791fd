import { describe, expect, test } from "vitest";
import { isQuiet, parseQuietHours, quietText } from "../../src/engine/quietHours.ts";

describe("quiet hours", () => {
  test.each([
    ["22:00-07:00", "22:00-07:00 America/New_York"],
    [" 22:00 – 7:00 ", "22:00-07:00 America/New_York"],
    ["10pm-7am Berlin", "22:00-07:00 Europe/Berlin"],
    ["0930-1600 utc", "09:30-16:00 UTC"],
  ])("%s reads as %s, and what is kept reads the same again", (typed, kept) => {
    const quiet = parseQuietHours(typed)!;
    expect(quietText(quiet)).toBe(kept);
    expect(parseQuietHours(kept)).toEqual(quiet);
  });

  test.each(["", "22:00", "22-7", "22:00-25:00", "22:00-22:00", "22:00-07:00 Atlantis", "night"])(
    "%s is none",
    (typed) => {
      expect(parseQuietHours(typed)).toBeNull();
    },
  );

  test("over midnight begin with the first time and end before the second, on the clock of the zone", () => {
    const quiet = parseQuietHours("22:00-07:00 Berlin")!;
    const at = (berlin: string) => isQuiet(quiet, Date.parse(`2026-11-23T${berlin}:00+01:00`));
    expect(["21:59", "22:00", "23:59", "00:00", "06:59", "07:00", "12:00"].map(at)).toEqual([
      false,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  test("within a day are between the two", () => {
    const quiet = parseQuietHours("09:30-12:00")!;
    const at = (newYork: string) => isQuiet(quiet, Date.parse(`2026-11-23T${newYork}:00-05:00`));
    expect(["09:29", "09:30", "11:59", "12:00", "23:00"].map(at)).toEqual([false, true, true, false, false]);
  });
});
