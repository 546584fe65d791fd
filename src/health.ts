import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { ConfigError } from "./config.ts";

/** What an operator's probe may know: no ids, no names of people or servers, no settings. */
export interface HealthReport {
  /** Whether the bot is connected to Discord right now. */
  readonly gateway: boolean;
  /** Whether worker threads take work. */
  readonly workers: boolean;
  /** Whether the store takes writes. */
  readonly store: boolean;
  /** Sources that are not asked for the moment because they failed repeatedly, by name. */
  readonly degraded: readonly string[];
}

export interface HealthOptions {
  /** 0 takes any free one. */
  readonly port: number;
  readonly host?: string;
  readonly status: () => Promise<HealthReport>;
  /** An event loop that was held up longer since the last probe is not alive. */
  readonly mostLagMs?: number;
}

export interface Health {
  readonly host: string;
  readonly port: number;
  stop(): Promise<void>;
}

interface Answer {
  readonly code: number;
  readonly body: object;
}

/**
 * `/healthz`: the process is alive. `/readyz`: it can answer people. 200 or 503, as JSON. A source that is down makes the
 * bot degraded, not unready: a restart would not bring it back, and costs one of Discord's identifies.
 * @throws {ConfigError} when the port cannot be opened.
 */
export async function createHealth({
  port,
  host = "127.0.0.1",
  status,
  mostLagMs = 5_000,
}: HealthOptions): Promise<Health> {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const routes = new Map<string, () => Answer | Promise<Answer>>([
    ["/healthz", alive],
    ["/readyz", ready],
  ]);
  const server = createServer((request, response) => void answer(request).then((given) => send(response, given)));
  try {
    await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, host, resolve));
  } catch (error) {
    delay.disable();
    throw inWords(error, { port, host });
  }
  const opened = server.address() as AddressInfo;
  return {
    host: opened.address,
    port: opened.port,
    stop: () =>
      new Promise((resolve) => {
        delay.disable();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function answer({ method, url = "" }: IncomingMessage): Promise<Answer> {
    const route = routes.get(url);
    if (!route) return { code: 404, body: { status: "not found" } };
    return method === "GET" ? route() : { code: 405, body: { status: "only GET" } };
  }

  function alive(): Answer {
    // The largest since the last probe: while the loop is held up, nobody is there to answer.
    const loopLagMs = Math.round(delay.max / 1e6);
    delay.reset();
    return loopLagMs > mostLagMs
      ? { code: 503, body: { status: "stuck", loopLagMs } }
      : { code: 200, body: { status: "alive", loopLagMs } };
  }

  async function ready(): Promise<Answer> {
    const { gateway, workers, store, degraded } = await status();
    const parts = { gateway, workers, store, degraded };
    if (!gateway || !workers || !store) return { code: 503, body: { status: "not ready", ...parts } };
    return { code: 200, body: { status: degraded.length > 0 ? "degraded" : "ready", ...parts } };
  }
}

function send(response: ServerResponse, { code, body }: Answer): void {
  const headers = { "content-type": "application/json", "cache-control": "no-store" };
  response.writeHead(code, code === 405 ? { ...headers, allow: "GET" } : headers).end(JSON.stringify(body));
}

function inWords(error: unknown, { port, host }: { port: number; host: string }): ConfigError {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  const why = code === "EADDRINUSE" ? "another program uses it" : code;
  return new ConfigError(`Settings to correct in .env:\n  HEALTH_PORT: ${host}:${port} cannot be opened (${why})`, {
    cause: error,
  });
}
