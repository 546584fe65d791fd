import { ChannelType, PermissionFlagsBits, PermissionsBitField } from "discord.js";
import { expect, test } from "vitest";
import { channelOption } from "../../src/commands/channelOption.ts";
import { optionsOf } from "../support/context.ts";

const read = (type: ChannelType, permissions: unknown) =>
  channelOption.read(optionsOf({ channel: { id: "5", type, permissions } }), "channel");
const { SendMessages } = PermissionFlagsBits;

test.each([
  ["as bits", new PermissionsBitField(SendMessages), SendMessages],
  ["as text, where discord.js does not know the server", String(SendMessages), SendMessages],
  ["not at all", null, null],
])("what its chooser may do there comes %s", (_how, given, permissions) => {
  expect(read(ChannelType.GuildText, given)).toEqual({ id: "5", inThread: false, permissions });
});

test.each([
  [ChannelType.GuildAnnouncement, false],
  [ChannelType.PublicThread, true],
  [ChannelType.PrivateThread, true],
  [ChannelType.AnnouncementThread, true],
])("of type %i: in a thread %s", (type, inThread) => expect(read(type, null)?.inThread).toBe(inThread));

test("is left out as null", () => expect(channelOption.read(optionsOf(), "channel")).toBeNull());
