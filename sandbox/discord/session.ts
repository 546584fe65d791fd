import { randomBytes } from "node:crypto";
import type { WebSocket } from "ws";

const KEPT_EVENTS = 1000;

interface Dispatch {
  readonly op: 0;
  readonly t: string;
  readonly s: number;
  readonly d: unknown;
}

/** A gateway session: it outlives its socket, and keeps what was sent so that a resume can catch up. */
export interface Session {
  readonly id: string;
  readonly intents: number;
  /** Null while the bot is away. */
  socket: WebSocket | null;
  /** Ended for good: by a close with 1000 or 1001, or by op 9. */
  ended: boolean;
  /** Sequence number of the last event. */
  readonly sequence: number;
  push(event: string, data: unknown): void;
  /** Sends again, in order, what came after this sequence number. */
  replay(after: number): void;
}

export function createSession(intents: number, socket: WebSocket): Session {
  const buffer: Dispatch[] = [];
  let sequence = 0;
  const send = (dispatch: Dispatch): void => {
    if (session.socket) sendJson(session.socket, dispatch);
  };
  const session: Session = {
    id: randomBytes(16).toString("hex"),
    intents,
    socket,
    ended: false,
    get sequence() {
      return sequence;
    },
    push(event, data) {
      sequence += 1;
      // A copy: what is replayed later is the state of the moment, whatever became of the objects since.
      const dispatch: Dispatch = { op: 0, t: event, s: sequence, d: structuredClone(data) };
      buffer.push(dispatch);
      if (buffer.length > KEPT_EVENTS) buffer.shift();
      send(dispatch);
    },
    replay(after) {
      for (const dispatch of buffer) if (dispatch.s > after) send(dispatch);
    },
  };
  return session;
}

/** Sends unless the socket is closing. */
export function sendJson(socket: WebSocket, message: unknown): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
}
