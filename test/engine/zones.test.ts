import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantOf, parseZone, suggestZones, wallAt } from "../../src/engine/zones.ts";
import { wallClock, zoneOracle } from "../support/zoneOracle.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const ZONES = Intl.supportedValuesOf("timeZone");

describe("the clock of a zone", () => {
  it("shows what any other program shows", () => {
    const wall = (zone: string, at: string) => new Date(wallAt(zone, Date.parse(at))).toISOString();
    expect(wall("America/New_York", "2026-11-24T14:45:07Z")).toBe("2026-11-24T09:45:07.000Z");
    expect(wall("Pacific/Chatham", "2026-11-24T14:45:07Z"), "+13:45").toBe("2026-11-25T04:30:07.000Z");
    expect(wall("UTC", "2026-11-24T00:00:00Z"), "midnight is not 24 o'clock").toBe("2026-11-24T00:00:00.000Z");
  });
});

describe("the instant of a local time", () => {
  it("is right around every change of every clock from 2020 to 2035", { timeout: 60_000 }, () => {
    const changes = changesOfAllZones(Date.UTC(2020, 0, 1), Date.UTC(2036, 0, 1));
    expect(changes.length, "there were changes to look at").toBeGreaterThan(500);
    const wrong: string[] = [];
    for (const { zone, at } of changes) {
      const right = zoneOracle(zone, { from: at, to: at });
      const day = Math.floor(wallAt(zone, at) / DAY);
      for (const near of [day - 1, day, day + 1])
        for (const time of TIMES) {
          const date = new Date(near * DAY).toISOString().slice(0, 10);
          const found = instantOf(zone, near, Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
          if (found !== right(date, time)) wrong.push(`${zone} ${date} ${time}: ${new Date(found).toISOString()}`);
        }
    }
    expect(wrong).toEqual([]);
  });

  it("is read back by the clock of the zone on days without a change", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: 18_262, max: 24_106 }),
        fc.nat(1439),
        (zone, day, minutes) => {
          const noon = (near: number) => wallAt(zone, near * DAY) - near * DAY;
          fc.pre(noon(day - 1) === noon(day + 2));
          expect(wallAt(zone, instantOf(zone, day, minutes))).toBe(day * DAY + minutes * MINUTE);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe("a zone in a person's words", () => {
  it("is found by its name, its city or what its people call it", () => {
    const found = [
      "America/New_York",
      "america/new_york",
      " New   York ",
      "ET",
      "est",
      "Berlin",
      "utc",
      "GMT",
      "tokyo",
    ].map(parseZone);
    expect(found).toEqual([
      "America/New_York",
      "America/New_York",
      "America/New_York",
      "America/New_York",
      "America/New_York",
      "Europe/Berlin",
      "UTC",
      "UTC",
      "Asia/Tokyo",
    ]);
  });

  it("goes by its name of today, whichever was typed", () => {
    expect(["asia/calcutta", "Asia/Kolkata", "kolkata", "Europe/Kiev", "us/pacific", "Etc/UTC"].map(parseZone)).toEqual(
      ["Asia/Kolkata", "Asia/Kolkata", "Asia/Kolkata", "Europe/Kyiv", "America/Los_Angeles", "UTC"],
    );
  });

  it("is none when it is an offset, ambiguous or nonsense", () => {
    expect(
      ["+05:30", "-0500", "IST", "AST", "Mars/Olympus", "", "  ", "constructor", "a/b/c", "/"].map(parseZone),
    ).toEqual(Array.from({ length: 10 }, () => null));
  });

  it("is a zone that a clock can be made of, whatever is typed", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom(...ZONES), fc.constantFrom(...suggestZones("a", 500))),
        (typed) => {
          const zone = parseZone(typed);
          if (zone !== null) expect(wallAt(zone, 0)).toBeTypeOf("number");
          if (zone !== null) expect(parseZone(zone), "a name is its own name").toBe(zone);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("does not change with its name: the old and the new one show the same time for years", () => {
    const renamed = ZONES.filter((zone) => parseZone(zone) !== zone);
    expect(renamed).toContain("Asia/Calcutta");
    for (const zone of renamed) {
      const [listed, ours] = [wallClock(zone), wallClock(parseZone(zone)!)];
      for (let at = Date.UTC(2024, 0, 1); at < Date.UTC(2028, 0, 1); at += 30 * DAY)
        expect(ours(at), zone).toBe(listed(at));
    }
  });
});

describe("suggested zones", () => {
  it("are the common ones as long as nothing is typed, New York first", () => {
    expect(suggestZones("", 3)).toEqual(["America/New_York", "America/Chicago", "America/Denver"]);
  });

  it("begin with the one that is meant for sure, then those that begin so, then those that contain it", () => {
    expect(suggestZones("et", 4)).toEqual([
      "America/New_York",
      "Africa/Freetown",
      "America/Detroit",
      "America/Indiana/Petersburg",
    ]);
    expect(suggestZones("ber", 5)).toEqual(["Atlantic/Bermuda", "Europe/Berlin"]);
    expect(suggestZones("york", 5)).toEqual(["America/New_York"]);
  });

  it("are each a zone, each once, and no more than asked for", () => {
    const all = suggestZones("a", 25);
    expect(all).toHaveLength(25);
    expect(new Set(all).size).toBe(25);
    expect(suggestZones("zzz", 25)).toEqual([]);
    for (const zone of suggestZones("a", 500)) expect(parseZone(zone)).toBe(zone);
  });
});

const TIMES = [
  "00:00",
  "00:15",
  "00:30",
  "01:30",
  "01:59",
  "02:00",
  "02:15",
  "02:30",
  "03:00",
  "12:00",
  "22:30",
  "23:30",
  "23:59",
];

/** When the clocks of each zone change; zones that change at the same instant from the same time to the same are one. */
function changesOfAllZones(from: number, to: number): { readonly zone: string; readonly at: number }[] {
  const changes = new Map<string, { zone: string; at: number }>();
  for (const zone of ZONES) {
    const show = wallClock(zone);
    const offset = (at: number) => (Date.parse(`${show(at).replace(" ", "T")}Z`) - at) / MINUTE;
    // Morocco's two changes around Ramadan are the closest, five weeks apart.
    const WEEK = 7 * DAY;
    let after = offset(from);
    for (let at = from; at < to; at += WEEK) {
      const before = after;
      after = offset(at + WEEK);
      if (before === after) continue;
      let [low, high] = [at, at + WEEK];
      while (high - low > MINUTE) {
        const middle = Math.floor((low + high) / 2 / MINUTE) * MINUTE;
        if (offset(middle) === before) low = middle;
        else high = middle;
      }
      changes.set(`${high} ${before} ${after}`, { zone, at: high });
    }
  }
  return [...changes.values()];
}
