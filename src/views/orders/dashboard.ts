import type { Dashboard, DashboardPause, DashboardSettings } from "../../services/store/dashboards.ts";
import type { LetterOutcome } from "../../services/outbox/outbox.ts";
import type { Run, RunOutcome } from "../../services/store/runs.ts";
import type { Post } from "../post.ts";
import { bold, symbolCount } from "./symbolList.ts";
import { momentWords, nextWords, timesWords } from "./when.ts";

/** Above the test post. */
export const TEST_POST_LINE = "Test post: this is how the dashboard will look here.";

export const channelName = (id: string): string => `<#${id}>`;

/** After it was set up, and the test post arrived. */
export const dashboardSetPost = (settings: DashboardSettings, now: Date): Post => ({
  content: [
    `The dashboard is set up: ${symbolCount(settings.symbols.length)} in ${channelName(settings.channelId)}, ${timesWords(settings)}.`,
    "The test post is there already.",
    nextWords("Next post", settings, { now, since: now.getTime() }),
    settings.days === "trading"
      ? "Posts never leave before 07:15 in New York, when the day's open interest is in, and come earlier on days that end early."
      : "",
  ]
    .filter((part) => part !== "")
    .join(" "),
});

export const dashboardOffPost = (wasOn: boolean): Post => ({
  content: wasOn ? "The dashboard is off; nothing more is posted." : "There is no dashboard in this server.",
});

export const NO_DASHBOARD = "There is no dashboard in this server. `/dashboard setup` makes one.";

export interface DashboardShown {
  readonly dashboard: Dashboard | null;
  /** What became of its posts, newest first. */
  readonly letters: readonly LetterOutcome[];
  /** Slots of its times that were left out, newest first. */
  readonly skipped: readonly Run[];
  /** Asked for when a permission is missing. */
  readonly missing: readonly string[];
  readonly now: Date;
}

const MOST_SHOWN = 5;

/** Settings, when the next post comes or why none does, and what became of the last ones. */
export function dashboardShownPost({ dashboard, letters, skipped, missing, now }: DashboardShown): Post {
  if (dashboard === null) return { content: NO_DASHBOARD };
  const { channelId, symbols, zone, paused, pausedAt, since } = dashboard;
  const last = [
    ...letters.map((letter) => ({ at: letter.slot, words: letterWords(letter) })),
    ...skipped.map(({ at, outcome }) => ({ at, words: SKIPPED[outcome] })),
  ]
    .toSorted((a, b) => b.at - a.at)
    .slice(0, MOST_SHOWN)
    .map(({ at, words }) => `• ${momentWords(at, zone)}: ${words}`);
  const status =
    paused === null
      ? nextWords("Next post", dashboard, { now, since })
      : `**Paused**${pausedAt === null ? "" : ` since ${momentWords(pausedAt, zone)}`}: ${pauseWords(paused, missing)} \`/dashboard setup\` starts it again.`;
  return {
    content: [
      `The dashboard posts in ${channelName(channelId)} ${timesWords(dashboard)}.`,
      `${symbolCount(symbols.length)}: ${bold(symbols)}`,
      status,
      ...(last.length > 0 ? ["Last posts:", ...last] : ["No post was due yet."]),
    ]
      .filter((line) => line !== "")
      .join("\n"),
  };
}

const PAUSED: Readonly<Record<DashboardPause, string>> = {
  "channel-gone": "the channel was deleted.",
  left: "I was removed from the server.",
  forbidden: "Discord refused three posts in a row, because a permission is missing.",
};

const pauseWords = (paused: DashboardPause, missing: readonly string[]) =>
  missing.length === 0 ? PAUSED[paused] : `${PAUSED[paused]} I lack ${missing.join(", ")} there.`;

const SKIPPED: Readonly<Record<RunOutcome, string>> = {
  planned: "planned",
  "too-late": "left out, because the bot was back too late",
};

function letterWords({ state, error }: LetterOutcome): string {
  switch (state) {
    case "sent":
      return "posted";
    case "pending":
    case "sending":
      return "on its way";
    case "skipped":
      return "left out, because it would have come too late";
    case "failed":
      return error === null ? "not taken by Discord" : `not taken by Discord (${error})`;
  }
}
