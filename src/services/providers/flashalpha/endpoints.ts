import type { PublishedBlock } from "../../../engine/published.ts";
import type { NyDate } from "../../../engine/snapshot.ts";
import type { Ticker } from "../../../engine/ticker.ts";
import { isIndex } from "../../indices.ts";
import { larger, type Plan } from "./plans.ts";

export type Endpoint = "levels" | "gex" | "dex" | "vex" | "chex" | "sheet";
export type ExposureBlock = Exclude<PublishedBlock, "levels">;

/** What one request asks for. */
export interface Call {
  readonly endpoint: Endpoint;
  /** The underlying, never a root like SPXW. */
  readonly symbol: Ticker;
  /** One expiry; null for the whole chain. */
  readonly expiration: NyDate | null;
}

interface EndpointFacts {
  readonly gives: readonly PublishedBlock[];
  /** The smallest plan for the whole chain and for one expiry. */
  readonly chain: Plan;
  readonly expiry: Plan;
}

/** Source: the vendor's API reference, "Endpoints" and "Plans and limits". */
const ENDPOINTS: Readonly<Record<Endpoint, EndpointFacts>> = {
  levels: { gives: ["levels"], chain: "free", expiry: "free" },
  gex: { gives: ["gex"], chain: "growth", expiry: "free" },
  dex: { gives: ["dex"], chain: "basic", expiry: "basic" },
  vex: { gives: ["vex"], chain: "basic", expiry: "basic" },
  chex: { gives: ["chex"], chain: "basic", expiry: "basic" },
  sheet: { gives: ["gex", "dex", "vex", "chex"], chain: "growth", expiry: "growth" },
};

export const blocksOf = (endpoint: Endpoint): readonly PublishedBlock[] => ENDPOINTS[endpoint].gives;

/** The endpoints that give a block, the one for this block alone first. */
export const givers = (block: PublishedBlock): readonly Endpoint[] =>
  block === "levels" ? ["levels"] : [block, "sheet"];

/** The smallest plan that may make the call on this New York date: today's expiry and indices are sold apart. */
export function planFor({ endpoint, symbol, expiration }: Call, today: NyDate): Plan {
  const facts = ENDPOINTS[endpoint];
  const byExpiry = expiration === null ? facts.chain : expiration === today ? "growth" : facts.expiry;
  return isIndex(symbol) ? larger(byExpiry, "basic") : byExpiry;
}

/** One name per request: equal names are answered by the same body. */
export const callKey = ({ endpoint, symbol, expiration }: Call): string =>
  `${symbol} ${endpoint} ${expiration ?? "all"}`;

const SYMBOL = /^[A-Z]{1,6}(?:\.[A-Z])?$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Address of a call below `baseUrl`, without the key. The symbol has passed the allow-list already; that nothing in it
 * leads out of the path is checked again here and on the finished address.
 * @throws {RangeError} when it does.
 */
export function callUrl(baseUrl: string, { endpoint, symbol, expiration }: Call): URL {
  const folder = new URL(`v1/exposure/${endpoint}/`, baseUrl.endsWith("/") ? baseUrl : `${baseUrl}/`);
  const url = new URL(symbol, folder);
  if (!SYMBOL.test(symbol) || url.href !== folder.href + symbol) throw new RangeError("not a symbol");
  if (expiration === null) return url;
  if (!DATE.test(expiration)) throw new RangeError("not a date");
  url.searchParams.set("expiration", expiration);
  return url;
}
