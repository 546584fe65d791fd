import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { earliestSend, latestSend, nextSlot, slotKey, slotsBetween } from "../../src/engine/slots.ts";
import type { Slot, Timetable } from "../../src/engine/timetable.ts";
import { wallClock } from "../support/zoneOracle.ts";

const NEW_YORK: Timetable = { time: "09:45", zone: "America/New_York", days: "trading" };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const at = (iso: string) => Date.parse(iso);
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 16);
/** The slots from one UTC midnight to another, as dates and instants. */
const times = (timetable: Partial<Timetable>, from: string, to: string) =>
  slotsBetween({ ...NEW_YORK, ...timetable }, at(`${from}T00:00Z`), at(`${to}T00:00Z`)).map((slot) => iso(slot.at));

describe("the slots of a timetable", () => {
  it("carry the date of their zone, which need not be that of UTC", () => {
    expect(
      slotsBetween(
        { time: "08:00", zone: "Asia/Tokyo", days: "daily" },
        at("2026-11-24T20:00Z"),
        at("2026-11-25T00:00Z"),
      ),
    ).toEqual([{ time: "08:00", zone: "Asia/Tokyo", days: "daily", date: "2026-11-25", at: at("2026-11-24T23:00Z") }]);
  });

  it("are those after the first instant and up to the second, so that looking again and again finds each once", () => {
    const [opening, closing] = [at("2026-11-24T14:45Z"), at("2026-11-25T14:45Z")];
    expect(slotsBetween(NEW_YORK, opening, closing).map((slot) => slot.at)).toEqual([closing]);
    expect(slotsBetween(NEW_YORK, opening - 1, closing - 1).map((slot) => slot.at)).toEqual([opening]);
    expect(slotsBetween(NEW_YORK, closing, closing)).toEqual([]);
  });

  it("skip what spring skips to the moment it does, and take the first of what autumn repeats", () => {
    // New York puts its clocks forward on 2027-03-14 at 07:00 UTC and back on 2027-11-07 at 06:00 UTC.
    expect(times({ time: "02:30", days: "daily" }, "2027-03-13", "2027-03-16")).toEqual([
      "2027-03-13T07:30",
      "2027-03-14T07:00",
      "2027-03-15T06:30",
    ]);
    expect(times({ time: "01:30", days: "daily" }, "2027-11-06", "2027-11-09")).toEqual([
      "2027-11-06T05:30",
      "2027-11-07T05:30",
      "2027-11-08T06:30",
    ]);
  });

  it("follow a zone that changes by half an hour, and one whose clocks change at midnight", () => {
    // Lord Howe leaves +11:00 for +10:30 on 2027-04-03 at 15:00 UTC and returns on 2027-10-02 at 15:30 UTC.
    expect(times({ time: "02:15", zone: "Australia/Lord_Howe", days: "daily" }, "2027-10-01", "2027-10-04")).toEqual([
      "2027-10-01T15:45",
      "2027-10-02T15:30",
      "2027-10-03T15:15",
    ]);
    // Beirut skips the hour after midnight of 2027-03-28, a Sunday: at 22:00 UTC it is one o'clock.
    expect(times({ time: "00:30", zone: "Asia/Beirut", days: "7" }, "2027-03-27", "2027-03-30")).toEqual([
      "2027-03-27T22:00",
    ]);
  });

  it("on trading days leave out weekends and holidays of the exchange, wherever the clock hangs", () => {
    // Thanksgiving is Thursday, 2026-11-26.
    expect(times({}, "2026-11-25", "2026-12-01")).toEqual(["2026-11-25T14:45", "2026-11-27T14:45", "2026-11-30T14:45"]);
    // 08:00 in Tokyo is the evening before in New York: nothing on Tokyo's Friday, Sunday and Monday.
    expect(times({ time: "08:00", zone: "Asia/Tokyo" }, "2026-11-24", "2026-12-01")).toEqual([
      "2026-11-24T23:00",
      "2026-11-25T23:00",
      "2026-11-27T20:00",
      "2026-11-30T23:00",
    ]);
  });

  it("come three hours earlier after an early close, on trading days only", () => {
    expect(times({ time: "16:15" }, "2026-11-25", "2026-11-28")).toEqual(["2026-11-25T21:15", "2026-11-27T18:15"]);
    expect(times({ time: "16:00" }, "2026-11-27", "2026-11-28")).toEqual(["2026-11-27T18:00"]);
    expect(times({ time: "15:59" }, "2026-11-27", "2026-11-28"), "still in its place").toEqual(["2026-11-27T20:59"]);
    expect(times({ time: "22:15", zone: "Europe/Berlin" }, "2026-11-27", "2026-11-28")).toEqual(["2026-11-27T18:15"]);
    expect(times({ time: "16:15", days: "5" }, "2026-11-27", "2026-11-28")).toEqual(["2026-11-27T21:15"]);
  });

  it("found early are found by whoever looks right after, although their usual time is hours away", () => {
    const closing = { ...NEW_YORK, time: "16:15" };
    expect(slotsBetween(closing, at("2026-11-27T18:14Z"), at("2026-11-27T18:15Z"))).toHaveLength(1);
    expect(slotsBetween(closing, at("2026-11-27T18:15Z"), at("2026-11-27T21:16Z"))).toEqual([]);
  });

  it("on weekdays go by the calendar of their zone", () => {
    // 2026-11-23 was a Monday.
    expect(times({ time: "23:30", days: "17" }, "2026-11-23", "2026-11-30")).toEqual([
      "2026-11-23T04:30",
      "2026-11-24T04:30",
    ]);
  });

  it("have a key that says everything about them and nothing else", () => {
    expect(slotKey("dashboard", nextSlot(NEW_YORK, at("2026-11-24T00:00Z"))!)).toBe(
      "dashboard 2026-11-24 09:45 America/New_York trading",
    );
  });
});

