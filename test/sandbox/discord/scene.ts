import { deflateSync, crc32 } from "node:zlib";
import {
  Client,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type ClientOptions,
  type Interaction,
  type ModalSubmitInteraction,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type StringSelectMenuInteraction,
} from "discord.js";
import {
  createLocalDiscord,
  type LocalDiscord,
  type LocalDiscordOptions,
} from "../../../sandbox/discord/localDiscord.ts";
import type { UserSide } from "../../../sandbox/discord/userSide.ts";
import { discordChecker } from "../../support/discordChecker/describedByDiscord.ts";

/** A real discord.js client at a local Discord, which Discord's own description judges where it is present. */
export interface Scene {
  readonly discord: LocalDiscord;
  readonly user: UserSide;
  readonly client: Client<true>;
  readonly you: string;
  readonly friend: string;
  /** The channel "general". */
  readonly channelId: string;
  readonly bot: Bot;
  /** Another client of the same bot, not logged in yet; it is closed with the scene. */
  newClient(options?: Partial<ClientOptions>): Client;
  stop(): Promise<void>;
}

type Handler<I, T> = (interaction: I) => Promise<T>;

/** Says what the bot does with the next interaction; returns what that came to. */
export interface Bot {
  onCommand<T>(handle: Handler<ChatInputCommandInteraction, T>): Promise<T>;
  onAutocomplete<T>(handle: Handler<AutocompleteInteraction, T>): Promise<T>;
  onButton<T>(handle: Handler<ButtonInteraction, T>): Promise<T>;
  onSelect<T>(handle: Handler<StringSelectMenuInteraction, T>): Promise<T>;
  onModal<T>(handle: Handler<ModalSubmitInteraction, T>): Promise<T>;
}

export const COMMANDS: RESTPostAPIChatInputApplicationCommandsJSONBody[] = [
  {
    name: "gex",
    description: "Gamma exposure of a ticker",
    description_localizations: { de: "Gamma-Exposition" },
    contexts: [0, 1, 2],
    integration_types: [0, 1],
    options: [{ type: 3, name: "symbol", description: "Ticker", required: true, autocomplete: true, max_length: 10 }],
  },
  {
    name: "watch",
    description: "Your watchlist",
    options: [
      {
        type: 1,
        name: "add",
        description: "Add a symbol",
        options: [{ type: 3, name: "symbol", description: "Ticker", required: true }],
      },
    ],
  },
  { name: "settings", description: "Settings of this server", default_member_permissions: "32", contexts: [0] },
];

/** 41250 ms would be Discord's own; a dead connection shows after two of these. */
const HEARTBEAT_MS = 1000;
const checker = discordChecker();

export async function openScene(
  options: LocalDiscordOptions = {},
  clientOptions: Partial<ClientOptions> = {},
): Promise<Scene> {
  const discord = await createLocalDiscord({
    heartbeatMs: HEARTBEAT_MS,
    ...(checker ? { judge: checker } : {}),
    ...options,
  });
  const clients: Client[] = [];
  const newClient = (more: Partial<ClientOptions> = {}): Client => {
    const created = new Client({
      intents: [],
      allowedMentions: { parse: [] },
      enforceNonce: true,
      ...more,
      rest: { api: discord.api },
    });
    clients.push(created);
    return created;
  };
  const client = newClient(clientOptions);
  await login(client, discord.token);
  const [you, friend] = discord.user.users();
  const [channel] = discord.user.channels(you?.id ?? "");
  if (!you || !friend || !channel || !client.isReady()) throw new Error("The local Discord has not its usual world");
  return {
    discord,
    user: discord.user,
    client,
    you: you.id,
    friend: friend.id,
    channelId: channel.id,
    bot: botOf(client),
    newClient,
    async stop() {
      await Promise.all(clients.map((each) => each.destroy()));
      await discord.stop();
    },
  };
}

/** Logs in and waits until the client is ready. */
export async function login(client: Client, token: string): Promise<void> {
  const ready = new Promise<void>((resolve) => void client.once("clientReady", () => resolve()));
  await client.login(token);
  await ready;
}

function botOf(client: Client): Bot {
  const next =
    <I extends Interaction>(isExpected: (interaction: Interaction) => interaction is I) =>
    async <T>(handle: Handler<I, T>): Promise<T> => {
      const interaction = await new Promise<Interaction>((resolve) => void client.once("interactionCreate", resolve));
      if (!isExpected(interaction)) throw new Error(`An interaction of type ${interaction.type} was not expected`);
      return handle(interaction);
    };
  return {
    onCommand: next((interaction) => interaction.isChatInputCommand()),
    onAutocomplete: next((interaction) => interaction.isAutocomplete()),
    onButton: next((interaction) => interaction.isButton()),
    onSelect: next((interaction) => interaction.isStringSelectMenu()),
    onModal: next((interaction) => interaction.isModalSubmit()),
  };
}

/** Returns a one-coloured PNG of this size in pixels. */
export function pngOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const rows = Buffer.alloc(height * (1 + 3 * width), 0x40);
  for (let y = 0; y < height; y += 1) rows[y * (1 + 3 * width)] = 0;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  const checksum = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
