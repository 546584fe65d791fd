import type { Letter, Refusal } from "../services/outbox/letter.ts";
import type { AlertPause } from "../services/store/alerts.ts";
import type { Store } from "../services/store/store.ts";

const PAUSES: Readonly<Partial<Record<Refusal, AlertPause>>> = {
  "dm-closed": "dm-closed",
  "no-common-server": "no-common-server",
  forbidden: "forbidden",
  "channel-gone": "channel-gone",
};

/** Whatever else goes there would be refused as well, and refusals count against the bot. */
export async function pauseChannel(
  { channelId }: Pick<Letter, "channelId">,
  refusal: Refusal,
  { alerts, plans }: Pick<Store, "alerts" | "plans">,
): Promise<void> {
  const reason = PAUSES[refusal];
  if (!reason) return;
  await alerts.pause(channelId, reason);
  await plans.pause(channelId, reason);
}
