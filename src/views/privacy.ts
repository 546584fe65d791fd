import type { Kept } from "../services/store/privacy.ts";
import type { Post } from "./post.ts";

/** Rows by what they are, as the store counts them. */
type Counts = Readonly<Record<string, number>>;

/** Everything that is kept under a user's id, as a file; words alone when there is nothing. */
export function keptPost(kept: Kept): Post {
  if (isNothing(kept)) return { content: `${NOTHING} ${ELSEWHERE}` };
  return {
    content: `**What this bot keeps about you:** ${listed(countsOf(kept))}. The file has all of it. ${ELSEWHERE}`,
    files: [
      {
        name: "gexcord-your-data.json",
        data: new TextEncoder().encode(`${JSON.stringify(kept, null, 2)}\n`),
        description: "Everything this bot keeps under your user id, as JSON",
      },
    ],
  };
}

/** Before anything is deleted: what it would be, and how it is done. */
export function askPost(kept: Kept): Post {
  if (isNothing(kept)) return { content: `${NOTHING} ${ELSEWHERE}` };
  return {
    content: `This deletes for good: ${listed(countsOf(kept))}. To do it: \`/privacy delete confirm:True\`. \`/privacy export\` gives you a copy first.`,
  };
}

/** After it. */
export function deletedPost(counts: Counts): Post {
  if (isNothing(counts)) return { content: `${NOTHING} ${ELSEWHERE}` };
  return {
    content: `Deleted: ${listed(counts)}. A message that is just being sent may still arrive; no other will. Copies of the storage that were made before are deleted within 7 days. ${ELSEWHERE}`,
  };
}

const NOTHING = "This bot keeps nothing about you.";
const ELSEWHERE =
  "Apart from that, your id is only in its memory, where it is counted how fast somebody asks; that is gone at its next restart. Its log knows you by a code that cannot be turned back.";

const isNothing = (what: object) => Object.keys(what).length === 0;

const countsOf = (kept: Kept): Counts =>
  Object.fromEntries(Object.entries(kept).map(([name, rows]) => [name, rows.length]));

const several = (count: number, one: string) => `${count} ${one}${count === 1 ? "" : "s"}`;

const WORDS: Readonly<Record<string, (count: number) => string>> = {
  watchlist: (count) => `${several(count, "symbol")} on your watchlist`,
  digest: () => "your digest",
  alerts: (count) => several(count, "alert"),
  plans: (count) => `${several(count, "plan")} that you were shown or whose exits are watched`,
  dashboards: (count) => `your name on ${several(count, "server dashboard")} you set up (the server keeps it)`,
  messages: (count) => `${several(count, "message")} sent to you in the last five weeks or to be sent`,
};

const listed = (counts: Counts): string =>
  Object.entries(counts)
    .map(([name, count]) => WORDS[name]?.(count) ?? `${several(count, "row")} of ${name}`)
    .join(", ");
