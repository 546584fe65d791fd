import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { utcToNewYork } from "../../src/engine/newYork.ts";
import { bodyOf } from "./fakeFlashAlpha/figures.ts";
import {
  type Asked,
  DAILY,
  ENDPOINTS,
  type FakeEndpoint,
  type FakePlan,
  NAME,
  ORDER,
  requiredPlan,
  WITHOUT_EXPIRY,
} from "./fakeFlashAlpha/plans.ts";
import type { Behaviour } from "./upstream.ts";

export type { FakeEndpoint, FakePlan } from "./fakeFlashAlpha/plans.ts";

export interface FakeFlashAlphaOptions {
  readonly plan?: FakePlan;
  readonly key?: string;
  /** Ms since the epoch; its day is the quota's day. */
  readonly now?: () => number;
}

/** What the fake does otherwise than a healthy vendor. */
export interface Quirks {
  /** Calls a day, whatever the plan. */
  limit?: number | "unlimited";
  /** Sent in place of, or (null) without, the true header, by name. */
  headers: Record<string, string | null>;
  /** Body of a 429 in place of the documented one. */
  tooManyBody?: unknown;
  /** Whether a 403 is debited; nobody knows. */
  debits403: boolean;
  levelsAtRoot: boolean;
  /** The instant all figures are of, frozen. */
  asOf?: string;
  /** Replaces a healthy answer by what this makes of it. */
  distort?: (body: Readonly<Record<string, unknown>>, asked: Asked) => unknown;
  /** Symbols without options. */
  unknown: Set<string>;
}

export interface FakeFlashAlpha {
  readonly baseUrl: string;
  readonly key: string;
  /** Every request that came in, in order, whatever became of it. */
  readonly calls: readonly Asked[];
  /** How many came in, for one endpoint or all together. */
  count(endpoint?: FakeEndpoint): number;
  /** Requests no client of the vendor may make: a key in the address, a path outside the table. */
  readonly violations: readonly string[];
  readonly quirks: Quirks;
  setPlan(plan: FakePlan): void;
  /** Calls of the day somebody else has spent. */
  setUsed(used: number): void;
  /** An endpoint, or all, does this instead; null heals it. */
  misbehave(endpoint: FakeEndpoint | "all", behaviour: Behaviour | null): void;
  /** @throws {Error} naming the violations, if there were any. */
  close(): Promise<void>;
}

const DAY = 86_400_000;

