import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysWords, haveWeekday, parseDays } from "../../src/engine/days.ts";

describe("days in a person's words", () => {
  it("are those of the exchange, all, or the days of the week that are named", () => {
    expect(["trading", "Trading days", "market days", "NYSE"].map(parseDays)).toEqual([
      "trading",
      "trading",
      "trading",
      "trading",
    ]);
    expect(["daily", "every day", "all", "mon-sun"].map(parseDays)).toEqual(["daily", "daily", "daily", "daily"]);
    expect(["weekdays", "weekend"].map(parseDays)).toEqual(["12345", "67"]);
    expect(["mon,wed", "Mon-Fri", "tue & thu", "Friday", "mondays, Saturdays", "we and su"].map(parseDays)).toEqual([
      "13",
      "12345",
      "24",
      "5",
      "16",
      "37",
    ]);
  });

  it("may run over the end of the week, come in any order and be named twice", () => {
    expect(["fri-mon", "sat-tue", "sun, mon", "wed - fri, thu – sat"].map(parseDays)).toEqual([
      "1567",
      "1267",
      "17",
      "3456",
    ]);
  });

  it("are none when a part of them is none", () => {
    expect(["", " , ", "mon,", "mon-", "mon-tue-wed", "t", "mon,foo", "13", "constructor"].map(parseDays)).toEqual([
      null,
      null,
      "1",
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it("are read back from the words they are shown in", () => {
    const digits = fc.subarray(["1", "2", "3", "4", "5", "6", "7"], { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(digits, (given) => {
        const days = given.join("");
        expect(
          parseDays(
            daysWords(days)
              .replace(/^(on|from) /, "")
              .replace(" to ", "-"),
          ),
        ).toBe(days);
      }),
    );
  });
});

describe("days in our words", () => {
  it("follow a time", () => {
    expect(["trading", "daily", "12345", "135", "67", "6", "1234567"].map(daysWords)).toEqual([
      "on trading days",
      "every day",
      "from Monday to Friday",
      "on Monday, Wednesday and Friday",
      "on Saturday and Sunday",
      "on Saturday",
      "from Monday to Sunday",
    ]);
  });
});

it("Sunday is the seventh day here and the zeroth for those who ask", () => {
  expect([haveWeekday("7", 0), haveWeekday("1", 1), haveWeekday("123456", 0), haveWeekday("daily", 0)]).toEqual([
    true,
    true,
    false,
    true,
  ]);
});
