import type { PublishedExposure, PublishedLevels, PublishedPart, PublishedStrike } from "../../../engine/published.ts";
import type { PublishedVrp, PublishedVrpHistory } from "../../../engine/publishedVrp.ts";
import { parseTicker } from "../../../engine/ticker.ts";
import { blocksOf, type Call, type ExposureBlock, isExposure } from "./endpoints.ts";
import { exposureAnswer, type ExposureAnswer, levelsAnswer, type Row } from "./schemas.ts";
import { vrpHistoryOf, vrpOf } from "./vrpFigures.ts";
import { vrpAnswer, vrpHistoryAnswer } from "./vrpSchemas.ts";

/** What one answer holds, by block. */
export interface Figures {
  readonly levels?: PublishedLevels;
  readonly gex?: PublishedExposure;
  readonly dex?: PublishedExposure;
  readonly vex?: PublishedExposure;
  readonly chex?: PublishedExposure;
  readonly vrp?: PublishedVrp;
  readonly vrpHistory?: PublishedVrpHistory;
}

export type Reading =
  | { readonly kind: "figures"; readonly figures: Figures }
  /** Of the right shape, and empty. */
  | { readonly kind: "no-data" }
  | { readonly kind: "bad-response" };

/** Clocks disagree by minutes; a time a day ahead is damage. */
const AHEAD_MS = 86_400_000;
const BAD: Reading = { kind: "bad-response" };

/**
 * The figures of an answer exactly as published, times in UTC, puts as net − call. An answer about another symbol, without
 * a time, or of another shape is a bad response.
 * @param fetchedAt ms since the epoch
 */
export function readFigures(bytes: Uint8Array, call: Call, { fetchedAt }: { fetchedAt: number }): Reading {
  const body = parseJson(bytes);
  if (call.endpoint === "vrpHistory") return readHistory(body, call, fetchedAt);
  const read = ANSWERS[call.endpoint].safeParse(body);
  if (!read.success) return BAD;
  const { as_of, underlying_price: spot } = read.data;
  if (isOfAnother(read.data, call) || as_of > fetchedAt + AHEAD_MS || as_of <= 0) return BAD;
  const part: PublishedPart = {
    asOf: new Date(as_of).toISOString(),
    fetchedAt: new Date(fetchedAt).toISOString(),
    spot,
    scope: call.expiration ?? "chain",
  };
  if ("vrp" in read.data) return readingOf({ vrp: vrpOf(part, read.data) });
  return readingOf("levels" in read.data ? levelsOf(part, read.data.levels) : exposuresOf(part, read.data, call));
}

const ANSWERS = {
  levels: levelsAnswer,
  gex: exposureAnswer,
  dex: exposureAnswer,
  vex: exposureAnswer,
  chex: exposureAnswer,
  sheet: exposureAnswer,
  vrp: vrpAnswer,
} as const satisfies Record<Exclude<Call["endpoint"], "vrpHistory">, unknown>;

/** A record of days has no time of its own: each row has its date. */
function readHistory(body: unknown, call: Call, fetchedAt: number): Reading {
  const read = vrpHistoryAnswer.safeParse(body);
  if (!read.success || isOfAnother(read.data, call)) return BAD;
  return readingOf({ vrpHistory: vrpHistoryOf(read.data, fetchedAt) });
}

const isOfAnother = ({ symbol }: { readonly symbol?: string | null | undefined }, call: Call): boolean =>
  symbol != null && parseTicker(symbol) !== call.symbol;

/** What is null is not there. */
function readingOf(found: { readonly [Block in keyof Figures]: Figures[Block] | null }): Reading {
  const figures: Figures = Object.fromEntries(Object.entries(found).filter(([, block]) => block !== null));
  return Object.keys(figures).length === 0 ? { kind: "no-data" } : { kind: "figures", figures };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

function levelsOf(part: PublishedPart, levels: Readonly<Record<LevelField, number | null>>): Figures {
  const found = {
    flip: levels.gamma_flip,
    callWall: levels.call_wall,
    putWall: levels.put_wall,
    maxPositiveGamma: levels.max_positive_gamma,
    maxNegativeGamma: levels.max_negative_gamma,
    highestOi: levels.highest_oi_strike,
    magnet: levels.zero_dte_magnet,
  };
  return Object.values(found).every((level) => level === null) ? {} : { levels: { ...part, ...found } };
}
type LevelField =
  | "gamma_flip"
  | "call_wall"
  | "put_wall"
  | "max_positive_gamma"
  | "max_negative_gamma"
  | "highest_oi_strike"
  | "zero_dte_magnet";

function exposuresOf(part: PublishedPart, answer: ExposureAnswer, { endpoint }: Call): Figures {
  const blocks = blocksOf(endpoint).filter(isExposure);
  const found = blocks.flatMap((block) => {
    const exposure: PublishedExposure = {
      ...part,
      net: answer.totals[`net_${block}`],
      flip: block === "gex" ? answer.gamma_flip : null,
      strikes: strikesOf(answer.strikes, block),
    };
    return exposure.net === null && exposure.strikes.length === 0 ? [] : [[block, exposure] as const];
  });
  return Object.fromEntries(found);
}

/** Ascending, the first of equal strikes. Without a net there is no strike: puts are derived from it, their sign varies. */
function strikesOf(rows: readonly Row[], block: ExposureBlock): PublishedStrike[] {
  const strikes = new Map<number, PublishedStrike>();
  for (const row of rows) {
    const [strike, net, call] = [row.strike, row[`net_${block}`], row[`call_${block}`]];
    if (strike === null || net === null || strikes.has(strike)) continue;
    strikes.set(strike, { strike, net, call, put: call === null ? null : net - call });
  }
  return [...strikes.values()].sort((a, b) => a.strike - b.strike);
}
