import { describe, expect, test } from "vitest";
import { analyse } from "../../src/engine/analyse.ts";
import type { ExpirySelection } from "../../src/engine/selection.ts";
import { handChain } from "./handChain.ts";
import { call, DAY, MONTH, put, snapshotOf, TODAY } from "./handSnapshot.ts";
import { plainExposure } from "./plainFormulas.ts";

const ALL: ExpirySelection = { kind: "all" };

describe("what a snapshot says of its chain", () => {
  test("symbol, source, clock and spot come through unchanged, instants as ISO strings", () => {
    const chain = { ...handChain([call(100, 1)]), spotBasis: "parity" as const, changePct: -1.25, sharesTraded: 4_000 }; // prettier-ignore
    const snapshot = analyse(chain, { selection: ALL });
    const { symbol, source, fetchedAt, session, oiDate, spot, spotBasis, changePct } = chain;
    expect(snapshot).toMatchObject({ symbol, source, fetchedAt, session, oiDate, spot, spotBasis, changePct });
    expect(snapshot.volume).toBe(4_000);
    expect(snapshot.quoteTime).toBe("2026-11-20T21:00:00.000Z");
    expect(snapshot.selection).toEqual(ALL);
  });

  test("implied volatilities are those of the whole chain, whatever is selected", () => {
    const chain = {
      ...handChain([call(100, 1), put(100, 1), call(100, 1, { slice: 1 })], { slices: [TODAY, MONTH] }),
      iv30: 17,
    };
    const [today, all] = [analyse(chain, { selection: { kind: "zeroDte" } }), analyse(chain, { selection: ALL })];
    expect(today.vol).toEqual(all.vol);
    expect(all.vol).toMatchObject({ iv30: 17, atm30: 20, expiry: { dte: 28 } });
  });

  test("net is calls and puts together, gross is their distance", () => {
    const { net, calls, puts, grossGex } = snapshotOf([call(103, 50), put(97, 80), put(103, 20)]);
    for (const name of ["gex", "gexPerUsd", "dex", "vex", "chex"] as const)
      expect(net[name]).toBeCloseTo(calls[name] + puts[name], 6);
    expect(grossGex).toBeCloseTo(calls.gex - puts.gex, 6);
    expect(calls.gex).toBeGreaterThan(0);
    expect(puts.gex).toBeLessThan(0);
    expect(puts.dex, "natural delta").toBeLessThan(0);
  });

  test("strikes are those with open interest, ascending, each with its own sums", () => {
    const chain = handChain([call(105, 10), put(95, 20), put(105, 5), call(100, 0)]);
    const { strikes } = analyse(chain, { selection: ALL });
    expect(strikes.map(({ strike, callOi, putOi }) => [strike, callOi, putOi])).toEqual([
      [95, 0, 20],
      [105, 10, 5],
    ]);
    const [c105, p105] = [plainExposure(chain, 0, 100), plainExposure(chain, 2, 100)];
    expect(strikes[1]!.callGex).toBeCloseTo(c105.gex, 6);
    expect(strikes[1]!.putGex).toBeCloseTo(p105.gex, 6);
    expect(strikes[1]!.netGex).toBeCloseTo(c105.gex + p105.gex, 6);
    expect(strikes[1]!.dex).toBeCloseTo(c105.dex + p105.dex, 6);
    expect(strikes[1]!.vex).toBeCloseTo(c105.vex + p105.vex, 6);
    expect(strikes[1]!.chex).toBeCloseTo(c105.chex + p105.chex, 6);
  });

  test("expiries are listed by date with everything that settles then", () => {
    const { expiries } = snapshotOf([call(100, 5, { slice: 1 }), call(100, 7), put(95, 2, { slice: 2 })], {
      slices: [{ ...MONTH, root: "SPXW" }, { ...TODAY }, { ...MONTH, root: "SPX", years: 27.7 * DAY }],
    });
    expect(
      expiries.map(({ date, dte, roots, contracts, callOi, putOi }) => ({
        date,
        dte,
        roots,
        contracts,
        callOi,
        putOi,
      })),
    ).toEqual([
      { date: "2026-11-20", dte: 0, roots: ["XYZ"], contracts: 1, callOi: 5, putOi: 0 },
      { date: "2026-12-18", dte: 28, roots: ["SPX", "SPXW"], contracts: 2, callOi: 7, putOi: 2 },
    ]);
  });

  test("numbers cover the selection, the list of expiries the whole chain", () => {
    const slices = [TODAY, MONTH];
    const rows = [call(100, 5), call(101, 7, { slice: 1 })];
    const today = snapshotOf(rows, { slices }, { kind: "zeroDte" });
    expect(today.expiries.map(({ date }) => date)).toEqual(["2026-11-20"]);
    expect(today.strikes.map(({ strike }) => strike)).toEqual([100]);
    expect(today.listed.map(({ date }) => date)).toEqual(["2026-11-20", "2026-12-18"]);
    expect(today.quality.contractsUsed).toBe(1);
  });
});

