import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ZodError } from "zod";
import type { UserSide } from "../discord/userSide.ts";
import { actsOf } from "./acts.ts";
import { loadAssets } from "./assets.ts";
import { BodyError, readJson } from "./body.ts";
import { streamEvents } from "./eventStream.ts";
import { refusalOf, SECURITY_HEADERS } from "./refusal.ts";
import type { ChannelState } from "./wire.ts";

export interface PageServer {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Serves the sandbox page on 127.0.0.1, and lets it act at the local Discord through `user`.
 *
 * @param port 0 or none: a free one
 * @param banner one line shown above the channel: what this is, and where its market data comes from
 */
export async function createPageServer({
  user,
  port = 0,
  banner = "Local sandbox. Nothing here reaches Discord.",
}: {
  user: UserSide;
  port?: number;
  banner?: string;
}): Promise<PageServer> {
  const assets = await loadAssets();
  const acts = actsOf(user);
  let online: boolean | null = null;
  const forgetPresence = user.on("presence", (payload) => (online = payload.online));

  const stateOf = (userId: string, wanted: string | null): ChannelState | null => {
    const channels = user.channels(userId);
    const channel = wanted === null ? channels[0] : channels.find(({ id }) => id === wanted);
    if (!channel) return null;
    return {
      banner,
      bot: user.bot,
      users: user.users(),
      channels,
      channelId: channel.id,
      commands: user.commands(channel.id),
      messages: user.messages(channel.id, userId),
      online,
    };
  };

  const get = (address: URL, response: ServerResponse) => {
    const asset = assets.get(address.pathname);
    if (asset) return void response.writeHead(200, { "content-type": asset.type }).end(asset.body);
    if (address.pathname !== "/state" && address.pathname !== "/events") return json(response, 404, NOT_FOUND);

    const userId = address.searchParams.get("user") ?? user.users().find(({ bot }) => !bot)?.id ?? "";
    if (!user.users().some(({ id }) => id === userId)) return json(response, 404, { error: "There is no such user." });
    if (address.pathname === "/events") return streamEvents(response, user, userId);
    const state = stateOf(userId, address.searchParams.get("channel"));
    return json(response, state ? 200 : 404, state ?? { error: "This user sees no such channel." });
  };

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    response.setHeader("cache-control", "no-store");
    const refusal = refusalOf(request, listening.port);
    if (refusal) return json(response, refusal.status, { error: refusal.error });
    const address = URL.parse(request.url ?? "/", "http://127.0.0.1");
    if (!address) return json(response, 400, { error: "That is not an address." });
    if (request.method === "GET") return get(address, response);
    const act = acts.get(address.pathname);
    if (!act) return json(response, 404, NOT_FOUND);
    return json(response, 200, await act(await readJson(request)));
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => answerFailure(response, error));
  });
  const listening = await new Promise<AddressInfo>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server.address() as AddressInfo));
  });

  return {
    url: `http://127.0.0.1:${listening.port}`,
    async stop() {
      forgetPresence();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

const NOT_FOUND = { error: "There is nothing at this address." };

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(body));
}

/** What the local Discord throws is meant for the person at the page ("The application did not respond"). */
function answerFailure(response: ServerResponse, error: unknown): void {
  if (response.headersSent) return void response.destroy();
  if (error instanceof BodyError) {
    // The rest of an oversized body is not read: the connection cannot be used again.
    response.setHeader("connection", "close");
    return json(response, error.status, { error: error.message });
  }
  if (error instanceof ZodError) return json(response, 400, { error: "The body does not have the expected fields." });
  return json(response, 422, { error: error instanceof Error ? error.message : String(error) });
}
