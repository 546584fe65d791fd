import type { APIEmbed, DMChannel, TextChannel } from "discord.js";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openScene, pngOf, type Scene } from "./scene.ts";

const file = { attachment: pngOf(64, 32), name: "gex.png" };
const embed: APIEmbed = { title: "SPY", image: { url: "attachment://gex.png" } };

describe("messages the bot sends by itself", () => {
  let scene: Scene;
  let channel: TextChannel;

  beforeAll(async () => {
    // With the guilds intent discord.js knows the channel as a text channel, which the tests write to.
    scene = await openScene({}, { intents: ["Guilds"] });
    const fetched = await scene.client.channels.fetch(scene.channelId);
    if (!fetched?.isTextBased() || fetched.isDMBased()) throw new Error("expected a text channel");
    channel = fetched as TextChannel;
    for (const route of ["POST /channels/:channel/messages", "PATCH /channels/:channel/messages/:message"])
      scene.discord.rateLimits.set(route, { limit: 1000, seconds: 1 });
  });
  afterAll(() => scene.stop());
  afterEach(() => expect(scene.discord.violations).toEqual([]));

  test("with the guilds intent the server and its channels are known", () => {
    expect(scene.client.guilds.cache.first()?.name).toBe("Local Discord");
    expect(scene.client.guilds.cache.first()?.channels.cache.map(({ name }) => name)).toEqual(["general", "gex"]);
  });

  test("what can be read about the server is what Discord would answer", async () => {
    const guild = await scene.client.guilds.fetch({ guild: channel.guildId, force: true });
    expect(guild.ownerId).toBe(scene.you);
    expect((await guild.members.fetch(scene.friend)).displayName).toBe("friend");
    expect(await guild.channels.fetch()).toHaveLength(2);
    expect((await guild.roles.fetch()).map(({ name }) => name)).toEqual(["@everyone"]);
    expect(await scene.client.guilds.fetch()).toHaveLength(1);
    await channel.sendTyping();
  });

  test("a digest carries one picture in its embed and one below it", async () => {
    const sent = await channel.send({
      content: "Digest",
      embeds: [embed],
      files: [file, { ...file, name: "two.png" }],
    });
    expect(sent.attachments.map(({ name, width, height }) => [name, width, height])).toEqual([["two.png", 64, 32]]);
    expect((await channel.messages.fetch(sent.id)).embeds[0]?.image?.url).toBe(sent.embeds[0]?.image?.url);
  });

  test("an edit replaces the file, the next one keeps it", async () => {
    const sent = await channel.send({ files: [file] });
    const replaced = await sent.edit({ files: [{ ...file, name: "v2.png" }], attachments: [] });
    expect(replaced.attachments.map(({ name }) => name)).toEqual(["v2.png"]);
    const kept = await replaced.edit({ content: "kept" });
    expect(kept.attachments.map(({ name }) => name)).toEqual(["v2.png"]);
  });

  test("an edit that leaves nothing is refused", async () => {
    const sent = await channel.send("something");
    await expect(sent.edit({ content: "" })).rejects.toMatchObject({ code: 50006 });
    expect(scene.discord.violations.splice(0)).toHaveLength(1);
  });

  test("components V2 show an uploaded picture in a gallery", async () => {
    const gallery = { type: 12, items: [{ media: { url: "attachment://gex.png" } }] };
    const sent = await channel.send({
      flags: 1 << 15,
      files: [file],
      components: [{ type: 17, accent_color: 0x2ecc71, components: [{ type: 10, content: "## SPY" }, gallery] }],
    });
    expect(sent.attachments.size).toBe(0);
    expect(JSON.stringify(sent.components)).toContain(`/attachments/${channel.id}/`);
  });

  test("a deleted message is gone for everybody, with its file", async () => {
    const deleted: string[] = [];
    const unsubscribe = scene.user.on("deleted", ({ messageId }) => deleted.push(messageId));
    const sent = await channel.send({ files: [file] });
    await sent.delete();
    unsubscribe();
    expect(deleted).toEqual([sent.id]);
    await expect(channel.messages.fetch({ message: sent.id, force: true })).rejects.toMatchObject({ code: 10008 });
    expect((await fetch(sent.attachments.first()?.url ?? "")).status).toBe(404);
  });

  test("a direct message with a picture arrives, always in the same channel", async () => {
    const you = await scene.client.users.fetch(scene.you);
    const sent = await you.send({ content: "alert", files: [file] });
    const dm = scene.user.channels(scene.you).find(({ kind }) => kind === "dm");
    expect(sent.channelId).toBe(dm?.id);
    expect(scene.user.messages(sent.channelId, scene.you).at(-1)?.content).toBe("alert");
    expect((await you.createDM(true)).id).toBe(sent.channelId);
  });

  test("closed DMs are 50007, a user without a common server 50278", async () => {
    const { world } = scene.discord;
    const stranger = world.addUser("stranger").profile.id;
    world.setDms(scene.friend, "closed");
    const closed = (await scene.client.users.fetch(scene.friend)).send("x");
    await expect(closed).rejects.toMatchObject({ status: 403, code: 50007 });
    await expect((await scene.client.users.fetch(stranger)).send("x")).rejects.toMatchObject({ code: 50278 });
    world.setDms(scene.friend, "open");
  });

  test("a flagged bot opens no new DM, the old ones stay", async () => {
    const old: DMChannel = await (await scene.client.users.fetch(scene.you)).createDM();
    const newcomer = scene.discord.world.addUser("newcomer").profile.id;
    scene.discord.refuseNewDms("flagged");
    await expect(scene.client.users.createDM(newcomer)).rejects.toMatchObject({ code: 20026 });
    await old.send("still here");
    scene.discord.refuseNewDms(null);
  });

  test("a channel that is closed to the bot is 50013", async () => {
    scene.discord.world.setSending(channel.id, false);
    await expect(channel.send("x")).rejects.toMatchObject({ status: 403, code: 50013 });
    scene.discord.world.setSending(channel.id, true);
  });

  test("an invalid body is 50035, with the path of what is wrong", async () => {
    const sending = channel.send({ embeds: [{ title: "x".repeat(257) }] });
    await expect(sending).rejects.toMatchObject({
      code: 50035,
      rawError: { errors: { embeds: { 0: { title: { _errors: [{ message: expect.stringContaining("256") }] } } } } },
    });
    expect(scene.discord.violations.splice(0), "it is also noted as the bot's mistake").toMatchObject([
      { side: "bot" },
    ]);
  });

  test("what a bot has sent is in the ledger, decoded and without the file's bytes", async () => {
    await channel.send({ content: "noted", files: [file] });
    expect(scene.discord.requests.at(-1)).toMatchObject({
      method: "POST",
      path: `/channels/${channel.id}/messages`,
      status: 200,
      body: { content: "noted", enforce_nonce: true },
      files: [{ field: "files[0]", filename: "gex.png", size: file.attachment.length }],
    });
  });

  test("only the last 200 messages and their files are kept", async () => {
    for (let count = 0; count < 205; count += 1) await channel.send({ content: `n${count}`, files: [file] });
    expect(scene.user.messages(channel.id, scene.you)).toHaveLength(200);
    expect(scene.user.messages(channel.id, scene.you)[0]?.content).toBe("n5");
    const inTheDm = 1;
    expect(scene.discord.held().files).toBe(200 + inTheDm);
  });
});
