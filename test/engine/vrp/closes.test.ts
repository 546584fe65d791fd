import { describe, expect, test } from "vitest";
import { closesOf, isOld } from "../../../src/engine/vrp/closes.ts";
import { barsTo } from "./history.ts";

/** Friday 2026-11-20 at noon, and after the bell. */
const NOON = { quoteTime: "2026-11-20T17:00:00Z", session: "open" } as const;
const EVENING = { quoteTime: "2026-11-20T21:00:00Z", session: "closed" } as const;
const flat = (last: string, count = 30) => barsTo(last, Array<number>(count).fill(100));

describe("the closes a reading may use", () => {
  test("leave out the bar of a running session, and take it after the bell", () => {
    expect(closesOf(NOON, flat("2026-11-20")).bars.at(-1)?.date).toBe("2026-11-19");
    expect(closesOf(EVENING, flat("2026-11-20")).bars.at(-1)?.date).toBe("2026-11-20");
    expect(closesOf(EVENING, flat("2026-11-24")).bars.at(-1)?.date, "nor the future").toBe("2026-11-20");
  });

  test("may lag by the session of the quotes, not by one more without being called late", () => {
    expect(closesOf(EVENING, flat("2026-11-19"))).toMatchObject({ late: false, stale: false });
    expect(closesOf(EVENING, flat("2026-11-18"))).toMatchObject({ late: true, stale: false });
  });

  test("are not used when they are more than three sessions old", () => {
    expect(closesOf(EVENING, flat("2026-11-17"))).toMatchObject({ stale: false, late: true });
    const old = closesOf(EVENING, flat("2026-11-16"));
    expect(old).toMatchObject({ stale: true, bars: [] });
    expect(isOld("2026-11-25", "2026-12-01"), "Thanksgiving and a weekend are no sessions").toBe(false);
    expect(isOld("2026-11-25", "2026-12-02")).toBe(true);
  });

  test("belong to the New York date of the quotes, not to the one in UTC", () => {
    expect(closesOf({ quoteTime: "2026-11-21T00:30:00Z", session: "closed" }, []).session).toBe("2026-11-20");
  });

  test("count the sessions without a bar among the last 61", () => {
    const bars = flat("2026-11-20", 100);
    expect(closesOf(EVENING, bars).missing).toBe(0);
    expect(closesOf(EVENING, bars.toSpliced(80, 2)).missing).toBe(2);
    expect(closesOf(EVENING, bars.toSpliced(10, 2)).missing, "long ago").toBe(0);
  });

  test("are none without history, which is neither late nor stale", () => {
    expect(closesOf(NOON, [])).toMatchObject({ bars: [], late: false, stale: false, missing: 0, split: null });
  });
});
