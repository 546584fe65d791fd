import { describe, expect, test } from "vitest";
import { lastSessionOver, sessionCloseOf } from "../../../src/engine/plan/sessionClose.ts";
import { snapshotOf, withLevels } from "../../support/snapshots.ts";
import { vrpOf } from "../../support/vrpReadings.ts";

test.each([
  ["a quarter to five on Monday", "2026-11-23T21:45:00Z", "2026-11-23"],
  ["a millisecond before", "2026-11-23T21:44:59.999Z", "2026-11-20"],
  ["Monday noon", "2026-11-23T17:00:00Z", "2026-11-20"],
  ["Sunday", "2026-11-22T17:00:00Z", "2026-11-20"],
  ["Thanksgiving, in the evening", "2026-11-26T23:00:00Z", "2026-11-25"],
  ["a quarter to two after the early close on the day after", "2026-11-27T18:45:00Z", "2026-11-27"],
])("%s, the last session that is over is this one", (_when, at, date) => {
  expect(lastSessionOver(Date.parse(at))).toBe(date);
});

describe("the close of a session", () => {
  const evening = { quoteTime: "2026-11-23T21:00:00.000Z" };
  const of = { vrp: vrpOf(), madeUp: false };

  test("has the spot of the bell, the sign and the flip, and the premium as the record has it", () => {
    const snapshot = { ...snapshotOf(), ...evening };
    expect(sessionCloseOf(snapshot, of)).toEqual({
      date: "2026-11-23",
      quoteTime: "2026-11-23T21:00:00.000Z",
      source: snapshot.source,
      close: 603.42,
      netGex: snapshot.net.gex,
      flip: snapshot.levels.flip.price,
      z: 1.45,
      vrp20: 5.41,
      madeUp: false,
      degraded: false,
    });
  });

  test("is none as long as quotes were struck before the bell, or on a day without a session", () => {
    for (const quoteTime of ["2026-11-23T20:59:59.000Z", "2026-11-26T21:00:00.000Z"])
      expect(sessionCloseOf({ ...snapshotOf(), quoteTime }, of)).toBeNull();
  });

  test("has no flip where gamma is positive below it: there is nothing to fall below", () => {
    const snapshot = { ...snapshotOf(), ...evening };
    const flip = { ...snapshot.levels.flip, price: 610, direction: "down" as const };
    expect(sessionCloseOf(withLevels(snapshot, { flip }), of)).toMatchObject({ flip: null });
  });

  test("says when its chain is degraded, and when the record is made up", () => {
    const snapshot = { ...snapshotOf(), ...evening };
    const degraded = { ...snapshot, quality: { ...snapshot.quality, degraded: true } };
    expect(sessionCloseOf(degraded, { ...of, madeUp: true })).toMatchObject({ degraded: true, madeUp: true });
  });
});
