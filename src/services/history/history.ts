import { setImmediate as breathe } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import type { NyDate } from "../../engine/snapshot.ts";
import type { Ticker } from "../../engine/ticker.ts";
import type { DailyBar, DailyHistory, DailySnapshot, VolIndex } from "../../engine/vrp/types.ts";
import type { StaleReason } from "../../errors.ts";
import { underlyingOf } from "../indices.ts";
import type { Store } from "../store/store.ts";
import type { HistoryDownload } from "./download.ts";
import { createRecordBook, type Recorded } from "./record.ts";
import { joinRows } from "./rows.ts";
import { isAlive } from "./sessions.ts";
import { volIndexOf } from "./volIndices.ts";

/** Something that could not be fetched just now; what was kept of it earlier is used. Data, so that views find the words. */
export interface HistoryNote {
  readonly part: "bars" | "index";
  readonly reason: StaleReason;
  /** The last session that is on record of it; null when there is none at all. */
  readonly keptTo: NyDate | null;
}

/** Ready for `DailyHistory`'s readers, with what is missing of it. */
export interface SymbolHistory extends DailyHistory {
  /** The sandbox's: none of it ever was, even where the chain is a real one. */
  readonly madeUp: boolean;
  readonly notes: readonly HistoryNote[];
}

export interface History {
  /**
   * All that is on record, fetched first where the record ends too early. Never throws: what is missing is in the notes. Whoever
   * runs out of patience gets what was kept; what is under way goes on for the next one.
   */
  of(symbol: Ticker, options?: HistoryAsking): Promise<SymbolHistory>;
}

export interface HistoryAsking {
  /** Default: 4 s; null: however long it takes. */
  readonly patienceMs?: number | null;
}

export interface HistoryOptions {
  readonly download: HistoryDownload;
  readonly store: Pick<Store, "histories" | "daily">;
  /** ms since 1970 */
  readonly now: () => number;
  readonly log: { warn(fields: object, message: string): void };
  /** Rows of a market that is made up, besides those that were kept. */
  readonly madeUpRows?: (symbol: Ticker) => Promise<readonly DailySnapshot[]>;
}

/** How long a symbol's history is answered from memory; a session is over, and a row kept, once a day. */
const REMEMBERED_MS = 10 * 60_000;
const MOST_SYMBOLS = 200;
const PATIENCE_MS = 4_000;

/** Where a series comes from: the source, or only the record. */
type Get = (name: string, fetch: () => Promise<readonly DailyBar[]>) => Promise<Recorded>;

/** Daily closes and index volatilities from Cboe's free documents, and the rows the bot kept itself. */
export function createHistory({ download, store, now, log, madeUpRows }: HistoryOptions): History {
  const book = createRecordBook({ histories: store.histories, now, log });
  const remembered = new LRUCache<Ticker, { readonly history: SymbolHistory; readonly at: number }>({
    max: MOST_SYMBOLS,
  });
  const underWay = new Map<Ticker, Promise<SymbolHistory>>();
  let turn = Promise.resolve();

  return {
    async of(symbol, { patienceMs = PATIENCE_MS } = {}) {
      const underlying = underlyingOf(symbol);
      const known = remembered.get(underlying);
      if (known && now() >= known.at && now() - known.at < REMEMBERED_MS) return known.history;
      const loading = underWay.get(underlying) ?? load(underlying).finally(() => underWay.delete(underlying));
      underWay.set(underlying, loading);
      if (patienceMs === null) return loading;
      const patience = Promise.withResolvers<null>();
      const timer = setTimeout(() => patience.resolve(null), patienceMs);
      const history = await Promise.race([loading, patience.promise]).finally(() => clearTimeout(timer));
      return history ?? collect(underlying, async (name) => ({ sessions: await book.kept(name), failure: "slow" }));
    },
  };

  async function load(symbol: Ticker): Promise<SymbolHistory> {
    await nextTurn();
    const history = await collect(symbol, (name, fetch) => book.current(name, fetch));
    remembered.set(symbol, { history, at: now() });
    return history;
  }

  /** Each load begins in a turn of the event loop of its own: fifty records are read and joined without holding up anybody. */
  function nextTurn(): Promise<void> {
    turn = turn.then(() => breathe());
    return turn;
  }

  async function collect(symbol: Ticker, get: Get): Promise<SymbolHistory> {
    const name = volIndexOf(symbol);
    const [bars, index, rows] = await Promise.all([
      get(`bars ${symbol}`, () => download.bars(symbol)),
      name === null ? null : get(`index ${name}`, () => download.index(name)),
      rowsOf(symbol),
    ]);
    const volIndex: VolIndex | null = name === null || index === null ? null : { name, state: stateOf(index, bars) };
    const points = volIndex?.state === "published" ? index : null;
    return {
      bars: bars.sessions,
      rows: joinRows(symbol, { rows, bars: bars.sessions, index: points?.sessions ?? [] }),
      volIndex,
      notes: [noteOf("bars", bars), points && noteOf("index", points)].filter((note) => note !== null),
      madeUp: madeUpRows !== undefined,
    };
  }

  async function rowsOf(symbol: Ticker): Promise<readonly DailySnapshot[]> {
    const kept = await store.daily.rows(symbol).catch((error: unknown) => {
      log.warn({ err: error }, "history could not be read");
      return [];
    });
    const dates = new Set(kept.map(({ date }) => date));
    const past = (await madeUpRows?.(symbol)) ?? [];
    return [...past.filter(({ date }) => !dates.has(date)), ...kept];
  }
}

/**
 * Gone: the exchange refuses the table while it gives the symbol's prices, or the table ends long before the prices do. A table
 * that cannot be fetched for another reason is none of these.
 */
function stateOf(index: Recorded, bars: Recorded): VolIndex["state"] {
  if (index.failure === "no-data" && bars.failure !== "no-data") return "gone";
  return isAlive(index.sessions, bars.sessions) ? "published" : "gone";
}

function noteOf(part: HistoryNote["part"], { sessions, failure }: Recorded): HistoryNote | null {
  return failure && { part, reason: failure, keptTo: sessions.at(-1)?.date ?? null };
}
