import { ApplicationIntegrationType, MessageFlags, type APIEmbed, type APIMessage } from "discord.js";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Outcome } from "../../../sandbox/discord/userSide.ts";
import { COMMANDS, openScene, pngOf, type Scene } from "./scene.ts";

const chart = pngOf(640, 360);
const embed: APIEmbed = {
  title: "SPY gamma exposure",
  fields: [{ name: "Flip", value: "671", inline: true }],
  image: { url: "attachment://gex.png" },
};
const file = { attachment: chart, name: "gex.png", description: "Gamma by strike" };
const components = [
  {
    type: 1,
    components: [
      { type: 2, custom_id: "refresh", label: "Refresh", style: 2 },
      { type: 2, custom_id: "alert", label: "Alert", style: 1 },
    ],
  },
  {
    type: 1,
    components: [
      {
        type: 3,
        custom_id: "expiry",
        options: [
          { label: "0DTE", value: "0" },
          { label: "All", value: "all" },
        ],
      },
    ],
  },
];

describe("a discord.js bot answers at the local Discord", () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene();
    await scene.client.application.commands.set(COMMANDS);
  });
  afterAll(() => scene.stop());
  afterEach(() => expect(scene.discord.violations).toEqual([]));

  const gex = (symbol: string, channelId = scene.channelId): Promise<Outcome> =>
    scene.user.slash({ userId: scene.you, channelId, command: "gex", options: { symbol } });

  /** A message of the bot with its buttons and menu. */
  async function shownMessage(): Promise<APIMessage> {
    const done = scene.bot.onCommand((interaction) =>
      interaction.reply({ embeds: [embed], files: [file], components }),
    );
    const outcome = await gex("SPY");
    await done;
    return messageOf(outcome);
  }

  function seenBy(userId: string, messageId: string): APIMessage | undefined {
    return scene.user.messages(scene.channelId, userId).find(({ id }) => id === messageId);
  }

  test("without any intent it is ready at once and knows who it is", async () => {
    expect(scene.client.user.username).toBe("gexcord");
    expect((await scene.client.application.fetch()).owner?.id).toBe(scene.you);
    expect((await scene.client.users.fetch(scene.friend)).username).toBe("friend");
  });

  test("registering again keeps the ids and drops what is gone", async () => {
    const before = scene.client.application.commands;
    const first = await before.set(COMMANDS);
    const second = await before.set(COMMANDS.slice(0, 2));
    expect([...second.keys()]).toEqual([...first.keys()].slice(0, 2));
    await before.set(COMMANDS);
    expect(scene.user.commands(scene.channelId).map(({ name }) => name)).toEqual(["gex", "settings", "watch"]);
  });

  test("a defer shows 'thinking', the edit fills it with embed, picture and words for the blind", async () => {
    const done = scene.bot.onCommand(async (interaction) => {
      expect(interaction.options.getString("symbol")).toBe("SPY");
      await interaction.deferReply();
      return interaction.editReply({ embeds: [embed], files: [file], components });
    });
    const deferred = messageOf(await gex("SPY"));
    expect(Number(deferred.flags) & MessageFlags.Loading).toBeTruthy();

    const edited = await done;
    const image = edited.embeds[0]?.image;
    expect(image).toMatchObject({ width: 640, height: 360 });
    expect(edited.attachments.size, "a file that an embed shows is not listed").toBe(0);
    expect(Buffer.from(await (await fetch(image?.url ?? "")).arrayBuffer()).equals(chart)).toBe(true);
    const seen = seenBy(scene.friend, deferred.id);
    expect(Number(seen?.flags) & MessageFlags.Loading).toBe(0);
    expect(seen?.interaction_metadata).toMatchObject({ name: "gex", user: { id: scene.you } });
    const patch = scene.discord.requests.findLast(({ method }) => method === "PATCH");
    expect(patch).toMatchObject({ status: 200, body: { attachments: [{ id: "0", description: "Gamma by strike" }] } });
  });

  test("a follow-up after a defer fills the promised message", async () => {
    const done = scene.bot.onCommand(async (interaction) => {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      return interaction.followUp("here it is");
    });
    const deferred = messageOf(await gex("SPY"));
    expect((await done).id).toBe(deferred.id);
    expect(seenBy(scene.you, deferred.id)).toMatchObject({ content: "here it is", flags: MessageFlags.Ephemeral });
    expect(seenBy(scene.friend, deferred.id), "the defer has settled who sees it").toBeUndefined();
  });

  test("a listed file keeps its description", async () => {
    const done = scene.bot.onCommand((interaction) =>
      interaction.reply({ content: "csv", files: [file], withResponse: true }),
    );
    await gex("SPY");
    const { resource } = await done;
    expect(resource?.message?.attachments.first()).toMatchObject({ name: "gex.png", description: "Gamma by strike" });
  });

  test("an ephemeral reply and its follow-up are seen by one user, until dismissed", async () => {
    const done = scene.bot.onCommand(async (interaction) => {
      await interaction.reply({ content: "psst", flags: MessageFlags.Ephemeral });
      return interaction.followUp({ content: "more", flags: MessageFlags.Ephemeral });
    });
    const reply = messageOf(await gex("IWM"));
    const followUp = await done;
    for (const { id } of [reply, followUp]) {
      expect(seenBy(scene.you, id)?.flags).toBe(MessageFlags.Ephemeral);
      expect(seenBy(scene.friend, id)).toBeUndefined();
    }
    scene.user.dismiss({ userId: scene.you, messageId: reply.id });
    expect(seenBy(scene.you, reply.id)).toBeUndefined();
  });

  test("autocomplete sends what is typed and brings back the suggestions", async () => {
    const done = scene.bot.onAutocomplete(async (interaction) => {
      expect(interaction.options.getFocused(true)).toMatchObject({ name: "symbol", value: "SP" });
      await interaction.respond([{ name: "SPY", value: "SPY" }]);
    });
    const typed = { userId: scene.you, channelId: scene.channelId, command: "gex", options: { symbol: "SP" } };
    expect(await scene.user.autocomplete({ ...typed, focused: "symbol" })).toEqual([{ name: "SPY", value: "SPY" }]);
    await done;
  });

  test("a button replaces the picture of its message", async () => {
    const shown = await shownMessage();
    const before = shown.embeds[0]?.image?.url ?? "";
    const done = scene.bot.onButton(async (interaction) => {
      await interaction.deferUpdate();
      return interaction.editReply({ embeds: [{ ...embed, title: "again" }], files: [file], attachments: [] });
    });
    const click = { userId: scene.friend, messageId: shown.id, customId: "refresh" };
    expect(await scene.user.click(click)).toEqual({ kind: "none" });
    await done;
    const after = seenBy(scene.you, shown.id);
    expect(after?.embeds[0]?.title).toBe("again");
    expect(after?.embeds[0]?.image?.url).not.toBe(before);
    expect((await fetch(before)).status, "the old picture is gone").toBe(404);
  });

  test("a file whose embed is taken away appears below the message", async () => {
    const shown = await shownMessage();
    expect(shown.attachments).toEqual([]);
    const done = scene.bot.onButton((interaction) => interaction.update({ content: "no embed", embeds: [] }));
    await scene.user.click({ userId: scene.you, messageId: shown.id, customId: "refresh" });
    await done;
    expect(seenBy(scene.you, shown.id)?.attachments).toMatchObject([{ filename: "gex.png" }]);
  });

  test("a menu brings the chosen values and updates its message", async () => {
    const shown = await shownMessage();
    const done = scene.bot.onSelect(async (interaction) => {
      expect(interaction.values).toEqual(["0"]);
      await interaction.update({ content: "0DTE" });
    });
    await scene.user.click({ userId: scene.you, messageId: shown.id, customId: "expiry", values: ["0"] });
    await done;
    expect(seenBy(scene.you, shown.id)?.content).toBe("0DTE");
  });

  test("a button opens a modal; what is filled in arrives, with the message it came from", async () => {
    const shown = await shownMessage();
    const input = { type: 4, custom_id: "level", label: "Level", style: 1 } as const;
    const opened = scene.bot.onButton((interaction) =>
      interaction.showModal({ custom_id: "alert", title: "Alert", components: [{ type: 1, components: [input] }] }),
    );
    const outcome = await scene.user.click({ userId: scene.you, messageId: shown.id, customId: "alert" });
    await opened;
    if (outcome.kind !== "modal") throw new Error("expected a modal");
    expect(outcome.modal.title).toBe("Alert");

    const done = scene.bot.onModal(async (interaction) => {
      expect(interaction.fields.getTextInputValue("level")).toBe("680");
      expect(interaction.message?.id).toBe(shown.id);
      await interaction.reply({ content: "set", flags: MessageFlags.Ephemeral });
    });
    const submit = { userId: scene.you, interactionId: outcome.interactionId, values: { level: "680" } };
    expect(messageOf(await scene.user.submit(submit)).content).toBe("set");
    await done;
  });

  test("a modal of labels brings texts and choices", async () => {
    const options = [{ label: "above", value: "a" }];
    const opened = scene.bot.onCommand((interaction) =>
      interaction.showModal({
        custom_id: "labels",
        title: "Alert",
        components: [
          { type: 18, label: "Level", component: { type: 4, custom_id: "level", style: 1 } },
          { type: 18, label: "Side", component: { type: 3, custom_id: "side", options } },
        ],
      }),
    );
    const outcome = await gex("SPY");
    await opened;
    if (outcome.kind !== "modal") throw new Error("expected a modal");
    const done = scene.bot.onModal(async (interaction) => {
      expect(interaction.fields.getTextInputValue("level")).toBe("1");
      expect(interaction.fields.getStringSelectValues("side")).toEqual(["a"]);
      await interaction.reply("set");
    });
    const submit = { userId: scene.you, interactionId: outcome.interactionId, values: { level: "1", side: "a" } };
    expect(messageOf(await scene.user.submit(submit)).content).toBe("set");
    await done;
  });

  test("a subcommand arrives with its options", async () => {
    const done = scene.bot.onCommand(async (interaction) => {
      expect(interaction.options.getSubcommand()).toBe("add");
      expect(interaction.options.getString("symbol")).toBe("QQQ");
      await interaction.reply("added");
    });
    const options = { add: { symbol: "QQQ" } };
    const act = { userId: scene.you, channelId: scene.channelId, command: "watch", options };
    expect(messageOf(await scene.user.slash(act)).interaction_metadata).toMatchObject({ name: "watch add" });
    await done;
  });

  test("a command works in the DM with the bot", async () => {
    const dm = scene.user.channels(scene.you).find(({ kind }) => kind === "dm");
    const done = scene.bot.onCommand(async (interaction) => {
      expect(interaction.inGuild()).toBe(false);
      expect(interaction.context).toBe(1);
      await interaction.deferReply();
      await interaction.editReply("in private");
    });
    const { id } = messageOf(await gex("SPY", dm?.id));
    await done;
    expect(scene.user.messages(dm?.id ?? "", scene.you).find((message) => message.id === id)?.content).toBe(
      "in private",
    );
    expect(scene.user.messages(dm?.id ?? "", scene.friend), "a DM is nobody else's").toEqual([]);
  });

  test("installed by the user alone, in a server without the bot, it has no channel but can answer", async () => {
    const { world } = scene.discord;
    const elsewhere = world.addGuild("Elsewhere", scene.you, { withBot: false });
    const channel = world.addChannel(elsewhere.id, "trading");
    const done = scene.bot.onCommand(async (interaction) => {
      expect(interaction.guildId).toBe(elsewhere.id);
      expect(interaction.channel).toBeNull();
      expect(interaction.authorizingIntegrationOwners[ApplicationIntegrationType.UserInstall]).toBe(scene.you);
      await interaction.deferReply();
      await interaction.editReply({ embeds: [embed], files: [file] });
      for (let count = 0; count < 5; count += 1) await interaction.followUp("more");
      return interaction.followUp("too many").catch((error: unknown) => error);
    });
    await gex("SPY", channel.id);
    expect(await done).toMatchObject({ code: 40094 });
    expect(scene.user.commands(channel.id).map(({ name }) => name)).toEqual(["gex"]);
  });
});

function messageOf(outcome: Outcome): APIMessage {
  if (outcome.kind !== "message") throw new Error(`expected a message, got ${outcome.kind}`);
  return outcome.message;
}
