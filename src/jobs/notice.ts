import type { Slot } from "../engine/timetable.ts";
import type { NewLetter } from "../services/outbox/letter.ts";
import type { Dashboard } from "../services/store/dashboards.ts";
import { missedPost, type MissedSlot } from "../views/notice.ts";
import type { Writer } from "./job.ts";

const KIND = "notice";
const DAY = 86_400_000;

/** That a slot was left out: one notice a day, however many were. */
export const noticeOf = ({ date, time, zone, at }: Slot, { guildId, channelId }: Dashboard): NewLetter => ({
  id: `missed ${date} ${guildId}`,
  kind: KIND,
  slot: at,
  guildId,
  userId: null,
  channelId,
  recipe: { date, time, zone },
  notBefore: at,
  expiresAt: at + DAY,
});

/** What is said in a server's channel besides its dashboards. */
export const notice: Writer = {
  kind: KIND,
  write: async ({ recipe }) => missedPost(recipe as unknown as MissedSlot),
  refused: async () => {},
};
