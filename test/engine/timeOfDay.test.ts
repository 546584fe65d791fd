import fc from "fast-check";
import { expect, it } from "vitest";
import { minutesOf, parseTime } from "../../src/engine/timeOfDay.ts";

it("a time is read as people write it", () => {
  const typed = [
    "9:45",
    "09:45",
    "0945",
    "945",
    "9.45",
    " 9:45 am ",
    "9:45 PM",
    "9:45p",
    "9 p.m.",
    "9pm",
    "00:00",
    "23:59",
  ];
  expect(typed.map(parseTime)).toEqual([
    "09:45",
    "09:45",
    "09:45",
    "09:45",
    "09:45",
    "09:45",
    "21:45",
    "21:45",
    "21:00",
    "21:00",
    "00:00",
    "23:59",
  ]);
});

it("twelve is midnight in the morning and noon in the afternoon", () => {
  expect(["12am", "12:30 am", "12pm", "12:30 pm", "12:30"].map(parseTime)).toEqual([
    "00:00",
    "00:30",
    "12:00",
    "12:30",
    "12:30",
  ]);
});

it("what is no time, or could be one of two, is none", () => {
  const typed = ["24:00", "9:60", "13pm", "0am", "9", "21", "9m", "9:5", "12345", "", "am", "9:45 ET", "-1:00", "९:४५"];
  expect(typed.map(parseTime)).toEqual(typed.map(() => null));
});

it("a time that was read is read again as the same, and is one of the day", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{1,2}[:.]?[0-5]\d ?([ap]m?)?$/)), (typed) => {
      const time = parseTime(typed);
      if (time === null) return;
      expect(parseTime(time)).toBe(time);
      expect(minutesOf(time)).toBeGreaterThanOrEqual(0);
      expect(minutesOf(time)).toBeLessThan(1440);
    }),
    { numRuns: 2_000 },
  );
});

it("minutes are counted from midnight", () => {
  expect([minutesOf("00:00"), minutesOf("09:45"), minutesOf("23:59")]).toEqual([0, 585, 1439]);
});
