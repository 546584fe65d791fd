import type { Ticker } from "../../engine/ticker.ts";
import type { Timetable } from "../../engine/timetable.ts";
import type { Digest, DigestPause } from "../../services/store/digests.ts";
import type { Post } from "../post.ts";
import { DM_REFUSED } from "./notSent.ts";
import { bold, symbolCount } from "./symbolList.ts";
import { momentWords, nextWords, timesWords, type Times } from "./when.ts";

const timesOf = ({ time, zone, days }: Timetable): Times => ({ times: [time], zone, days });

/** Above the first one in the user's DM. */
export const firstDigestLine = (timetable: Timetable): string =>
  `This is your digest. From now on it comes ${timesWords(timesOf(timetable))}. \`/digest off\` ends it.`;

/** After it was turned on, and the first one arrived. */
export const digestOnPost = (timetable: Timetable, now: Date): Post => ({
  content: `Your digest is on: ${timesWords(timesOf(timetable))}, as a direct message. The first one is there already. ${next(timetable, { now, since: now.getTime() })}`,
});

export const digestMovedPost = (timetable: Timetable, now: Date): Post => ({
  content: `Your digest comes ${timesWords(timesOf(timetable))} now. ${next(timetable, { now, since: now.getTime() })}`,
});

export const digestOffPost = (wasOn: boolean): Post => ({
  content: wasOn ? "Your digest is off. Your watchlist stays as it is." : "Your digest was off already.",
});

export const DIGEST_OFF = "Your digest is off. `/digest on` turns it on.";
export const DIGEST_NEEDS_SYMBOLS =
  "Your watchlist is empty, so there is nothing to put into a digest. Add symbols first: `/watchlist add`, or ⭐ under any exposure reply.";

/** When it comes or why it does not, and what it covers. */
export const digestShownPost = (digest: Digest | null, symbols: readonly Ticker[], now: Date): Post => ({
  content: digest === null ? DIGEST_OFF : `${digestWhen(digest, now)}\n${covers(symbols)}`,
});

/** One or two sentences: when it comes, or that it is paused and how to go on. */
export function digestWhen(digest: Digest | null, now: Date): string {
  if (digest === null) return "No digest of it is sent. `/digest on` turns that on.";
  if (digest.paused !== null) return pausedWords(digest.paused, digest);
  return `Your digest comes ${timesWords(timesOf(digest))}. ${next(digest, { now, since: digest.since })}`;
}

/** Told once, under the next command, when we had to pause it; null when it is not paused. */
export const digestNews = (digest: Digest): string | null =>
  digest.paused === null ? null : pausedWords(digest.paused, digest);

/** After the button under a digest. @param before as it was; null: off */
export function digestPausedPost(before: Digest | null): Post {
  if (before === null) return { content: DIGEST_OFF };
  return before.paused === null
    ? { content: `Your digest is paused. ${RESUME}` }
    : { content: pausedWords(before.paused, before) };
}

/** Said of a digest that is to be moved while it is paused. */
export const DIGEST_MOVED_WHILE_PAUSED = "Your digest is paused. `/digest on` with the new time resumes it.";

const RESUME = "`/digest on` resumes it, `/digest off` ends it.";

const WHY: Readonly<Record<DigestPause, string>> = {
  user: "you paused it.",
  "dm-closed": DM_REFUSED["dm-closed"],
  "no-common-server": DM_REFUSED["no-common-server"],
};

function pausedWords(paused: DigestPause, { pausedAt, zone }: Digest): string {
  const since = pausedAt === null ? "" : ` since ${momentWords(pausedAt, zone)}`;
  return `Your digest is paused${since}: ${WHY[paused]} ${RESUME}`;
}

const next = (timetable: Timetable, at: { readonly now: Date; readonly since: number }) =>
  nextWords("Next", timesOf(timetable), at);

const covers = (symbols: readonly Ticker[]) =>
  symbols.length === 0
    ? "Your watchlist is empty, so nothing is sent until you add symbols with `/watchlist add`."
    : `It covers your watchlist: ${bold(symbols)} (${symbolCount(symbols.length)}).`;
