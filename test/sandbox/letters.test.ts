import { setTimeout as sleep } from "node:timers/promises";
import type { APIMessage } from "discord.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createSandbox, type Sandbox } from "../../sandbox/sandbox.ts";
import type { OptionValues } from "../../sandbox/discord/userSide.ts";
import { loadConfig } from "../../src/config.ts";

/** A few minutes before IWM of the sample market rises through its flip. */
const AT = new Date("2026-11-24T15:01:00Z");
const SPEED = 30;
const PATIENCE_MS = 60_000;
const MINUTE = 60_000;

let sandbox: Sandbox;
let you: string;
let channel: string;
let begun: number;
const seen: APIMessage[] = [];

beforeAll(async () => {
  begun = performance.now();
  sandbox = await createSandbox(loadConfig({ LOG_LEVEL: "silent" }), { kind: "sample", at: AT, speed: SPEED });
  you = sandbox.user.users()[0]!.id;
  channel = sandbox.user.channels(you).find(({ kind }) => kind === "guild")!.id;
  sandbox.user.on("message", ({ message }) => void seen.push(message));
});
afterAll(() => sandbox.stop());

const slash = (command: string, options: OptionValues) =>
  sandbox.user.slash({ userId: you, channelId: channel, command, options });

/** "09:58", so many minutes from now in New York, where this day is five hours behind UTC. */
const timeIn = (minutes: number): string =>
  new Date(AT.getTime() + (performance.now() - begun) * SPEED + (minutes - 5 * 60) * MINUTE)
    .toISOString()
    .slice(11, 16);

/** The first message that says this. */
async function message(title: RegExp): Promise<APIMessage> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const found = seen.find(
      ({ content, embeds }) => title.test(content) || embeds.some((one) => title.test(one.title ?? "")),
    );
    if (found) return found;
    if (performance.now() > until) throw new Error(`nothing said ${title}`);
    await sleep(50);
  }
}

test(
  "a watchlist, a digest, a dashboard and an alert: what was ordered arrives by itself, each once",
  { timeout: 120_000 },
  async () => {
    await slash("watchlist", { add: { symbols: "SPY QQQ NVDA" } });
    await message(/^Added \*\*SPY\*\*, \*\*QQQ\*\*, \*\*NVDA\*\*\./);
    await slash("alert", { add: { symbol: "IWM", kind: "flip" } });
    const times = { digest: timeIn(7), dashboard: timeIn(12) };
    await slash("digest", { on: { time: times.digest } });
    const { channel_id: directMessages } = await message(/^This is your digest\./);
    expect(directMessages).not.toBe(channel);
    await slash("dashboard", { setup: { symbols: "SPY IWM NVDA", times: times.dashboard } });
    expect((await message(/^Test post/)).channel_id).toBe(channel);

    const digest = await message(new RegExp(`^SAMPLE · Your watchlist · ${times.digest} ET$`));
    expect(digest.channel_id).toBe(directMessages);
    const dashboard = await message(new RegExp(`^SAMPLE · Daily universe · ${times.dashboard} ET$`));
    expect(dashboard.channel_id).toBe(channel);
    expect(dashboard.embeds[0]!.image?.url, "with its picture").toMatch(/\.png/);
    const alert = await message(/^SAMPLE · IWM rose above its flip/);
    expect(alert.channel_id).toBe(directMessages);

    const ids = [digest, dashboard, alert].map(({ id }) => id);
    const titles = seen.filter(({ id }) => !ids.includes(id)).flatMap(({ embeds }) => embeds.map(({ title }) => title));
    for (const { embeds } of [digest, dashboard, alert]) expect(titles, "each once").not.toContain(embeds[0]!.title);

    // The menu under a dashboard is everybody's, and answers in private.
    const friend = sandbox.user.users()[1]!.id;
    const [row] = dashboard.components as unknown as { components: { custom_id: string }[] }[];
    const opened = await sandbox.user.click({
      userId: friend,
      messageId: dashboard.id,
      customId: row!.components[0]!.custom_id,
      values: ["NVDA"],
    });
    expect(opened.kind).toBe("message");
    await message(/NVDA · dealer/);
  },
);
