import { randomUUID } from "node:crypto";
import { type APIDMChannel, type REST, Routes } from "discord.js";
import type { Door } from "../context.ts";
import { outcomeOf, type Courier } from "./courier.ts";

/** What commands may have Discord do. @param rest with retries, unlike the courier's: somebody is waiting */
export function createDoor({ rest, courier }: { readonly rest: REST; readonly courier: Courier }): Door {
  return {
    async openDm(userId) {
      try {
        const { id } = (await rest.post(Routes.userChannels(), { body: { recipient_id: userId } })) as APIDMChannel;
        return { channelId: id };
      } catch (error) {
        const outcome = outcomeOf(error);
        if (outcome.kind === "refused") return { refusal: outcome.refusal };
        throw error;
      }
    },
    post({ channelId, ownerId }, post) {
      const id = randomUUID().replaceAll("-", "").slice(0, 12);
      return courier.send({ channelId, ownerId, post, nonce: `post-${id}`, marker: `#p-${id}` });
    },
    missingPermissions: async () => [],
  };
}
