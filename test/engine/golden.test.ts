import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { analyse } from "../../src/engine/analyse.ts";
import { maxPain, painAt } from "../../src/engine/maxPain.ts";
import { normalise } from "../../src/engine/normalise.ts";
import { readSnapshot } from "../../src/engine/regime.ts";
import type { ExposureSnapshot } from "../../src/engine/snapshot.ts";
import { madeChain, type MadeContract } from "../support/chains.ts";
import { sharedFile } from "../support/shared.ts";
import { fixedCarry, valuation } from "../support/valuation.ts";

/**
 * Small chains worked out by hand. The digits printed here hold in every clone; where the reference file lies beside the
 * repository the same numbers are checked to full precision.
 */
interface Totals {
  readonly gex1: number;
  readonly gex1pct: number;
  readonly vex: number;
  readonly chex: number;
  readonly dex: number;
  readonly gross_gex1pct: number;
}
interface Golden {
  readonly chainA: {
    readonly per: readonly (Omit<Totals, "gross_gex1pct"> & { readonly K: number })[];
    readonly tot: Totals;
    readonly flips: readonly [number, string][];
    readonly hedge_plus1pct: {
      readonly linear_shares: number;
      readonly reprice_shares: number;
      readonly reprice_shares_minus: number;
    };
  };
  readonly chainA_x6: { readonly tot: Totals };
  readonly flip_analytic: readonly { readonly analytic: number }[];
  readonly chainC_aligned: {
    readonly tot: Totals;
    readonly flips: readonly [number, string][];
    readonly classify: { readonly distance_pct: number };
  };
  readonly expected_move: { readonly em: number; readonly straddle_r0: number };
}
const goldenFile = sharedFile("data/golden.json");
const golden = goldenFile ? (JSON.parse(readFileSync(goldenFile, "utf8")) as Golden) : null;
const PLAIN = "full precision (the reference file lies beside the repository, ../shared/data)";

/** 2027-02-19 16:00 New York less 91.25 days: exactly a quarter of a 365-day year to settlement. */
const QUARTER = { expiry: 20_270_219, quoteTime: Date.parse("2026-11-20T15:00:00Z"), sessionDate: "2026-11-20" };
/** 2026-12-18 16:00 New York less 30 days. */
const MONTH = { expiry: 20_261_218, quoteTime: Date.parse("2026-11-18T21:00:00Z"), sessionDate: "2026-11-18" };

function snapshotAt(
  contracts: readonly Omit<MadeContract, "expiry">[],
  { spot = 100, when = QUARTER }: { spot?: number; when?: typeof QUARTER } = {},
): ExposureSnapshot {
  const { expiry, quoteTime, sessionDate } = when;
  const raw = madeChain(contracts.map((contract) => ({ ...contract, expiry })));
  const chain = normalise(raw, valuation({ spot, quoteTime, sessionDate, session: "open" }), fixedCarry());
  return analyse(chain, { selection: { kind: "all" } });
}
const to = (actual: number, expected: number, relative: number) =>
  expect(Math.abs(actual / expected - 1), `${actual} against ${expected}`).toBeLessThan(relative);

const CHAIN_A = [
  { right: "C", strike: 105, oi: 1000 },
  { right: "P", strike: 95, oi: 1000 },
  { right: "C", strike: 100, oi: 500 },
] as const;

