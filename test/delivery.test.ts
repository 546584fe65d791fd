import { expect, onTestFinished, test } from "vitest";
import { createApp } from "../src/app.ts";
import { commands } from "../src/commands/index.ts";
import { loadConfig } from "../src/config.ts";
import { startDelivery } from "../src/delivery.ts";
import { startBot } from "../src/discord/bot.ts";
import type { Backups } from "../src/services/store/open.ts";
import { createLocalDiscord } from "../sandbox/discord/localDiscord.ts";
import { openMarket } from "../sandbox/openMarket.ts";

const MADE: NonNullable<ReturnType<Backups["newest"]>> = {
  path: "gexcord-2026-11-23.sqlite",
  date: "2026-11-23",
  madeAt: Date.parse("2026-11-23T05:10:00Z"),
};

/** The bot with everything that goes on by itself, over a store with these copies. */
async function started(backups: Backups | null) {
  const config = loadConfig({ LOG_LEVEL: "silent" });
  const market = await openMarket({ kind: "sample" }, config);
  const discord = await createLocalDiscord();
  const app = createApp(config, market.surroundings);
  const bot = await startBot(app.ctx, { token: discord.token, apiBase: discord.api, commands, onFatal: () => {} });
  const before = await bot.ctx.upkeep.report();
  const delivery = startDelivery({ bot, database: app.database, backups, onFatal: () => {} });
  onTestFinished(async () => {
    await Promise.all([bot.stop(), delivery.stop()]);
    await app.close();
    await discord.stop();
    await market.close();
  });
  return { before, report: () => bot.ctx.upkeep.report() };
}

test("what goes on by itself reports to the commands from its start on: letters, and the newest copy of the store", async () => {
  const { before, report } = await started({ make: async () => null, newest: () => MADE });
  expect(before, "nothing goes on yet").toBeNull();
  await expect.poll(report).toEqual({ lettersPaused: null, backup: { at: "2026-11-23T05:10:00.000Z" } });
});

test("a store without a copy, and one that others copy, are told apart", async () => {
  expect((await (await started({ make: async () => null, newest: () => null })).report())?.backup).toEqual({
    at: null,
  });
  expect((await (await started(null)).report())?.backup).toBeNull();
});
