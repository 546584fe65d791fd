import { OPEN_MINUTES, previousTradingDay } from "../../src/engine/nyse.ts";
import { type FeedInstant, feedInstant, sessionClose } from "./clock.ts";
import { listContracts, type Slice } from "./contracts.ts";
import type { CboeDocument, CboeOption, CboeQuote, CboeQuoteDocument } from "./document.ts";
import { keep } from "./keep.ts";
import { createPrices } from "./prices.ts";
import { termsOf } from "./pricing.ts";
import { underlyingQuote } from "./quote.ts";
import { optionRow, tradedShare } from "./rows.ts";
import { MARKET, type Underlying, UNDERLYINGS } from "./symbols.ts";
import { volState } from "./volatility.ts";

export interface SampleMarket {
  /** Plain tickers: SPX, not _SPX. */
  readonly symbols: readonly string[];
  /** The whole chain as Cboe's delayed feed would publish it at that instant; null for a symbol that is not listed. */
  document(symbol: string, at: Date): CboeDocument | null;
  /** The same without the options. */
  quote(symbol: string, at: Date): CboeQuoteDocument | null;
}

/** Days of listings kept: every symbol once, and room for the change of the day. */
const KEPT_LISTINGS = 14;

/**
 * A made-up options market, marked `sample: true`. Everything follows from the seed, the symbol and the New York minute,
 * so that the same question always has the same answer, on any machine and for any date.
 */
export function createSampleMarket({ seed = 1 }: { seed?: number } = {}): SampleMarket {
  const prices = createPrices(seed);
  const listings = keep<readonly Slice[]>(KEPT_LISTINGS);

  const volAt = (
    underlying: Underlying,
    { session, previous, minutes }: Pick<FeedInstant, "session" | "previous" | "minutes">,
  ) => {
    const spot = prices.session(MARKET, session, previous)[minutes - OPEN_MINUTES] ?? MARKET.anchor;
    return volState(underlying, { seed, session, previous, minutes, market: Math.log(spot / MARKET.anchor) });
  };

  const stateAt = (underlying: Underlying, at: Date) => {
    const instant = feedInstant(at);
    const { session, previous } = instant;
    const before = { session: previous, previous: previousTradingDay(previous), minutes: sessionClose(previous) };
    return {
      seed,
      instant,
      vol: volAt(underlying, instant),
      previousVol: volAt(underlying, before),
      path: prices.session(underlying, session, previous),
      previousClose: prices.close(underlying, previous),
    };
  };

  const options = (underlying: Underlying, state: ReturnType<typeof stateAt>, spot: number): CboeOption[] => {
    const { instant, vol, previousVol, previousClose } = state;
    const { session, previous, oiDay } = instant;
    const slices = listings.get(`${underlying.symbol} ${session} ${oiDay}`, () =>
      listContracts(underlying, {
        seed,
        session,
        previous,
        oiDay,
        previousClose,
        previousVol,
        centre: prices.mean(underlying, oiDay),
      }),
    );
    const traded = tradedShare(instant);
    const struckAt = instant.struckAt.getTime();
    const rows: CboeOption[] = [];
    for (const { settlesAt, dent, contracts } of slices) {
      const terms = termsOf(underlying, spot, { vol, settlesAt, struckAt, dent });
      if (terms) for (const contract of contracts) rows.push(optionRow(contract, terms, { instant, traded }));
    }
    return rows;
  };

  return {
    symbols: UNDERLYINGS.map(({ symbol }) => symbol),
    document: (symbol, at) => {
      const underlying = UNDERLYINGS.find((one) => one.symbol === symbol);
      if (!underlying) return null;
      const state = stateAt(underlying, at);
      const quote = underlyingQuote(underlying, state);
      return envelope(underlying, state.instant, { options: options(underlying, state, quote.close), ...quote });
    },
    quote: (symbol, at) => {
      const underlying = UNDERLYINGS.find((one) => one.symbol === symbol);
      if (!underlying) return null;
      const state = stateAt(underlying, at);
      return envelope(underlying, state.instant, underlyingQuote(underlying, state));
    },
  };
}

function envelope<Data extends CboeQuote>({ kind, symbol }: Underlying, { publishedAt }: FeedInstant, data: Data) {
  return {
    timestamp: publishedAt.toISOString().slice(0, 19).replace("T", " "),
    sample: true as const,
    data,
    symbol: kind === "index" ? `_${symbol}` : symbol,
  };
}
