import { atmIv, straddle } from "../atTheMoney.ts";
import type { Chain, Slice } from "../chain.ts";
import type { NyDate } from "../snapshot.ts";
import { bracket, volatilityAt, type Node } from "./constantMaturity.ts";
import { modelFreeIv, type StrikeQuotes } from "./modelFree.ts";
import type { VolPoints } from "./types.ts";
import { wing } from "./wings.ts";

/** Calendar days of the points of the term curve. */
export type Tenor = 7 | 14 | 30 | 60;

/** The option of one side whose delta is 0.25 in absolute value, between two listed strikes. */
export interface Wing {
  readonly iv: VolPoints;
  /** Interpolated like the IV: seldom a listed strike. */
  readonly strike: number;
  /** Ask − bid in percent of the mid, of the listed option nearest in delta; null without a two-sided quote. */
  readonly spreadPct: number | null;
}

/** Implied volatilities of a whole chain, whatever the selection of expiries. A null has its reason in `missing`. */
export interface VolSurface {
  /** The feed's own 30-day IV. */
  readonly iv30: VolPoints | null;
  /** Ours: at the forward, 30 days by total variance, expiries under 7 days left out. */
  readonly atm30: VolPoints | null;
  /** Only one side of 30 days is listed, so `atm30` is the nearest expiry's. */
  readonly atm30OneSided: boolean;
  /** Ours by the VIX method. */
  readonly mfiv30: VolPoints | null;
  /** At exactly these tenors; nothing beyond the listed expiries. */
  readonly term: Readonly<Record<Tenor, VolPoints | null>>;
  /** 25-delta options of the expiry nearest 30 days. */
  readonly put25: Wing | null;
  readonly call25: Wing | null;
  /** At the strike nearest spot of that expiry. */
  readonly straddle: { readonly usd: number; readonly strike: number } | null;
  /** Ask − bid in percent of the mid, mean of call and put of the straddle. */
  readonly atmSpreadPct: number | null;
  /** The expiry nearest 30 days that has an IV. */
  readonly expiry: { readonly date: NyDate; readonly dte: number } | null;
  readonly missing: Readonly<Partial<Record<VolFigure, VolMissing>>>;
}
export type VolFigure = "iv30" | "atm30" | "mfiv30" | "iv7" | "iv14" | "iv60" | "put25" | "call25" | "straddle";
export type VolMissing =
  | "not_in_feed"
  /** No expiry of 7 days or more has an IV. */
  | "no_usable_expiry"
  /** The tenor lies outside the listed expiries. */
  | "not_bracketed"
  /** Fewer than 8 quoted strikes on a side. */
  | "too_few_strikes"
  | "delta_not_bracketed"
  | "no_two_sided_quote";

const MONTH = 30 / 365;
/** Nearer expiries move by the hour and are left out of the 30-day figures. */
const FEWEST_DAYS = 7;
const TENORS: readonly Tenor[] = [7, 14, 30, 60];

/** One expiry date: the slice of it that settles last, and its rows. */
interface Expiry {
  readonly slice: Slice;
  /** Of the slice. */
  readonly index: number;
  readonly rows: readonly number[];
}

/** The implied volatilities of a chain at fixed tenors and deltas, in vol points; docs/methodology.md "Implied volatility of 30 days". */
export function volSurface(chain: Chain): VolSurface {
  const expiries = expiriesOf(chain);
  const atTheMoney = nodesOf(expiries, ({ index, rows }) => atmIv(chain, index, rows));
  const monthly = atTheMoney.filter(isMonthly);
  const modelFree = modelFreeNodes(chain, expiries.filter(isMonthly));
  const nearest = nearestMonth(monthly);
  const { before, after } = bracket(monthly, MONTH);
  const atm30 = volatilityAt(monthly, MONTH) ?? (before ?? after)?.iv ?? null;
  const mfiv30 = volatilityAt(modelFree, MONTH);
  const term = Object.fromEntries(
    TENORS.map((days) => [days, points(volatilityAt(atTheMoney, days / 365))]),
  ) as VolSurface["term"];
  const put25 = nearest && wing(chain, nearest.rows, "put");
  const call25 = nearest && wing(chain, nearest.rows, "call");
  const money = nearest && straddle(chain, nearest.index, nearest.rows);
  const noExpiry: VolMissing | null = nearest ? null : "no_usable_expiry";
  const outside = (iv: number | null): VolMissing | null => (iv === null ? (noExpiry ?? "not_bracketed") : null);
  const missing: Record<VolFigure, VolMissing | null> = {
    iv30: chain.iv30 === null ? "not_in_feed" : null,
    atm30: noExpiry,
    mfiv30: mfiv30 === null ? (noExpiry ?? (modelFree.length > 0 ? "not_bracketed" : "too_few_strikes")) : null,
    iv7: outside(term[7]),
    iv14: outside(term[14]),
    iv60: outside(term[60]),
    put25: put25 ? null : (noExpiry ?? "delta_not_bracketed"),
    call25: call25 ? null : (noExpiry ?? "delta_not_bracketed"),
    straddle: money ? null : (noExpiry ?? "no_two_sided_quote"),
  };
  return {
    iv30: chain.iv30,
    atm30: points(atm30),
    atm30OneSided: atm30 !== null && volatilityAt(monthly, MONTH) === null,
    mfiv30: points(mfiv30),
    term,
    put25,
    call25,
    straddle: money && { usd: money.usd, strike: money.strike },
    atmSpreadPct: money?.spreadPct ?? null,
    expiry: nearest && { date: nearest.slice.date, dte: nearest.slice.dte },
    missing: Object.fromEntries(Object.entries(missing).filter(([, why]) => why !== null)),
  };
}

