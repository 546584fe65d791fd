import { z } from "zod";

/** Beyond any market: what is larger is damage. */
const LARGEST = 1e15;
/** SPX lists some thousand strikes; a longer list is refused before it is read. */
const MOST_STRIKES = 5_000;

/** A number as published; null when it is absent, null, of another type, NaN or infinite. Never coerced: "" is not 0. */
const figure = z
  .number()
  .min(-LARGEST)
  .max(LARGEST)
  .overwrite((value) => value + 0) // −0 does not survive JSON
  .nullable()
  .catch(null);
const price = z.number().positive().max(1e7).nullable().catch(null);
export const record = z.record(z.string(), z.unknown());

/** ISO 8601 with or without an offset: the vendor's times are in UTC. */
const time = z.iso.datetime({ offset: true, local: true }).transform((text, context) => {
  const at = Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`);
  if (!Number.isNaN(at)) return at;
  context.addIssue("not a time");
  return z.NEVER;
});

export const heading = { symbol: z.string().nullish(), underlying_price: price, as_of: time };

const levelFields = z.object({
  gamma_flip: price,
  call_wall: price,
  put_wall: price,
  max_positive_gamma: price,
  max_negative_gamma: price,
  highest_oi_strike: price,
  zero_dte_magnet: price,
});

/** `/v1/exposure/levels`: some clients see the fields below `levels`, some at the top. Unknown keys are ignored throughout. */
export const levelsAnswer = record
  .transform((root) => ({ ...root, levels: root.levels ?? root }))
  .pipe(z.object({ ...heading, levels: levelFields }));

const row = z.object({
  strike: price,
  net_gex: figure,
  net_dex: figure,
  net_vex: figure,
  net_chex: figure,
  call_gex: figure,
  call_dex: figure,
  call_vex: figure,
  call_chex: figure,
});
export type Row = z.infer<typeof row>;

const rows = z
  .preprocess(
    (list) => (Array.isArray(list) ? (list.length <= MOST_STRIKES ? list : "too many") : (list ?? [])),
    z.array(row.nullable().catch(null)),
  )
  .transform((list) => list.filter((one) => one !== null));

const totals = z.object({ net_gex: figure, net_dex: figure, net_vex: figure, net_chex: figure });

/**
 * `/v1/exposure/{gex,dex,vex,chex,sheet}`: one shape, of which each endpoint fills a part. The net is at the top, on the
 * sheet below `totals`. No text field is read: the vendor's stories contradict its numbers.
 */
export const exposureAnswer = record
  .transform((root) => ({ ...root, totals: root.totals ?? root }))
  .pipe(z.object({ ...heading, gamma_flip: price, totals, strikes: rows }));
export type ExposureAnswer = z.infer<typeof exposureAnswer>;

const word = z.string().max(40).nullable().catch(null);

/** What a 403 or 429 says beside its status; whatever is unreadable is null. */
export const refusalAnswer = z
  .object({
    error: word,
    current_plan: word,
    required_plan: word,
    reset_at: time.nullable().catch(null),
  })
  .catch({ error: null, current_plan: null, required_plan: null, reset_at: null });
