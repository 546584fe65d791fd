import { atmIv, straddle } from "../atTheMoney.ts";
import { greeks } from "../blackScholes.ts";
import type { Carry, Chain, Slice } from "../chain.ts";
import type { ExposureSnapshot, Instant, NyDate } from "../snapshot.ts";
import type { Ticker } from "../ticker.ts";

/** One listed option as it is quoted on both sides. $ per share. */
export interface Quote {
  readonly right: "call" | "put";
  readonly strike: number;
  readonly bid: number;
  readonly ask: number;
  readonly mid: number;
  /** Ask − bid in percent of the mid. */
  readonly spreadPct: number;
  /** Decimal; null where none could be had. */
  readonly iv: number | null;
  /** Natural sign: puts negative. Null without an IV. */
  readonly delta: number | null;
  readonly oi: number;
}

/** The quotes of one date: of the root that settles last on it. */
export interface ExpiryBoard extends Carry {
  readonly root: string;
  readonly date: NyDate;
  readonly dte: number;
  /** Calendar years from the quotes to settlement. */
  readonly years: number;
  readonly settlesAt: Instant;
  /** Decimal, at the forward; null without any. */
  readonly atmIv: number | null;
  /** Ask − bid in percent of the mid of the options nearest spot; null without two-sided quotes there. */
  readonly atmSpreadPct: number | null;
  /** Two-sided quotes, ascending by strike, calls before puts. */
  readonly quotes: readonly Quote[];
}

/** What single options of a few dates cost at the moment of the quotes. Plain JSON. */
export interface OptionBoard {
  readonly symbol: Ticker;
  readonly source: ExposureSnapshot["source"];
  readonly spot: number;
  readonly quoteTime: Instant;
  readonly fetchedAt: Instant;
  readonly session: "open" | "closed";
  /** In the order asked; a date without a live slice is not among them. */
  readonly expiries: readonly ExpiryBoard[];
}

const CENTS = 100;

/** The two-sided quotes of these dates. Bid and ask are the mid ± half the spread, to the cent. */
export function optionBoard(chain: Chain, dates: readonly NyDate[]): OptionBoard {
  return {
    symbol: chain.symbol,
    source: chain.source,
    spot: chain.spot,
    quoteTime: new Date(chain.quoteTime).toISOString(),
    fetchedAt: chain.fetchedAt,
    session: chain.session,
    expiries: dates.flatMap((date) => expiryBoard(chain, date) ?? []),
  };
}

function expiryBoard(chain: Chain, date: NyDate): ExpiryBoard | null {
  const index = chain.slices.reduce(
    (best, slice, i) =>
      slice.date === date && (best < 0 || slice.settlesAt > chain.slices[best]!.settlesAt) ? i : best,
    -1,
  );
  const slice = chain.slices[index];
  if (!slice) return null;
  const rows: number[] = [];
  for (let i = 0; i < chain.slice.length; i++) if (chain.slice[i] === index) rows.push(i);
  const { root, dte, years, settlesAt, rate, dividendYield } = slice;
  return {
    root,
    date,
    dte,
    years,
    settlesAt: new Date(settlesAt).toISOString(),
    rate,
    dividendYield,
    atmIv: atmIv(chain, index, rows),
    atmSpreadPct: straddle(chain, index, rows)?.spreadPct ?? null,
    quotes: rows
      .flatMap((row) => quote(chain, slice, row) ?? [])
      .sort((a, b) => a.strike - b.strike || (a.right < b.right ? -1 : 1)),
  };
}

function quote(chain: Chain, { years, rate, dividendYield }: Slice, row: number): Quote | null {
  const mid = chain.mid[row]!;
  const spreadPct = chain.spreadPct[row]!;
  if (!(mid > 0) || Number.isNaN(spreadPct)) return null;
  const right = chain.right[row]! > 0 ? "call" : "put";
  const strike = chain.strikes[chain.strikeIndex[row]!]!;
  const iv = chain.iv[row]! > 0 ? chain.iv[row]! : null;
  const half = (mid * spreadPct) / 200;
  const input = { right, spot: chain.spot, strike, years, rate, dividendYield } as const;
  return {
    right,
    strike,
    bid: cents(mid - half),
    ask: cents(mid + half),
    mid,
    spreadPct,
    iv,
    delta: iv === null ? null : greeks({ ...input, iv }).delta,
    oi: chain.oi[row]!,
  };
}

const cents = (usd: number) => Math.round(usd * CENTS) / CENTS;
