import type { Answer, AppContext } from "../context.ts";
import type { OptionBoard } from "../engine/plan/board.ts";
import type { ExposureSnapshot, NyDate } from "../engine/snapshot.ts";
import type { Ticker } from "../engine/ticker.ts";
import type { VrpReading } from "../engine/vrp/types.ts";
import { ProviderError } from "../errors.ts";
import { readVrp } from "../jobs/readVrp.ts";
import type { VrpAnswer } from "../views/exposures/view.ts";
import type { Asker } from "./command.ts";
import { readExposure } from "./readExposure.ts";

/** Levels, premium and quotes of one symbol, all of one copy of its chain. */
export interface OptionsRead {
  readonly answer: Answer;
  readonly vrp: VrpAnswer;
  readonly board: OptionBoard;
}

const WHOLE_CHAIN = { kind: "all" } as const;
const MOST_LOOKS = 3;

/**
 * The reading of the whole chain, what its options pay, and the quotes of those dates that both call for. Where somebody else
 * had a newer copy fetched in between, all of it is read once more, so that levels and quotes are of the same instant.
 * @throws {UserError} unknown symbol, or what `datesOf` finds wrong; {ProviderError} what no source could do.
 */
export async function readOptions(
  symbol: Ticker,
  datesOf: (read: { readonly snapshot: ExposureSnapshot; readonly vrp: VrpReading }) => readonly NyDate[],
  { ctx, asker }: { readonly ctx: AppContext; readonly asker: Asker },
): Promise<OptionsRead> {
  const request = { symbol, selection: WHOLE_CHAIN };
  let answer = await readExposure(request, ctx, { asker });
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    const { snapshot } = answer.reading;
    const vrp = await readVrp(answer.reading, ctx);
    const dates = datesOf({ snapshot, vrp: vrp.reading });
    const { board } = await ctx.exposure.board({ symbol, dates }, { freshness: "recent", asker });
    if (isSameCopy(board, snapshot)) return { answer, vrp, board };
    answer = await readExposure(request, ctx, { freshness: "recent", asker });
  }
  throw new ProviderError(answer.reading.snapshot.source.provider, "overloaded", "a newer copy came with every look");
}

const isSameCopy = (board: OptionBoard, snapshot: ExposureSnapshot) =>
  board.source.provider === snapshot.source.provider &&
  Date.parse(board.quoteTime) === Date.parse(snapshot.quoteTime) &&
  Date.parse(board.fetchedAt) === Date.parse(snapshot.fetchedAt);
