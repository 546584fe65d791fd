import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { analyse } from "../../src/engine/analyse.ts";
import { PRODUCT, type Chain, type Conventions } from "../../src/engine/chain.ts";
import { openInterestByStrike } from "../../src/engine/expiries.ts";
import { maxPain } from "../../src/engine/maxPain.ts";
import { normalise } from "../../src/engine/normalise.ts";
import { parseTicker } from "../../src/engine/ticker.ts";
import { readChain } from "../support/chains.ts";
import { sharedFile } from "../support/shared.ts";
import { valuation } from "../support/valuation.ts";

/** Truth from outside: five recorded chains computed by an independent program under conventions written beside the numbers. */
const CHAINS = {
  "spx-20240105-weekend": ["SPX", "spx-20240105-weekend.fromcsv.cboe.json", "2024-01-05"],
  "spx-20230609-intraday": ["SPX", "spx-20230609-intraday.fromcsv.cboe.json", "2023-06-09"],
  "qqq-20250606-weekend": ["QQQ", "qqq-20250606-weekend.cboe.json", "2025-06-06"],
  "aapl-20250606-weekend": ["AAPL", "aapl-20250606-weekend.cboe.json", "2025-06-06"],
  "rut-20250604-close": ["RUT", "rut-20250604-close.cboe.json", "2025-06-04"],
} as const;

/** The reference counted these IV repairs on rows that it then dropped as expired. */
const EXPIRED_YET_COUNTED: Readonly<Record<string, number>> = { "rut-20250604-close quote_time": 5 };

interface Expected {
  readonly cases: readonly { readonly id: string; readonly inputs: Inputs; readonly results: Results }[];
}
interface Inputs {
  readonly now_utc: string;
  readonly spot: number;
  readonly r: number;
  readonly q: number;
  readonly am_settlement: boolean;
  readonly iv_other_side_fallback: boolean;
  readonly iv_missing_at_or_below: number;
  readonly drop_dead_rows: boolean;
}
interface Results {
  readonly contracts_live: number;
  readonly contracts_with_oi: number;
  readonly dropped_expired: number;
  readonly dead_rows: number;
  readonly iv_from_other_side: number;
  readonly net_gex: {
    readonly per_1pct_usd: number;
    readonly per_1usd_usd: number;
    readonly call_per_1pct_usd: number;
    readonly put_per_1pct_usd: number;
  };
  readonly net_dex: { readonly natural_usd: number; readonly call_usd: number; readonly put_usd: number };
  readonly net_vex: { readonly usd_per_volpoint: number };
  readonly net_chex: { readonly usd_per_day: number };
  readonly flip_profile: {
    readonly flip: number;
    readonly flip_up: number;
    readonly profile_at_spot: number;
    readonly roots: readonly { price: number; direction: string }[];
  };
  readonly call_wall: number;
  readonly put_wall: number;
  readonly max_positive_gamma: number;
  readonly max_negative_gamma: number;
  readonly highest_oi: number;
  readonly oi: { readonly call: number; readonly put: number };
  readonly put_call_oi_ratio: number;
  readonly max_pain: { readonly all_expiries: number };
  readonly zero_dte: Front | null;
  readonly front_expiry: Front;
  readonly top20_by_abs_net_gex_1pct: readonly TopStrike[];
  readonly per_expiry: readonly {
    root: string;
    expiry: string;
    T: number;
    contracts: number;
    oi: number;
    net_gex_1pct_usd: number;
  }[];
}
interface Front {
  readonly expiry: string;
  readonly net_gex_1pct_usd: number;
  readonly magnet: number;
  readonly call_wall: number;
  readonly put_wall: number;
  readonly max_pain: number;
  readonly put_call_oi_ratio: number;
  readonly flip_profile: number;
}
interface TopStrike {
  readonly strike: number;
  readonly call_gex: number;
  readonly put_gex: number;
  readonly net_gex: number;
  readonly call_oi: number;
  readonly put_oi: number;
  readonly net_vex_per_volpoint: number;
  readonly net_chex_per_day: number;
  readonly net_dex_natural: number;
}

const conventionsOf = (inputs: Inputs): Conventions => ({
  ...PRODUCT,
  carry: "fixed",
  rate: inputs.r,
  dividendYield: inputs.q,
  amSettlement: inputs.am_settlement,
  earlyCloses: false,
  missingIvAtOrBelow: inputs.iv_missing_at_or_below,
  highestIv: Number.POSITIVE_INFINITY,
  ivFromOtherSide: inputs.iv_other_side_fallback,
  ivFromMid: false,
  dropDeadRows: inputs.drop_dead_rows,
  floorMinutes: 0,
});

/** 1e-9 relative, as the issue asks; the scale keeps a net of nearly nothing from demanding more digits than its parts have. */
function close(actual: number, expected: number, scale = expected): void {
  expect(Math.abs(actual - expected), `${actual} against ${expected}`).toBeLessThanOrEqual(1e-9 * Math.abs(scale));
}

/**
 * The reference subtracts New York wall clocks, so its times to expiries beyond the change from or to daylight saving are
 * one hour off. Ours are elapsed time; here they are set to the reference's, and any other difference fails.
 */
