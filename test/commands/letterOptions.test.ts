import { describe, expect, test } from "vitest";
import {
  daysOption,
  requiredTimeOption,
  timeOption,
  timesOption,
  zoneOption,
} from "../../src/commands/letterOptions.ts";
import type { Option } from "../../src/commands/command.ts";
import { context, optionsOf } from "../support/context.ts";
import { refusal } from "../support/refusal.ts";

const read = <T>(option: Option<T>, text?: string) =>
  option.read(optionsOf(text === undefined ? {} : { o: text }), "o");
const suggested = (option: Option<unknown>, typed: string) =>
  option.suggest!(typed, optionsOf(), context()).map(({ value }) => value);

test("each that can be left out is null then", () => {
  for (const option of [timeOption, timesOption, zoneOption, daysOption])
    expect(read(option as Option<unknown>)).toBeNull();
});

test.each([timeOption, requiredTimeOption])(
  "a time is read on a clock of 24 hours, or refused with examples",
  async (option) => {
    expect(read<string | null>(option, "9:20 pm")).toBe("21:20");
    expect(await refusal(() => read<string | null>(option, "<@1>25:00"))).toMatch(
      /^\*\*12500\*\* is no time of day\. Use 24 hours like 09:20/,
    );
  },
);

describe("several times", () => {
  test.each([
    ["09:45", ["09:45"]],
    ["15:30, 09:45", ["09:45", "15:30"]],
    ["09:45 15:30 09:45", ["09:45", "15:30"]],
    ["9:45 am and 3:30 pm", ["09:45", "15:30"]],
  ])("%j are %j: in their order, each once", (typed, times) => expect(read(timesOption, typed)).toEqual(times));

  test("one bad one is named; none at all, and more than eight, are refused", async () => {
    expect(await refusal(() => read(timesOption, "09:45, noon"))).toMatch(/^\*\*noon\*\* is no time/);
    expect(await refusal(() => read(timesOption, " , "))).toMatch(/is no time of day/);
    const nine = Array.from({ length: 9 }, (_, hour) => `1${hour}:00`).join(" ");
    expect(await refusal(() => read(timesOption, nine))).toMatch(/^These are 9 times a day; up to 8 work/);
  });
});

describe("a zone", () => {
  test("is read by city or name, and refused by name", async () => {
    expect(read(zoneOption, "berlin")).toBe("Europe/Berlin");
    expect(await refusal(() => read(zoneOption, "Atlantis"))).toMatch(/^\*\*Atlantis\*\* is no time zone/);
  });
  test("is suggested while typing", () => expect(suggested(zoneOption, "ber")).toContain("Europe/Berlin"));
});

describe("days", () => {
  test("are read as words or weekdays, and refused by name", async () => {
    expect(read(daysOption, "mon, wed")).toBe("13");
    expect(await refusal(() => read(daysOption, "someday"))).toMatch(/^\*\*someday\*\* names no days/);
  });

  test("the usual ones are suggested by either of their names, and each suggestion can be read", () => {
    expect(suggested(daysOption, "")).toHaveLength(5);
    expect(suggested(daysOption, "nyse")).toEqual(["trading"]);
    expect(suggested(daysOption, "week")).toEqual(["weekdays", "weekends"]);
    for (const value of suggested(daysOption, "")) expect(read(daysOption, value)).not.toBeNull();
  });
});
