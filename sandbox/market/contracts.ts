import { dayNumber, newYorkToUtc } from "../../src/engine/newYork.ts";
import { daysBetween, OPEN_MINUTES } from "../../src/engine/nyse.ts";
import { sessionClose } from "./clock.ts";
import { type Expiry, listExpiries } from "./expiries.ts";
import { mix, mixText, normal } from "./noise.ts";
import { openBook } from "./openInterest.ts";
import { bidAsk, termsOf, theoretical } from "./pricing.ts";
import { listStrikes } from "./strikes.ts";
import type { Underlying } from "./symbols.ts";
import { expiryDent, type VolState } from "./volatility.ts";

/** What is fixed about a contract for a whole day. */
export interface Contract {
  /** OCC symbol. */
  readonly option: string;
  readonly strike: number;
  readonly right: "C" | "P";
  /** Source of the contract's own noise on this session. */
  readonly key: number;
  readonly openInterest: number;
  /** Contracts that will have traded by the close. */
  readonly dayVolume: number;
  /** Middle of the quotes at the previous session's close, $. */
  readonly previousMid: number;
}

/** All contracts of one root and date, in the order of the feed: strikes ascending, call before put. */
export interface Slice {
  readonly date: string;
  /** ms since the epoch. */
  readonly settlesAt: number;
  readonly dent: number;
  readonly contracts: readonly Contract[];
}

/** The days a listing belongs to, and where the market stood at the close before the session. */
export interface ListingDay {
  readonly seed: number;
  readonly session: string;
  readonly previous: string;
  readonly oiDay: string;
  readonly previousClose: number;
  readonly previousVol: VolState;
  /** Where the open interest is centred. */
  readonly centre: number;
}

export function listContracts(underlying: Underlying, day: ListingDay): readonly Slice[] {
  const book = openBook(underlying, { seed: day.seed, day: day.oiDay, centre: day.centre });
  const root = mix(mixText(mixText(day.seed, "contracts"), underlying.symbol), dayNumber(day.session));
  return listExpiries(underlying, day.session).map((expiry) => {
    const settlesAt = newYorkToUtc(expiry.date, expiry.am ? OPEN_MINUTES : sessionClose(expiry.date));
    const dent = expiryDent(day.seed, underlying.symbol, expiry.date);
    const struckAt = newYorkToUtc(day.previous, sessionClose(day.previous));
    const before = termsOf(underlying, day.previousClose, { vol: day.previousVol, settlesAt, struckAt, dent });
    const fromListing = { ...expiry, days: Math.max(0, daysBetween(day.oiDay, expiry.date)) };
    const expiryKey = mix(mixText(root, expiry.root), dayNumber(expiry.date));
    const contracts = listStrikes(underlying, expiry, day.previousClose).flatMap((strike) =>
      (["C", "P"] as const).map((right): Contract => {
        const key = mix(mix(expiryKey, Math.round(strike * 1000)), right === "C" ? 1 : 2);
        const quotes = before && bidAsk(before, theoretical(before, strike, right));
        return {
          option: occSymbol(expiry, strike, right),
          strike,
          right,
          key,
          openInterest: book.contracts(fromListing, strike, right),
          dayVolume: dayVolume(underlying, expiry, { strike, right, key, spot: day.previousClose }),
          previousMid: quotes ? Math.round((quotes.bid + quotes.ask) * 5000) / 10_000 : 0,
        };
      }),
    );
    return { date: expiry.date, settlesAt, dent, contracts };
  });
}

function occSymbol({ root, date }: Expiry, strike: number, right: "C" | "P"): string {
  const thousandths = String(Math.round(strike * 1000)).padStart(8, "0");
  return `${root}${date.slice(2).replaceAll("-", "")}${right}${thousandths}`;
}

/** How many times its popular strike's interest an underlying trades; the ETFs and the index live on day trades. */
const TURNOVER: Record<Underlying["kind"], number> = { index: 4, etf: 8, stock: 10 };

/** Trading concentrates at the money and on the nearest expiries, far more than the open interest does. */
function dayVolume(
  underlying: Underlying,
  { days }: Expiry,
  { strike, right, key, spot }: { strike: number; right: "C" | "P"; key: number; spot: number },
): number {
  const width = underlying.iv * Math.sqrt((days + 1) / 365);
  const away = (Math.log(strike / spot) / width) * (right === "C" ? 1 : -1);
  const decay = Math.exp(away > 0 ? -away / 0.8 : away / 0.3);
  const nearness = 1 / (1 + days / 2) ** 1.1;
  const round = strike % underlying.popular[1] === 0 ? 1 : 0.45;
  return Math.floor(
    TURNOVER[underlying.kind] * underlying.openInterest * nearness * decay * round * Math.exp(0.7 * normal(key)),
  );
}