describe("three contracts at S = 100, T = 1/4, σ = 20 %, no carry", () => {
  const snapshot = snapshotAt(CHAIN_A);
  const at = (strike: number) => snapshot.strikes.find((row) => row.strike === strike)!;

  test.each([
    [105, 362_468.59, 97_486.22, 10_683.42, 3_307_287.93],
    [95, -340_484.63, 78_810.78, 8_636.8, -2_867_402.73],
    [100, 199_221.96, 4_980.55, 545.81, 2_599_694.03],
  ])("strike %i has GEX %f, VEX %f, CHEX %f and DEX %f", (strike, gex, vex, chex, dex) => {
    expect(at(strike).netGex).toBeCloseTo(gex, 1);
    expect(at(strike).vex).toBeCloseTo(vex, 1);
    expect(at(strike).chex).toBeCloseTo(chex, 1);
    expect(at(strike).dex).toBeCloseTo(dex, 1);
  });

  test("the net of the four exposures and the gross gamma", () => {
    expect(snapshot.net.gex).toBeCloseTo(221_205.91, 1);
    expect(snapshot.net.gexPerUsd, "at 100 one percent is one dollar").toBeCloseTo(221_205.91, 1);
    expect(snapshot.net.vex).toBeCloseTo(181_277.55, 1);
    expect(snapshot.net.chex).toBeCloseTo(19_866.03, 1);
    expect(snapshot.net.dex).toBeCloseTo(3_039_579.23, 1);
    expect(snapshot.grossGex).toBeCloseTo(902_175.18, 1);
  });

  test("the flip, both walls, resistance and support", () => {
    const { flip, callWall, putWall, resistance, support } = snapshot.levels;
    expect(flip.price).toBeCloseTo(94.010797, 6);
    expect(flip.direction).toBe("up");
    expect([callWall?.strike, putWall?.strike, resistance?.strike, support?.strike]).toEqual([105, 95, 105, 95]);
  });

  test("the hedge of a move by one percent, linear and re-priced", () => {
    const [up, down] = snapshot.hedge;
    expect([up!.pct, down!.pct]).toEqual([1, -1]);
    expect(up!.linearShares).toBeCloseTo(-2_212.06, 2);
    expect(down!.linearShares).toBeCloseTo(2_212.06, 2);
    expect(up!.repricedShares, "more than linear: gamma grows on the way up").toBeCloseTo(-2_364.98, 2);
    expect(down!.repricedShares).toBeCloseTo(2_047.28, 2);
    expect(up!.repricedUsd).toBeCloseTo(-2_364.98 * 101, -1);
  });

  test("six times the prices leave GEX per dollar alone and multiply GEX per percent by six", () => {
    const larger = snapshotAt(
      CHAIN_A.map((contract) => ({ ...contract, strike: contract.strike * 6 })),
      { spot: 600 },
    );
    expect(larger.net.gexPerUsd).toBeCloseTo(221_205.91, 1);
    expect(larger.net.gex).toBeCloseTo(1_327_235.48, 1);
    if (!golden) return;
    to(larger.net.gex, golden.chainA_x6.tot.gex1pct, 1e-12);
    to(larger.net.vex, golden.chainA_x6.tot.vex, 1e-12);
    to(larger.net.chex, golden.chainA_x6.tot.chex, 1e-12);
    to(larger.net.dex, golden.chainA_x6.tot.dex, 1e-12);
    to(larger.grossGex, golden.chainA_x6.tot.gross_gex1pct, 1e-12);
  });

  test.skipIf(!golden)(PLAIN, () => {
    const { per, tot, flips, hedge_plus1pct: hedge } = golden!.chainA;
    for (const { K, gex1pct, vex, chex, dex } of per) {
      to(at(K).netGex, gex1pct, 1e-12);
      to(at(K).vex, vex, 1e-12);
      to(at(K).chex, chex, 1e-12);
      to(at(K).dex, dex, 1e-12);
    }
    to(snapshot.net.gex, tot.gex1pct, 1e-12);
    to(snapshot.net.gexPerUsd, tot.gex1, 1e-12);
    to(snapshot.net.vex, tot.vex, 1e-12);
    to(snapshot.net.chex, tot.chex, 1e-12);
    to(snapshot.net.dex, tot.dex, 1e-12);
    to(snapshot.grossGex, tot.gross_gex1pct, 1e-12);
    expect(snapshot.levels.flip.roots.map(({ direction }) => direction)).toEqual(flips.map(([, name]) => name));
    to(snapshot.levels.flip.price!, flips[0]![0], 1e-11);
    to(snapshot.hedge[0]!.linearShares, hedge.linear_shares, 1e-12);
    to(snapshot.hedge[0]!.repricedShares, hedge.reprice_shares, 1e-11);
    to(snapshot.hedge[1]!.repricedShares, hedge.reprice_shares_minus, 1e-11);
  });
});

describe("the flip of one call and one put in closed form", () => {
  test.each([
    [{ call: [105, 1000], put: [95, 1000], iv: 0.2, spot: 100, when: QUARTER }, 99.3767935],
    [{ call: [105, 2000], put: [95, 1000], iv: 0.2, spot: 100, when: QUARTER }, 92.7271865],
    [{ call: [105, 1000], put: [95, 2000], iv: 0.2, spot: 100, when: QUARTER }, 106.5032539],
    [{ call: [600, 1500], put: [570, 1000], iv: 0.15, spot: 590, when: MONTH }, 575.7881611],
  ] as const)("%j flips at %f", (chain, printed) => {
    const { call, put, iv, spot, when } = chain;
    const { flip } = snapshotAt(
      [
        { right: "C", strike: call[0], oi: call[1], iv },
        { right: "P", strike: put[0], oi: put[1], iv },
      ],
      { spot, when },
    ).levels;
    expect(flip.price).toBeCloseTo(printed, 6);
    expect(flip.direction).toBe("up");
    expect(flip.roots.length).toBe(1);
    const exact = golden?.flip_analytic.find(({ analytic }) => Math.abs(analytic - printed) < 1e-6);
    if (golden) to(flip.price!, exact!.analytic, 1e-12);
  });
});

