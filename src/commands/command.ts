import {
  ApplicationIntegrationType,
  InteractionContextType,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOptionChoice,
  type ChatInputCommandInteraction,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import type { AppContext } from "../context.ts";
import type { Post } from "../views/post.ts";

/** The values a user filled in; discord.js's own reader fits, a test passes an object. */
export type OptionReader = Pick<ChatInputCommandInteraction["options"], "getString" | "getBoolean">;

/** One option, declared once: what Discord shows, how its value is read and parsed, and what it suggests while typing. */
export interface Option<Value> {
  readonly json: DistributiveOmit<APIApplicationCommandBasicOption, "name">;
  /** @throws {UserError} in words the user can act on. */
  read(options: OptionReader, name: string): Value;
  /** Up to 25 choices for the text typed so far, from memory only: it must answer at once and never ask a source. */
  suggest?(typed: string, options: OptionReader, ctx: AppContext): readonly APIApplicationCommandOptionChoice<string>[];
}
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
type Options = Readonly<Record<string, Option<unknown>>>;
type Values<O extends Options> = { readonly [K in keyof O]: O[K] extends Option<infer V> ? V : never };

/** Who asks, as Discord says: the only thing to authorise on. */
export interface Caller {
  readonly userId: string;
  /** Null outside of servers. */
  readonly guildId: string | null;
}

export interface Call extends Caller {
  readonly options: OptionReader;
}

export interface Command {
  readonly json: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** Whether only the caller shall see the reply; decided before anything is computed, because Discord fixes it with the first answer. */
  isPrivate(options: OptionReader): boolean;
  run(call: Call, ctx: AppContext): Promise<Post>;
  suggest(
    focused: { readonly name: string; readonly value: string },
    options: OptionReader,
    ctx: AppContext,
  ): readonly APIApplicationCommandOptionChoice<string>[];
}

/** The name of the option that makes a reply visible to the channel. */
export const SHARE = "share";

/**
 * A command out of its options and what it does. Replies are private; a command with a `share` option can be asked to
 * answer for everyone. Commands work in servers, in the bot's DM and where a user installed the bot for himself.
 */
export function defineCommand<const O extends Options>(spec: {
  name: string;
  description: string;
  options: O;
  run(input: Values<O>, ctx: AppContext, caller: Caller): Promise<Post>;
}): Command {
  const entries = Object.entries(spec.options);
  return {
    json: {
      name: spec.name,
      description: spec.description,
      options: entries.map(([name, option]) => ({ ...option.json, name })),
      integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
      contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
    },
    isPrivate: (options) => !(SHARE in spec.options && options.getBoolean(SHARE) === true),
    // `async` so that a parse error rejects like any other failure.
    async run({ options, userId, guildId }, ctx) {
      const input = Object.fromEntries(entries.map(([name, option]) => [name, option.read(options, name)]));
      return spec.run(input as Values<O>, ctx, { userId, guildId });
    },
    suggest: ({ name, value }, options, ctx) => spec.options[name]?.suggest?.(value, options, ctx) ?? [],
  };
}
