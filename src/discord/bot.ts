import { Events, Status, type Interaction } from "discord.js";
import type { Command } from "../commands/command.ts";
import type { AppContext } from "../context.ts";
import { createClient } from "./client.ts";
import { deployCommands } from "./deploy.ts";
import { createCourier, type Courier } from "./courier.ts";
import { createCustomIds } from "./customIds.ts";
import { createDoor } from "./door.ts";
import { createGate, type PersonalPace } from "./gate.ts";
import { readGuildIds } from "./guildIds.ts";
import { countInvalid } from "./invalidRequests.ts";
import { createJournal } from "./journal.ts";
import { press } from "./press.ts";
import { createCourierRest } from "./restOptions.ts";
import { answer, suggest } from "./reply.ts";
import { ConnectionRefused } from "./startFailure.ts";
import { createTokenBuckets } from "../tokenBuckets.ts";

export interface BotOptions {
  readonly token: string;
  readonly commands: readonly Command[];
  /** Where Discord is; the sandbox and tests point it at the local one. */
  readonly apiBase?: string;
  /** How fast one person may use it; default: as a person does. */
  readonly personalPace?: PersonalPace;
  /** Called once when Discord closes the door for good (a revoked token, a refused intent); retrying would burn the token. */
  readonly onFatal: (reason: string) => void;
}

export interface Bot {
  /** Name of the bot's account. */
  readonly name: string;
  readonly commands: "registered" | "unchanged";
  /** What its commands reach. */
  readonly ctx: AppContext;
  /** Takes letters to Discord. */
  readonly courier: Courier;
  /** Requests of the last ten minutes that Discord refused with 401, 403 or 429. */
  invalidRequests(): number;
  /** The servers that have the bot. */
  guildIds(): Promise<readonly string[]>;
  /** Whether the gateway connection stands at this moment; during a resume it does not. */
  isConnected(): boolean;
  /** Takes no new work, lets answers under way finish for up to `graceMs`, then leaves. */
  stop(graceMs?: number): Promise<void>;
}

/** Suggestions a user gets per second: one per key of a fast typist, and the memory of that for as many users. */
const TYPING = { capacity: 20, perSecond: 20, most: 10_000 };

/** Close codes after which Discord accepts no reconnect. Source: Discord developer documentation, "Gateway Close Event Codes". */
const FATAL_CLOSE: Readonly<Record<number, string>> = {
  4004: "Discord no longer accepts the token",
  4010: "the shard is invalid",
  4011: "the bot is in too many servers for one connection",
  4012: "the gateway version is no longer served",
  4013: "Discord does not know an intent",
  4014: "Discord refuses an intent",
};

/**
 * Connects to Discord and answers interactions.
 * @throws {Error} with code "TokenInvalid" or a DiscordAPIError when the token is refused.
 */
export async function startBot(
  given: Omit<AppContext, "door">,
  { token, commands, apiBase, personalPace, onFatal }: BotOptions,
): Promise<Bot> {
  const client = createClient(apiBase);
  const ids = createCustomIds({ secret: token, now: given.now });
  const courierRest = createCourierRest({ token, apiBase });
  const courier = createCourier({ rest: courierRest, ids });
  const ctx: AppContext = { ...given, door: createDoor({ rest: client.rest, courier }) };
  const desk = {
    ctx,
    ids,
    journal: createJournal({ log: ctx.log, secret: token }),
    gate: createGate({
      underWay: () => underWay.size,
      now: () => performance.now(),
      ...(personalPace && { pace: personalPace }),
    }),
  };
  const byName = new Map(commands.map((command) => [command.json.name, command]));
  const pace = createTokenBuckets({ ...TYPING, now: () => performance.now() });
  const underWay = new Set<Promise<void>>();
  let connected = false;
  let stopping = false;

  client.on(Events.InteractionCreate, (interaction) => {
    if (stopping) return;
    const work = handle(interaction);
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  });
  client.on(Events.Error, (error) => ctx.log.error({ err: error }, "discord client"));
  client.on(Events.ShardDisconnect, ({ code }) => {
    const reason = FATAL_CLOSE[code];
    if (!reason || stopping) return;
    if (connected) onFatal(reason);
    else refused.reject(new ConnectionRefused(`Discord ended the connection: ${reason}.`));
  });
  const refused = Promise.withResolvers<never>();
  refused.promise.catch(() => undefined);

  try {
    client.rest.setToken(token);
    const deployed = await deployCommands(client.rest, commands);
    const ready = new Promise<string>((resolve) =>
      client.once(Events.ClientReady, ({ user }) => resolve(user.username)),
    );
    await client.login(token).catch(inWords);
    const name = await Promise.race([ready, refused.promise]);
    connected = true;
    return {
      name,
      commands: deployed,
      ctx,
      courier,
      invalidRequests: countInvalid([client.rest, courierRest], () => performance.now()),
      guildIds: () => readGuildIds(client.rest),
      isConnected,
      stop,
    };
  } catch (error) {
    await client.destroy();
    throw error;
  }

  function isConnected(): boolean {
    // `isReady` alone stays true while a connection that was lost comes back.
    return client.isReady() && client.ws.shards.every(({ status }) => status === Status.Ready);
  }

  async function handle(interaction: Interaction): Promise<void> {
    if (interaction.isChatInputCommand() || interaction.isAutocomplete()) {
      const command = byName.get(interaction.commandName);
      // A command Discord still shows from an older version: there is nobody to answer it.
      if (!command) return ctx.log.warn({ command: interaction.commandName }, "unknown command");
      return interaction.isAutocomplete()
        ? suggest(interaction, command, { ctx, pace })
        : answer(interaction, command, desk);
    }
    if (interaction.isMessageComponent()) return press(interaction, desk);
  }

  async function stop(graceMs = 10_000): Promise<void> {
    stopping = true;
    const grace = new Promise((resolve) => setTimeout(resolve, graceMs).unref());
    await Promise.race([Promise.allSettled(underWay), grace]);
    await client.destroy();
  }
}

/** A gateway that refuses the bot rejects the login with a bare sentence ("Used disallowed intents"). */
function inWords(error: unknown): never {
  const isRefusal = error instanceof Error && error.constructor === Error && !("code" in error) && !error.cause;
  throw isRefusal
    ? new ConnectionRefused(`Discord refuses the connection: ${error.message}.`, { cause: error })
    : error;
}