describe("the next slot", () => {
  it("is the first one after the instant, over a long weekend too", () => {
    expect(iso(nextSlot(NEW_YORK, at("2026-12-24T14:45Z"))!.at)).toBe("2026-12-28T14:45");
    expect(iso(nextSlot({ ...NEW_YORK, days: "3" }, at("2026-11-25T14:45Z"))!.at)).toBe("2026-12-02T14:45");
  });

  it("of a timetable without days does not exist", () => {
    expect(nextSlot({ ...NEW_YORK, days: "" }, at("2026-11-24T00:00Z"))).toBeNull();
  });
});

describe("letters of a slot", () => {
  const slotAt = (when: string, days = "trading") => ({ at: at(when), days });

  it("do not leave on a trading day before 07:15 in New York, when its open interest is in", () => {
    expect(iso(earliestSend(slotAt("2026-11-24T05:30Z")))).toBe("2026-11-24T12:15");
    expect(iso(earliestSend(slotAt("2026-07-14T11:14Z"))), "in summer").toBe("2026-07-14T11:15");
    expect(iso(earliestSend(slotAt("2026-11-24T12:16Z")))).toBe("2026-11-24T12:16");
  });

  it("leave at once on timetables that do not go by the exchange", () => {
    expect(iso(earliestSend(slotAt("2026-11-24T05:30Z", "daily")))).toBe("2026-11-24T05:30");
  });

  it("are of use for the grace of their job, from when they may leave", () => {
    expect(iso(latestSend(slotAt("2026-11-24T14:45Z"), { graceMs: 2 * HOUR }))).toBe("2026-11-24T16:45");
    expect(iso(latestSend(slotAt("2026-11-24T05:30Z"), { graceMs: 2 * HOUR }))).toBe("2026-11-24T14:15");
    expect(iso(latestSend(slotAt("2026-11-24T20:15Z"), { graceMs: 2 * HOUR })), "past the bell").toBe(
      "2026-11-24T22:15",
    );
  });

  it("that belong to their session are of no use after its bell", () => {
    const job = { graceMs: 2 * HOUR, sameSession: true };
    expect(iso(latestSend(slotAt("2026-11-24T20:15Z"), job))).toBe("2026-11-24T21:00");
    expect(iso(latestSend(slotAt("2026-11-27T17:15Z"), job)), "an early close").toBe("2026-11-27T18:00");
    expect(iso(latestSend(slotAt("2026-11-24T21:00Z"), job)), "with the bell").toBe("2026-11-24T23:00");
    expect(iso(latestSend(slotAt("2026-11-24T21:20Z"), job)), "a recap comes after the bell").toBe("2026-11-24T23:20");
    expect(iso(latestSend(slotAt("2026-11-28T20:15Z", "daily"), job)), "no session").toBe("2026-11-28T22:15");
  });
});

describe("whatever the timetable", () => {
  const anyTimetable: fc.Arbitrary<Timetable> = fc.record({
    time: fc.tuple(fc.nat(23), fc.nat(59)).map(([hour, minute]) => `${two(hour)}:${two(minute)}`),
    zone: fc.constantFrom(...Intl.supportedValuesOf("timeZone")),
    days: fc.oneof(
      fc.constantFrom("trading", "daily"),
      fc.subarray(["1", "2", "3", "4", "5", "6", "7"], { minLength: 1 }).map((digits) => digits.join("")),
    ),
  });
  const anyInstant = fc.integer({ min: at("2020-01-01T00:00Z"), max: at("2035-12-31T00:00Z") });
  const anySpan = fc.tuple(anyInstant, fc.integer({ min: 0, max: 20 * DAY }), fc.integer({ min: 0, max: 20 * DAY }));

  it("slots ascend strictly, in time and in date", () => {
    fc.assert(
      fc.property(anyTimetable, anySpan, (timetable, [from, one, two]) => {
        const slots = slotsBetween(timetable, from, from + one + two);
        for (const [i, slot] of slots.slice(1).entries()) {
          expect(slot.at).toBeGreaterThan(slots[i]!.at);
          expect(slot.date > slots[i]!.date).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("looking twice finds what looking once finds", () => {
    fc.assert(
      fc.property(anyTimetable, anySpan, (timetable, [from, one, two]) => {
        const [middle, to] = [from + one, from + one + two];
        expect([...slotsBetween(timetable, from, middle), ...slotsBetween(timetable, middle, to)]).toEqual(
          slotsBetween(timetable, from, to),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it("a clock in the zone shows the time, or has just skipped it, or the exchange closed early", () => {
    fc.assert(
      fc.property(anyTimetable, anyInstant, (timetable, from) => {
        const show = wallClock(timetable.zone);
        for (const slot of slotsBetween(timetable, from, from + 10 * DAY)) {
          const wanted = `${slot.date} ${slot.time}`;
          const readings = [show(slot.at), show(slot.at + 3 * HOUR)];
          const skipped = show(slot.at - 60_000) < wanted && show(slot.at) > wanted;
          expect(readings[0] === wanted || skipped || (slot.days === "trading" && readings[1] === wanted)).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("the next slot is the first of those to come", () => {
    fc.assert(
      fc.property(anyTimetable, anyInstant, (timetable, after) => {
        const next = nextSlot(timetable, after) as Slot;
        expect(slotsBetween(timetable, after, next.at)).toEqual([next]);
      }),
      { numRuns: 500 },
    );
  });
});

function two(number: number): string {
  return String(number).padStart(2, "0");
}
