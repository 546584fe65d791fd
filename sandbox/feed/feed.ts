import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream/promises";
import { constants, createGzip } from "node:zlib";
import type { FeedKind, FeedSource } from "./source.ts";

export interface Feed {
  /** What takes the place of https://cdn.cboe.com/api/global. */
  readonly baseUrl: string;
  /** Requests answered or being answered since the start, refusals included. */
  readonly requests: number;
  /** Stops listening and cuts every connection. */
  stop(): Promise<void>;
}

/** The paths Cboe publishes; the name is matched undecoded, so that nothing encoded can pass as a name. */
const PATHS: readonly (readonly [RegExp, FeedKind])[] = [
  [pathOf("delayed_quotes/options"), "options"],
  [pathOf("delayed_quotes/quotes"), "quotes"],
  [pathOf("delayed_quotes/charts/historical"), "chart"],
  [/^\/api\/global\/us_indices\/daily_prices\/([A-Z]{1,6})_History\.csv$/, "index"],
];

function pathOf(folder: string): RegExp {
  return new RegExp(`^/api/global/${folder}/(_?[A-Z]{1,6}(?:\\.[A-Z])?)\\.json$`);
}

/** What S3 behind Cboe's CDN answers to an unknown symbol, a wrong path and a blocked address alike. */
const ACCESS_DENIED = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>`;

/**
 * An HTTP server on 127.0.0.1 in the shape of Cboe's delayed-quotes CDN. Keeps no body: every answer is made or streamed anew.
 * @throws {Error} when the port is taken.
 */
export async function createFeed({ source, port = 0 }: { source: FeedSource; port?: number }): Promise<Feed> {
  let requests = 0;
  const server = createServer((request, response) => {
    requests++;
    void answer(source, request, response);
  });
  const listening = Promise.withResolvers<void>();
  server.once("error", listening.reject);
  server.listen(port, "127.0.0.1", listening.resolve);
  await listening.promise;
  const address = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${address.port}/api/global`,
    get requests() {
      return requests;
    },
    stop: async () => {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      await closed.promise;
    },
  };
}

async function answer(source: FeedSource, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const [path = ""] = (request.url ?? "").split("?", 1);
    const asked = PATHS.map(([shape, kind]) => ({ name: shape.exec(path)?.[1], kind })).find(({ name }) => name);
    const readable = request.method === "GET" || request.method === "HEAD";
    const document = readable && asked?.name ? await source.open(asked.name, asked.kind) : null;
    if (!asked || !document) {
      response.writeHead(403, { "Content-Type": "application/xml" }).end(ACCESS_DENIED);
      return;
    }
    const zipped = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
    response.writeHead(200, {
      "Content-Type": asked.kind === "index" ? "text/csv" : "application/json",
      Date: document.date.toUTCString(),
      Vary: "Accept-Encoding",
      ...(zipped && { "Content-Encoding": "gzip" }),
    });
    if (request.method === "HEAD") {
      document.body.destroy();
      response.end();
    } else if (zipped) {
      await pipeline(document.body, createGzip({ level: constants.Z_BEST_SPEED }), response);
    } else {
      await pipeline(document.body, response);
    }
  } catch {
    // The client left, or a recorded file vanished: what was begun is cut off, anything else is the server's failure.
    if (response.headersSent) response.destroy();
    else response.writeHead(500).end();
  }
}
