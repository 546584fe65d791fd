import { onTestFinished } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";

/** A gateway that says hello and closes with this code as soon as the bot identifies. */
export async function startRefusingGateway(code: number): Promise<{ readonly url: string }> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await new Promise((resolve) => server.once("listening", resolve));
  server.on("connection", (socket: WebSocket) => {
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 41_250 } }));
    socket.on("message", () => socket.close(code));
  });
  onTestFinished(() => server.close());
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return { url: `ws://127.0.0.1:${address.port}` };
}
