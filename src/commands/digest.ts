import type { AppContext } from "../context.ts";
import type { Ticker } from "../engine/ticker.ts";
import type { Timetable } from "../engine/timetable.ts";
import { UserError } from "../errors.ts";
import {
  DIGEST_MOVED_WHILE_PAUSED,
  DIGEST_NEEDS_SYMBOLS,
  DIGEST_OFF,
  digestMovedPost,
  digestOffPost,
  digestOnPost,
  digestPausedPost,
  digestShownPost,
  firstDigestLine,
} from "../views/orders/digest.ts";
import { DM_REFUSED, notSentWords } from "../views/orders/notSent.ts";
import type { Post } from "../views/post.ts";
import { digestPost } from "../views/universe/digest.ts";
import type { UniversePostInput } from "../views/universe/input.ts";
import { defineGroup, definePart, type Asker } from "./command.ts";
import { rememberFirst } from "./firstLetter.ts";
import { daysOption, requiredTimeOption, timeOption, zoneOption } from "./letterOptions.ts";
import { readUniverse } from "./universeReply.ts";

/** Ten minutes before the opening bell. */
const USUAL: Timetable = { time: "09:20", zone: "America/New_York", days: "trading" };

const on = definePart({
  name: "on",
  description: "Send me my watchlist as a direct message; the first one comes at once",
  options: { time: timeOption, zone: zoneOption, days: daysOption },
  async run(chosen, ctx, caller) {
    const { store, door, now } = ctx;
    const { userId } = caller;
    const symbols = await symbolsOf(userId, ctx);
    const timetable = changed((await store.digests.of(userId)) ?? USUAL, chosen);
    // The only moment at which a DM is opened: at the user's own wish.
    const dm = await door.openDm(userId);
    if ("refusal" in dm) throw new UserError(`${DM_REFUSED[dm.refusal]} ${NOTHING_SAVED}`);
    const input = await inputNow(symbols, ctx, caller);
    const { content = "", ...first } = digestPost(input);
    const post = { ...first, content: `${firstDigestLine(timetable)}\n${content}` };
    const sent = await door.post({ channelId: dm.channelId, ownerId: userId }, post);
    if (sent.kind !== "sent") throw new UserError(`${notSentWords(sent, DM_REFUSED, now())} ${NOTHING_SAVED}`);
    const { channelId } = dm;
    await store.transaction(async (tx) => {
      await tx.digests.set({ userId, channelId, ...timetable });
      await rememberFirst({ letter: letterTo(userId), channelId, messageId: sent.messageId, input }, tx);
    });
    return digestOnPost(timetable, now());
  },
});

const off = definePart({
  name: "off",
  description: "Send no digest any more; your watchlist stays",
  options: {},
  run: async (_input, { store }, { userId }) => digestOffPost(await store.digests.off(userId)),
});

const time = definePart({
  name: "time",
  description: "Change when your digest comes",
  options: { time: requiredTimeOption, zone: zoneOption, days: daysOption },
  async run(chosen, { store, now }, { userId }) {
    const digest = await store.digests.of(userId);
    if (digest === null) throw new UserError(DIGEST_OFF);
    // Moving it would resume it, and whether it can be sent is found out by "on" alone.
    if (digest.paused !== null) throw new UserError(DIGEST_MOVED_WHILE_PAUSED);
    const timetable = changed(digest, chosen);
    await store.digests.set({ userId, channelId: digest.channelId, ...timetable });
    return digestMovedPost(timetable, now());
  },
});

const now = definePart({
  name: "now",
  description: "Your digest as it would be now, only for you",
  options: {},
  run: async (_input, ctx, caller) => digestPost(await inputNow(await symbolsOf(caller.userId, ctx), ctx, caller)),
});

const show = definePart({
  name: "show",
  description: "When your digest comes next, and what it covers",
  options: {},
  async run(_input, { store, now: clock }, { userId }) {
    // Whoever reads it here need not be told again.
    const digest = (await store.digests.takeNews(userId)) ?? (await store.digests.of(userId));
    return digestShownPost(digest, await store.watchlists.of(userId), clock());
  },
});

export const digest = defineGroup({
  name: "digest",
  description: "Your watchlist as a direct message, when you want it",
  parts: [on, off, time, now, show],
});

/** What the button under a digest does, for whoever presses it. */
export async function pauseDigest({ store }: AppContext, { userId }: Asker): Promise<Post> {
  const before = await store.digests.of(userId);
  await store.digests.pause(userId, "user");
  return digestPausedPost(before);
}

const NOTHING_SAVED = "Nothing was saved.";

async function symbolsOf(userId: string, { store }: AppContext): Promise<readonly Ticker[]> {
  const symbols = await store.watchlists.of(userId);
  if (symbols.length === 0) throw new UserError(DIGEST_NEEDS_SYMBOLS);
  return symbols;
}

const letterTo = (userId: string) => ({ kind: "digest", userId }) as const;

const inputNow = (symbols: readonly Ticker[], ctx: AppContext, caller: Asker): Promise<UniversePostInput> =>
  readUniverse({ symbols, name: "on demand", letter: letterTo(caller.userId) }, ctx, caller);

type Chosen = { readonly [K in keyof Timetable]: Timetable[K] | null };

/** What was left out stays. */
const changed = (before: Timetable, chosen: Chosen): Timetable => ({
  time: chosen.time ?? before.time,
  zone: chosen.zone ?? before.zone,
  days: chosen.days ?? before.days,
});
