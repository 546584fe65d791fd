import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createCdn } from "./attachments.ts";
import { createCommands } from "./commands.ts";
import { createEvents } from "./events.ts";
import { createFaults, type Faults } from "./faults.ts";
import { createGateway, type GatewayControls } from "./gateway.ts";
import { createHttpHandler, type Latency } from "./http.ts";
import { createInteractions } from "./interactions.ts";
import type { Judge } from "./judge.ts";
import { createLedger, type LedgerEntry, type Violation } from "./ledger.ts";
import { createMessages } from "./messages.ts";
import { createPeople } from "./people.ts";
import { createRateLimits, type RateLimits } from "./rateLimits.ts";
import { createRouter } from "./router.ts";
import { accountRoutes } from "./routes/account.ts";
import { channelRoutes } from "./routes/channels.ts";
import { commandRoutes } from "./routes/commands.ts";
import { directMessageRoutes, type NewDmRefusal } from "./routes/directMessages.ts";
import { guildRoutes } from "./routes/guilds.ts";
import { interactionRoutes } from "./routes/interactions.ts";
import { webhookRoutes } from "./routes/webhooks.ts";
import type { UserSide } from "./userSide.ts";
import { createViews } from "./views.ts";
import { createWorld, type World } from "./world.ts";

const LOOPBACK = "127.0.0.1";

export interface LocalDiscordOptions {
  readonly token?: string;
  /** How long the bot has for its first answer, ms. */
  readonly ackMs?: number;
  /** How long it may edit and follow up after that, ms. */
  readonly tokenMs?: number;
  /** Short ones let a test find a dead connection soon. */
  readonly heartbeatMs?: number;
  /** 0: any free port. */
  readonly port?: number;
  /** ms since 1970 */
  readonly now?: () => number;
  readonly judge?: Judge;
  /** Messages kept of each channel, with their files. */
  readonly keptPerChannel?: number;
  /** Requests kept in the ledger. */
  readonly keptRequests?: number;
  /** How long a nonce is remembered, ms; Discord says "the past few minutes". */
  readonly nonceMs?: number;
  /** How long requests take; default: as long as the machine needs. */
  readonly latencyMs?: Latency;
  /**
   * False lets clients in that do not name themselves in the documented form. Discord does so too as long as they do not pose
   * as a browser (discord-api-docs issue 6473); a bot of ours shall keep to the documentation.
   */
  readonly demandsUserAgent?: boolean;
}

export interface LocalDiscord {
  /** What goes into `new Client({ rest: { api } })`; nothing else of the bot changes. */
  readonly api: string;
  /** "http://127.0.0.1:PORT" */
  readonly base: string;
  readonly token: string;
  readonly user: UserSide;
  readonly world: World;
  readonly faults: Faults;
  readonly gateway: GatewayControls;
  readonly rateLimits: RateLimits;
  /** What the bot has sent, the last 1000 unless told otherwise. */
  readonly requests: readonly LedgerEntry[];
  readonly violations: Violation[];
  /** From now on new DM channels are refused; null opens them again. */
  refuseNewDms(reason: NewDmRefusal | null): void;
  /** How much is held in memory: for tests that it stays bounded. */
  held(): { readonly files: number; readonly interactions: number };
  stop(): Promise<void>;
}

/**
 * Starts a Discord of our own on 127.0.0.1: REST v10 and gateway v10, strict enough that a bot which works here works there.
 *
 * Its world: the server "Local Discord" with the channels general and gex, its owner "you", the member "friend", the bot "gexcord".
 */
export async function createLocalDiscord({
  token = "bG9jYWw.local.discord",
  ackMs = 3000,
  tokenMs = 15 * 60_000,
  heartbeatMs = 41_250,
  port = 0,
  now = Date.now,
  judge,
  keptPerChannel = 200,
  keptRequests = 1000,
  demandsUserAgent = true,
  nonceMs = 5 * 60_000,
  latencyMs,
}: LocalDiscordOptions = {}): Promise<LocalDiscord> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, LOOPBACK, resolve);
  });
  const { port: boundPort } = server.address() as AddressInfo;
  const base = `http://${LOOPBACK}:${boundPort}`;
  const gatewayUrl = `ws://${LOOPBACK}:${boundPort}/gateway`;

  const world = createDefaultWorld(now);
  const events = createEvents();
  const cdn = createCdn(base, world.nextId);
  const gateway = createGateway({ world, token, heartbeatMs, events, url: gatewayUrl });
  const { dispatch } = gateway;
  const messages = createMessages({ world, cdn, events, dispatch, now, keptPerChannel, nonceMs });
  const commands = createCommands({ applicationId: world.bot.profile.id, nextId: world.nextId, now });
  const interactions = createInteractions({ nextId: world.nextId, events, now, ackMs, tokenMs });
  const views = createViews({ world, commands, messages });
  const user = createPeople({ world, views, messages, interactions, events, dispatch });
  const faults = createFaults();
  const rateLimits = createRateLimits(now);
  const ledger = createLedger(keptRequests);
  let newDmRefusal: NewDmRefusal | null = null;

  const find = createRouter([
    ...accountRoutes({ world, gatewayUrl, identifies: () => gateway.controls.identifies }),
    ...commandRoutes({ world, commands }),
    ...interactionRoutes({ world, messages, interactions }),
    ...webhookRoutes({ world, messages, interactions }),
    ...channelRoutes({ world, messages }),
    ...directMessageRoutes({ world, refusal: () => newDmRefusal }),
    ...guildRoutes({ world }),
  ]);
  const handle = createHttpHandler({
    find,
    token,
    demandsUserAgent,
    cdn,
    faults,
    rateLimits,
    ledger,
    judge: judge ?? null,
    now,
    latencyMs: latencyMs ?? null,
  });
  server.on("request", (request, response) => {
    // Only a connection that broke off ends up here: what goes wrong while answering is answered.
    handle(request, response).catch(() => request.socket.destroy());
  });
  server.on("upgrade", (request, socket, head) => {
    if (request.url?.startsWith("/gateway")) gateway.upgrade(request, socket, head);
    else socket.destroy();
  });

  return {
    api: `${base}/api`,
    base,
    token,
    user,
    world,
    faults,
    gateway: gateway.controls,
    rateLimits,
    requests: ledger.requests,
    violations: ledger.violations,
    refuseNewDms: (reason) => void (newDmRefusal = reason),
    held: () => ({ files: cdn.size, interactions: interactions.size }),
    async stop() {
      interactions.stop();
      gateway.stop();
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function createDefaultWorld(now: () => number): World {
  const world = createWorld("gexcord", now);
  const owner = world.addUser("you").profile.id;
  const guild = world.addGuild("Local Discord", owner);
  world.join(guild.id, world.addUser("friend").profile.id);
  world.addChannel(guild.id, "general");
  world.addChannel(guild.id, "gex");
  return world;
}
