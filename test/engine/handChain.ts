import type { Chain, Slice } from "../../src/engine/chain.ts";
import { valuation } from "../support/valuation.ts";

/** One clean contract, past normalising; the fields a test does not care about have quiet defaults. */
export interface HandRow {
  readonly right: "C" | "P";
  readonly strike: number;
  readonly oi: number;
  readonly iv?: number;
  /** Index into the slices. */
  readonly slice?: number;
  readonly volume?: number;
  readonly mid?: number;
  readonly spreadPct?: number;
}

const DAY = 86_400_000;

/** A clean chain written by hand, so that T, IV and carry are exactly what a test says. Without slices: one of a quarter year. */
export function handChain(
  rows: readonly HandRow[],
  { spot = 100, slices = [{}] }: { spot?: number; slices?: readonly Partial<Slice>[] } = {},
): Chain {
  const at = valuation({ spot });
  const strikes = Float64Array.from(new Set(rows.map(({ strike }) => strike))).sort();
  return {
    ...at,
    slices: slices.map((slice) => {
      const years = slice.years ?? 0.25;
      const dte = slice.dte ?? Math.round(years * 365);
      return {
        root: "XYZ",
        date: new Date(Date.parse(at.sessionDate) + dte * DAY).toISOString().slice(0, 10),
        dte,
        years,
        settlesAt: at.quoteTime + years * 365 * DAY,
        rate: 0,
        dividendYield: 0,
        carryFrom: "configured",
        ...slice,
      };
    }),
    strikes,
    slice: Uint16Array.from(rows, ({ slice = 0 }) => slice),
    strikeIndex: Uint16Array.from(rows, ({ strike }) => strikes.indexOf(strike)),
    right: Int8Array.from(rows, ({ right }) => (right === "C" ? 1 : -1)),
    iv: Float64Array.from(rows, ({ iv = 0.2 }) => iv),
    oi: Float64Array.from(rows, ({ oi }) => oi),
    volume: Float64Array.from(rows, ({ volume = 0 }) => volume),
    mid: Float64Array.from(rows, ({ mid = Number.NaN }) => mid),
    spreadPct: Float32Array.from(rows, ({ mid, spreadPct }) => spreadPct ?? (mid === undefined ? Number.NaN : 5)),
    quality: {
      contractsInFile: rows.length,
      dropped: {
        expired: 0,
        dead: 0,
        adjusted: 0,
        unreadable: 0,
        duplicate: 0,
        crossed: 0,
        noIv: 0,
        belowMinOi: 0,
      },
      oiDroppedShare: 0,
      ivFromOtherSide: 0,
      ivFromMid: 0,
      degraded: false,
    },
  };
}

export const everyRow = (chain: Chain): Uint32Array => Uint32Array.from(chain.slice.keys());
