import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type APIDMChannel, DiscordAPIError, type REST, Routes } from "discord.js";
import type { Door, Sent } from "../context.ts";
import { outcomeOf, type Courier } from "./courier.ts";
import { missingIn } from "./permissions.ts";

export interface DoorOptions {
  /** With retries, unlike the courier's: somebody is waiting. */
  readonly rest: REST;
  readonly courier: Courier;
  /** ms on a clock that never goes back */
  readonly now?: () => number;
  /** Between two DM channels that are opened: Discord takes a bot that opens many for spam. */
  readonly openEveryMs?: number;
}

const OPEN_EVERY_MS = 2_000;
/** After Discord took us for spam no DM channel is opened for so long. */
const FLAGGED_MS = 3_600_000;
const MOST_TRIES = 3;
/** Somebody is waiting: longer than this he is told instead. */
const MOST_WAIT_MS = 3_000;

/** What commands may have Discord do. */
export function createDoor({
  rest,
  courier,
  now = () => performance.now(),
  openEveryMs = OPEN_EVERY_MS,
}: DoorOptions): Door {
  let nextOpening = 0;
  let flaggedUntil = 0;
  const isFlagged = () => now() < flaggedUntil;

  return {
    async openDm(userId) {
      if (isFlagged()) return { refusal: "flagged" };
      const turn = Math.max(nextOpening, now());
      nextOpening = turn + openEveryMs;
      if (turn > now()) await sleep(turn - now());
      if (isFlagged()) return { refusal: "flagged" };
      try {
        const { id } = (await rest.post(Routes.userChannels(), { body: { recipient_id: userId } })) as APIDMChannel;
        return { channelId: id };
      } catch (error) {
        const outcome = outcomeOf(error);
        if (outcome.kind !== "refused") throw error;
        if (outcome.refusal === "flagged") flaggedUntil = now() + FLAGGED_MS;
        return { refusal: outcome.refusal };
      }
    },
    async post({ channelId, ownerId }, post) {
      const nonce = randomUUID().replaceAll("-", "").slice(0, 24);
      const once = () => courier.send({ channelId, ownerId, post, nonce, marker: null });
      let sent = await once();
      for (let tries = 1; tries < MOST_TRIES && isWorthAnother(sent); tries += 1) {
        if (sent.kind === "wait") await sleep(sent.ms);
        sent = await once();
      }
      return sent;
    },
    async missingPermissions(channelId) {
      try {
        return await missingIn(channelId, rest);
      } catch (error) {
        // The channel cannot be seen; anything else is not to be found out.
        return error instanceof DiscordAPIError && error.code === MISSING_ACCESS ? ["View Channel"] : [];
      }
    },
  };
}

const MISSING_ACCESS = 50_001;

/** One nonce makes all tries one message. */
const isWorthAnother = (sent: Sent) => sent.kind === "unsure" || (sent.kind === "wait" && sent.ms <= MOST_WAIT_MS);
