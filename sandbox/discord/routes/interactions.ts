import { acknowledge } from "../callback.ts";
import type { Interactions } from "../interactions.ts";
import { EPHEMERAL, LOADING, type Messages } from "../messages.ts";
import type { Route } from "../router.ts";
import type { World } from "../world.ts";

/** How an answer names what it made. Discord's description knows a new message and a changed one; a deferred one is new. */
const RESOURCE_TYPE: Readonly<Record<number, number>> = { 4: 4, 5: 4, 7: 7 };

interface Deps {
  readonly world: World;
  readonly messages: Messages;
  readonly interactions: Interactions;
}

/** The first answer to an interaction. */
export function interactionRoutes({ world, messages, interactions }: Deps): Route[] {
  return [
    {
      name: "POST /interactions/:interaction/:token/callback",
      byInteractionToken: true,
      answer: ({ param, query, body, uploads }) => {
        const interaction = interactions.findUnanswered(param("interaction"), param("token"));
        const { type, stored } = acknowledge(interaction, { body, uploads }, { world, messages });
        if (query.get("with_response") !== "true") return undefined;
        const flags = stored?.message.flags ?? 0;
        return {
          interaction: {
            id: interaction.id,
            type: interaction.type,
            ...(stored && {
              response_message_id: stored.message.id,
              response_message_loading: (flags & LOADING) !== 0,
              response_message_ephemeral: (flags & EPHEMERAL) !== 0,
            }),
          },
          ...(stored && type in RESOURCE_TYPE && { resource: { type: RESOURCE_TYPE[type], message: stored.message } }),
        };
      },
    },
  ];
}
