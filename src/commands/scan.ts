import type { AppContext } from "../context.ts";
import { ProviderError } from "../errors.ts";
import type { ScanInput } from "../views/charts/scanScene.ts";
import { newYorkTime } from "../views/format.ts";
import { scanPost, scanProgress } from "../views/trade/scan.ts";
import { defineCommand, type Command } from "./command.ts";
import { paletteOption, shareOption } from "./options.ts";
import { scanList, universeOption } from "./scanList.ts";
import { scanRows } from "./scanRows.ts";
import { symbolsOption } from "./symbolsOption.ts";

/** Longer than fifty downloads take from a source in good health, and short enough to wait for. */
const PATIENCE_MS = 20_000;

/** The morning's screen over a list of symbols. What is not there in time is named, and there when it is asked again. */
export const createScan = ({ patienceMs = PATIENCE_MS }: { readonly patienceMs?: number } = {}): Command =>
  defineCommand({
    name: "scan",
    description: "Which symbols pay for selling volatility today: gate, cell, regime, structure, levels",
    options: {
      symbols: symbolsOption({ description: "Up to 50 symbols: SPY QQQ NVDA", required: false }),
      universe: universeOption,
      share: shareOption,
      palette: paletteOption,
    },
    async run({ palette, ...wish }, ctx, caller) {
      const { symbols, ...list } = await scanList(wish, ctx, caller);
      const onRow = (done: number) => caller.progress?.(scanProgress(done, symbols.length));
      const scanned = await scanRows(symbols, ctx, { asker: caller, patienceMs, onRow });
      const { rows, gaps, pending, madeUp } = scanned;
      const at = ctx.now().toISOString();
      const shown = { rows, gaps, pending, madeUp, name: list.name, command: list.command };
      const picture = await pictureOrNone({ ...shown, slot: newYorkTime(at), palette: palette ?? ctx.palette }, ctx);
      return scanPost({ ...scanned, list, at, now: ctx.now(), picture, palette });
    },
  });

export const scan = createScan();

/** A pool that is busy takes the picture, not the words. */
async function pictureOrNone(input: ScanInput, ctx: AppContext): Promise<Uint8Array | null> {
  if (input.rows.length + input.gaps.length === 0) return null;
  try {
    return await ctx.draw("scan", input);
  } catch (error) {
    if (error instanceof ProviderError) return null;
    throw error;
  }
}
