import { setTimeout as sleep } from "node:timers/promises";
import { Events, type Client } from "discord.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { COMMANDS, login, openScene, type Scene } from "./scene.ts";

const GUILD_MEMBERS = 1 << 1;

describe("the connection to the gateway", () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await openScene({ heartbeatMs: 300 });
    await scene.client.application.commands.set(COMMANDS);
  });
  afterEach(async () => {
    await scene.stop();
    expect(scene.discord.violations).toEqual([]);
  });

  /** Resolves with the number of events that were sent again. */
  const resumed = (): Promise<number> =>
    new Promise((resolve) => void scene.client.once(Events.ShardResume, (_shard, replayed) => resolve(replayed)));

  async function slashIsAnswered(): Promise<void> {
    const done = scene.bot.onCommand((interaction) => interaction.reply("here"));
    const act = { userId: scene.you, channelId: scene.channelId, command: "gex", options: { symbol: "SPY" } };
    expect(await scene.user.slash(act)).toMatchObject({ kind: "message", message: { content: "here" } });
    await done;
  }

  test("a cut socket is resumed, and what was missed is sent again", async () => {
    const presence: boolean[] = [];
    scene.user.on("presence", ({ online }) => presence.push(online));
    const again = resumed();
    scene.discord.gateway.dropSockets();
    await sleep(50);
    await slashIsAnswered();
    expect(await again, "the missed interaction, and RESUMED itself").toBe(2);
    expect(scene.discord.gateway).toMatchObject({ identifies: 1, resumes: 1 });
    expect(presence).toEqual([false, true]);
  });

  test("op 7 makes it resume", async () => {
    const again = resumed();
    scene.discord.gateway.askReconnect();
    await again;
    await slashIsAnswered();
    expect(scene.discord.gateway.identifies).toBe(1);
  });

  test("heartbeats that nobody answers make it leave and resume", async () => {
    const again = resumed();
    scene.discord.gateway.swallowHeartbeatAcks(true);
    await new Promise((resolve) => void scene.user.on("presence", resolve));
    scene.discord.gateway.swallowHeartbeatAcks(false);
    await again;
    await slashIsAnswered();
  });

  test("op 9 makes it identify anew", async () => {
    const ready = new Promise((resolve) => void scene.client.once(Events.ShardReady, resolve));
    scene.discord.gateway.invalidateSessions(false);
    await ready;
    expect(scene.discord.gateway).toMatchObject({ identifies: 2, resumes: 0 });
    await slashIsAnswered();
  });

  test("destroying the client ends its session: the next login identifies", async () => {
    await scene.client.destroy();
    await login(scene.newClient(), scene.discord.token);
    expect(scene.discord.gateway).toMatchObject({ identifies: 2, resumes: 0 });
  });

  test("a wrong token is refused at login", async () => {
    await expect(scene.newClient().login("wrong.token.x")).rejects.toMatchObject({ code: "TokenInvalid" });
  });

  test("a privileged intent that is not switched on is refused at login", async () => {
    const greedy: Client = scene.newClient({ intents: [GUILD_MEMBERS] });
    greedy.on(Events.Error, () => undefined);
    await expect(greedy.login(scene.discord.token)).rejects.toThrow("disallowed intents");
  });
});
