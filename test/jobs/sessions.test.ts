import { expect, test } from "vitest";
import type { AppContext } from "../../src/context.ts";
import { parseTicker, type Ticker } from "../../src/engine/ticker.ts";
import { keepSession } from "../../src/jobs/sessions.ts";
import { context } from "../support/context.ts";
import { readingOf } from "../support/snapshots.ts";
import { storeInMemory } from "../support/stores.ts";

const ticker = (text: string) => parseTicker(text)!;
/** Monday's bell in New York. */
const BELL = Date.parse("2026-11-23T21:00:00Z");
const MINUTE = 60_000;

function evening(minutesAfterBell: number, at = BELL) {
  let now = at + minutesAfterBell * MINUTE;
  const asked: Ticker[] = [];
  const exposure: AppContext["exposure"] = {
    ...context().exposure,
    readMany: async (requests) => {
      asked.push(...requests.map(({ symbol }) => symbol));
      return requests.map(({ symbol }) => {
        const reading = readingOf({ symbol, overrides: { session: "closed", quoteTime: new Date(at).toISOString() } });
        return { reading, stale: null, retryAt: null, cache: "miss" as const };
      });
    },
  };
  const store = storeInMemory(() => now);
  const ctx = context({ store, exposure, now: () => new Date(now) });
  return { ctx, store, asked, later: (minutes: number) => void (now += minutes * MINUTE) };
}

test("in the evening every symbol that somebody watches is read and kept, once", async () => {
  const { ctx, store, asked, later } = evening(50);
  await store.watchlists.add("7", [ticker("SPY"), ticker("QQQ")]);
  await store.watchlists.add("8", [ticker("SPY")]);
  const settings = { channelId: "3", times: ["09:45"], zone: "America/New_York", days: "trading", userId: null };
  await store.dashboards.set({ ...settings, guildId: "2", symbols: [ticker("QQQ"), ticker("IWM")] });
  expect(await keepSession(ctx)).toBe(3);
  later(60);
  expect(await keepSession(ctx), "an hour later all of it is there").toBe(0);
  expect(asked).toEqual(["IWM", "QQQ", "SPY"]);
  await store.watchlists.add("8", [ticker("AAPL")]);
  expect(await keepSession(ctx), "but for what is new").toBe(1);
});

test.each([
  ["before the delayed quotes have reached the bell", 30, BELL],
  ["on a day without a session", 60, Date.parse("2026-11-22T21:00:00Z")],
])("%s nothing is read", async (_when, minutes, at) => {
  const { ctx, store, asked } = evening(minutes, at);
  await store.watchlists.add("7", [ticker("SPY")]);
  expect(await keepSession(ctx)).toBe(0);
  expect(asked).toEqual([]);
});
