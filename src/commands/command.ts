import {
  ApplicationCommandOptionType,
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
export type OptionReader = TypedReader & Pick<ChatInputCommandInteraction["options"], "getNumber" | "getChannel">;

/** What is there while the user is still typing. */
export type TypedReader = Pick<ChatInputCommandInteraction["options"], "getString" | "getBoolean" | "getSubcommand">;

/** One option, declared once: what Discord shows, how its value is read and parsed, and what it suggests while typing. */
export interface Option<Value> {
  readonly json: DistributiveOmit<APIApplicationCommandBasicOption, "name">;
  /** @throws {UserError} in words the user can act on. */
  read(options: OptionReader, name: string): Value;
  /** Up to 25 choices for the text typed so far, from memory only: it must answer at once and never ask a source. */
  suggest?(typed: string, options: TypedReader, ctx: AppContext): Choices;
  /** The same out of what this user keeps in the store. */
  suggestOwn?(typed: string, ctx: AppContext, asker: Asker): Promise<Choices>;
}
type Choices = readonly APIApplicationCommandOptionChoice<string>[];
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
type Options = Readonly<Record<string, Option<unknown>>>;
type Values<O extends Options> = { readonly [K in keyof O]: O[K] extends Option<infer V> ? V : never };

/** On whose account something is read. */
export interface Asker {
  readonly userId: string;
  /** Null outside of servers. */
  readonly guildId: string | null;
}

/** Who asks, as Discord says: the only thing to authorise on. */
export interface Caller extends Asker {
  readonly channelId: string;
  /** What he may do in this channel, Discord's bits; null outside of servers. */
  readonly permissions: bigint | null;
  /** Whether this channel is a thread; default: it is not. */
  readonly inThread?: boolean;
  /** Says in one line how far a long answer is, until it comes; returns at once and never throws. Default: nobody listens. */
  readonly progress?: (line: string) => void;
}

export interface Call extends Caller {
  readonly options: OptionReader;
}

export interface Command {
  readonly json: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** Whether only the caller shall see the reply; decided before anything is computed, because Discord fixes it with the first answer. */
  isPrivate(options: TypedReader): boolean;
  run(call: Call, ctx: AppContext): Promise<Post>;
  suggest(focused: { readonly name: string; readonly value: string }, options: TypedReader, ctx: AppContext): Choices;
  /** For an option that suggests what the user himself keeps; null for every other. */
  suggestOwn(typing: Typing, ctx: AppContext, asker: Asker): Promise<Choices> | null;
}

/** The option being typed, and those that are filled in. */
export interface Typing {
  readonly focused: { readonly name: string; readonly value: string };
  readonly options: TypedReader;
}

/** The name of the option that makes a reply visible to the channel. */
export const SHARE = "share";

interface Spec<O extends Options> {
  readonly name: string;
  readonly description: string;
  readonly options: O;
  readonly run: (input: Values<O>, ctx: AppContext, caller: Caller) => Promise<Post>;
}

/** What a command and a part of one have in common. */
export type Part = Pick<Command, "isPrivate" | "run" | "suggest" | "suggestOwn"> &
  Pick<Command["json"], "name" | "description"> & {
    readonly options: readonly APIApplicationCommandBasicOption[];
  };

/** A part of a command, "add" of "/watchlist add", out of its options and what it does. */
export function definePart<const O extends Options>({ name, description, options, run }: Spec<O>): Part {
  const entries = Object.entries(options);
  return {
    name,
    description,
    options: entries.map(([key, option]) => ({ ...option.json, name: key })),
    isPrivate: (given) => !(SHARE in options && given.getBoolean(SHARE) === true),
    // `async` so that a parse error rejects like any other failure.
    async run({ options: given, ...caller }, ctx) {
      const input = Object.fromEntries(entries.map(([key, option]) => [key, option.read(given, key)]));
      return run(input as Values<O>, ctx, caller);
    },
    suggest: ({ name: key, value }, given, ctx) => options[key]?.suggest?.(value, given, ctx) ?? [],
    suggestOwn: ({ focused: { name: key, value } }, ctx, asker) =>
      options[key]?.suggestOwn?.(value, ctx, asker) ?? null,
  };
}

/**
 * A command out of its options and what it does. Replies are private; a command with a `share` option can be asked to
 * answer for everyone. Commands work in servers, in the bot's DM and where a user installed the bot for himself.
 */
export function defineCommand<const O extends Options>(spec: Spec<O>): Command {
  const { name, description, options, ...part } = definePart(spec);
  return { json: { name, description, options: [...options], ...EVERYWHERE }, ...part };
}

/** A command out of parts, each with its own options. @param spec.where default: everywhere */
export function defineGroup(spec: {
  readonly name: string;
  readonly description: string;
  readonly parts: readonly Part[];
  readonly where?: Pick<Command["json"], "integration_types" | "contexts">;
}): Command {
  const { name, description, parts, where = EVERYWHERE } = spec;
  const chosen = (options: TypedReader) => parts.find((part) => part.name === options.getSubcommand())!;
  return {
    json: {
      name,
      description,
      options: parts.map((part) => ({
        type: ApplicationCommandOptionType.Subcommand as const,
        name: part.name,
        description: part.description,
        options: [...part.options],
      })),
      ...where,
    },
    isPrivate: (options) => chosen(options).isPrivate(options),
    run: async (call, ctx) => chosen(call.options).run(call, ctx),
    suggest: (focused, options, ctx) => chosen(options).suggest(focused, options, ctx),
    suggestOwn: (typing, ctx, asker) => chosen(typing.options).suggestOwn(typing, ctx, asker),
  };
}

const EVERYWHERE = {
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
};
