import type { APIEmbed } from "discord.js";
import { eventSentences, headline, nowWords, whenWords, type Told } from "./alertWords.ts";
import type { Brief } from "../engine/brief.ts";
import type { Ticker } from "../engine/ticker.ts";
import type { Controls } from "./controls.ts";
import { shortField } from "./exposures/view.ts";
import { distance, MISSING, money, monthDay, newYorkTime, price, strike } from "./format.ts";
import type { Post } from "./post.ts";
import type { ReplyState } from "./replyState.ts";
import { signColor } from "./regimeColor.ts";
import { MODEL_NOTE } from "./words.ts";

/** The reply that an alert opens. */
export const replyOf = (symbol: Ticker): ReplyState => ({
  view: "gex",
  symbol,
  selection: { kind: "all" },
  palette: null,
  extra: "none",
});

/** What happened, with the numbers it rests on, their time and source, and the way to the full reply. */
export function alertPost(told: Told): Post {
  const { brief, watched } = told;
  const { symbol, source, quoteTime, oiDate, regime } = brief;
  const title = headline(told);
  const embed: APIEmbed = {
    title: `${source.sample ? "SAMPLE · " : ""}${title}`,
    color: signColor(regime.gamma),
    description: eventSentences(told).join("\n"),
    fields: levelFields(brief),
    footer: {
      text: [
        `${source.label} · ${source.delayMinutes} min delayed · data ${newYorkTime(quoteTime)} · OI of ${monthDay(oiDate)}`,
        `Alert: ${symbol}, ${whenWords(watched)}`,
        `${MODEL_NOTE} Not advice.`,
      ].join("\n"),
    },
    timestamp: quoteTime,
  };
  return {
    content: `${source.sample ? "SAMPLE DATA · " : ""}${title}: ${nowWords(watched, brief)} (${source.delayMinutes}-min delayed)`,
    embeds: [embed],
    controls: alertControls(symbol),
  };
}

function levelFields({ spot, flip, callWall, putWall, netGex, regime }: Brief) {
  const at = (level: number | null, text: string) => (level === null ? MISSING : `${text} (${distance(level, spot)})`);
  return [
    shortField("Flip", [at(flip, price(flip))]),
    shortField("Call wall", [at(callWall, strike(callWall))]),
    shortField("Put wall", [at(putWall, strike(putWall))]),
    shortField("Net GEX", [`${money(netGex)} per 1 %`]),
    shortField("Confidence", [regime.confidence]),
  ];
}

/** The full reply, and one's own alerts. */
const alertControls = (symbol: Ticker): Controls => ({
  state: replyOf(symbol),
  rows: [
    [
      { kind: "button", action: "open", label: "Full reply", emoji: "📊", active: false },
      { kind: "button", action: "alert", label: "My alerts", emoji: "🔔", active: false },
    ],
  ],
});
