import type { WebSocket } from "ws";
import { sendJson, type Session } from "./session.ts";

const OP = {
  heartbeat: 1,
  identify: 2,
  presence: 3,
  voice: 4,
  resume: 6,
  members: 8,
  invalid: 9,
  hello: 10,
  ack: 11,
} as const;
const ALL_INTENTS = 0x3ffffff;
/** Members, presences and message content: none is switched on for this application. */
const PRIVILEGED_INTENTS = (1 << 1) | (1 << 8) | (1 << 15);
const SENDS_PER_MINUTE = 120;
const MINUTE_MS = 60_000;

/** What a socket needs of the gateway behind it. */
export interface GatewayBackend {
  readonly token: string;
  readonly heartbeatMs: number;
  readonly acknowledgesHeartbeats: () => boolean;
  /** Starts a session and sends READY. */
  readonly start: (socket: WebSocket, options: { readonly intents: number; readonly shard: unknown }) => Session;
  /** The session that may be continued, or null. */
  readonly find: (sessionId: string) => Session | null;
  /** Puts the socket in the place of the session's old one and sends what was missed. */
  readonly resume: (session: Session, socket: WebSocket, options: { readonly after: number }) => void;
  readonly leave: (session: Session, code: number) => void;
}

/** Speaks the gateway protocol with one socket: version 10, JSON, uncompressed, as discord.js does without zlib-sync. */
export function acceptSocket(socket: WebSocket, query: URLSearchParams, gateway: GatewayBackend): void {
  let session: Session | null = null;
  let sends = 0;
  let countingSince = Date.now();

  // Too long a payload ends up here; ws closes the socket by itself.
  socket.on("error", () => undefined);
  if (query.get("v") !== "10") return socket.close(4012, "Invalid API version");
  if ((query.get("encoding") ?? "json") !== "json") return socket.close(4002, "Only json is spoken here.");
  socket.on("message", (data: Buffer) => receive(parse(data.toString())));
  socket.on("close", (code) => {
    if (session?.socket === socket) gateway.leave(session, code);
  });
  sendJson(socket, { op: OP.hello, d: { heartbeat_interval: gateway.heartbeatMs } });

  function receive(message: Message | null): void {
    if (isTooFast()) return socket.close(4008, "Rate limited.");
    if (!message) return socket.close(4002, "Error while decoding payload.");
    switch (message.op) {
      case OP.heartbeat:
        if (gateway.acknowledgesHeartbeats()) sendJson(socket, { op: OP.ack });
        return;
      case OP.identify:
        return identify(message.d);
      case OP.resume:
        return resume(message.d);
      case OP.presence:
      case OP.voice:
      case OP.members:
        if (!session) socket.close(4003, "Not authenticated.");
        return;
      default:
        return socket.close(4001, "Unknown opcode.");
    }
  }

  function identify({ token, intents, shard = [0, 1] }: Message["d"]): void {
    if (session) return socket.close(4005, "Already authenticated.");
    if (!isOurToken(token)) return socket.close(4004, "Authentication failed.");
    if (typeof intents !== "number" || intents < 0 || intents > ALL_INTENTS)
      return socket.close(4013, "Invalid intent(s).");
    if (intents & PRIVILEGED_INTENTS) return socket.close(4014, "Disallowed intent(s).");
    session = gateway.start(socket, { intents, shard });
  }

  function resume({ token, session_id, seq }: Message["d"]): void {
    if (session) return socket.close(4005, "Already authenticated.");
    if (!isOurToken(token)) return socket.close(4004, "Authentication failed.");
    const known = gateway.find(String(session_id));
    if (!known) return sendJson(socket, { op: OP.invalid, d: false });
    if (!(Number(seq) <= known.sequence)) return socket.close(4007, "Invalid seq.");
    session = known;
    gateway.resume(known, socket, { after: Number(seq) });
  }

  /** With or without the "Bot " prefix: client libraries differ, Discord takes both. */
  function isOurToken(given: unknown): boolean {
    return typeof given === "string" && given.replace(/^Bot /, "") === gateway.token;
  }

  function isTooFast(): boolean {
    if (Date.now() - countingSince > MINUTE_MS) {
      countingSince = Date.now();
      sends = 0;
    }
    sends += 1;
    return sends > SENDS_PER_MINUTE;
  }
}

interface Message {
  readonly op: unknown;
  readonly d: Readonly<Record<string, unknown>>;
}

function parse(raw: string): Message | null {
  try {
    const message = JSON.parse(raw) as unknown;
    if (typeof message !== "object" || message === null) return null;
    const { op, d } = message as { op?: unknown; d?: unknown };
    return { op, d: Object(d ?? {}) as Message["d"] };
  } catch {
    return null;
  }
}