/** FlashAlpha on a port of its own: plans, quotas, refusals, contradictions and faults as documented, nothing recorded. */
export async function startFakeFlashAlpha(options: FakeFlashAlphaOptions = {}): Promise<FakeFlashAlpha> {
  const { key = "fa-test-key-0123456789", now = Date.now } = options;
  let { plan = "free" } = options;
  const calls: Asked[] = [];
  const violations: string[] = [];
  const faults = new Map<FakeEndpoint | "all", Behaviour>();
  const quirks: Quirks = { headers: {}, debits403: true, levelsAtRoot: false, unknown: new Set(["ZZZZ"]) };
  let [used, day] = [0, dayOf(now())];

  const server = createServer((request, response) => {
    response.on("error", () => {});
    void Promise.resolve(answer(request, response)).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return {
    baseUrl: `http://127.0.0.1:${port}`,
    key,
    calls,
    violations,
    quirks,
    count: (endpoint) => calls.filter((call) => endpoint === undefined || call.endpoint === endpoint).length,
    setPlan: (next) => void (plan = next),
    setUsed: (next) => void (used = next),
    misbehave(endpoint, behaviour) {
      if (behaviour) faults.set(endpoint, behaviour);
      else faults.delete(endpoint);
    },
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      if (violations.length > 0) throw new Error(`requests FlashAlpha must never see:\n${violations.join("\n")}`);
    },
  };

  function answer(request: IncomingMessage, response: ServerResponse): void | Promise<void> {
    const asked = parse(request.url ?? "");
    if (typeof asked === "string") {
      violations.push(asked);
      return send(response, { status: 500, body: { error: asked } });
    }
    calls.push(asked);
    const fault = faults.get(asked.endpoint) ?? faults.get("all");
    if (dayOf(now()) !== day) [used, day] = [0, dayOf(now())];
    if (request.headers["x-api-key"] !== key)
      return send(response, { status: 401, body: { title: "Unauthorized", status: 401, detail: "Invalid API key" } });
    if (used >= limitNumber()) return tooMany(response);
    const required = requiredPlan(asked, utcToNewYork(now()).date);
    const lacks = ORDER.indexOf(plan) < ORDER.indexOf(required);
    if (!lacks || quirks.debits403) used++;
    if (fault) {
      for (const [name, value] of Object.entries(rateHeaders())) response.setHeader(name, value);
      return fault(request, response);
    }
    if (lacks) return restricted(response, required);
    if (quirks.unknown.has(asked.symbol))
      return counted(response, 404, { error: "symbol_not_found", message: `No options for ${asked.symbol}` });
    const asOf = quirks.asOf ?? new Date(Math.floor(now() / 15_000) * 15_000).toISOString();
    const body = bodyOf(asked, { asOf, levelsAtRoot: quirks.levelsAtRoot });
    return counted(response, 200, quirks.distort?.(body, asked) ?? body);
  }

  function restricted(response: ServerResponse, required: FakePlan): void {
    counted(response, 403, {
      status: "ERROR",
      error: "tier_restricted",
      message: `This needs the ${NAME[required]} plan @everyone`,
      current_plan: NAME[plan],
      required_plan: NAME[required],
    });
  }

  /** As in the vendor's reference: the text says 5 where the field says 10, and `remaining` is a string. */
  function tooMany(response: ServerResponse): void {
    const documented = {
      status: "ERROR",
      error: "Quota exceeded",
      message: "You have used all 5 requests of today",
      current_plan: NAME[plan],
      limit: 10,
      remaining: "0",
      upgrade_to: "Basic",
      reset_at: new Date(midnight()).toISOString(),
    };
    const seconds = Math.ceil((midnight() - now()) / 1000);
    const body = "tooManyBody" in quirks ? quirks.tooManyBody : documented;
    send(response, { status: 429, headers: { "retry-after": String(seconds), ...rateHeaders() }, body });
  }

  function counted(response: ServerResponse, status: number, body: unknown): void {
    send(response, { status, headers: rateHeaders(), body });
  }

  function rateHeaders(): Record<string, string> {
    const limit = quirks.limit ?? DAILY[plan];
    return {
      "x-ratelimit-limit": String(limit),
      "x-ratelimit-remaining": limit === "unlimited" ? "unlimited" : String(Math.max(0, limit - used)),
      "x-ratelimit-reset": String(midnight() / 1000),
    };
  }

  function send(
    response: ServerResponse,
    { status, headers = {}, body }: { status: number; headers?: Record<string, string>; body: unknown },
  ): void {
    const all: Record<string, string | null> = { "content-type": "application/json", ...headers, ...quirks.headers };
    const kept = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null);
    response.writeHead(status, Object.fromEntries(kept));
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  }

  function limitNumber(): number {
    const limit = quirks.limit ?? DAILY[plan];
    return limit === "unlimited" ? Infinity : limit;
  }

  function midnight(): number {
    return (dayOf(now()) + 1) * DAY;
  }
}

const dayOf = (at: number): number => Math.floor(at / DAY);
const PATH = /^\/v1\/exposure\/([a-z]+)\/([A-Z]{1,6}(?:\.[A-Z])?)$/;
const VRP_PATH = /^\/v1\/vrp\/([A-Z]{1,6}(?:\.[A-Z])?)(\/history)?$/;
const EXPIRATION = /^\d{4}-\d{2}-\d{2}$/;

/** What is asked; in words when nobody may ask it. Decided on the raw text: a parser would tidy it up first. */
function parse(url: string): Asked | string {
  const [path = "", query, ...more] = url.split("?");
  const [, ofVrp, isHistory] = VRP_PATH.exec(path) ?? [];
  if (/api[-_]?key/i.test(url)) return "a key in the address";
  if (ofVrp !== undefined && more.length === 0 && query === (isHistory && "days=365"))
    return { endpoint: isHistory ? "vrpHistory" : "vrp", symbol: ofVrp, expiration: null };
  const [, name, symbol = ""] = PATH.exec(path) ?? [];
  const endpoint = ENDPOINTS.find((one) => one === name && !one.startsWith("vrp"));
  const parameters = [...new URLSearchParams(query)];
  if (!endpoint || more.length > 0) return `outside the table: ${url}`;
  const expiration = parameters[0]?.[0] === "expiration" ? (parameters[0][1] ?? "") : null;
  const isPlain = parameters.length === 0 || (parameters.length === 1 && EXPIRATION.test(expiration ?? ""));
  return isPlain && (!WITHOUT_EXPIRY.includes(endpoint) || expiration === null)
    ? { endpoint, symbol, expiration }
    : `outside the table: ${url}`;
}
