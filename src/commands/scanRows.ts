import type { AppContext } from "../context.ts";
import type { MissingBrief } from "../engine/brief.ts";
import { scanRow, type ScanRow } from "../engine/plan/scan.ts";
import type { Ticker } from "../engine/ticker.ts";
import { ProviderError } from "../errors.ts";
import { readVrp } from "../jobs/readVrp.ts";
import type { Scanned } from "../views/trade/scanInput.ts";
import { missingBrief, NO_OPEN_INTEREST } from "../views/universe/gap.ts";
import type { Asker } from "./command.ts";

export interface ScanOptions {
  readonly asker: Asker;
  readonly patienceMs: number;
  /** Called with the number of symbols that are through, after each. */
  readonly onRow: (done: number) => void;
}

type Found =
  | { readonly row: ScanRow; readonly late: boolean; readonly madeUp: boolean }
  | { readonly gap: MissingBrief }
  /** Its record of days is on its way: a row without a z-score would stand in the wrong cell. */
  | { readonly unready: Ticker };

/** How many symbols are worked on at once: sources are asked politely, and workers are few. */
const WIDTH = 4;

/**
 * Whole chain and volatility premium of each symbol, as far as they are there in time; a dead symbol is a gap. What is not there
 * yet is read on, so that whoever asks again finds it in memory. Copies of the last quarter of an hour will do.
 */
export async function scanRows(
  symbols: readonly Ticker[],
  ctx: AppContext,
  { asker, patienceMs, onRow }: ScanOptions,
): Promise<Scanned> {
  const found = new Map<Ticker, Found>();
  const queue = symbols.values();
  const lane = async () => {
    for (const symbol of queue) {
      found.set(symbol, await look(symbol, ctx, asker));
      onRow(found.size);
      await nextTurn();
    }
  };
  const all = Promise.all(Array.from({ length: WIDTH }, lane));
  let isAnswered = false;
  all.catch((error: unknown) => isAnswered && ctx.log.error({ err: error }, "scan after its answer"));
  await inTime(all, patienceMs);
  isAnswered = true;
  const there = symbols.flatMap((symbol) => found.get(symbol) ?? []);
  const rows = there.flatMap((one) => ("row" in one ? [one] : []));
  return {
    rows: rows.map(({ row }) => row),
    gaps: there.flatMap((one) => ("gap" in one ? [one.gap] : [])),
    pending: symbols.filter((symbol) => "unready" in (found.get(symbol) ?? { unready: symbol })),
    late: rows.filter(({ late }) => late).map(({ row }) => row.symbol),
    madeUp: rows.some(({ madeUp }) => madeUp),
  };
}

async function look(symbol: Ticker, ctx: AppContext, { userId, guildId }: Asker): Promise<Found> {
  try {
    const { reading, stale } = await ctx.exposure.read(
      { symbol, selection: { kind: "all" } },
      { freshness: "recent", asker: { userId, guildId }, purpose: "list" },
    );
    if (reading.snapshot.strikes.length === 0) return { gap: { missing: symbol, why: NO_OPEN_INTEREST } };
    const vrp = await readVrp(reading, ctx);
    const isSlow = vrp.notes.some(({ reason }) => reason === "slow");
    if (isSlow && vrp.reading.zScore.z === null) return { unready: symbol };
    return { row: scanRow(reading, vrp.reading), late: stale !== null, madeUp: vrp.madeUp };
  } catch (error) {
    if (error instanceof ProviderError) return { gap: missingBrief({ missing: symbol, failure: error.failure }) };
    throw error;
  }
}

async function inTime(work: Promise<unknown>, ms: number): Promise<void> {
  const patience = Promise.withResolvers<void>();
  const timer = setTimeout(patience.resolve, ms);
  await Promise.race([work, patience.promise]).finally(() => clearTimeout(timer));
}

/** Fifty symbols out of memory are no reason to hold up anybody else. */
const nextTurn = () => new Promise<void>((resolve) => void setImmediate(resolve));
