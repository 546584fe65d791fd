import { describe, expect, onTestFinished, test } from "vitest";
import { openMarket } from "../../sandbox/openMarket.ts";
import { createApp } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import { openLocalBot } from "../support/localBot.ts";

/** Noon of a trading Tuesday of the sample market. */
const AT = new Date("2026-11-24T17:00:00Z");

/** The whole bot over the sample market: feed, worker, store, local Discord. */
async function sampleBot() {
  const config = loadConfig({ LOG_LEVEL: "silent" });
  const { surroundings, close } = await openMarket({ kind: "sample", at: AT }, config);
  const app = createApp(config, surroundings);
  const local = await openLocalBot();
  await local.start(app.ctx);
  onTestFinished(async () => {
    await local.stop();
    await app.close();
    await close();
  });
  return async (command: string, options: Parameters<typeof local.slash>[1]) =>
    local.finished(await local.slash(command, options));
}

describe("on the sample market", () => {
  test("what pays becomes a plan with its picture, what does not an answer without one", async () => {
    const ask = await sampleBot();
    const plan = await ask("plan", { symbol: "AAPL", bankroll: 250_000 });
    expect(plan.embeds[0]!.title).toMatch(/^SAMPLE · AAPL · plan to review · /);
    expect(plan.embeds[0]!.description).toMatch(/^\*\*At most \$[\d,.]+ a contract can be lost\*\*/);
    const { image } = plan.embeds[0]!;
    expect(image!.url).toMatch(/payoff\.png/);
    expect([image!.width, image!.height]).toEqual([1080, 1350]);

    const none = await ask("plan", { symbol: "SPX" });
    expect(none.embeds[0]!.description).toMatch(/^\*\*No plan:\*\* /);
    expect(none.embeds[0]!.image).toBeUndefined();
  }, 60_000);

  test("a spread is judged at its quotes, and a strike that is not listed is told its neighbours", async () => {
    const ask = await sampleBot();
    const spread = await ask("kelly", { spread: { symbol: "AAPL", short: 220, long: 210, expiry: "30d" } });
    expect(spread.embeds[0]!.title).toMatch(/^SAMPLE · Kelly of AAPL 220\/210 put spread, Dec 24$/);
    const wrong = await ask("kelly", { spread: { symbol: "AAPL", short: 221.37, long: 210, expiry: "30d" } });
    expect(wrong.content).toMatch(/^AAPL has no 221\.37 put quoted on both sides for 2026-12-24\. Nearest: /);
  }, 60_000);
});
