import type { PublishedNote } from "../../published.ts";
import type { QuotaStore } from "./quotaFile.ts";
import { isSoon, nextUtcMidnight, type RateHeaders } from "./rateHeaders.ts";
import { createShares } from "./shares.ts";

export type Denial = Extract<PublishedNote, { kind: "quota" | "share" }>;

/** A call that is counted already. It ends in exactly one of `settle` and `giveBack`. */
export interface Turn {
  /** The call was answered, or may have been heard: what its headers say, null without an answer. */
  settle(headers: RateHeaders | null): void;
  /** The call was never heard, or not debited. */
  giveBack(): void;
  /** Counts a further try of the same call; false where calls are too few to be tried twice. */
  again(): boolean;
}

export interface Ledger {
  /** Someone asks, whether it costs a call or not. */
  asked(payer: string): void;
  /** Counts a call before it is made, and keeps the count; or says why there is none to be made. */
  take(payer: string): { readonly turn: Turn } | { readonly denied: Denial };
  /** The vendor said 429: nothing is asked before this instant, ms since the epoch. */
  beQuiet(until: number): void;
  state(): {
    readonly limit: number | "unlimited" | null;
    readonly remaining: number | null;
    readonly resetsAt: number;
  };
}

/** Until the first answer says otherwise: the smallest plan by the smaller of the two documented numbers. */
const ASSUMED_LIMIT = 5;
/** A day of this many calls or fewer has none for second tries. */
const FEW = 10;

/**
 * The day's calls of one key. Counted down before a call is made, corrected by the headers after it, never upwards within
 * a day: of two answers that overtake each other the emptier counts, and a call without an answer stays counted.
 */
export function createLedger({ store, now }: { readonly store: QuotaStore; readonly now: () => number }): Ledger {
  const shares = createShares(now);
  const saved = store.load();
  let limit = saved?.limit ?? null;
  let used = saved?.used ?? 0;
  let resetsAt = saved?.resetsAt ?? 0;
  let quietUntil = saved?.quietUntil ?? 0;
  let inFlight = 0;
  let day = 0;
  if (!isSoon(resetsAt, now())) startDay();
  if (quietUntil > 0 && !isSoon(quietUntil, now())) quietUntil = 0;
  shares.load(saved?.payers ?? []);

  return {
    asked: (payer) => shares.asked(payer),
    take(payer) {
      turnDay();
      const denied = denial(payer);
      return denied ? { denied } : { turn: turnFor(payer) };
    },
    beQuiet(until) {
      quietUntil = until;
      keep();
    },
    state() {
      turnDay();
      return { limit, remaining: limit === null || limit === "unlimited" ? null : left(), resetsAt };
    },
  };

  function denial(payer: string): Denial | null {
    if (quietUntil > now()) return { kind: "quota", resetsAt: instant(quietUntil) };
    if (limit === "unlimited") return null;
    if (left() === 0) return { kind: "quota", resetsAt: instant(resetsAt) };
    if (shares.mayTake(payer, left())) return null;
    return { kind: "share", resetsAt: instant(Math.min(shares.resetsAt(), resetsAt)) };
  }

  function turnFor(payer: string): Turn {
    const myDay = day;
    inFlight++;
    count(payer, 1);
    return {
      settle(headers) {
        inFlight--;
        if (headers) learn(headers, { isToday: myDay === day });
      },
      giveBack() {
        inFlight--;
        if (myDay === day) count(payer, -1);
      },
      again() {
        if (limit === "unlimited") return true;
        if (limit === null || limit <= FEW || left() === 0) return false;
        count(payer, 1);
        return true;
      },
    };
  }

  function learn(headers: RateHeaders, { isToday }: { isToday: boolean }): void {
    limit = headers.limit ?? limit;
    // An answer that was under way at midnight tells of a day that is over.
    if (isToday && headers.resetsAt !== null) resetsAt = headers.resetsAt;
    if (isToday && headers.remaining !== null && limit !== "unlimited")
      used = Math.max(used, (limit ?? ASSUMED_LIMIT) - headers.remaining);
    keep();
  }

  function count(payer: string, calls: number): void {
    used = Math.max(0, used + calls);
    shares.spend(payer, calls);
    if (limit !== "unlimited") keep();
  }

  function left(): number {
    return Math.max(0, (limit === "unlimited" ? Infinity : (limit ?? ASSUMED_LIMIT)) - used);
  }

  function turnDay(): void {
    if (now() >= resetsAt) startDay();
  }

  function startDay(): void {
    day++;
    // What is under way may be debited from the new day.
    used = inFlight;
    resetsAt = nextUtcMidnight(now());
    shares.deal();
  }

  function keep(): void {
    store.save({ limit, used, resetsAt, quietUntil, payers: shares.save() });
  }
}

const instant = (ms: number): string => new Date(ms).toISOString();
