import type { ServerResponse } from "node:http";
import type { LocalEvents, UserSide } from "../discord/userSide.ts";

/** Proxies and sleeping laptops drop silent connections; a comment line this often keeps it open. */
const KEEP_ALIVE_MS = 25_000;

/**
 * Streams to one user's page what happens at the local Discord, as server-sent events, until the connection closes:
 * only channels this user sees, and of the ephemeral messages only the user's own.
 */
export function streamEvents(response: ServerResponse, user: UserSide, userId: string): void {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  response.write(": connected\n\n");

  const send = <E extends keyof LocalEvents>(event: E, payload: LocalEvents[E]) =>
    response.write(`event: ${event}\ndata: ${JSON.stringify(payload)}\n\n`);
  const sees = (channelId: string) => user.channels(userId).some((channel) => channel.id === channelId);

  const unsubscribe = [
    user.on("message", (payload) => {
      const visible = payload.visibleTo === null || payload.visibleTo === userId;
      if (visible && sees(payload.message.channel_id)) send("message", payload);
    }),
    user.on("deleted", (payload) => {
      if (sees(payload.channelId)) send("deleted", payload);
    }),
    user.on("failed", (payload) => {
      if (payload.userId === userId) send("failed", payload);
    }),
    user.on("presence", (payload) => send("presence", payload)),
  ];
  const keepAlive = setInterval(() => response.write(": still here\n\n"), KEEP_ALIVE_MS);
  response.on("close", () => {
    clearInterval(keepAlive);
    for (const off of unsubscribe) off();
  });
}
