import { apiError } from "../apiError.ts";
import { apiChannel } from "../payloads.ts";
import type { Route } from "../router.ts";
import type { World } from "../world.ts";

/** Why Discord opens no new DM: too many too fast (40003), or the bot is quarantined (20026). Old ones stay open. */
export type NewDmRefusal = "too-fast" | "flagged";

interface Deps {
  readonly world: World;
  readonly refusal: () => NewDmRefusal | null;
}

/** Opening the DM channel with a user. */
export function directMessageRoutes({ world, refusal }: Deps): Route[] {
  return [
    {
      name: "POST /users/@me/channels",
      answer: ({ body }) => {
        const userId = String((body as { recipient_id?: unknown } | null | undefined)?.recipient_id);
        if (!world.users.has(userId)) throw apiError(10013);
        if (!world.existingDm(userId)) {
          if (refusal() === "flagged") throw apiError(20026);
          if (refusal() === "too-fast") throw apiError(40003);
        }
        return apiChannel(world.dmChannel(userId), world);
      },
    },
  ];
}
