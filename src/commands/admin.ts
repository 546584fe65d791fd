import { PermissionFlagsBits, PermissionsBitField } from "discord.js";
import { UserError } from "../errors.ts";
import type { Caller } from "./command.ts";

/** The server of the call. @throws {UserError} outside of servers */
export function serverOf({ guildId }: Caller): string {
  if (guildId === null) throw new UserError("That works in a server only.");
  return guildId;
}

/**
 * The server whose settings this caller may change. Decided by what Discord says he may do: that a command is hidden from
 * others is a setting of the server, and no protection.
 * @throws {UserError} he may not, or is not in a server
 */
export function managedServerOf(caller: Caller): string {
  const guildId = serverOf(caller);
  if (!new PermissionsBitField(caller.permissions ?? 0n).has(PermissionFlagsBits.ManageGuild))
    throw new UserError("Only members with the permission Manage Server can do that.");
  return guildId;
}

/** Whether somebody with these permissions may read and write in a channel. */
export function mayWrite(permissions: bigint | null, { inThread }: { readonly inThread: boolean }): boolean {
  const { ViewChannel, SendMessages, SendMessagesInThreads } = PermissionFlagsBits;
  const held = new PermissionsBitField(permissions ?? 0n);
  return held.has([ViewChannel, inThread ? SendMessagesInThreads : SendMessages]);
}
