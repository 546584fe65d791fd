import { setTimeout as sleep } from "node:timers/promises";
import { MessageFlags, Routes } from "discord.js";
import { afterEach, describe, expect, test } from "vitest";
import type { LocalDiscordOptions } from "../../../sandbox/discord/localDiscord.ts";
import { COMMANDS, openScene, type Scene } from "./scene.ts";

const ACK_MS = 150;
const SIXTEEN_MINUTES = 16 * 60_000;

describe("an interaction has 3 s for the first answer and 15 min for the rest", () => {
  let scene: Scene;

  async function open(options: LocalDiscordOptions = {}): Promise<void> {
    scene = await openScene(options);
    await scene.client.application.commands.set(COMMANDS);
  }
  afterEach(async () => {
    await scene.stop();
    expect(scene.discord.violations).toEqual([]);
  });

  const gex = () =>
    scene.user.slash({ userId: scene.you, channelId: scene.channelId, command: "gex", options: { symbol: "SPY" } });

  test("a late answer is 10062, and the user has read that the application did not respond", async () => {
    await open({ ackMs: ACK_MS });
    const failures: string[] = [];
    scene.user.on("failed", ({ text }) => failures.push(text));
    const done = scene.bot.onCommand(async (interaction) => {
      await sleep(ACK_MS + 50);
      return interaction.reply("late").catch((error: unknown) => error);
    });
    await expect(gex()).rejects.toThrow("The application did not respond");
    expect(await done).toMatchObject({ status: 404, code: 10062 });
    expect(failures).toEqual(["The application did not respond"]);
  });

  test("without a bot nothing answers", async () => {
    await open({ ackMs: ACK_MS });
    await scene.client.destroy();
    await expect(gex()).rejects.toThrow("The application did not respond");
  });

  test("a second first answer is 40060", async () => {
    await open();
    const done = scene.bot.onCommand(async (interaction) => {
      await interaction.deferReply();
      // discord.js itself refuses a second reply, hence the bare request.
      const body = { type: 4, data: { content: "again" } };
      const callback = Routes.interactionCallback(interaction.id, interaction.token);
      return scene.client.rest.post(callback, { body, auth: false }).catch((error: unknown) => error);
    });
    await gex();
    expect(await done).toMatchObject({ status: 400, code: 40060 });
  });

  test("before any answer there is nothing to edit", async () => {
    await open({ ackMs: ACK_MS });
    const done = scene.bot.onCommand(async (interaction) => {
      const original = Routes.webhookMessage(interaction.applicationId, interaction.token);
      return scene.client.rest
        .patch(original, { body: { content: "x" }, auth: false })
        .catch((error: unknown) => error);
    });
    await expect(gex()).rejects.toThrow();
    expect(await done).toMatchObject({ status: 404, code: 10015 });
  });

  test("after 15 minutes the token is 50027, which does not take the client's own token away", async () => {
    let skew = 0;
    await open({ now: () => Date.now() + skew });
    const done = scene.bot.onCommand(async (interaction) => {
      await interaction.deferReply();
      skew = SIXTEEN_MINUTES;
      return interaction.editReply("x").catch((error: unknown) => error);
    });
    await gex();
    expect(await done).toMatchObject({ status: 401, code: 50027 });
    expect(scene.client.token).toBe(scene.discord.token);

    const next = scene.bot.onCommand((interaction) => interaction.reply("y"));
    await gex();
    await next;
    expect(scene.discord.held().interactions, "the expired one is forgotten").toBe(1);
  });

  test("a defer takes no other flag than the ephemeral one", async () => {
    await open();
    const done = scene.bot.onCommand(async (interaction) => {
      const callback = Routes.interactionCallback(interaction.id, interaction.token);
      const body = { type: 5, data: { flags: MessageFlags.IsComponentsV2 } };
      const refused = await scene.client.rest.post(callback, { body, auth: false }).catch((error: unknown) => error);
      await interaction.deferReply();
      return refused;
    });
    await gex();
    expect(await done).toMatchObject({ code: 50035, rawError: { errors: { data: { flags: {} } } } });
    expect(scene.discord.violations.splice(0)).toMatchObject([{ side: "bot" }]);
  });

  test("a type that does not fit the interaction is 50035, and it may still be answered", async () => {
    await open();
    const done = scene.bot.onCommand(async (interaction) => {
      const callback = Routes.interactionCallback(interaction.id, interaction.token);
      const refused = await scene.client.rest
        .post(callback, { body: { type: 6 }, auth: false })
        .catch((error: unknown) => error);
      await interaction.reply("after all");
      return refused;
    });
    expect(await gex()).toMatchObject({ kind: "message", message: { content: "after all" } });
    expect(await done).toMatchObject({ code: 50035 });
    expect(scene.discord.violations.splice(0)).toMatchObject([{ side: "bot" }]);
  });
});
