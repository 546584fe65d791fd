import type { MissingBrief } from "../../engine/brief.ts";
import type { Ticker } from "../../engine/ticker.ts";
import type { ProviderFailure } from "../../errors.ts";

/** Why a row has no numbers, short enough to stand in the row. */
const WHY: Readonly<Record<ProviderFailure, string>> = {
  "unknown-symbol": "the source lists no options for it",
  "not-entitled": "the data plan does not include it",
  "rate-limited": "the source asked us to slow down",
  blocked: "the source refuses this machine",
  unreachable: "the source did not answer",
  "bad-response": "the source sent something unreadable",
  "no-data": "the source has no usable data right now",
  overloaded: "the bot was busy",
  cooldown: "asked for too often",
};

/** Said of a symbol whose chain holds nothing. */
export const NO_OPEN_INTEREST = "no open interest listed";

/** The row of a symbol that no source could read. */
export const missingBrief = (gap: { readonly missing: Ticker; readonly failure: ProviderFailure }): MissingBrief => ({
  missing: gap.missing,
  why: WHY[gap.failure],
});