const points = (iv: number | null) => (iv === null ? null : 100 * iv);

const isMonthly = ({ slice }: Expiry) => slice.dte >= FEWEST_DAYS;

/** The expiry dates that have rows, ascending in time. */
function expiriesOf(chain: Chain): Expiry[] {
  const rows: number[][] = chain.slices.map(() => []);
  for (let i = 0; i < chain.slice.length; i++) rows[chain.slice[i]!]!.push(i);
  const lastOfDate = new Map<string, Expiry>();
  chain.slices.forEach((slice, index) => {
    const known = lastOfDate.get(slice.date);
    if (rows[index]!.length > 0 && !(known && known.slice.settlesAt >= slice.settlesAt))
      lastOfDate.set(slice.date, { slice, index, rows: rows[index]! });
  });
  return [...lastOfDate.values()].sort((a, b) => a.slice.years - b.slice.years);
}

/** Those expiries that have the volatility, each with it. */
function nodesOf(expiries: readonly Expiry[], ivOf: (expiry: Expiry) => number | null): (Expiry & Node)[] {
  return expiries.flatMap((expiry) => {
    const iv = ivOf(expiry);
    return iv === null ? [] : [{ ...expiry, years: expiry.slice.years, iv }];
  });
}

/** The nearest expiry on each side of 30 days with enough quotes: the strips of the others need not be summed. */
function modelFreeNodes(chain: Chain, expiries: readonly Expiry[]): Node[] {
  const ivOf = ({ slice, rows }: Expiry) =>
    modelFreeIv(quotesOf(chain, rows), {
      forward: chain.spot * Math.exp((slice.rate - slice.dividendYield) * slice.years),
      years: slice.years,
      rate: slice.rate,
    });
  const first = (side: readonly Expiry[]) => {
    for (const expiry of side) {
      const [node] = nodesOf([expiry], ivOf);
      if (node) return [node];
    }
    return [];
  };
  const { before } = bracket(
    expiries.map(({ slice }) => ({ years: slice.years, iv: 0 })),
    MONTH,
  );
  const split = before ? expiries.findIndex(({ slice }) => slice.years === before.years) + 1 : 0;
  return [...first(expiries.slice(0, split).reverse()), ...first(expiries.slice(split))];
}

function nearestMonth(nodes: readonly (Expiry & Node)[]): Expiry | null {
  const distance = ({ years }: Node) => Math.abs(years - MONTH);
  return nodes.reduce<(Expiry & Node) | null>(
    (best, node) => (best === null || distance(node) < distance(best) ? node : best),
    null,
  );
}

function quotesOf(chain: Chain, rows: readonly number[]): StrikeQuotes[] {
  const quotes = new Map<number, { strike: number; callMid: number; putMid: number }>();
  for (const i of rows) {
    const k = chain.strikeIndex[i]!;
    const at = quotes.get(k) ?? { strike: chain.strikes[k]!, callMid: Number.NaN, putMid: Number.NaN };
    if (chain.right[i]! > 0) at.callMid = chain.mid[i]!;
    else at.putMid = chain.mid[i]!;
    quotes.set(k, at);
  }
  return [...quotes.values()].sort((a, b) => a.strike - b.strike);
}