describe("a selection without contracts", () => {
  const nothing = snapshotOf([call(100, 5)], { slices: [MONTH] }, { kind: "zeroDte" });

  test("gives empty lists, zero sums and missing levels: never an invented number", () => {
    expect(nothing).toMatchObject({
      expiries: [],
      strikes: [],
      expectedMove: null,
      pin: null,
      putCallOi: null,
      putCallVolume: null,
      zeroDteShare: null,
      oiWeightedDte: null,
      vannaRatio: null,
      grossGex: 0,
    });
    expect(nothing.net).toEqual({ gex: 0, gexPerUsd: 0, dex: 0, vex: 0, chex: 0 });
    expect(nothing.levels).toMatchObject({ callWall: null, putWall: null, magnet: null, highestOi: null });
    expect(nothing.levels.flip).toEqual({ price: null, direction: null, roots: [], missing: "no_gamma" });
  });

  test("still lists what could have been asked for", () => {
    expect(nothing.listed).toEqual([{ date: "2026-12-18", dte: 28 }]);
  });
});

describe("ratios", () => {
  test("put/call of open interest and of volume", () => {
    const { putCallOi, putCallVolume } = snapshotOf([
      call(100, 40, { volume: 10 }),
      put(100, 50, { volume: 4 }),
      put(95, 30),
    ]);
    expect(putCallOi).toBe(2);
    expect(putCallVolume).toBe(0.4);
  });

  test("are missing without calls, not infinite", () => {
    const { putCallOi, putCallVolume } = snapshotOf([put(100, 50, { volume: 4 }), call(100, 0)]);
    expect([putCallOi, putCallVolume]).toEqual([null, null]);
  });

  test("days to expiry are weighted by open interest", () => {
    const slices = [TODAY, MONTH];
    expect(snapshotOf([call(100, 30), put(100, 10, { slice: 1 })], { slices }).oiWeightedDte).toBe(7);
  });

  test("the share of gamma that expires today is 1 alone, its part among others, and missing without today", () => {
    const slices = [TODAY, MONTH];
    expect(snapshotOf([call(100, 30), put(99, 10)], { slices: [TODAY] }).zeroDteShare).toBe(1);
    const { zeroDteShare, strikes } = snapshotOf([call(101, 30), call(99, 900, { slice: 1 })], { slices });
    const [far, near] = strikes;
    expect(zeroDteShare).toBeCloseTo(near!.netGex / (near!.netGex + far!.netGex), 12);
    expect(snapshotOf([call(100, 30)], { slices: [MONTH] }).zeroDteShare).toBeNull();
  });

  test("today netted away inside its strikes by later expiries is still no more than everything", () => {
    // Gamma of twice the time is 1/√2 of today's: of today's 1,000 calls next to nothing is left.
    const rows = [call(100, 1000), put(100, 1400, { slice: 1 })];
    const { zeroDteShare, strikes } = snapshotOf(rows, { slices: [TODAY, { ...MONTH, years: DAY }] });
    expect(strikes[0]!.zeroDteGex).toBeGreaterThan(10 * strikes[0]!.netGex);
    expect(zeroDteShare).toBe(1);
  });

  test("vanna against gamma counts only vanna that works with the trend", () => {
    const { net, vannaRatio } = snapshotOf([call(105, 10), put(95, 10)]);
    expect(vannaRatio).toBeCloseTo(net.vex / (net.vex + Math.abs(net.gex)), 12);
    expect(snapshotOf([call(97, 15), put(104, 10)]).vannaRatio, "net VEX < 0").toBe(0);
  });
});

describe("a least open interest", () => {
  const rows = [call(100, 5), call(101, 50), put(99, 49), put(98, 0)];
  const at = (minOi?: number) =>
    analyse(handChain(rows), { selection: ALL, ...(minOi === undefined ? {} : { minOi }) });

  test("leaves out what has less and counts it", () => {
    const { quality, strikes } = at(50);
    expect(quality.dropped.belowMinOi).toBe(3);
    expect(quality.contractsUsed).toBe(1);
    expect(strikes.map(({ strike }) => strike)).toEqual([101]);
  });

  test("of nothing leaves out nothing", () => {
    expect(at().quality.dropped.belowMinOi).toBe(0);
    expect(at(0).quality.dropped.belowMinOi).toBe(0);
    expect(at().quality.contractsUsed, "without open interest there is nothing to add up").toBe(3);
  });

  test("counts within the selection only", () => {
    const chain = handChain([call(100, 5), call(100, 5, { slice: 1 })], { slices: [TODAY, MONTH] });
    const { quality } = analyse(chain, { selection: { kind: "zeroDte" }, minOi: 10 });
    expect(quality.dropped.belowMinOi).toBe(1);
  });
});
