import { describe, expect, test } from "vitest";
import { readSnapshot } from "../../src/engine/regime.ts";
import type { ExposureSnapshot, Flip, RollOff } from "../../src/engine/snapshot.ts";
import { rollOffLines } from "../../src/views/rollOffWords.ts";
import { snapshotOf, withLevels } from "../support/snapshots.ts";

const at = (price: number | null): Flip => ({
  price,
  direction: price === null ? null : "up",
  roots: price === null ? [] : [{ price, direction: "up" }],
  missing: price === null ? "positive_throughout" : null,
});
const base = snapshotOf();

/** Net +$1B with the flip at 600, and what is left without today. */
function today(netGex: number, later: number | null, now: number | null = 600): string | undefined {
  const rollOff: RollOff[] = [{ without: "today", date: "2026-11-23", netGex, gex: [], flip: at(later) }];
  const snapshot = withLevels({ ...base, net: { ...base.net, gex: 1e9 }, rollOff }, { flip: at(now) });
  return rollOffLines(readSnapshot(snapshot))[0];
}

describe("without today", () => {
  test.each([
    [5e8, 597, "Without today (Nov 23): net **+$500M**, stays positive, flip 597.00 (moved −0.50 %)"],
    [-5e8, 606, "Without today (Nov 23): net **−$500M**, **turns negative**, flip 606.00 (moved +1.0 %)"],
    [0, 600, "Without today (Nov 23): net **$0**, **the sign is gone**, flip 600.00 (unmoved)"],
    [5e8, null, "Without today (Nov 23): net **+$500M**, stays positive, **the flip is gone**"],
  ])("net %d, flip %s", (net, flip, words) => expect(today(net, flip)).toBe(words));

  test("a flip can appear, or still be missing", () => {
    expect(today(5e8, 590, null)).toMatch(/\*\*a flip appears\*\* at 590\.00$/);
    expect(today(5e8, null, null)).toMatch(/still no flip$/);
  });
});

describe("what cannot be taken out says why", () => {
  const lines = (dates: readonly string[]) => {
    const expiries = base.expiries.filter(({ date }) => dates.includes(date));
    const snapshot: ExposureSnapshot = { ...base, expiries, rollOff: [] };
    return rollOffLines(readSnapshot(snapshot));
  };

  test.each([
    [["2026-11-24"], "Without today: nothing here expires today", "Without OPEX: no OPEX in these expiries"],
    [["2026-11-23"], "Without today: all of it expires today", "Without OPEX: no OPEX in these expiries"],
    [["2026-12-18"], "Without today: nothing here expires today", "Without OPEX: OPEX is all there is"],
  ])("%j", (dates, ...words) => expect(lines(dates)).toEqual(words));

  test("OPEX itself may be today", () => {
    const expiries = [{ ...base.expiries[3]!, dte: 0 }];
    expect(rollOffLines(readSnapshot({ ...base, expiries, rollOff: [] }))[1]).toBe("Without OPEX: OPEX is today");
  });
});
