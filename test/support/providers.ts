import type { ExposureSnapshot } from "../../src/engine/snapshot.ts";
import type { ExpirySelection } from "../../src/engine/selection.ts";
import { parseTicker, type Ticker } from "../../src/engine/ticker.ts";
import type { ExposureProvider, ExposureRequest, Loaded } from "../../src/services/provider.ts";
import type { Allowance } from "../../src/services/allowance.ts";
import { boardOf } from "./boards.ts";
import { snapshotOf } from "./snapshots.ts";

export const ticker = (text: string): Ticker => parseTicker(text)!;

export const asked = (symbol: string, selection: ExpirySelection = { kind: "all" }): ExposureRequest => ({
  symbol: ticker(symbol),
  selection,
});

/** Asking as often as one likes. */
export const NO_LIMIT: Allowance = { take: () => 0 };

/** A clock that stands still until told otherwise. */
export function stoppedClock(start = Date.parse("2026-11-23T15:00:00Z")) {
  let time = start;
  return { now: () => time, pass: (ms: number) => void (time += ms) };
}
export type StoppedClock = ReturnType<typeof stoppedClock>;

export type Load = (symbol: Ticker, signal: AbortSignal) => Promise<Loaded>;

/** What a load at this moment gives: a few bytes that name the symbol, fresh for a minute. */
export const loadedAt = (clock: StoppedClock, symbol: string): Loaded => ({
  payload: new TextEncoder().encode(`${symbol} ${clock.now()}`),
  fetchedAt: new Date(clock.now()).toISOString(),
  freshForMs: 60_000,
});

export interface FakeProvider extends ExposureProvider {
  /** Symbols loaded so far, in order. */
  readonly loads: string[];
  /** Replaces what the next loads do. */
  onLoad(load: Load): void;
}

/** A provider that answers everything at once, until `onLoad` says otherwise. The snapshot's symbol comes from the payload. */
export function fakeProvider(clock: StoppedClock, { name = "fake" }: { name?: string } = {}): FakeProvider {
  const loads: string[] = [];
  let current: Load = async (symbol) => loadedAt(clock, symbol);
  return {
    name,
    loads,
    onLoad: (load) => void (current = load),
    load(symbol, signal) {
      loads.push(symbol);
      return current(symbol, signal);
    },
    async snapshot(payload, { selection }): Promise<ExposureSnapshot> {
      const [symbol = "", time = ""] = new TextDecoder().decode(payload).split(" ");
      const fetchedAt = new Date(Number(time)).toISOString();
      return snapshotOf({
        symbol,
        count: 5,
        overrides: { selection, fetchedAt, source: { ...SOURCE, provider: name } },
      });
    },
    board: async (payload) => boardOf({ symbol: new TextDecoder().decode(payload).split(" ")[0]! }),
  };
}

const SOURCE = { label: "made up", delayMinutes: 15, sample: false };
