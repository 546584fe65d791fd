import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import type { Events } from "./events.ts";
import { acceptSocket, type GatewayBackend } from "./gatewaySocket.ts";
import { gatewayGuild } from "./payloads.ts";
import { createSession, sendJson, type Session } from "./session.ts";
import type { World } from "./world.ts";

const OP_RECONNECT = 7;
const OP_INVALID_SESSION = 9;
const INTENT_GUILDS = 1 << 0;
/** Discord's limit for what a bot sends; ws enforces it. */
const MAX_PAYLOAD_BYTES = 4096;

/** What tests can do to the bot's connection. */
export interface GatewayControls {
  /** Identifies since the start: Discord allows 1000 a day. */
  readonly identifies: number;
  readonly resumes: number;
  /** Cuts every socket; with a code it closes properly. The sessions stay resumable unless the code is 1000 or 1001. */
  dropSockets(code?: number): void;
  /** Op 7. */
  askReconnect(): void;
  /** Op 9. */
  invalidateSessions(resumable: boolean): void;
  /** True: heartbeats go unanswered, as on a dead connection. */
  swallowHeartbeatAcks(swallow: boolean): void;
}

export interface Gateway {
  readonly controls: GatewayControls;
  /** Sends an event to every session that asked for one of these intents; 0 means all sessions. */
  readonly dispatch: (event: string, data: unknown, intent: number) => void;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  stop(): void;
}

interface Deps {
  readonly world: World;
  readonly token: string;
  readonly heartbeatMs: number;
  readonly events: Events;
  /** Address for resumes. */
  readonly url: string;
}

/** Holds the bot's sessions: they outlive their sockets until a new identify or a closing with 1000 or 1001. */
export function createGateway({ world, token, heartbeatMs, events, url }: Deps): Gateway {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_PAYLOAD_BYTES });
  const sessions = new Map<string, Session>();
  let identifies = 0;
  let resumes = 0;
  let isSwallowing = false;
  let wasOnline = false;

  function tellPresence(): void {
    const online = openSockets().length > 0;
    if (online !== wasOnline) events.emit("presence", { online });
    wasOnline = online;
  }

  function openSockets(): { session: Session; socket: WebSocket }[] {
    return [...sessions.values()].flatMap((session) => (session.socket ? [{ session, socket: session.socket }] : []));
  }

  const backend: GatewayBackend = {
    token,
    heartbeatMs,
    acknowledgesHeartbeats: () => !isSwallowing,
    start(socket, { intents, shard }) {
      identifies += 1;
      for (const [id, old] of sessions) if (!old.socket) sessions.delete(id);
      const session = createSession(intents, socket);
      sessions.set(session.id, session);
      // READY comes first and lists the guilds as not loaded yet: discord.js waits for their GUILD_CREATE.
      session.push("READY", readyPayload(session, { world, url, shard }));
      if (intents & INTENT_GUILDS)
        for (const guild of guildsWithBot(world)) session.push("GUILD_CREATE", gatewayGuild(guild, world));
      tellPresence();
      return session;
    },
    find(sessionId) {
      const session = sessions.get(sessionId);
      return session && !session.ended ? session : null;
    },
    resume(session, socket, { after }) {
      resumes += 1;
      const old = session.socket;
      session.socket = socket;
      old?.terminate();
      session.replay(after);
      session.push("RESUMED", {});
      tellPresence();
    },
    leave(session, code) {
      session.socket = null;
      if (code === 1000 || code === 1001) session.ended = true;
      tellPresence();
    },
  };

  const controls: GatewayControls = {
    get identifies() {
      return identifies;
    },
    get resumes() {
      return resumes;
    },
    dropSockets(code) {
      for (const { socket } of openSockets()) {
        if (code === undefined) socket.terminate();
        else socket.close(code);
      }
    },
    askReconnect() {
      for (const { socket } of openSockets()) sendJson(socket, { op: OP_RECONNECT, d: null });
    },
    invalidateSessions(resumable) {
      for (const { session, socket } of openSockets()) {
        session.ended = !resumable;
        sendJson(socket, { op: OP_INVALID_SESSION, d: resumable });
      }
    },
    swallowHeartbeatAcks(swallow) {
      isSwallowing = swallow;
    },
  };

  return {
    controls,
    dispatch(event, data, intent) {
      for (const session of sessions.values())
        if (!session.ended && (intent === 0 || session.intents & intent)) session.push(event, data);
    },
    upgrade(request, socket, head) {
      const { searchParams } = new URL(request.url ?? "/", "http://localhost");
      server.handleUpgrade(request, socket, head, (webSocket) => acceptSocket(webSocket, searchParams, backend));
    },
    stop() {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}

function guildsWithBot(world: World) {
  return [...world.guilds.values()].filter((guild) => world.hasBot(guild.id));
}

function readyPayload(session: Session, { world, url, shard }: { world: World; url: string; shard: unknown }) {
  const { profile } = world.bot;
  return {
    v: 10,
    user: { ...profile, verified: true, mfa_enabled: true, email: null },
    guilds: guildsWithBot(world).map(({ id }) => ({ id, unavailable: true })),
    session_id: session.id,
    session_type: "normal",
    resume_gateway_url: url,
    application: { id: profile.id, flags: 0 },
    shard,
    private_channels: [],
    presences: [],
    relationships: [],
    user_settings: {},
  };
}
