import type { DailySnapshot, IvBasis, VolPoints, VrpMissing, ZScore } from "./types.ts";

/** Rows a z-score looks back at, fewest it needs, and those below which it is provisional. */
export const WINDOW = 252;
export const FEWEST_ROWS = 20;
export const PROVISIONAL_BELOW = 60;

export interface ZScoreInput {
  readonly basis: IvBasis;
  readonly index: string | null;
  readonly rows: readonly DailySnapshot[];
  /** IV on that basis less RV20, the session it is from, and why it is missing. */
  readonly today: VolPoints | null;
  readonly asOf: DailySnapshot["date"] | null;
  readonly missing: VrpMissing | null;
}

/** Where a value stands among others. */
interface Standing {
  readonly z: number;
  /** 0–100 */
  readonly percentile: number;
  readonly mean: number;
  readonly sd: number;
}

/**
 * How unusual today's premium is among the last 252 rows before it **on the same basis**: z by the sample deviation, percentile
 * with ties counted half. Null below 20 rows, without a premium today, and where all rows are equal.
 */
export function zScore({ basis, index, rows, today, asOf, missing }: ZScoreInput): ZScore {
  const history = rows
    .flatMap(({ date, iv, realised }) => {
      const [implied, rv] = [iv[basis], realised[20]];
      return implied === null || rv === null || (asOf !== null && date >= asOf) ? [] : [{ date, vrp: implied - rv }];
    })
    .slice(-WINDOW);
  const n = history.length;
  const against =
    today === null || n < FEWEST_ROWS
      ? null
      : standing(
          history.map(({ vrp }) => vrp),
          today,
        );
  return {
    basis,
    index,
    n,
    today,
    asOf,
    z: against?.z ?? null,
    percentile: against?.percentile ?? null,
    mean: against?.mean ?? null,
    sd: against?.sd ?? null,
    provisional: against !== null && n < PROVISIONAL_BELOW,
    missing: today === null ? missing : n < FEWEST_ROWS ? "warmup" : against ? null : "no_spread",
    history,
  };
}

/** Null where all values are equal. */
export function standing(values: readonly number[], today: number): Standing | null {
  const n = values.length;
  if (values.every((value) => value === values[0])) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  const below = values.filter((value) => value < today).length;
  const equal = values.filter((value) => value === today).length;
  return { z: (today - mean) / sd, percentile: (100 * (below + 0.5 * equal)) / n, mean, sd };
}
