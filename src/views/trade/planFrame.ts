import type { APIEmbed, APIEmbedField } from "discord.js";
import type { PlanWish } from "../../engine/plan/types.ts";
import { caveatsOf } from "../caveats.ts";
import type { PaletteName } from "../charts/chart.ts";
import { listField, type ViewInput, type VrpAnswer } from "../exposures/view.ts";
import { monthDay, newYorkTime } from "../format.ts";
import { regimeColor } from "../regimeColor.ts";
import { historySentences } from "../vrpHistoryWords.ts";
import { MODEL_NOTE } from "../words.ts";

/** What the words of a plan, or of its refusal, are made of besides it. */
export interface PlanSurroundings extends Pick<
  ViewInput,
  "reading" | "stale" | "retryAt" | "command" | "now" | "clockOffMs"
> {
  readonly vrp: VrpAnswer;
  readonly wish: PlanWish;
  readonly palette: PaletteName | null;
}

/** Title, colour, footer and time, the same for a plan and its refusal. */
export function planFrame(
  { reading, command }: Pick<PlanSurroundings, "reading" | "command">,
  { subject }: { readonly subject: string },
): APIEmbed {
  const { symbol, source, quoteTime, oiDate } = reading.snapshot;
  return {
    title: `${source.sample ? "SAMPLE · " : ""}${symbol} · ${subject}`,
    color: regimeColor(reading),
    footer: {
      text: [
        `${source.label} · ${source.delayMinutes} min delayed · data ${newYorkTime(quoteTime)} · OI of ${monthDay(oiDate)}`,
        command,
        `${NOT_TESTED} ${KELLY_NOTE}`,
        `${MODEL_NOTE} Not advice.`,
      ].join("\n"),
    },
    timestamp: quoteTime,
  };
}

const NOT_TESTED = "Scores, forecast, sizes and exits are ours, not FlashAlpha's, and not back-tested.";
/** docs/methodology.md "Sizing": what is honest to say of Kelly. */
export const KELLY_NOTE =
  "Kelly is hypersensitive to the volatility forecast: the cap sizes the trade, and its only robust output is the veto.";

/** How far quotes, levels and history can be trusted; no field when there is nothing to say. */
export function aboutData({ reading, stale, retryAt, now, clockOffMs, vrp }: PlanSurroundings): APIEmbedField[] {
  const lines = [...caveatsOf(reading, { stale, retryAt, now, clockOffMs }), ...historySentences(vrp)];
  return lines.length > 0 ? [listField("About the data", lines.map(bullet))] : [];
}

export const bullet = (sentence: string): string => `• ${sentence}`;
