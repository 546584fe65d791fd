import { earliestSend, latestSend, slotKey, type Freshness } from "../engine/slots.ts";
import type { Slot } from "../engine/timetable.ts";
import type { NewLetter, Refusal } from "../services/outbox/letter.ts";
import type { DigestPause } from "../services/store/digests.ts";
import { digestPost } from "../views/universe/digest.ts";
import { slotName } from "../views/universe/slotName.ts";
import type { Job } from "./job.ts";
import { slotRows, universeInput } from "./universe.ts";

const KIND = "digest";
const HOUR = 3_600_000;
/** Nobody gets a morning digest in the evening. */
const FRESHNESS: Freshness = { graceMs: 3 * HOUR };

const PAUSES: Readonly<Partial<Record<Refusal, DigestPause>>> = {
  "dm-closed": "dm-closed",
  "no-common-server": "no-common-server",
};

/** Each subscriber's own watchlist, by direct message, at the time he chose. */
export const digest: Job = {
  kind: KIND,
  ...FRESHNESS,
  timetables: (store) => store.digests.timetables(),
  plan: async (slot, store) =>
    (await store.digests.due(slot, slot.at)).map(({ userId, channelId }): NewLetter => ({
      id: `${slotKey(KIND, slot)} ${userId}`,
      kind: KIND,
      slot: slot.at,
      guildId: null,
      userId,
      channelId,
      recipe: { time: slot.time, zone: slot.zone },
      notBefore: earliestSend(slot),
      expiresAt: latestSend(slot, FRESHNESS),
    })),
  async write({ slot: at, userId, recipe }, ctx) {
    // As the list is now: what he took off a minute ago he does not want to read.
    const symbols = await ctx.store.watchlists.of(userId!);
    if (symbols.length === 0) return null;
    const { time, zone } = recipe as Pick<Slot, "time" | "zone">;
    const rows = await slotRows(at, symbols, ctx);
    const letter = { kind: KIND, userId: userId! } as const;
    return digestPost(await universeInput({ symbols, name: slotName(time, zone), letter }, { rows, at }, ctx));
  },
  async refused({ userId }, refusal, store) {
    const reason = PAUSES[refusal];
    if (reason && userId !== null) await store.digests.pause(userId, reason);
  },
};
