import { z } from "zod";
import { heading, record } from "./schemas.ts";

/** 365 days hold some 250 sessions; a longer list than days is refused before it is read. */
const MOST_DAYS = 400;
/** Words and tenors are a handful. */
const MOST_ITEMS = 50;

/** A number within bounds as published; null when it is absent, of another type, or outside. Never coerced. */
const within = (least: number, most: number) =>
  z
    .number()
    .min(least)
    .max(most)
    .overwrite((value) => value + 0) // −0 does not survive JSON
    .nullable()
    .catch(null);
/** An annualised volatility in percent: no market had 1,000. */
const volatility = within(0, 1_000);
const premium = within(-1_000, 1_000);
const of100 = within(0, 100);
const word = z.string().max(40).nullable().catch(null);

/** A nested object; where there is none, or null, everything in it is null. */
const block = <Shape extends z.ZodRawShape>(shape: Shape) => record.catch({}).pipe(z.object(shape));
const list = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (Array.isArray(value) ? value.slice(0, MOST_ITEMS) : []), z.array(item));

/** `/v1/vrp/{symbol}`: nested throughout. Stories are not read, nor is what stands at the top under a nested name. */
export const vrpAnswer = record.pipe(
  z.object({
    ...heading,
    // Null is a day without figures, absent is another shape.
    vrp: record
      .nullable()
      .transform((core) => core ?? {})
      .pipe(
        z.object({
          atm_iv: volatility,
          rv_5d: volatility,
          rv_10d: volatility,
          rv_20d: volatility,
          rv_30d: volatility,
          vrp_5d: premium,
          vrp_10d: premium,
          vrp_20d: premium,
          vrp_30d: premium,
          z_score: within(-100, 100),
          percentile: of100,
          history_days: z.int().min(0).max(10_000).nullable().catch(null),
        }),
      ),
    variance_risk_premium: within(-100, 100),
    fair_vol: volatility,
    directional: block({ downside_vrp: premium, upside_vrp: premium }),
    term_vrp: list(block({ dte: z.int().min(0).max(1_000).nullable().catch(null), vrp: premium })),
    gex_conditioned: block({ harvest_score: of100 }),
    net_harvest_score: of100,
    dealer_flow_risk: of100,
    strategy_scores: record.catch({}).pipe(z.record(z.string(), of100)),
    regime: block({ vrp_regime: word }),
    warnings: list(word),
  }),
);
export type VrpAnswer = z.infer<typeof vrpAnswer>;

/** `/v1/vrp/{symbol}/history`: rows whose date is none are left out. */
export const vrpHistoryAnswer = record.pipe(
  z.object({
    symbol: heading.symbol,
    history: z
      .array(z.unknown())
      .max(MOST_DAYS)
      .pipe(z.array(z.object({ date: z.iso.date(), vrp_20d: premium }).nullable().catch(null)))
      .transform((rows) => rows.filter((row) => row !== null)),
  }),
);
export type VrpHistoryAnswer = z.infer<typeof vrpHistoryAnswer>;
