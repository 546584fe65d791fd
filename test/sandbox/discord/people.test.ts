import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { OptionValues, Outcome } from "../../../sandbox/discord/userSide.ts";
import { openScene, type Scene } from "./scene.ts";

const number = { type: 4, name: "strikes", description: "How many", min_value: 1, max_value: 50 } as const;
const choices = [{ name: "GEX", value: "gex" }];

describe("what people can do, checked as Discord's own client does", () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene();
    await scene.client.application.commands.set([
      {
        name: "gex",
        description: "Gamma exposure",
        options: [
          { type: 3, name: "symbol", description: "Ticker", required: true, max_length: 5 },
          number,
          { type: 3, name: "greek", description: "Which", choices },
        ],
      },
      { name: "settings", description: "Settings", default_member_permissions: "32", contexts: [0] },
      { name: "admin", description: "Admin", default_member_permissions: "0" },
    ]);
  });
  afterAll(() => scene.stop());
  afterEach(() => expect(scene.discord.violations).toEqual([]));

  const slash = (command: string, options: OptionValues = {}, userId = scene.you): Promise<Outcome> =>
    scene.user.slash({ userId, channelId: scene.channelId, command, options });

  test("there are two people, a server with two channels and a DM each", () => {
    expect(scene.user.bot).toMatchObject({ name: "gexcord", bot: true });
    expect(scene.user.users().map(({ name }) => name)).toEqual(["you", "friend"]);
    const channels = scene.user.channels(scene.friend).map(({ name, kind }) => `${kind} ${name}`);
    expect(channels).toEqual(["guild general", "guild gex", "dm gexcord"]);
  });

  const wrong: [reason: string, options: OptionValues][] = [
    ['"symbol" is required', {}],
    ['There is no option "ticker"', { symbol: "SPY", ticker: "SPY" }],
    ['"symbol" must be a string', { symbol: 5 }],
    ['"symbol" must have 0 to 5 characters', { symbol: "TOOLONG" }],
    ['"strikes" must be from 1 to 50', { symbol: "SPY", strikes: 51 }],
    ['"strikes" must be a whole number', { symbol: "SPY", strikes: 1.5 }],
    ['"greek" must be one of the choices', { symbol: "SPY", greek: "vega" }],
  ];
  test.for(wrong)("%s", async ([reason, options]) => {
    await expect(slash("gex", options)).rejects.toThrow(reason);
  });

  test("a command is offered where its contexts say, and only registered ones are", async () => {
    const dm = scene.user.channels(scene.you).find(({ kind }) => kind === "dm");
    expect(scene.user.commands(dm?.id ?? "").map(({ name }) => name)).toEqual(["admin", "gex"]);
    await expect(slash("nothing")).rejects.toThrow("There is no command /nothing here");
  });

  test("a moderator's command is for the owner, not for an ordinary member", async () => {
    for (const command of ["settings", "admin"]) {
      await expect(slash(command, {}, scene.friend)).rejects.toThrow(`You may not use /${command}`);
      const done = scene.bot.onCommand(async (interaction) => {
        expect(interaction.memberPermissions?.has("ManageGuild")).toBe(true);
        return interaction.reply("done");
      });
      await slash(command);
      await done;
    }
  });

  test("a member may be kept from writing in one channel, its owner may not", async () => {
    const { world } = scene.discord;
    const elsewhere = scene.user.channels(scene.you)[1]!.id;
    const mayWrite = async (userId: string, channelId = scene.channelId) => {
      const seen = scene.bot.onCommand(async (interaction) => {
        await interaction.reply("done");
        return interaction.memberPermissions?.has("SendMessages");
      });
      await scene.user.slash({ userId, channelId, command: "gex", options: { symbol: "SPY" } });
      return seen;
    };
    for (const userId of [scene.you, scene.friend]) world.setWriting(scene.channelId, userId, { may: false });
    expect(await mayWrite(scene.friend)).toBe(false);
    expect(await mayWrite(scene.friend, elsewhere), "nowhere else").toBe(true);
    expect(await mayWrite(scene.you), "the owner").toBe(true);
    world.setWriting(scene.channelId, scene.friend, { may: true });
    expect(await mayWrite(scene.friend), "given back").toBe(true);
  });

  test("buttons and menus must be there, enabled, and hold what is chosen", async () => {
    const done = scene.bot.onCommand((interaction) =>
      interaction.reply({
        components: [
          { type: 1, components: [{ type: 2, style: 1, custom_id: "off", label: "Off", disabled: true }] },
          { type: 1, components: [{ type: 3, custom_id: "menu", options: [{ label: "A", value: "a" }] }] },
        ],
      }),
    );
    const outcome = await slash("gex", { symbol: "SPY" });
    await done;
    const messageId = outcome.kind === "message" ? outcome.message.id : "";
    const click = (customId: string, values?: string[]) =>
      scene.user.click({ userId: scene.you, messageId, customId, ...(values ? { values } : {}) });
    await expect(click("off")).rejects.toThrow("disabled");
    await expect(click("none")).rejects.toThrow('There is no button or menu "none"');
    await expect(click("menu", ["b"])).rejects.toThrow('"b" is not on offer');
    await expect(click("menu", [])).rejects.toThrow("From 1 to 1 values");
  });

  test("a modal must be open, by the one who opened it, and its required input filled", async () => {
    const input = { type: 4, custom_id: "level", label: "Level", style: 1, max_length: 4 } as const;
    const done = scene.bot.onCommand((interaction) =>
      interaction.showModal({ custom_id: "m", title: "M", components: [{ type: 1, components: [input] }] }),
    );
    const outcome = await slash("gex", { symbol: "SPY" });
    await done;
    const interactionId = outcome.kind === "modal" ? outcome.interactionId : "";
    const submit = (userId: string, values: Record<string, string>) =>
      scene.user.submit({ userId, interactionId, values });
    await expect(submit(scene.friend, { level: "1" })).rejects.toThrow("no longer open");
    await expect(submit(scene.you, {})).rejects.toThrow('"Level" is required');
    await expect(submit(scene.you, { level: "12345" })).rejects.toThrow("0 to 4 characters");
  });
});
