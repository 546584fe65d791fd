import { describe, expect, test } from "vitest";
import { momentWords, nextWords, timesWords, type Times } from "../../../src/views/orders/when.ts";

const NEW_YORK = { zone: "America/New_York", days: "trading" } as const;
const at = (iso: string) => new Date(iso);
const next = (times: Partial<Times>, now: string, since = "2026-11-01T00:00:00Z") =>
  nextWords("Next", { times: ["09:20"], ...NEW_YORK, ...times }, { now: at(now), since: Date.parse(since) });

test.each<[Times, string]>([
  [{ times: ["09:20"], ...NEW_YORK }, "at 09:20 New York time on trading days"],
  [{ times: ["09:45", "15:30"], zone: "UTC", days: "daily" }, "at 09:45 and 15:30 UTC every day"],
  [
    { times: ["07:00", "12:00", "18:00"], zone: "America/Argentina/Buenos_Aires", days: "13" },
    "at 07:00, 12:00 and 18:00 Buenos Aires time on Monday and Wednesday",
  ],
])("%j is said as %j", (times, words) => expect(timesWords(times)).toBe(words));

test("an instant is said on the clock of the zone, with its day there", () => {
  const instant = Date.parse("2026-11-24T20:30:00Z");
  expect(momentWords(instant, "America/New_York")).toBe("Tue, Nov 24 at 15:30 New York time");
  expect(momentWords(instant, "Asia/Tokyo")).toBe("Wed, Nov 25 at 05:30 Tokyo time");
});

describe("the next letter", () => {
  test("is today's before its time, then tomorrow's", () => {
    expect(next({}, "2026-11-23T14:00:00Z")).toBe("Next: Mon, Nov 23 at 09:20 New York time.");
    expect(next({}, "2026-11-23T14:20:00Z")).toBe("Next: Tue, Nov 24 at 09:20 New York time.");
  });

  test("passes over Thanksgiving and the weekend on trading days", () => {
    expect(next({}, "2026-11-25T15:00:00Z")).toBe("Next: Fri, Nov 27 at 09:20 New York time.");
    expect(next({}, "2026-11-27T15:00:00Z")).toBe("Next: Mon, Nov 30 at 09:20 New York time.");
    expect(next({ days: "daily" }, "2026-11-25T15:00:00Z")).toBe("Next: Thu, Nov 26 at 09:20 New York time.");
  });

  test("is the earliest of several times", () => {
    expect(next({ times: ["09:45", "15:30"] }, "2026-11-23T15:00:00Z")).toBe(
      "Next: Mon, Nov 23 at 15:30 New York time.",
    );
  });

  test("waits for the day's open interest, and says so", () => {
    const words =
      "Next: Tue, Nov 24 at 07:15 New York time. It waits until then: the day's open interest is in at 07:15 in New York.";
    expect(next({ times: ["06:00"] }, "2026-11-24T10:00:00Z")).toBe(words);
    expect(next({ times: ["06:00"] }, "2026-11-24T11:30:00Z"), "it is still waiting").toBe(words);
    expect(next({ times: ["06:00"] }, "2026-11-24T12:15:00Z")).toMatch(/^Next: Wed, Nov 25 at 07:15/);
    expect(next({ times: ["07:15"] }, "2026-11-24T10:00:00Z")).toBe("Next: Tue, Nov 24 at 07:15 New York time.");
  });

  test("of slots before it was ordered there is none", () => {
    expect(next({ times: ["06:00"] }, "2026-11-24T11:30:00Z", "2026-11-24T11:20:00Z")).toMatch(/^Next: Wed, Nov 25/);
    expect(
      next({ times: ["06:00"] }, "2026-11-24T11:30:00Z", "2026-11-24T11:00:00Z"),
      "the slot itself counts",
    ).toMatch(/^Next: Tue, Nov 24/);
  });
});
