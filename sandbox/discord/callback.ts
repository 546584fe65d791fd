import type {
  APIApplicationCommandOptionChoice,
  APIMessage,
  APIModalInteractionResponseCallbackData,
} from "discord.js";
import { invalidForm } from "./apiError.ts";
import { INTERACTION, type Answer, type Interaction } from "./interactions.ts";
import { checkChoice } from "./limits/commands.ts";
import { createField, type Problem } from "./limits/field.ts";
import { checkModal } from "./limits/modal.ts";
import type { Draft } from "./draft.ts";
import { EPHEMERAL, LOADING, type Messages } from "./messages.ts";
import type { World } from "./world.ts";

const CALLBACK = { message: 4, deferMessage: 5, deferUpdate: 6, update: 7, choices: 8, modal: 9 } as const;
const COMMAND_MESSAGE = 20;

/** Which answers an interaction takes. A modal may not follow a modal; 6 and 7 need a message to change. */
function allowedTypes({ type, source }: Interaction): readonly number[] {
  const newMessage = [CALLBACK.message, CALLBACK.deferMessage];
  const oldMessage = source ? [CALLBACK.deferUpdate, CALLBACK.update] : [];
  switch (type) {
    case INTERACTION.command:
      return [...newMessage, CALLBACK.modal];
    case INTERACTION.component:
      return [...newMessage, ...oldMessage, CALLBACK.modal];
    case INTERACTION.autocomplete:
      return [CALLBACK.choices];
    case INTERACTION.modal:
      return [...newMessage, ...oldMessage];
  }
}

interface Deps {
  readonly world: World;
  readonly messages: Messages;
}

/**
 * Does what the bot's first answer to an interaction says, and tells the waiting user.
 * @returns the answer's type, and the message it made or changed
 * @throws {ApiError} 50035 or 50006; the interaction may then still be answered
 */
export function acknowledge(interaction: Interaction, draft: Draft, { world, messages }: Deps) {
  const { type, data } = (draft.body ?? {}) as { readonly type?: unknown; readonly data?: unknown };
  const inner: Draft = { body: data ?? {}, uploads: draft.uploads, at: ["data"] };
  const problems: Problem[] = [];
  const body = createField(draft.body, problems);
  if (!allowedTypes(interaction).includes(Number(type)))
    body.at("type").refuse("INTERACTION_RESPONSE_TYPE_INVALID", "This response is not valid for this interaction");

  const answer = problems.length > 0 ? refused() : perform();
  interaction.state = "acknowledged";
  if (answer.kind === "message") interaction.original = answer.stored;
  if (type === CALLBACK.deferUpdate) interaction.original = interaction.source;
  if (answer.kind === "modal") interaction.modal = answer.modal;
  interaction.settle(answer);
  return { type: Number(type), stored: interaction.original };

  function refused(): never {
    throw invalidForm(problems);
  }

  function perform(): Answer {
    const field = body.at("data");
    switch (type) {
      case CALLBACK.message:
        return { kind: "message", stored: createReply(inner, flagsOf(data) & EPHEMERAL) };
      case CALLBACK.deferMessage: {
        const flags = flagsOf(data);
        if (flags & ~EPHEMERAL)
          field.at("flags").refuse("MESSAGE_FLAGS_INVALID", "A defer takes the EPHEMERAL flag only");
        if (problems.length > 0) return refused();
        return { kind: "message", stored: createReply({ ...inner, body: { flags: flags | LOADING } }, flags, true) };
      }
      case CALLBACK.update:
        return interaction.source ? { kind: "message", stored: messages.edit(interaction.source, inner) } : refused();
      case CALLBACK.modal:
        checkModal(field);
        if (problems.length > 0) return refused();
        return { kind: "modal", modal: data as APIModalInteractionResponseCallbackData };
      case CALLBACK.choices: {
        const choices = field.at("choices").list({ max: 25 });
        for (const choice of choices) checkChoice(choice);
        if (problems.length > 0) return refused();
        return { kind: "choices", choices: choices.map(({ value }) => value as APIApplicationCommandOptionChoice) };
      }
      default:
        return { kind: "none" };
    }
  }

  function createReply(reply: Draft, ephemeral: number, isLoading = false) {
    const visibleTo = ephemeral ? interaction.userId : null;
    return messages.create(interaction.channel, reply, {
      visibleTo,
      extra: replyFields(interaction, world),
      isLoading,
    });
  }
}

function flagsOf(data: unknown): number {
  const flags = (data as { flags?: unknown } | null | undefined)?.flags;
  return typeof flags === "number" ? flags : 0;
}

/** What a message answering an interaction carries besides its content: which application, which command of whom. */
function replyFields({ id, type, userId, owners, command }: Interaction, world: World): Partial<APIMessage> {
  const applicationId = world.bot.profile.id;
  const user = world.users.get(userId)?.profile;
  const shared = { application_id: applicationId, webhook_id: applicationId };
  if (type !== INTERACTION.command || !user) return shared;
  const metadata = { id, type, user, authorizing_integration_owners: owners, name: command, command_type: 1 };
  return {
    ...shared,
    type: COMMAND_MESSAGE,
    interaction_metadata: metadata,
  };
}