function withReferenceYears(chain: Chain, results: Results): Chain {
  const HOUR = 1 / 8_760;
  const slices = chain.slices.map((slice) => {
    const own = results.per_expiry.find(({ root, expiry }) => root === slice.root && expiry === slice.date);
    if (!own) return slice;
    expect(
      [-HOUR, 0, HOUR].some((shift) => Math.abs(slice.years - own.T - shift) < 1e-12),
      `${slice.root} ${slice.date}`,
    ).toBe(true);
    return { ...slice, years: own.T };
  });
  return { ...chain, slices };
}

for (const [name, [symbol, file, sessionDate]] of Object.entries(CHAINS)) {
  const chainFile = sharedFile(`data/chains/${file}`);
  const expectedFile = sharedFile(`data/chains/${name}.expected.json`);
  describe.skipIf(!chainFile || !expectedFile)(`${name} (recorded chains are not part of the repository)`, () => {
    for (const id of ["quote_time", "ts_zero_carry"]) {
      test(`agrees with the reference case ${id}`, () => {
        const raw = readChain(chainFile!);
        const expected = JSON.parse(readFileSync(expectedFile!, "utf8")) as Expected;
        const { inputs, results } = expected.cases.find((c) => c.id === id)!;
        const at = valuation({
          symbol: parseTicker(symbol)!,
          quoteTime: Date.parse(inputs.now_utc),
          sessionDate,
          spot: inputs.spot,
        });
        const chain = withReferenceYears(normalise(raw, at, conventionsOf(inputs)), results);
        const all = analyse(chain, { selection: { kind: "all" } });

        expect(chain.quality.dropped.expired).toBe(results.dropped_expired);
        expect(chain.slice.length).toBe(results.contracts_live);
        if (inputs.drop_dead_rows) expect(chain.quality.dropped.dead).toBe(results.dead_rows);
        expect(chain.quality.ivFromOtherSide).toBe(
          results.iv_from_other_side - (EXPIRED_YET_COUNTED[`${name} ${id}`] ?? 0),
        );
        expect(chain.oi.filter((oi) => oi > 0).length).toBe(results.contracts_with_oi);

        close(all.net.gex, results.net_gex.per_1pct_usd);
        close(all.net.gexPerUsd, results.net_gex.per_1usd_usd);
        close(all.calls.gex, results.net_gex.call_per_1pct_usd);
        close(all.puts.gex, results.net_gex.put_per_1pct_usd);
        close(all.net.dex, results.net_dex.natural_usd);
        close(all.calls.dex, results.net_dex.call_usd);
        close(all.puts.dex, results.net_dex.put_usd);
        close(all.net.vex, results.net_vex.usd_per_volpoint);
        close(all.net.chex, -results.net_chex.usd_per_day);

        const { levels } = all;
        expect(Math.abs(levels.flip.price! - results.flip_profile.flip_up)).toBeLessThanOrEqual(1e-6 * inputs.spot);
        expect(levels.callWall!.strike).toBe(results.call_wall);
        expect(levels.putWall!.strike).toBe(results.put_wall);
        expect(levels.maxPositiveGamma!.strike).toBe(results.max_positive_gamma);
        expect(levels.maxNegativeGamma!.strike).toBe(results.max_negative_gamma);
        expect(levels.highestOi!.strike).toBe(results.highest_oi);
        close(all.putCallOi!, results.put_call_oi_ratio);
        const everyRow = Uint32Array.from(chain.slice.keys());
        expect(maxPain(openInterestByStrike(chain, everyRow), inputs.spot)).toBe(results.max_pain.all_expiries);

        for (const top of results.top20_by_abs_net_gex_1pct) {
          const row = all.strikes.find(({ strike }) => strike === top.strike)!;
          close(row.callGex, top.call_gex);
          close(row.putGex, top.put_gex);
          close(row.netGex, top.net_gex, Math.max(Math.abs(top.call_gex), Math.abs(top.put_gex)));
          close(
            row.vex,
            top.net_vex_per_volpoint,
            Math.max(Math.abs(top.net_vex_per_volpoint), 1e-3 * Math.abs(top.net_gex)),
          );
          close(
            row.chex,
            -top.net_chex_per_day,
            Math.max(Math.abs(top.net_chex_per_day), 1e-3 * Math.abs(top.net_gex)),
          );
          close(row.dex, top.net_dex_natural);
          expect([row.callOi, row.putOi]).toEqual([top.call_oi, top.put_oi]);
        }
        const byDate = Object.groupBy(results.per_expiry, ({ expiry }) => expiry);
        for (const expiry of all.expiries) {
          const parts = byDate[expiry.date]!;
          close(
            expiry.net.gex,
            parts.reduce((sum, part) => sum + part.net_gex_1pct_usd, 0),
            all.grossGex / 1e3,
          );
          expect(expiry.contracts).toBe(parts.reduce((sum, part) => sum + part.contracts, 0));
        }

        expect(all.levels.magnet?.strike ?? null).toBe(results.zero_dte?.magnet ?? null);
        const front = analyse(chain, { selection: { kind: "date", date: results.front_expiry.expiry } });
        close(front.net.gex, results.front_expiry.net_gex_1pct_usd);
        expect(front.levels.callWall!.strike).toBe(results.front_expiry.call_wall);
        expect(front.levels.putWall!.strike).toBe(results.front_expiry.put_wall);
        expect(front.expiries[0]!.maxPain).toBe(results.front_expiry.max_pain);
        expect(
          front.levels.flip.roots.some(
            ({ price }) => Math.abs(price - results.front_expiry.flip_profile) <= 1e-6 * inputs.spot,
          ),
          "the reference's root nearest to spot is among ours",
        ).toBe(true);
      });
    }
  });
}
