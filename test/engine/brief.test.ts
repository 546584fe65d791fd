import { expect, test } from "vitest";
import { briefOf, isBrief, isMissing, symbolOf, type MissingBrief } from "../../src/engine/brief.ts";
import type { Ticker } from "../../src/engine/ticker.ts";
import { readingOf, snapshotOf, withLevels } from "../support/snapshots.ts";
import { readSnapshot } from "../../src/engine/regime.ts";

const gap: MissingBrief = { missing: "TSLA" as Ticker, why: "the source did not answer" };

test("a brief has the numbers of its reading, and survives JSON", () => {
  const reading = readingOf();
  const { snapshot, regime } = reading;
  const brief = briefOf(reading, { vrpZ: 1, adv: 3e10 });
  expect(brief).toEqual({
    symbol: "SPY",
    source: snapshot.source,
    spot: snapshot.spot,
    changePct: -0.41,
    quoteTime: snapshot.quoteTime,
    session: "open",
    oiDate: "2026-11-20",
    regime,
    cell: regime.gamma === "positive" ? "A" : "B",
    vrpZ: 1,
    volume: 41_200_000,
    adv: 3e10,
    netGex: snapshot.net.gex,
    grossGex: snapshot.grossGex,
    flip: snapshot.levels.flip.price,
    flipMissing: null,
    callWall: snapshot.levels.callWall!.strike,
    putWall: snapshot.levels.putWall!.strike,
    expectedMove: snapshot.expectedMove!.usd,
  });
  expect(JSON.parse(JSON.stringify(brief))).toEqual(brief);
});

test("what is not known is null: z-score, average volume, walls, expected move", () => {
  const bare = { ...withLevels(snapshotOf(), { callWall: null, putWall: null }), expectedMove: null };
  const { vrpZ, adv, callWall, putWall, expectedMove } = briefOf(readSnapshot(bare));
  expect([vrpZ, adv, callWall, putWall, expectedMove]).toEqual([null, null, null, null, null]);
});

test("a row is a brief or a gap, and both have a symbol", () => {
  const brief = briefOf(readingOf());
  expect([brief, gap].map(isBrief)).toEqual([true, false]);
  expect([brief, gap].map(isMissing)).toEqual([false, true]);
  expect([brief, gap].map(symbolOf)).toEqual(["SPY", "TSLA"]);
});
