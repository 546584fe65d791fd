import {
  type AnyInteractionGateway,
  Client,
  CommandInteraction,
  ComponentInteraction,
  type CreateApplicationCommandOptions,
} from "oceanic.js";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createLocalDiscord, type LocalDiscord } from "../../../sandbox/discord/localDiscord.ts";
import type { Outcome } from "../../../sandbox/discord/userSide.ts";
import { discordChecker } from "../../support/discordChecker/describedByDiscord.ts";
import { pngOf } from "./scene.ts";

const COMMANDS: CreateApplicationCommandOptions[] = [
  {
    type: 1,
    name: "gex",
    description: "Gamma exposure of a ticker",
    options: [{ type: 3, name: "symbol", description: "Ticker", required: true }],
  },
];

const PICTURE = { name: "gex.png", contents: pngOf(64, 36) };
const EMBED = { title: "SPY", image: { url: "attachment://gex.png" } };
const EPHEMERAL = 64;

/**
 * A second opinion on how we read Discord: a client that shares no code with discord.js. Every violation, of the client or of
 * the local Discord, fails the test.
 */
describe("oceanic.js at the local Discord", () => {
  const checker = discordChecker();
  let discord: LocalDiscord;
  let client: Client;
  let you: string;
  let channelId: string;
  const failures: unknown[] = [];

  beforeAll(async () => {
    discord = await createLocalDiscord({ demandsUserAgent: false, ...(checker && { judge: checker }) });
    client = new Client({
      // Oceanic sends this with the prefix in its IDENTIFY too; discord.js leaves it off there.
      auth: `Bot ${discord.token}`,
      allowedMentions: { everyone: false, roles: false, users: false, repliedUser: false },
      gateway: { intents: ["GUILDS"] },
      rest: { baseURL: `${discord.api}/v10` },
    });
    client.on("error", (error) => void failures.push(error));
    const ready = new Promise<void>((resolve) => void client.once("ready", () => resolve()));
    await client.connect();
    await ready;
    await client.application.bulkEditGlobalCommands(COMMANDS);
    you = discord.user.users()[0]!.id;
    channelId = discord.user.channels(you)[0]!.id;
  });
  afterAll(async () => {
    client.disconnect(false);
    await discord.stop();
  });
  afterEach(() => {
    expect(discord.violations, "what Discord would not have taken, or not have answered").toEqual([]);
    expect(failures, "what the client could not make sense of").toEqual([]);
  });

  /** What the client does with the next interaction of this kind. */
  async function next<I extends AnyInteractionGateway, T>(
    kind: abstract new (...args: never[]) => I,
    handle: (interaction: I) => Promise<T>,
  ): Promise<T> {
    const interaction = await new Promise<AnyInteractionGateway>(
      (resolve) => void client.once("interactionCreate", resolve),
    );
    if (!(interaction instanceof kind)) throw new Error(`an interaction of type ${interaction.type} was not expected`);
    return handle(interaction);
  }

  const gex = () => discord.user.slash({ userId: you, channelId, command: "gex", options: { symbol: "SPY" } });
  const shown = (messageId: string) => discord.user.messages(channelId, you).find(({ id }) => id === messageId);

  /** A message of the bot with a button and a menu, and its id. */
  async function withComponents(): Promise<string> {
    const done = next(CommandInteraction, (interaction) =>
      interaction.createMessage({
        content: "choose",
        components: [
          { type: 1, components: [{ type: 2, style: 2, customID: "refresh", label: "Refresh" }] },
          {
            type: 1,
            components: [
              {
                type: 3,
                customID: "expiry",
                options: [
                  { label: "0DTE", value: "0dte" },
                  { label: "All", value: "all" },
                ],
              },
            ],
          },
        ],
      }),
    );
    const { id } = messageOf(await gex());
    await done;
    return id;
  }

  test("it logs in with the prefix Bot in its identify, and knows itself, its server and its channels", () => {
    expect(discord.gateway.identifies).toBe(1);
    expect(client.user.username).toBe("gexcord");
    expect(client.guilds.map(({ name }) => name)).toEqual(["Local Discord"]);
    expect(client.getChannel(channelId)).toMatchObject({ name: "general" });
  });

  test("it acknowledges a slash command and then shows an embed with its picture", async () => {
    const done = next(CommandInteraction, async (interaction) => {
      expect(interaction.data.options.getString("symbol")).toBe("SPY");
      const { resource } = await interaction.defer();
      expect(resource, "a deferred message is a new one").toMatchObject({ type: 4, message: { content: "" } });
      return interaction.editOriginal({ embeds: [EMBED], files: [PICTURE] });
    });
    const { id } = messageOf(await gex());
    const edited = await done;
    expect(edited.id).toBe(id);
    expect(edited.embeds[0]?.image).toMatchObject({ width: 64, height: 36 });
    const picture = await fetch(edited.embeds[0]!.image!.url);
    expect(Buffer.from(await picture.arrayBuffer())).toEqual(PICTURE.contents);
    expect(shown(id)?.embeds[0]?.title).toBe("SPY");
  });

  test("it answers for the caller's eyes only, and with a second message after the first", async () => {
    const done = next(CommandInteraction, async (interaction) => {
      await interaction.defer(EPHEMERAL);
      await interaction.editOriginal({ content: "first" });
      const { message } = await interaction.createFollowup({ content: "second", flags: EPHEMERAL });
      return message.id;
    });
    const { id } = messageOf(await gex());
    const second = await done;
    expect([shown(id)?.content, shown(second)?.content]).toEqual(["first", "second"]);
    const friend = discord.user.users()[1]!.id;
    const ofFriend = discord.user.messages(channelId, friend).map((message) => message.id);
    expect(ofFriend).not.toContain(id);
    expect(ofFriend).not.toContain(second);
  });

  test("a pressed button reaches it, and the message changes in place", async () => {
    const messageId = await withComponents();
    const done = next(ComponentInteraction, async (interaction) => {
      await interaction.deferUpdate();
      await interaction.editOriginal({ content: "refreshed", embeds: [EMBED], files: [PICTURE] });
      return interaction.data.customID;
    });
    await discord.user.click({ userId: you, messageId, customId: "refresh" });
    expect(await done).toBe("refresh");
    expect(shown(messageId)).toMatchObject({ content: "refreshed", embeds: [{ image: { width: 64 } }] });
    expect(shown(messageId)?.components, "what the edit does not name stays").toHaveLength(2);
  });

  test("a choice from a menu reaches it with its value, and the message changes in place", async () => {
    const messageId = await withComponents();
    const done = next(ComponentInteraction, async (interaction) => {
      if (!("values" in interaction.data)) throw new Error("a menu was expected");
      const [chosen] = interaction.data.values.raw;
      await interaction.deferUpdate();
      await interaction.editOriginal({ content: `chosen ${chosen}`, components: [] });
    });
    await discord.user.click({ userId: you, messageId, customId: "expiry", values: ["0dte"] });
    await done;
    expect(shown(messageId)).toMatchObject({ content: "chosen 0dte", components: [] });
  });

  test("it writes a direct message with a file, once for one nonce", async () => {
    const dm = await client.rest.users.createDM(you);
    const message = { content: "your digest", files: [PICTURE], nonce: "digest-1", enforceNonce: true };
    const first = await dm.createMessage(message);
    const again = await dm.createMessage(message);
    expect(again.id).toBe(first.id);
    const seen = discord.user.messages(dm.id, you);
    expect(seen.map(({ content, attachments }) => [content, attachments[0]?.filename])).toEqual([
      ["your digest", "gex.png"],
    ]);
  });

  test("asked to reconnect it resumes, and answers what comes after", async () => {
    discord.gateway.askReconnect();
    await expect.poll(() => discord.gateway.resumes, { timeout: 10_000 }).toBe(1);
    const done = next(CommandInteraction, (interaction) => interaction.createMessage({ content: "back" }));
    const { id } = messageOf(await gex());
    await done;
    expect(shown(id)?.content).toBe("back");
    expect(discord.gateway.identifies, "a resume is no identify").toBe(1);
  });
});

function messageOf(outcome: Outcome) {
  if (outcome.kind !== "message") throw new Error(`no message but ${outcome.kind}`);
  return outcome.message;
}
