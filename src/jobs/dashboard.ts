import { earliestSend, latestSend, slotKey, type Freshness } from "../engine/slots.ts";
import type { Slot } from "../engine/timetable.ts";
import type { Ticker } from "../engine/ticker.ts";
import type { NewLetter, Refusal } from "../services/outbox/letter.ts";
import type { DashboardPause } from "../services/store/dashboards.ts";
import { dashboardPost } from "../views/universe/dashboard.ts";
import { slotName } from "../views/universe/slotName.ts";
import type { Job } from "./job.ts";
import { noticeOf } from "./notice.ts";
import { slotRows, universeInput } from "./universe.ts";

const KIND = "dashboard";
const HOUR = 3_600_000;
/** Later than this, and after the bell, the numbers of a slot are no longer news. */
const FRESHNESS: Freshness = { graceMs: 2 * HOUR, sameSession: true };

const PAUSES: Readonly<Partial<Record<Refusal, DashboardPause>>> = {
  forbidden: "forbidden",
  "channel-gone": "channel-gone",
};

/** The universe of each server that set one up, in its channel, at its times. */
export const dashboard: Job = {
  kind: KIND,
  ...FRESHNESS,
  timetables: (store) => store.dashboards.timetables(),
  plan: async (slot, store) =>
    (await store.dashboards.due(slot, slot.at)).map(({ guildId, channelId, symbols }): NewLetter => ({
      id: `${slotKey(KIND, slot)} ${guildId}`,
      kind: KIND,
      slot: slot.at,
      guildId,
      userId: null,
      channelId,
      recipe: { symbols, time: slot.time, zone: slot.zone },
      notBefore: earliestSend(slot),
      expiresAt: latestSend(slot, FRESHNESS),
    })),
  missed: async (slot, store) => (await store.dashboards.due(slot, slot.at)).map((one) => noticeOf(slot, one)),
  async write({ slot: at, guildId, recipe }, ctx) {
    const { symbols, time, zone } = recipe as unknown as Recipe;
    const rows = await slotRows(at, symbols, ctx);
    const letter = { kind: KIND, guildId: guildId! } as const;
    return dashboardPost(await universeInput({ symbols, name: slotName(time, zone), letter }, { rows, at }, ctx));
  },
  async refused({ guildId }, refusal, store) {
    const reason = PAUSES[refusal];
    if (reason && guildId !== null) await store.dashboards.fail(guildId, reason);
  },
  async sent({ guildId }, store) {
    if (guildId !== null) await store.dashboards.succeed(guildId);
  },
};

interface Recipe extends Pick<Slot, "time" | "zone"> {
  readonly symbols: readonly Ticker[];
}
