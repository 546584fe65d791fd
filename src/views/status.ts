import type { APIEmbedField } from "discord.js";
import type { Instant } from "../engine/snapshot.ts";
import type { StaleReason } from "../errors.ts";
import type { ExposureStatus } from "../services/exposure.ts";
import type { LetterState, SlotProgress } from "../services/outbox/outbox.ts";
import type { PublishedStatus } from "../services/published.ts";
import type { SenderPause } from "../services/outbox/sender.ts";
import type { UpkeepReport } from "../services/upkeep.ts";
import { WHY_STALE } from "./caveats.ts";
import { age, count, newYorkTime, share } from "./format.ts";
import type { Post } from "./post.ts";

export interface StatusInput {
  readonly exposure: ExposureStatus;
  /** A vendor's state; null without a key. */
  readonly published: (PublishedStatus & { readonly name: string }) | null;
  /** What is sent by itself: the last day's letters by state, and slots that are not done yet. */
  readonly letters: {
    readonly counts: Readonly<Record<LetterState, number>>;
    readonly underWay: readonly SlotProgress[];
  };
  /** Null where nothing is sent by itself. */
  readonly upkeep: UpkeepReport | null;
  readonly about: { readonly version: string; readonly startedAt: Instant };
  readonly now: Date;
}

const BLUE = 0x5865f2;
const MEGABYTE = 1024 * 1024;

/** What an operator or a doubtful user wants to know: which sources answer, what is left of the quota, how old things are. */
export function statusPost({ exposure, published, letters, upkeep, about, now }: StatusInput): Post {
  const { cache, answers } = exposure;
  const asked = answers.hit + answers.miss + answers.stale;
  const sources = exposure.sources.map(({ name, lastAnswerAt, lastFailure }): APIEmbedField => ({
    name: `${NAMES[name] ?? name} · computed here`,
    value: health({ lastAnswerAt, lastFailure }, now),
  }));
  return {
    embeds: [
      {
        title: "How this bot is doing",
        color: BLUE,
        fields: [
          ...sources,
          ...(published ? [vendorField(published, now)] : []),
          { name: "Dashboards, digests, alerts and exits of the last 24 h", value: lettersText(letters, upkeep) },
          ...(upkeep?.backup ? [backupField(upkeep.backup, now)] : []),
          {
            name: "Answers since the start",
            value: `${count(asked)} readings, ${asked === 0 ? "none yet from memory" : `${share(answers.hit / asked)} from memory, ${count(answers.stale)} older than they should be`}`,
          },
          {
            name: "Memory",
            value: `${count(cache.entries)} chains, ${(cache.bytes / MEGABYTE).toFixed(1)} of ${count(cache.maxBytes / MEGABYTE)} MB`,
          },
        ],
        footer: { text: `gexcord ${about.version} · started ${age(about.startedAt, now)}` },
      },
    ],
  };
}

const NAMES: Readonly<Record<string, string>> = { cboe: "Cboe delayed", flashalpha: "FlashAlpha" };

interface Health {
  readonly lastAnswerAt: Instant | null;
  readonly lastFailure: { readonly reason: StaleReason; readonly at: Instant } | null;
}

/** The latest of both first: what counts is whether it answers now. */
function health({ lastAnswerAt, lastFailure }: Health, now: Date): string {
  if (!lastAnswerAt && !lastFailure) return "not asked yet";
  const answered = lastAnswerAt ? `last answer ${age(lastAnswerAt, now)}` : "no answer yet";
  if (!lastFailure) return `✅ ${answered}`;
  const failed = `last trouble ${age(lastFailure.at, now)}: ${WHY_STALE[lastFailure.reason].toLowerCase()}`;
  const answers = lastAnswerAt !== null && lastAnswerAt >= lastFailure.at;
  return answers ? `✅ ${answered}; ${failed}` : `⚠️ ${failed}; ${answered}`;
}

/** Slots that are not done are what somebody waits for. */
const MOST_SLOTS = 5;

function lettersText({ counts, underWay }: StatusInput["letters"], upkeep: UpkeepReport | null): string {
  const { sent, failed, skipped, pending, sending } = counts;
  const rest = pending + sending;
  const ended = `${count(sent)} sent, ${count(failed)} refused by Discord, ${count(skipped)} left out`;
  const slots = underWay.slice(0, MOST_SLOTS).map(({ kind, slot, planned, sent: done }) => {
    const name = `${kind} of ${newYorkTime(new Date(slot).toISOString())}`;
    return `${name}: ${count(done)} of ${count(planned)} sent`;
  });
  return [
    `${failed + skipped === 0 ? "✅" : "⚠️"} ${ended}${rest === 0 ? "" : `, ${count(rest)} to go`}`,
    ...(upkeep?.lettersPaused ? [PAUSED[upkeep.lettersPaused]] : []),
    ...slots,
  ].join("\n");
}

/** Why none leaves, and whether somebody has to do something. */
const PAUSED: Readonly<Record<SenderPause, string>> = {
  "locked-out": "⚠️ none leaves: Discord no longer accepts the token",
  elsewhere: "another process of this bot sends them",
  store: "⚠️ none leaves: the store cannot be written; the operator finds the reason in the log",
  "invalid-requests": "⚠️ none leaves for the moment: Discord refused many requests, and more might shut the bot out",
  "rate-limit": "none leaves for the moment: Discord told the bot to wait",
  flagged: "⚠️ none leaves to a user for an hour: Discord takes the bot for spam",
};

/** A copy is made once a day. */
const OLD_MS = 36 * 3_600_000;

function backupField({ at }: { readonly at: Instant | null }, now: Date): APIEmbedField {
  const isOld = at === null || now.getTime() - Date.parse(at) > OLD_MS;
  const words = at === null ? "none yet; one is made once a day" : `made ${age(at, now)}`;
  return { name: "Copy of the store", value: `${isOld ? "⚠️" : "✅"} ${words}` };
}

function vendorField(status: NonNullable<StatusInput["published"]>, now: Date): APIEmbedField {
  const { name, plan, limit, remaining, resetsAt } = status;
  const calls =
    limit === "unlimited"
      ? "calls are not limited"
      : remaining === null || limit === null
        ? "calls left today: not known yet"
        : `${count(remaining)} of ${count(limit)} calls left today${resetsAt ? `, back at ${newYorkTime(resetsAt)}` : ""}`;
  return {
    name: `${NAMES[name] ?? name} · as published`,
    value: [
      status.keyRefused ? "⚠️ it refuses the key; the operator finds the reason in the log" : health(status, now),
      `plan: ${plan ?? "not known yet"}; ${calls}`,
    ].join("\n"),
  };
}