describe("a chain whose vanna leans the way of its gamma: C97 × 1,500 and P104 × 1,000", () => {
  const snapshot = snapshotAt([
    { right: "C", strike: 97, oi: 1500 },
    { right: "P", strike: 104, oi: 1000 },
  ]);

  test("the exposures", () => {
    expect(snapshot.net.gex).toBeCloseTo(185_696.89, 1);
    expect(snapshot.calls.vex).toBeCloseTo(-71_534.09, 1);
    expect(snapshot.puts.vex).toBeCloseTo(-83_191.05, 1);
    expect(snapshot.net.vex).toBeCloseTo(-154_725.15, 1);
    expect(snapshot.net.chex).toBeCloseTo(-16_956.18, 1);
  });

  test("spot below its only root, direction down, and still a positive, aligned regime of high confidence", () => {
    const { regime } = readSnapshot(snapshot);
    expect(snapshot.levels.flip.roots.length).toBe(1);
    expect(snapshot.levels.flip.price).toBeCloseTo(105.925986, 6);
    expect(snapshot.levels.flip.direction).toBe("down");
    expect(regime).toMatchObject({ gamma: "positive", vannaAligned: true, confidence: "high", stability: null });
    expect(regime.distancePct).toBeCloseTo(5.926, 4);
  });

  test("the walls lie on each other's side of spot, and are named as overlapping", () => {
    const { callWall, putWall, resistance, support, wallsOverlap } = snapshot.levels;
    expect([callWall?.strike, putWall?.strike]).toEqual([97, 104]);
    expect([resistance, support, wallsOverlap]).toEqual([null, null, true]);
  });

  test.skipIf(!golden)(PLAIN, () => {
    const { tot, flips, classify } = golden!.chainC_aligned;
    to(snapshot.net.gex, tot.gex1pct, 1e-12);
    to(snapshot.net.vex, tot.vex, 1e-12);
    to(snapshot.net.chex, tot.chex, 1e-12);
    to(snapshot.net.dex, tot.dex, 1e-12);
    to(snapshot.levels.flip.price!, flips[0]![0], 1e-12);
    to(readSnapshot(snapshot).regime.distancePct!, classify.distance_pct, 1e-10);
  });
});

describe("levels of the vol section", () => {
  const strikes = [
    { strike: 95, callOi: 10, putOi: 0 },
    { strike: 100, callOi: 20, putOi: 15 },
    { strike: 105, callOi: 0, putOi: 5 },
  ];

  test("pain of 12,500, 7,500 and 20,000 dollars at 95, 100 and 105: max pain is 100", () => {
    expect([95, 100, 105].map((price) => painAt(strikes, price) * 100)).toEqual([12_500, 7_500, 20_000]);
    expect(maxPain(strikes, 97)).toBe(100);
  });

  test("expected move of 22.935287 at S = 500, IV 16 %, 30 days, and its straddle of 18.298107", () => {
    // Mids of the straddle by the closed form 2·S·(2·Φ(σ√T/2) − 1), half of it a side.
    const mid = 18.298107 / 2;
    const quote = { bid: mid, ask: mid, iv: 0.16, oi: 1, strike: 500 };
    const { expectedMove } = snapshotAt(
      [
        { ...quote, right: "C" },
        { ...quote, right: "P" },
      ],
      { spot: 500, when: MONTH },
    );
    expect(expectedMove!.usd).toBeCloseTo(22.935287, 6);
    expect(expectedMove!.straddle).toBeCloseTo(18.298107, 6);
    expect(expectedMove!.usd / expectedMove!.straddle!, "one deviation is about 1.2533 straddles").toBeCloseTo(
      1.253424,
      5,
    );
    expect(expectedMove!.until).toBe("2026-12-18T21:00:00.000Z");
    if (golden) to(expectedMove!.usd, golden.expected_move.em, 1e-12);
  });
});
