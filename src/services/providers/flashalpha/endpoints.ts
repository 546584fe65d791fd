import type { PublishedBlock } from "../../../engine/published.ts";
import type { NyDate } from "../../../engine/snapshot.ts";
import type { Ticker } from "../../../engine/ticker.ts";
import { isIndex } from "../../indices.ts";
import { larger, type Plan } from "./plans.ts";

export type Endpoint = "levels" | "gex" | "dex" | "vex" | "chex" | "sheet" | "vrp" | "vrpHistory";
export type ExposureBlock = Extract<PublishedBlock, "gex" | "dex" | "vex" | "chex">;

/** What one request asks for. */
export interface Call {
  readonly endpoint: Endpoint;
  /** The underlying, never a root like SPXW. */
  readonly symbol: Ticker;
  /** One expiry; null for the whole chain. */
  readonly expiration: NyDate | null;
}

interface EndpointFacts {
  /** Folder of the symbol below "v1/", and what follows the symbol. */
  readonly folder: string;
  readonly behind?: string;
  readonly days?: number;
  readonly gives: readonly PublishedBlock[];
  /** The smallest plan for the whole chain and for one expiry. */
  readonly chain: Plan;
  readonly expiry: Plan;
  /** Ms for which asking again is pointless, whatever the plan. */
  readonly steadyMs?: number;
}

/** The vendor's record grows once a day, after the close. */
const HOUR = 3_600_000;

/** Source: the vendor's API reference, "Endpoints" and "Plans and limits". */
const ENDPOINTS: Readonly<Record<Endpoint, EndpointFacts>> = {
  levels: { folder: "exposure/levels", gives: ["levels"], chain: "free", expiry: "free" },
  gex: { folder: "exposure/gex", gives: ["gex"], chain: "growth", expiry: "free" },
  dex: { folder: "exposure/dex", gives: ["dex"], chain: "basic", expiry: "basic" },
  vex: { folder: "exposure/vex", gives: ["vex"], chain: "basic", expiry: "basic" },
  chex: { folder: "exposure/chex", gives: ["chex"], chain: "basic", expiry: "basic" },
  sheet: { folder: "exposure/sheet", gives: ["gex", "dex", "vex", "chex"], chain: "growth", expiry: "growth" },
  vrp: { folder: "vrp", gives: ["vrp"], chain: "alpha", expiry: "alpha" },
  vrpHistory: {
    folder: "vrp",
    behind: "/history",
    days: 365,
    gives: ["vrpHistory"],
    chain: "alpha",
    expiry: "alpha",
    steadyMs: HOUR,
  },
};

const EXPOSURES: readonly PublishedBlock[] = ["gex", "dex", "vex", "chex"];
/** Of the contracts of some expiries; every other block is of the symbol as a whole. */
export const isExposure = (block: PublishedBlock): block is ExposureBlock => EXPOSURES.includes(block);

/** Whether an endpoint can be asked for one expiry. */
export const takesExpiry = (endpoint: Endpoint): boolean => blocksOf(endpoint).some(isExposure);

/** Whether it is read off the chain: then a symbol that it does not know has no options data at all. */
export const isOfChain = (endpoint: Endpoint): boolean => endpoint === "levels" || takesExpiry(endpoint);

/** For how long, in ms, an answer stays as it is whatever the plan; 0: it moves with the market. */
export const steadyFor = (endpoint: Endpoint): number => ENDPOINTS[endpoint].steadyMs ?? 0;

export const blocksOf = (endpoint: Endpoint): readonly PublishedBlock[] => ENDPOINTS[endpoint].gives;

/** The endpoints that give a block, the one for this block alone first. */
export const givers = (block: PublishedBlock): readonly Endpoint[] => (isExposure(block) ? [block, "sheet"] : [block]);

/** The smallest plan that may make the call on this New York date: today's expiry and indices are sold apart. */
export function planFor({ endpoint, symbol, expiration }: Call, today: NyDate): Plan {
  const facts = ENDPOINTS[endpoint];
  const byExpiry =
    expiration === null ? facts.chain : expiration === today ? larger(facts.expiry, "growth") : facts.expiry;
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
  const facts = ENDPOINTS[endpoint];
  const folder = new URL(`v1/${facts.folder}/`, baseUrl.endsWith("/") ? baseUrl : `${baseUrl}/`);
  const file = symbol + (facts.behind ?? "");
  const url = new URL(file, folder);
  if (!SYMBOL.test(symbol) || url.href !== folder.href + file) throw new RangeError("not a symbol");
  if (facts.days !== undefined) url.searchParams.set("days", String(facts.days));
  if (expiration === null) return url;
  if (!DATE.test(expiration)) throw new RangeError("not a date");
  url.searchParams.set("expiration", expiration);
  return url;
}
