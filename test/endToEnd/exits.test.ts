import { setTimeout as sleep } from "node:timers/promises";
import { MessageFlags, type APIMessage } from "discord.js";
import { expect, onTestFinished, test } from "vitest";
import { createLocalDiscord } from "../../sandbox/discord/localDiscord.ts";
import { openMarket } from "../../sandbox/openMarket.ts";
import { createApp } from "../../src/app.ts";
import { defineCommand } from "../../src/commands/command.ts";
import { commands } from "../../src/commands/index.ts";
import { loadConfig } from "../../src/config.ts";
import type { AppContext } from "../../src/context.ts";
import { startDelivery } from "../../src/delivery.ts";
import { startBot } from "../../src/discord/bot.ts";
import type { ExitRule, Leg, Plan } from "../../src/engine/plan/types.ts";
import { replyOf } from "../../src/views/alert.ts";
import type { Post } from "../../src/views/post.ts";
import { planOf } from "../support/plans.ts";
import { ticker } from "../support/providers.ts";

const AT = new Date("2026-11-24T15:01:00Z");
const SPEED = 60;
const MINUTE = 60_000;
const SPY = ticker("SPY");

/** A put spread out of the chain as it is now, whose profit is there from the start, whose stop is far, and whose time is near. */
async function planNow({ exposure, now }: AppContext): Promise<Plan> {
  const { reading } = await exposure.read({ symbol: SPY, selection: { kind: "all" } });
  const expiry = reading.snapshot.listed.find(({ dte }) => dte > 20)!.date;
  const { board } = await exposure.board({ symbol: SPY, dates: [expiry] });
  const { quotes, settlesAt } = board.expiries[0]!;
  const puts = quotes.filter(({ right, strike }) => right === "put" && strike < board.spot).slice(-8);
  const leg = (side: Leg["side"], quote: (typeof puts)[number]): Leg => ({
    ...quote,
    side,
    expiry,
    iv: 0.2,
    delta: -0.3,
  });
  const legs = [leg("sell", puts.at(-1)!), leg("buy", puts[0]!)];
  const credit = legs[0]!.mid - legs[1]!.mid;
  const exits: ExitRule[] = [
    { rule: "profit", closeAt: 2 * credit, share: 0.5 },
    { rule: "stop", closeAt: 50 * credit },
    { rule: "time", at: new Date(now().getTime() + 10 * MINUTE).toISOString() },
  ];
  const { source, spot, quoteTime } = board;
  return planOf({
    source,
    spot,
    quoteTime,
    legs,
    credit,
    exits,
    expiry: { ...planOf().expiry, date: expiry, settlesAt },
  });
}

/** A plan as a command shows it: a button for each exit. */
const shown = defineCommand({
  name: "shown",
  description: "Shows a plan",
  options: {},
  run: async (_input, ctx, { userId }): Promise<Post> => {
    const plan = await planNow(ctx);
    const id = await ctx.store.plans.propose(userId, plan);
    const button = ({ rule }: ExitRule) => ({ kind: "button", action: "exit", value: `${id}-${rule}`, label: rule, emoji: "🔔", active: false }) as const; // prettier-ignore
    return { content: "A plan", controls: { state: replyOf(SPY), rows: [plan.exits.map(button)] } };
  },
});

test(
  "exits armed under a plan arrive as direct messages when they come true, each once, and Done ends the rest",
  { timeout: 120_000 },
  async () => {
    const config = loadConfig({ LOG_LEVEL: "silent" });
    const market = await openMarket({ kind: "sample", at: AT, speed: SPEED }, config);
    const discord = await createLocalDiscord();
    const app = createApp(config, market.surroundings);
    const given = { token: discord.token, apiBase: discord.api, commands: [...commands, shown], onFatal: () => {} };
    const bot = await startBot(app.ctx, given);
    const delivery = startDelivery({ bot, database: app.database, backups: null, spedUp: true, onFatal: () => {} });
    onTestFinished(async () => {
      await Promise.all([bot.stop(), delivery.stop()]);
      await app.close();
      await discord.stop();
      await market.close();
    });
    const seen: APIMessage[] = [];
    discord.user.on("message", ({ message }) => void seen.push(message));
    const you = discord.user.users()[0]!.id;
    const channelId = discord.user.channels(you).find(({ kind }) => kind === "guild")!.id;
    const message = async (words: RegExp): Promise<APIMessage> => {
      for (let waited = 0; waited < 60_000; waited += 25) {
        const found = seen.find(({ content }) => words.test(content));
        if (found) return found;
        await sleep(25);
      }
      throw new Error(`nothing said ${words}`);
    };
    const press = (on: APIMessage, label: RegExp) => {
      const buttons = (on.components as unknown as { components: { custom_id: string; label: string }[] }[]).flatMap(({ components }) => components); // prettier-ignore
      const customId = buttons.find((one) => label.test(one.label))!.custom_id;
      return discord.user.click({ userId: you, messageId: on.id, customId });
    };

    await discord.user.slash({ userId: you, channelId, command: "shown", options: {} });
    const plan = await message(/^A plan$/);
    await press(plan, /profit/);
    const armed = await message(/exit \*\*profit\*\*, by direct message/);
    expect([armed.content, (armed.flags ?? 0) & MessageFlags.Ephemeral]).toEqual([expect.stringMatching(/^SAMPLE DATA · /), MessageFlags.Ephemeral]); // prettier-ignore
    const hello = await message(/^🔔 Exits of your plans arrive here/);
    for (const rule of ["stop", "time"]) {
      await press(plan, new RegExp(rule));
      await message(new RegExp(`exit \\*\\*${rule}\\*\\*, by direct message`));
    }

    const profit = await message(/^SAMPLE DATA · SPY put spread .*: profit target reached, cost to close \$/);
    const time = await message(/^SAMPLE DATA · SPY put spread .*: its time is up/);
    expect([profit.channel_id, time.channel_id]).toEqual([hello.channel_id, hello.channel_id]);
    await expect.poll(async () => Object.keys((await app.ctx.store.plans.armedOf(you))[0]!.armed), { timeout: 20_000 }).toEqual(["stop"]); // prettier-ignore
    // Some more minutes of that market: nothing comes twice.
    await sleep(3_000);
    const titles = seen.flatMap(({ embeds }) => embeds.map(({ title }) => title ?? "")).filter((title) => /put spread/.test(title)); // prettier-ignore
    expect(titles).toHaveLength(2);

    await press(profit, /^Done/);
    await message(/^Ended: all exits of SPY put spread/);
    expect(await app.ctx.store.plans.armedOf(you)).toEqual([]);
    expect(discord.violations, "what Discord would not have taken").toEqual([]);
  },
);
