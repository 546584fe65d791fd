import type { Surroundings } from "../src/app.ts";
import { ConfigError, type Config } from "../src/config.ts";
import type { SymbolDirectory } from "../src/context.ts";
import { parseTicker } from "../src/engine/ticker.ts";
import { closestSymbols, suggestSymbols } from "../src/services/symbols.ts";
import { createFeed } from "./feed/feed.ts";
import { rowsOf } from "./feed/madeUpHistory.ts";
import { listRecordings, recordedSource } from "./feed/recordedSource.ts";
import { sampleSource } from "./feed/sampleSource.ts";
import { createSampleMarket } from "./market/sampleMarket.ts";
import { simulatedClock } from "./market/simulatedClock.ts";
import { referenceCarry } from "./referenceCarry.ts";

/** Which market the sandbox trades on. */
export type MarketChoice =
  | { readonly kind: "sample"; readonly at?: Date; readonly speed?: number }
  | { readonly kind: "recorded"; readonly folder: string }
  | { readonly kind: "live" };

export interface OpenMarket {
  readonly surroundings: Surroundings;
  readonly title: string;
  readonly details: string;
  readonly close: () => Promise<void>;
}

/** On this machine, and ours. */
const LOCAL = { perSecond: 200, burst: 200 };

/** @throws {ConfigError} naming the folder when it holds no recorded chains. */
export function openMarket(choice: MarketChoice, config: Config): Promise<OpenMarket> {
  switch (choice.kind) {
    case "sample":
      return openSample(choice);
    case "recorded":
      return openRecorded(choice.folder);
    case "live":
      return Promise.resolve({
        surroundings: {},
        title: `Real delayed quotes from ${new URL(config.CBOE_BASE_URL).host}`,
        details: "",
        close: () => Promise.resolve(),
      });
  }
}

async function openSample({ at, speed }: { at?: Date; speed?: number }): Promise<OpenMarket> {
  const now = simulatedClock({ ...(at && { at }), ...(speed !== undefined && { speed }) });
  const market = createSampleMarket();
  const source = sampleSource(market, now);
  const feed = await createFeed({ source });
  return {
    surroundings: {
      market: {
        baseUrl: feed.baseUrl,
        label: { text: "SAMPLE market · computed here", sample: true },
        limits: LOCAL,
        pastRows: (symbol) => rowsOf(source.past, symbol),
      },
      symbols: only(market.symbols),
      now,
    },
    title: "SAMPLE market: made-up prices, not for trading",
    details: `Symbols: ${market.symbols.join(" ")}`,
    close: () => feed.stop(),
  };
}

async function openRecorded(folder: string): Promise<OpenMarket> {
  const source = await recordedSource(folder).catch((error: unknown) => {
    throw error instanceof Error ? new ConfigError(`--data ${error.message}`, { cause: error }) : error;
  });
  const feed = await createFeed({ source });
  return {
    surroundings: {
      market: {
        baseUrl: feed.baseUrl,
        label: { text: "Recorded chain · computed here", sample: false },
        knownGood: parseTicker(source.tickers[0]!)!,
        carryOf: await referenceCarry(source.recordings),
        recorded: true,
        limits: LOCAL,
        pastRows: (symbol) => rowsOf(source.past, symbol),
      },
      symbols: only(source.tickers),
    },
    title: `Recorded chains from ${folder}`,
    details: listRecordings(source.recordings),
    close: () => feed.stop(),
  };
}

/** Suggestions cut down to what this market has; names come from the full list. */
function only(symbols: readonly string[]): SymbolDirectory {
  const named = symbols.map((symbol) => ({
    symbol,
    name: suggestSymbols(symbol.replace(/\..$/, ""), 1)[0]?.name ?? symbol,
  }));
  return {
    suggest(typed, limit) {
      const text = typed.trim().toUpperCase();
      return named
        .filter(({ symbol, name }) => symbol.startsWith(text) || name.toUpperCase().includes(text))
        .slice(0, limit);
    },
    closest: (typed) => closestSymbols(typed).filter((symbol) => symbols.includes(symbol)),
  };
}
