import type { AppContext } from "../context.ts";
import type { ExpiryBoard, Quote } from "../engine/plan/board.ts";
import { creditSpread, spreadOutlooks } from "../engine/plan/creditSpread.ts";
import { forecastOf } from "../engine/plan/edge.ts";
import { sizeOf } from "../engine/plan/size.ts";
import type { NyDate } from "../engine/snapshot.ts";
import type { Ticker } from "../engine/ticker.ts";
import { UserError } from "../errors.ts";
import { strike } from "../views/format.ts";
import type { Post } from "../views/post.ts";
import { kellySpreadPost } from "../views/trade/kellySpread.ts";
import type { Asker } from "./command.ts";
import { listedExpiry } from "./listedExpiry.ts";
import type { ExpiryWish } from "./planOptions.ts";
import { readOptions } from "./readOptions.ts";

interface SpreadRequest {
  readonly symbol: Ticker;
  /** Strikes. */
  readonly short: number;
  readonly long: number;
  readonly expiry: ExpiryWish;
  /** Vol points; null: ours. */
  readonly forecast: number | null;
}

/**
 * A put spread if the strike that is bought is below the sold one, else a call spread, at its quotes.
 * @throws {UserError} one strike twice, not quoted, no credit, nothing to forecast from; {ProviderError} what no source could do.
 */
export async function kellySpread(
  { symbol, short, long, expiry: wanted, forecast }: SpreadRequest,
  ctx: AppContext,
  caller: Asker,
): Promise<Post> {
  if (short === long) throw new UserError("A spread has two strikes: `short` is sold, `long` is bought.");
  const datesOf: Parameters<typeof readOptions>[1] = ({ snapshot }) => [listedExpiry(wanted, snapshot)];
  const { answer, vrp, board } = await readOptions(symbol, datesOf, { ctx, asker: caller });
  const { reading, stale, retryAt, cache } = answer;
  const { snapshot } = reading;
  const date = listedExpiry(wanted, snapshot);
  const expiry = board.expiries.find((one) => one.date === date);
  if (!expiry) throw new UserError(`${symbol} has no quotes for ${date}: it has expired.`);
  const right = long < short ? "put" : "call";
  const [sold, bought] = [short, long].map((at) => quoteOf(expiry, { symbol, right, at }));
  const spread = creditSpread(sold!, bought!);
  if (spread.credit <= 0)
    throw new UserError("At these quotes the spread would be paid for, not paid: the quotes contradict each other.");
  if (spread.maxLoss <= 0)
    throw new UserError("At these quotes the credit is not below the width: the quotes contradict each other.");
  const basis = forecast === null ? basisOf(vrp.reading.realised[20], expiry, symbol) : null;
  const sigma = basis ? forecastOf(basis.rv20, basis.iv / 100) : forecast! / 100;
  const { cell } = vrp.reading;
  const outlooks = spreadOutlooks(spread, { spot: board.spot, expiry, sigma, cell });
  const { plain, withTail } = outlooks.own;
  const post = kellySpreadPost({
    board,
    expiry,
    spread,
    outlooks,
    basis,
    cell,
    size: sizeOf(cell, { kelly: plain.kelly, kellyWithTail: withTail.kelly, maxLoss: spread.maxLoss, bankroll: null }),
    reading,
    madeUpPast: vrp.madeUp,
    circumstances: { stale, retryAt, now: ctx.now(), clockOffMs: ctx.clockOffMs() },
    command: commandText({ symbol, short, long, date, forecast }),
  });
  return { ...post, trace: { source: snapshot.source.provider, cache } };
}

function basisOf(rv20: number | null, { atmIv, date }: ExpiryBoard, symbol: Ticker) {
  const lacking = rv20 === null ? "realised volatility of 20 days" : `volatility at the money for ${date}`;
  if (rv20 === null || atmIv === null)
    throw new UserError(`${symbol} has no ${lacking}, so there is no forecast of ours. Give one: \`forecast:20\`.`);
  return { rv20, iv: 100 * atmIv };
}

const NEAREST = 4;

function quoteOf(
  { quotes, date }: ExpiryBoard,
  { symbol, right, at }: { readonly symbol: Ticker; readonly right: Quote["right"]; readonly at: number },
): Quote {
  const ofRight = quotes.filter((quote) => quote.right === right);
  const found = ofRight.find((quote) => quote.strike === at);
  if (found) return found;
  const near = ofRight
    .toSorted((a, b) => Math.abs(a.strike - at) - Math.abs(b.strike - at))
    .slice(0, NEAREST)
    .map((quote) => quote.strike)
    .toSorted((a, b) => a - b);
  const offer = near.length > 0 ? ` Nearest: ${near.map(strike).join(", ")}.` : "";
  throw new UserError(`${symbol} has no ${strike(at)} ${right} quoted on both sides for ${date}.${offer}`);
}

const commandText = (of: Omit<SpreadRequest, "expiry"> & { readonly date: NyDate }): string =>
  [
    `/kelly spread symbol:${of.symbol} short:${of.short} long:${of.long} expiry:${of.date}`,
    ...(of.forecast === null ? [] : [`forecast:${of.forecast}`]),
  ].join(" ");
