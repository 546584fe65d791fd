import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { PublishedBlock } from "../../../../src/engine/published.ts";
import { parseSelection } from "../../../../src/engine/selection.ts";
import { createHttp, type HttpLimits } from "../../../../src/services/http.ts";
import { createFlashAlpha, type FlashAlphaOptions } from "../../../../src/services/providers/flashalpha/source.ts";
import type { PublishedRequest } from "../../../../src/services/published.ts";
import { type FakeFlashAlpha, type FakePlan, startFakeFlashAlpha } from "../../../support/fakeFlashAlpha.ts";
import { stoppedClock, ticker } from "../../../support/providers.ts";
import { recordedLog } from "../../../support/recordedLog.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const ALL: readonly PublishedBlock[] = ["levels", "gex", "dex", "vex", "chex"];

export interface Wish {
  readonly wants?: readonly PublishedBlock[];
  readonly expiry?: string;
  readonly payer?: string;
}

/** A request as a command makes it: "SPY" alone is everything on the whole chain. */
export const wish = (
  symbol: string,
  { wants = ALL, expiry = "all", payer = "server 1" }: Wish = {},
): PublishedRequest => ({
  symbol: ticker(symbol),
  selection: parseSelection(expiry)!,
  wants,
  payer,
});

export interface SetupOptions extends Partial<Pick<FlashAlphaOptions, "plan" | "patienceMs" | "quotaFile" | "apiKey">> {
  readonly on?: FakePlan;
  readonly start?: string;
  readonly limits?: Partial<HttpLimits>;
}

/** The source over a fake vendor, on a clock that stands still: Monday, 23 November 2026, 10:00 in New York. */
export async function setup({ on = "free", start, limits, ...options }: SetupOptions = {}) {
  const clock = stoppedClock(start === undefined ? undefined : Date.parse(start));
  const fake = await startFakeFlashAlpha({ plan: on, now: clock.now });
  onTestFinished(() => fake.close());
  const recorded = recordedLog();
  const again = (over: Partial<FlashAlphaOptions> = {}) =>
    makeSource({ fake, clock, log: recorded.log, limits }, { ...options, ...over });
  return { clock, fake, ...recorded, source: again(), again };
}

interface Surroundings {
  readonly fake: FakeFlashAlpha;
  readonly clock: { now(): number };
  readonly log: FlashAlphaOptions["log"] & { info(fields: object, message: string): void };
  readonly limits: Partial<HttpLimits> | undefined;
}

function makeSource({ fake, clock, log, limits }: Surroundings, options: Partial<FlashAlphaOptions>) {
  const http = createHttp({
    source: "flashalpha",
    userAgent: "test",
    log,
    limits: { perSecond: 10_000, burst: 10_000, backoffMs: 1, ...limits },
  });
  onTestFinished(() => http.close());
  return createFlashAlpha({
    http,
    baseUrl: fake.baseUrl,
    apiKey: fake.key,
    quotaFile: null,
    now: () => new Date(clock.now()),
    log,
    ...options,
  });
}

/** A path in a folder that goes with the test. */
export function temporaryFile(name = "quota.json"): string {
  const folder = mkdtempSync(join(tmpdir(), "gexcord-flashalpha-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, name);
}
