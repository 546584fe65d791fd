import { apiError } from "../apiError.ts";
import type { Interaction, Interactions } from "../interactions.ts";
import { EPHEMERAL, LOADING, type Messages, type StoredMessage } from "../messages.ts";
import type { Call, Route } from "../router.ts";
import type { World } from "../world.ts";

/** For an app that only the user has installed, where it is not in the server. */
const FOLLOW_UPS_FOR_USER_INSTALL = 5;
const OWNED_BY_USER = "1";

interface Deps {
  readonly world: World;
  readonly messages: Messages;
  readonly interactions: Interactions;
}

/** Edits and follow-ups of an answered interaction, good for 15 minutes. */
export function webhookRoutes({ world, messages, interactions }: Deps): Route[] {
  const interactionOf = ({ param }: Call): Interaction => {
    if (param("application") !== world.bot.profile.id) throw apiError(10015);
    return interactions.findAnswered(param("token"));
  };

  const messageOf = (call: Call): StoredMessage => {
    const { original } = interactionOf(call);
    const id = call.param("message");
    const stored = messages.find(id === "@original" ? (original?.message.id ?? "") : id);
    if (!stored) throw apiError(10008);
    return stored;
  };

  const one = "/webhooks/:application/:token/messages/:message";
  return [
    {
      name: "POST /webhooks/:application/:token",
      byInteractionToken: true,
      answer: (call) => followUp(interactionOf(call), call).message,
    },
    { name: `GET ${one}`, byInteractionToken: true, answer: (call) => messageOf(call).message },
    {
      name: `PATCH ${one}`,
      byInteractionToken: true,
      answer: (call) => messages.edit(messageOf(call), call).message,
    },
    { name: `DELETE ${one}`, byInteractionToken: true, answer: (call) => messages.remove(messageOf(call)) },
  ];

  /** The first one after a defer fills the message that was promised. */
  function followUp(interaction: Interaction, { body, uploads }: Call): StoredMessage {
    const { original, channel } = interaction;
    if (original && Number(original.message.flags) & LOADING) return messages.edit(original, { body, uploads });
    if (OWNED_BY_USER in interaction.owners && interaction.followUps >= FOLLOW_UPS_FOR_USER_INSTALL)
      throw apiError(40094);
    const flags = Number((body as { flags?: unknown } | undefined)?.flags ?? 0);
    const applicationId = world.bot.profile.id;
    const stored = messages.create(
      channel,
      { body, uploads },
      {
        visibleTo: flags & EPHEMERAL ? interaction.userId : null,
        extra: {
          application_id: applicationId,
          webhook_id: applicationId,
          ...(original && { message_reference: { type: 0, channel_id: channel.id, message_id: original.message.id } }),
        },
      },
    );
    interaction.followUps += 1;
    return stored;
  }
}
