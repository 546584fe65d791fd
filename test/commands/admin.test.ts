import { PermissionFlagsBits } from "discord.js";
import { describe, expect, test } from "vitest";
import { managedServerOf, mayWrite, serverOf } from "../../src/commands/admin.ts";
import { call } from "../support/context.ts";
import { refusal } from "../support/refusal.ts";

const EVERY = Object.entries(PermissionFlagsBits);
const ALL = EVERY.reduce((bits, [, bit]) => bits | bit, 0n);
const { Administrator, ManageGuild, SendMessages, SendMessagesInThreads, ViewChannel } = PermissionFlagsBits;
const ORDINARY = ALL & ~Administrator;

describe("who manages a server", () => {
  test.each(EVERY)("without %s and being administrator", async (name, bit) => {
    const caller = call({}, { permissions: ORDINARY & ~bit });
    if (bit === ManageGuild) expect(await refusal(() => managedServerOf(caller))).toMatch(/Manage Server/);
    else expect(managedServerOf(caller), name).toBe("2");
  });

  test.each(EVERY)("with %s and nothing else", async (_name, bit) => {
    const caller = call({}, { permissions: bit });
    if (bit === ManageGuild || bit === Administrator) expect(managedServerOf(caller)).toBe("2");
    else expect(await refusal(() => managedServerOf(caller))).toMatch(/Only members with the permission Manage Server/);
  });

  test("nobody outside of servers, nor where Discord does not say what he may do", async () => {
    expect(await refusal(() => managedServerOf(call({}, { guildId: null, permissions: ALL })))).toMatch(
      /in a server only/,
    );
    expect(await refusal(() => managedServerOf(call({}, { permissions: null })))).toMatch(/Manage Server/);
    expect(await refusal(() => serverOf(call({}, { guildId: null })))).toMatch(/in a server only/);
  });
});

test.each(EVERY)("who lacks %s may write in a channel or thread as far as Discord has it so", (_name, bit) => {
  const permissions = ORDINARY & ~bit;
  expect(mayWrite(permissions, { inThread: false })).toBe(bit !== ViewChannel && bit !== SendMessages);
  expect(mayWrite(permissions, { inThread: true })).toBe(bit !== ViewChannel && bit !== SendMessagesInThreads);
});

test("of whom nothing is known may not write", () => expect(mayWrite(null, { inThread: false })).toBe(false));
