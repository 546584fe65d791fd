import { LRUCache } from "lru-cache";
import type { OptionBoard } from "../engine/plan/board.ts";
import { readSnapshot, type Reading } from "../engine/regime.ts";
import type { ExposureSnapshot, Instant, NyDate } from "../engine/snapshot.ts";
import { selectionKey } from "../engine/selection.ts";
import type { Ticker } from "../engine/ticker.ts";
import { ProviderError, type ProviderFailure, type StaleReason } from "../errors.ts";
import type { CacheUsage } from "./payloadCache.ts";
import { createPayloads, type Payload, type PayloadOptions, type ReadOptions, type SourceHistory } from "./payloads.ts";
import type { ExposureProvider, ExposureRequest } from "./provider.ts";

export interface Answer {
  readonly reading: Reading;
  /** Why the numbers are older than they should be; null when they are fresh. */
  readonly stale: StaleReason | null;
  /** When asking again can help, if that is known. */
  readonly retryAt: Instant | null;
  /** "hit": from memory; "miss": the source was asked; "stale": it was asked in vain, or is still at it. */
  readonly cache: "hit" | "miss" | "stale";
}

/** What single options cost, and why that is older than it should be. */
export interface BoardAnswer extends Pick<Answer, "stale" | "retryAt"> {
  readonly board: OptionBoard;
}

/** A row of a list without numbers: a table shows it as a gap. */
export interface Gap {
  readonly missing: Ticker;
  readonly failure: ProviderFailure;
}

export interface ExposureService {
  /** The reading of the first source that has one, in the configured order. @throws {ProviderError} when none has. */
  read(request: ExposureRequest, options?: ReadOptions): Promise<Answer>;
  /** For tables and digests, in the order asked: one dead symbol is a gap, not a failure. */
  readMany(requests: readonly ExposureRequest[], options?: ReadOptions): Promise<readonly (Answer | Gap)[]>;
  /** The quotes of single options of these dates, of the copy that a reading of the symbol would be from. @throws {ProviderError} */
  board(
    request: { readonly symbol: Ticker; readonly dates: readonly NyDate[] },
    options?: ReadOptions,
  ): Promise<BoardAnswer>;
  /** Expiries of the symbol as last seen, from memory only; empty until it was read once. */
  listedExpiries(symbol: Ticker): ExposureSnapshot["listed"];
  status(): ExposureStatus;
}

/** What became of all that was asked since the start. */
export interface ExposureStatus {
  /** In the order asked. */
  readonly sources: readonly SourceHistory[];
  readonly cache: CacheUsage;
  readonly answers: Readonly<Record<Answer["cache"], number>>;
}

export interface ExposureServiceOptions extends PayloadOptions {
  /** Asked in this order. */
  readonly providers: readonly [ExposureProvider, ...ExposureProvider[]];
}

/** How many symbols of a list are worked on at once: sources are asked politely, and workers are few. */
const LIST_WIDTH = 4;
const REMEMBERED_SYMBOLS = 2_000;
/** Readings of one copy of a chain are the same for everybody; each holds some 100 kB. */
const REMEMBERED_READINGS = 64;

export function createExposureService({ providers, ...options }: ExposureServiceOptions): ExposureService {
  const sources = providers.map((provider) => ({ provider, payloads: createPayloads(provider, options) }));
  const answers = { hit: 0, miss: 0, stale: 0 };
  const underWay = new Map<string, Promise<Answer>>();
  const readings = new LRUCache<string, { readonly payload: Uint8Array; readonly reading: Promise<Reading> }>({
    max: REMEMBERED_READINGS,
  });
  const listed = new LRUCache<Ticker, ExposureSnapshot["listed"]>({ max: REMEMBERED_SYMBOLS });
  return { read, readMany, board, listedExpiries: (symbol) => listed.get(symbol) ?? [], status };

  function read(request: ExposureRequest, options: ReadOptions = {}): Promise<Answer> {
    const key = `${request.symbol} ${selectionKey(request.selection)} ${options.freshness ?? "fresh"}`;
    const same = underWay.get(key);
    if (same) return same;
    const answer = inOrder(request, options).finally(() => underWay.delete(key));
    underWay.set(key, answer);
    return answer;
  }

  async function inOrder(request: ExposureRequest, options: ReadOptions): Promise<Answer> {
    return firstOf(request.symbol, options, async (provider, { loaded, asked, stale, retryAt }) => {
      const reading = await readingOf(provider, { payload: loaded.payload, request });
      listed.set(request.symbol, reading.snapshot.listed);
      const cache = stale ? "stale" : asked ? "miss" : "hit";
      answers[cache] += 1;
      return { reading, stale, retryAt, cache };
    });
  }

  function board(
    { symbol, dates }: { readonly symbol: Ticker; readonly dates: readonly NyDate[] },
    options: ReadOptions = {},
  ): Promise<BoardAnswer> {
    return firstOf(symbol, options, async (provider, { loaded, stale, retryAt }) => ({
      board: await provider.board(loaded.payload, dates),
      stale,
      retryAt,
    }));
  }

  /** What the first source makes of the symbol that can. */
  async function firstOf<Made>(
    symbol: Ticker,
    options: ReadOptions,
    make: (provider: ExposureProvider, payload: Payload) => Promise<Made>,
  ): Promise<Made> {
    let first: ProviderError | null = null;
    for (const { provider, payloads } of sources) {
      try {
        return await make(provider, await payloads.read(symbol, options));
      } catch (error) {
        // Too often is too often for every source.
        if (!(error instanceof ProviderError) || error.failure === "cooldown") throw error;
        first ??= error;
      }
    }
    throw first!;
  }

  function status(): ExposureStatus {
    return {
      sources: sources.map(({ payloads }) => payloads.history()),
      cache: options.cache.usage(),
      answers: { ...answers },
    };
  }

  /** Computed once for a payload and a selection, and shared: the same reading is the same object. */
  function readingOf(
    provider: ExposureProvider,
    { payload, request }: { payload: Uint8Array; request: ExposureRequest },
  ): Promise<Reading> {
    const key = `${provider.name} ${request.symbol} ${selectionKey(request.selection)}`;
    const known = readings.get(key);
    if (known?.payload === payload) return known.reading;
    const reading = provider.snapshot(payload, request).then(readSnapshot);
    readings.set(key, { payload, reading });
    reading.catch(() => readings.get(key)?.reading === reading && readings.delete(key));
    return reading;
  }

  async function readMany(
    requests: readonly ExposureRequest[],
    options: ReadOptions = {},
  ): Promise<readonly (Answer | Gap)[]> {
    const rows: (Answer | Gap)[] = [];
    const queue = requests.entries();
    // All lanes draw from one iterator, so each request is taken once and a slow one holds up only its lane.
    const lane = async () => {
      for (const [i, request] of queue) rows[i] = await readOrGap(request, { ...options, purpose: "list" });
    };
    await Promise.all(Array.from({ length: LIST_WIDTH }, lane));
    return rows;
  }

  async function readOrGap(request: ExposureRequest, options: ReadOptions): Promise<Answer | Gap> {
    try {
      return await read(request, options);
    } catch (error) {
      if (error instanceof ProviderError) return { missing: request.symbol, failure: error.failure };
      throw error;
    }
  }
}
