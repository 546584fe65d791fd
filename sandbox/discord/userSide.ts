import type {
  APIApplicationCommand,
  APIApplicationCommandOptionChoice,
  APIMessage,
  APIModalInteractionResponseCallbackData,
} from "discord.js";

/** A person or bot of the local Discord. */
export interface LocalUser {
  readonly id: string;
  readonly name: string;
  readonly bot: boolean;
}

export interface LocalChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: "guild" | "dm";
}

/** Values the user filled in, by option name; a subcommand is a nested object under its own name. */
export interface OptionValues {
  readonly [name: string]: string | number | boolean | OptionValues;
}

/** How Discord answered what the user did: the message it led to (maybe still "thinking…"), a modal, or nothing visible. */
export type Outcome =
  | { readonly kind: "message"; readonly message: APIMessage }
  | { readonly kind: "modal"; readonly interactionId: string; readonly modal: APIModalInteractionResponseCallbackData }
  | { readonly kind: "none" };

export interface LocalEvents {
  /** A message appeared or changed; `visibleTo` is null for everyone, else the one user of an ephemeral message. */
  readonly message: { readonly message: APIMessage; readonly visibleTo: string | null };
  readonly deleted: { readonly channelId: string; readonly messageId: string };
  /** The bot did not acknowledge in time. */
  readonly failed: { readonly userId: string; readonly channelId: string; readonly text: string };
  /** The bot's gateway session opened or closed. */
  readonly presence: { readonly online: boolean };
}

/** What a person can do at the local Discord; the page and the tests drive the bot only through this. */
export interface UserSide {
  readonly bot: LocalUser;
  users(): readonly LocalUser[];
  /** The channels this user sees: those of the server, and the DM with the bot. */
  channels(userId: string): readonly LocalChannel[];
  /** Commands offered in this channel, by their `contexts`, sorted by name. */
  commands(channelId: string): readonly APIApplicationCommand[];
  /** Messages of the channel this user may see, oldest first; ephemeral ones of others are left out. */
  messages(channelId: string, userId: string): readonly APIMessage[];
  /** @throws {Error} "The application did not respond" after 3 s, or what is wrong with the input. */
  slash(act: { userId: string; channelId: string; command: string; options: OptionValues }): Promise<Outcome>;
  /** The bot's suggestions for the option `focused` with the text typed so far among `options`. */
  autocomplete(act: {
    userId: string;
    channelId: string;
    command: string;
    options: OptionValues;
    focused: string;
  }): Promise<readonly APIApplicationCommandOptionChoice[]>;
  click(act: { userId: string; messageId: string; customId: string; values?: readonly string[] }): Promise<Outcome>;
  submit(act: { userId: string; interactionId: string; values: Readonly<Record<string, string>> }): Promise<Outcome>;
  /** "Dismiss message" of an ephemeral message: gone for this user. */
  dismiss(act: { userId: string; messageId: string }): void;
  /** Subscribes; returns the function that unsubscribes. */
  on<E extends keyof LocalEvents>(event: E, listener: (payload: LocalEvents[E]) => void): () => void;
}
