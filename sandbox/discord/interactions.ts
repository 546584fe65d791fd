import { randomBytes } from "node:crypto";
import type { APIApplicationCommandOptionChoice, APIModalInteractionResponseCallbackData } from "discord.js";
import { apiError } from "./apiError.ts";
import type { Events } from "./events.ts";
import type { StoredMessage } from "./messages.ts";
import { snowflakeTime, type NextId } from "./snowflake.ts";
import type { WorldChannel } from "./world.ts";

/** Numbers of the interaction types. */
export const INTERACTION = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;
export type InteractionType = (typeof INTERACTION)[keyof typeof INTERACTION];

export const NO_ANSWER = "The application did not respond";

/** What the bot's first answer led to. */
export type Answer =
  | { readonly kind: "message"; readonly stored: StoredMessage }
  | { readonly kind: "modal"; readonly modal: APIModalInteractionResponseCallbackData }
  | { readonly kind: "choices"; readonly choices: readonly APIApplicationCommandOptionChoice[] }
  | { readonly kind: "none" };

/** One thing a user did that the bot has to answer. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  readonly userId: string;
  readonly channel: WorldChannel;
  /** ms since 1970 */
  readonly openedAt: number;
  /** Name of the command, null for clicks and modals. */
  readonly command: string | null;
  /** The message whose component was used, also behind a modal. */
  readonly source: StoredMessage | null;
  /** By installation kind: 0 the server, 1 the user who installed the app. */
  readonly owners: Readonly<Record<string, string>>;
  state: "waiting" | "acknowledged" | "late";
  /** What "@original" stands for. */
  original: StoredMessage | null;
  modal: APIModalInteractionResponseCallbackData | null;
  followUps: number;
  /** Settles with the first answer. @throws {Error} NO_ANSWER when none came in time */
  readonly answer: Promise<Answer>;
  readonly settle: (answer: Answer) => void;
}

export interface Interactions {
  open(start: Pick<Interaction, "type" | "userId" | "channel" | "command" | "source" | "owners">): Interaction;
  /** @throws {ApiError} 10062 unknown or late, 40060 answered already */
  findUnanswered(id: string, token: string): Interaction;
  /** @throws {ApiError} 50027 after 15 min, 10015 unknown or not answered yet */
  findAnswered(token: string): Interaction;
  find(id: string): Interaction | null;
  /** Ends all waiting; the promises of waiting users are rejected. */
  stop(): void;
  /** Number of interactions held. */
  readonly size: number;
}

interface Deps {
  readonly nextId: NextId;
  readonly events: Events;
  readonly now: () => number;
  /** How long the bot has for its first answer, ms. */
  readonly ackMs: number;
  /** How long the token is good for edits and follow-ups, ms. */
  readonly tokenMs: number;
}

interface Waiting {
  readonly interaction: Interaction;
  readonly fail: (reason: string) => void;
}

export function createInteractions({ nextId, events, now, ackMs, tokenMs }: Deps): Interactions {
  const held = new Map<string, Waiting>();

  /** Oldest first: the walk ends at the first one that is still good. */
  function forgetOld(): void {
    for (const [id, { interaction }] of held) {
      if (now() - interaction.openedAt <= tokenMs) return;
      held.delete(id);
    }
  }

  return {
    get size() {
      return held.size;
    },
    open(start) {
      forgetOld();
      const id = nextId();
      const { promise, resolve, reject } = Promise.withResolvers<Answer>();
      // Whoever acts awaits `answer`; without anybody waiting a late bot must not end the process.
      promise.catch(() => undefined);
      const timer = setTimeout(() => {
        interaction.state = "late";
        fail(NO_ANSWER);
        if (start.type !== INTERACTION.autocomplete)
          events.emit("failed", { userId: start.userId, channelId: start.channel.id, text: NO_ANSWER });
      }, ackMs);
      const fail = (reason: string): void => {
        clearTimeout(timer);
        reject(new Error(reason));
      };
      const interaction: Interaction = {
        ...start,
        id,
        token: createToken(id),
        openedAt: now(),
        state: "waiting",
        original: null,
        modal: null,
        followUps: 0,
        answer: promise,
        settle(answer) {
          clearTimeout(timer);
          resolve(answer);
        },
      };
      held.set(id, { interaction, fail });
      return interaction;
    },
    findUnanswered(id, token) {
      const interaction = held.get(id)?.interaction;
      if (!interaction || interaction.token !== token || interaction.state === "late") throw apiError(10062);
      if (interaction.state === "acknowledged") throw apiError(40060);
      return interaction;
    },
    findAnswered(token) {
      const id = idOf(token);
      if (id !== null && now() - snowflakeTime(id) > tokenMs) throw apiError(50027);
      const interaction = id === null ? undefined : held.get(id)?.interaction;
      if (interaction?.token !== token || interaction.state !== "acknowledged") throw apiError(10015);
      return interaction;
    },
    find: (id) => held.get(id)?.interaction ?? null,
    stop() {
      for (const { fail } of held.values()) fail("The local Discord has stopped");
      held.clear();
    },
  };
}

/** Like Discord's: base64 of "interaction:<id>:<secret>", so that an expired token is known as such without being kept. */
function createToken(id: string): string {
  return Buffer.from(`interaction:${id}:${randomBytes(60).toString("base64url")}`).toString("base64url");
}

function idOf(token: string): string | null {
  return /^interaction:(\d+):/.exec(Buffer.from(token, "base64url").toString())?.[1] ?? null;
}
