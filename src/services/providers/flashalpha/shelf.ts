import { LRUCache } from "lru-cache";
import type { PublishedBlock } from "../../../engine/published.ts";
import type { Ticker } from "../../../engine/ticker.ts";
import { type Call, callKey } from "./endpoints.ts";
import type { Figures } from "./figures.ts";

export interface Kept {
  readonly figures: Figures;
  /** Ms since the epoch. */
  readonly fetchedAt: number;
}

/** Answers by symbol, endpoint and expiry, for a day. */
export interface Shelf {
  get(call: Call): Kept | null;
  isFresh(call: Call): boolean;
  put(call: Call, kept: Kept): void;
  /** Whether the vendor has ever answered for the symbol, as far as is remembered. */
  knows(symbol: Ticker): boolean;
}

/** Older figures are not shown any more, whatever the trouble. */
const KEEP_MS = 24 * 3_600_000;
/** Counted in strikes and days, each some 100 bytes: 30 MB at most. */
const MOST_ROWS = 300_000;
const OVERHEAD = 10;
const MOST_SYMBOLS = 5_000;

export function createShelf({ now, freshMs }: { now: () => number; freshMs: (call: Call) => number }): Shelf {
  const answers = new LRUCache<string, Kept>({
    maxSize: MOST_ROWS,
    sizeCalculation: ({ figures }) => OVERHEAD + rowsIn(figures),
  });
  const symbols = new LRUCache<Ticker, true>({ max: MOST_SYMBOLS });
  const age = (kept: Kept) => now() - kept.fetchedAt;
  function get(call: Call): Kept | null {
    const kept = answers.get(callKey(call));
    return kept && age(kept) < KEEP_MS ? kept : null;
  }
  return {
    get,
    isFresh(call) {
      const kept = get(call);
      return kept !== null && age(kept) < freshMs(call);
    },
    put(call, kept) {
      symbols.set(call.symbol, true);
      answers.set(callKey(call), kept);
    },
    knows: (symbol) => symbols.has(symbol),
  };
}

const rowsIn = (figures: Figures): number =>
  EXPOSURES.reduce((sum, block) => sum + (figures[block]?.strikes.length ?? 0), figures.vrpHistory?.rows.length ?? 0);

const EXPOSURES = ["gex", "dex", "vex", "chex"] as const satisfies readonly PublishedBlock[];
