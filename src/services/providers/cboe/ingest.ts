import type { Chain, Conventions, Valuation } from "../../../engine/chain.ts";
import { normalise } from "../../../engine/normalise.ts";
import { isPrice } from "../../../engine/plausible.ts";
import { parityCheckedSpot } from "../../../engine/paritySpot.ts";
import type { ExposureSnapshot, Instant } from "../../../engine/snapshot.ts";
import type { Ticker } from "../../../engine/ticker.ts";
import { ProviderError } from "../../../errors.ts";
import { quoteTime } from "./clock.ts";
import { parseCboe } from "./parse.ts";
import { changeOf, spotOf } from "./spot.ts";

/** A downloaded chain on its way into the engine. */
export interface CboeDocument {
  readonly symbol: Ticker;
  readonly bytes: Uint8Array;
  readonly fetchedAt: Instant;
  /** The server's clock when it answered. */
  readonly httpDate: Instant | null;
  readonly source: ExposureSnapshot["source"];
}

/**
 * Document → clean chain at the instant its quotes were struck. Pure, and heavy enough for a worker thread.
 * @throws {ProviderError} "bad-response" for what is no chain, "no-data" for a chain without a live contract or price.
 */
export function ingestCboe({ bytes, httpDate, ...document }: CboeDocument, conventions: Conventions): Chain {
  const { raw, underlying, timestamp } = parseCboe(bytes);
  const { symbol, fetchedAt, source } = document;
  const clock = quoteTime({ timestamp, lastTrade: underlying.lastTrade, fetchedAt, httpDate });
  const { spot, basis } = spotOf(underlying, clock.session);
  if (!isPrice(spot)) throw new ProviderError("cboe", "no-data", `${symbol} has no price`);
  const valuation: Valuation = {
    symbol,
    source,
    fetchedAt,
    quoteTime: Date.parse(clock.quoteTime),
    session: clock.session,
    sessionDate: clock.sessionDate,
    oiDate: clock.oiDate,
    spot,
    spotBasis: basis,
    changePct: changeOf(underlying, { spot, session: clock.session }),
    sharesTraded: underlying.volume,
    iv30: underlying.iv30,
  };
  const chain = normalise(raw, valuation, conventions);
  if (chain.slice.length === 0) throw new ProviderError("cboe", "no-data", `${symbol} has no live contract`);
  const implied = parityCheckedSpot(chain);
  return implied === null ? chain : normalise(raw, { ...valuation, spot: implied, spotBasis: "parity" }, conventions);
}
