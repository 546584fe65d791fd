import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createGzip, gzipSync } from "node:zlib";

/** What a path does when it is asked. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export interface Upstream {
  /** "http://127.0.0.1:port" */
  readonly origin: string;
  /** Everything that was asked, in order. */
  readonly requests: readonly { readonly path: string; readonly headers: IncomingHttpHeaders }[];
  /** Changes what a path does; a path without behaviour answers 404. */
  on(path: string, behaviour: Behaviour): void;
  close(): Promise<void>;
}

/** A source that misbehaves on demand, on a port of its own. */
export async function startUpstream(routes: Readonly<Record<string, Behaviour>> = {}): Promise<Upstream> {
  const table = new Map(Object.entries(routes));
  const requests: { path: string; headers: IncomingHttpHeaders }[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    requests.push({ path, headers: request.headers });
    response.on("error", () => {});
    void Promise.resolve((table.get(path) ?? status(404))(request, response)).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    on: (path, behaviour) => void table.set(path, behaviour),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Headers = Readonly<Record<string, string>>;
const textOf = (body: unknown): string => (typeof body === "string" ? body : JSON.stringify(body));

/** 200 with a JSON body: a string or bytes as they are, anything else stringified. */
export function json(body: unknown, headers: Headers = {}): Behaviour {
  return (_, response) => {
    response.writeHead(200, { "content-type": "application/json", ...headers });
    response.end(body instanceof Uint8Array ? body : textOf(body));
  };
}

export function gzipped(body: unknown): Behaviour {
  return json(gzipSync(body instanceof Uint8Array ? body : textOf(body)), { "content-encoding": "gzip" });
}

export function status(code: number, headers: Headers = {}, body = ""): Behaviour {
  return (_, response) => void response.writeHead(code, headers).end(body);
}

export function html(code = 200): Behaviour {
  return status(code, { "content-type": "text/html" }, "<!doctype html><title>Just a moment</title>");
}

export function redirect(to: string): Behaviour {
  return status(302, { location: to });
}

/** One behaviour after another; the last one stays. */
export function sequence(...steps: readonly [Behaviour, ...Behaviour[]]): Behaviour {
  let turn = 0;
  return (request, response) => steps[Math.min(turn++, steps.length - 1)]!(request, response);
}

export function delayed(ms: number, then: Behaviour): Behaviour {
  return async (request, response) => {
    await sleep(ms);
    await then(request, response);
  };
}

/** Accepts the request and never says a word. */
export const hang: Behaviour = () => {};

/** Headers at once, then a byte of a JSON body every `everyMs`, for ever. */
export function drip(everyMs: number): Behaviour {
  return async (_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.write("[");
    while (!response.destroyed) {
      await sleep(everyMs);
      response.write(" ");
    }
  };
}

/** Promises the whole body and closes the connection after a part of it. */
export function truncated(body: unknown, share = 0.5): Behaviour {
  return (_, response) => {
    const text = textOf(body);
    response.writeHead(200, { "content-type": "application/json", "content-length": String(text.length) });
    response.write(text.slice(0, Math.floor(text.length * share)), () => response.destroy());
  };
}

/** Closes the connection without an answer. */
export const reset: Behaviour = (request) => void request.socket.resetAndDestroy();

/** A small gzip body that unpacks to `bytes` of white space and then to JSON. */
export function bomb(bytes: number): Behaviour {
  return (_, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
    const gzip = createGzip({ level: 9 });
    gzip.pipe(response);
    const block = Buffer.alloc(1 << 20, 0x20);
    gzip.write("[");
    let left = bytes;
    const pump = (): void => {
      while (left > 0 && !response.destroyed) {
        left -= block.length;
        if (!gzip.write(block)) return void gzip.once("drain", pump);
      }
      gzip.end("]");
    };
    pump();
  };
}
