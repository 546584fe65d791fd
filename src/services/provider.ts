import type { OptionBoard } from "../engine/plan/board.ts";
import type { ExpirySelection } from "../engine/selection.ts";
import type { ExposureSnapshot, Instant, NyDate } from "../engine/snapshot.ts";
import type { Ticker } from "../engine/ticker.ts";

export interface ExposureRequest {
  readonly symbol: Ticker;
  readonly selection: ExpirySelection;
}

/** What a source said about one symbol, as the source's own adapter wants to keep it. */
export interface Loaded {
  /** Opaque to everyone but the provider that made it; bytes, because caches and threads take bytes as they are. */
  readonly payload: Uint8Array;
  readonly fetchedAt: Instant;
  /** How long asking again is pointless, in ms: the feed moves once a minute in the session and not at all outside. */
  readonly freshForMs: number;
}

/**
 * A source of exposures. Loading and reading are apart on purpose: what was loaded once is cached for a symbol and serves
 * every selection of expiries. Both throw {ProviderError} and nothing else.
 */
export interface ExposureProvider {
  readonly name: string;
  load(symbol: Ticker, signal: AbortSignal): Promise<Loaded>;
  snapshot(payload: Uint8Array, request: ExposureRequest): Promise<ExposureSnapshot>;
  /** What single options of these dates cost, from the same payload. */
  board(payload: Uint8Array, dates: readonly NyDate[]): Promise<OptionBoard>;
}
