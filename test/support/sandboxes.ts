import { onTestFinished } from "vitest";
import { loadConfig } from "../../src/config.ts";
import type { MarketChoice } from "../../sandbox/openMarket.ts";
import { createSandbox, type Sandbox } from "../../sandbox/sandbox.ts";

/** A quiet sandbox for one test; it is stopped when the test ends. */
export async function openSandbox(market: MarketChoice): Promise<Sandbox> {
  const sandbox = await createSandbox(loadConfig({ LOG_LEVEL: "silent" }), market);
  onTestFinished(() => sandbox.stop());
  return sandbox;
}

/** Tuesday noon in New York: the sample market is open and has an expiry today. */
export const OPEN_MARKET: MarketChoice = { kind: "sample", at: new Date("2026-11-24T17:00:00Z") };
