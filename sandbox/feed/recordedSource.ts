import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { chartOf, indexTableOf, type MadeUpPast } from "./madeUpHistory.ts";
import { recordedPast } from "./recordedPast.ts";
import { readRecording, type Recording, streamRecording } from "./recording.ts";
import type { FeedSource } from "./source.ts";

/** A recording and the ticker under which a user reaches it. */
export interface NamedRecording extends Recording {
  readonly ticker: string;
}

export interface RecordedSource extends FeedSource {
  /** Sorted by ticker. */
  readonly recordings: readonly NamedRecording[];
  readonly past: MadeUpPast;
}

const ALIAS_LETTERS = "BCDEFGHIJKLMNOPQRSTUVWXYZ".split("");
/** How much younger than its recording a document looks to its reader, so that age rules take it as just fetched. */
const AGE_MS = 5_000;

/**
 * Serves recorded chains (`*.json` of Cboe's shape, `*.expected.json` left out) from a folder. The newest file of a symbol
 * gets its plain ticker, the older ones SYMBOL.B, SYMBOL.C … from newer to older, all with and without an index's
 * underscore. Their daily prices are made up around them. The HTTP `Date` is the recording's own time plus 5 s: to its reader the market stands still at that moment.
 * @throws {Error} naming the path when there is no such folder, no chain in it, or a file that is none.
 */
export async function recordedSource(folder: string): Promise<RecordedSource> {
  const files = await chainFiles(folder);
  const recordings: Recording[] = [];
  for (const file of files) recordings.push(await readRecording(file));
  const named = nameRecordings(recordings);
  const past = recordedPast(named);
  const byTicker = new Map(named.map((recording) => [recording.ticker, recording]));
  return {
    tickers: named.map(({ ticker }) => ticker),
    recordings: named,
    past,
    open: async (name, kind) => {
      const table = kind === "index" ? await indexTableOf(past, name) : null;
      if (table !== null) return { date: new Date(), body: textStream(table) };
      const recording = byTicker.get(name.replace(/^_/, ""));
      if (!recording || kind === "index") return null;
      const date = new Date(recording.recordedAt.getTime() + AGE_MS);
      if (kind !== "chart") return { date, body: streamRecording(recording, kind) };
      const chart = await chartOf(past, name);
      return chart === null ? null : { date, body: textStream(chart) };
    },
  };
}

const textStream = (text: string) => Readable.from([Buffer.from(text)]);

/** One line per recording: what to type, when it was recorded (UTC), how many contracts, from which file. */
export function listRecordings(recordings: readonly NamedRecording[]): string {
  return recordings
    .map(
      ({ ticker, timestamp, contracts, path }) =>
        `${ticker.padEnd(8)}  ${timestamp} UTC  ${String(contracts).padStart(6)} contracts  ${basename(path)}`,
    )
    .join("\n");
}

async function chainFiles(folder: string): Promise<string[]> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    throw new Error(`${folder}: cannot be read. Expected a folder with recorded option chains (*.json)`, {
      cause: error,
    });
  }
  const chains = names.filter((name) => name.endsWith(".json") && !name.endsWith(".expected.json"));
  if (chains.length === 0)
    throw new Error(`${folder}: no *.json in it. Expected recorded option chains of Cboe's delayed feed`);
  return chains.toSorted().map((name) => join(folder, name));
}

function nameRecordings(recordings: readonly Recording[]): NamedRecording[] {
  const bySymbol = Map.groupBy(recordings, ({ symbol }) => symbol);
  const named: NamedRecording[] = [];
  for (const [symbol, all] of bySymbol) {
    const [newest, ...older] = all.toSorted(
      (a, b) => b.recordedAt.getTime() - a.recordedAt.getTime() || a.path.localeCompare(b.path),
    );
    // BRK.B is a symbol of its own, not the second file of BRK; and a class share has no room for another letter.
    const letters = symbol.includes(".") ? [] : ALIAS_LETTERS.filter((letter) => !bySymbol.has(`${symbol}.${letter}`));
    if (newest) named.push({ ...newest, ticker: symbol });
    for (const [i, recording] of older.entries()) {
      const letter = letters[i];
      if (!letter)
        throw new Error(
          `${recording.path}: no ticker left for it. Expected at most ${letters.length + 1} recordings of ${symbol}`,
        );
      named.push({ ...recording, ticker: `${symbol}.${letter}` });
    }
  }
  return named.toSorted((a, b) => a.ticker.localeCompare(b.ticker));
}
