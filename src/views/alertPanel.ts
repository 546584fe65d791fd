import type { APIEmbed } from "discord.js";
import { ALERT_KINDS, ALERT_LIMIT, type Watched, type Zone } from "../engine/alerts.ts";
import type { Brief } from "../engine/brief.ts";
import type { Alert } from "../services/store/alerts.ts";
import type { KeptPlan } from "../services/store/plans.ts";
import { alreadyWords, nowWords, PAUSED, whenWords } from "./alertWords.ts";
import type { Menu } from "./controls.ts";
import { exitsEmbeds } from "./exitPanel.ts";
import { monthDay, newYorkTime } from "./format.ts";
import type { Post } from "./post.ts";
import type { ReplyState } from "./replyState.ts";

const BLUE = 0x5865f2;
/** Distances offered where nobody types one, percent. */
const NEAR_PCT = [0.5, 1] as const;

/** What the menu under the bell offers. */
const OFFERED: readonly Watched[] = ALERT_KINDS.flatMap((kind): Watched[] =>
  kind === "near-flip" ? NEAR_PCT.map((threshold) => ({ kind, threshold })) : [{ kind, threshold: null }],
);

const valueOf = ({ kind, threshold }: Watched) => (threshold === null ? kind : `${kind} ${threshold}`);

/** The inverse of a menu's value; null for what is not on offer. */
export const offeredAt = (value: string | null): Watched | null =>
  OFFERED.find((watched) => valueOf(watched) === value) ?? null;

/** What somebody gets who presses the bell: what he can wait for, with today's numbers, and what he waits for already. */
export function alertPanel({ state, brief, alerts }: PanelInput): Post {
  const arm: Menu = {
    kind: "menu",
    action: "arm",
    placeholder: `Tell me when ${brief.symbol} …`,
    options: OFFERED.map((watched) => ({
      label: whenWords(watched),
      value: valueOf(watched),
      description: nowWords(watched, brief),
      chosen: false,
    })),
  };
  const disarm: Menu = {
    kind: "menu",
    action: "disarm",
    placeholder: "Remove an alert",
    options: alerts.map((alert) => ({ label: alertLine(alert), value: alert.id, chosen: false })),
  };
  const mark = brief.source.sample ? "SAMPLE DATA · " : "";
  return {
    content: `${mark}Choose what you want to be told about **${brief.symbol}**, by direct message. ${pace(brief)}`,
    controls: { state, rows: [[arm], ...(alerts.length > 0 ? [[disarm] as const] : [])] },
  };
}

interface PanelInput {
  /** The reply the bell stands under. */
  readonly state: ReplyState;
  readonly brief: Brief;
  /** All live ones of this user. */
  readonly alerts: readonly Alert[];
}

const pace = ({ source }: Pick<Brief, "source">) =>
  `Looked at about once a minute while the market is open, on quotes that are ${source.delayMinutes} min delayed.`;

/** "SPY: spot crosses the flip". */
export const alertLine = ({ symbol, ...watched }: Pick<Alert, "symbol" | "kind" | "threshold">): string =>
  `${symbol}: ${whenWords(watched)}`;

/** What was set, in words, with the numbers of this moment. */
export function armedPost({ alert, brief, zone }: { alert: Alert; brief: Brief; zone: Zone | null }): Post {
  const { symbol, guildId, quiet, expiresAt } = alert;
  const already = alreadyWords(alert, zone);
  const mark = brief.source.sample ? "SAMPLE DATA · " : "";
  return {
    content: [
      `${mark}🔔 **${symbol}**: tells ${guildId === null ? "you" : "this channel"} when ${whenWords(alert)}.`,
      `Now ${nowWords(alert, brief)}.`,
      ...(already === null ? [] : [already]),
      `${pace(brief)} Two readings in a row make it certain; then half an hour of silence.`,
      `${quiet === null ? "" : `Nothing is sent ${quiet}. `}Ends ${day(expiresAt)}. \`/alert list\` shows it, \`/alert remove\` ends it.`,
    ].join("\n"),
  };
}

/** The first message to a channel that will hear of alerts. */
export const helloPost = (alert: Pick<Alert, "symbol" | "kind" | "threshold">): Post => ({
  content: `🔔 Alerts arrive here from now on. The first one: ${alertLine(alert)}.`,
});

const day = (ms: number) => monthDay(new Date(ms).toISOString());

/** Everything somebody waits for. */
export function alertListPost(alerts: readonly Alert[], plans: readonly KeptPlan[] = []): Post {
  if (alerts.length + plans.length === 0)
    return { content: "You have no alerts. Press 🔔 under a reply, or use `/alert add`." };
  const embed: APIEmbed = {
    title: `Your alerts: ${alerts.length} of ${ALERT_LIMIT}`,
    color: BLUE,
    description: alerts.map(listLine).join("\n"),
    footer: { text: "Quotes are delayed; an alert that is due in your quiet hours is not sent later." },
  };
  return { embeds: [...(alerts.length > 0 ? [embed] : []), ...exitsEmbeds(plans)] };
}

function listLine(alert: Alert): string {
  const { guildId, channelId, quiet, expiresAt, paused, firedAt, muted } = alert;
  const last = firedAt === null ? null : `last ${newYorkTime(new Date(firedAt).toISOString())}${muted ? ", kept quiet" : ""}`; // prettier-ignore
  return [
    `• **${alertLine(alert)}**`,
    guildId === null ? "by DM" : `in <#${channelId}>`,
    ...(quiet === null ? [] : [`quiet ${quiet}`]),
    `until ${day(expiresAt)}`,
    ...(last === null ? [] : [last]),
    ...(paused === null ? [] : [`⚠️ ${PAUSED[paused]}`]),
  ].join(" · ");
}
