import type { WorldChannel, WorldGuild } from "./world.ts";

/** All permission bits Discord has given out, as an owner or administrator holds them. */
const EVERYTHING = (1n << 51n) - 1n;
/** What a channel may keep from the bot. */
export const PERMISSION = {
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readMessageHistory: 1n << 16n,
} as const;
/** Add reactions, view, send, embed links, attach files, read history, foreign emoji, application commands. */
const ORDINARY = [6n, 10n, 11n, 14n, 15n, 16n, 18n, 31n].reduce((bits, bit) => bits | (1n << bit), 0n);

export const EVERYONE_PERMISSIONS = ORDINARY.toString();

/**
 * Returns a member's permission bits in a channel as Discord's decimal string: everything for the owner, whom no channel can
 * keep from anything; the usual ones for others, without writing where that was taken from them.
 */
export function memberPermissions(
  guild: WorldGuild,
  userId: string,
  { channel }: { readonly channel: WorldChannel },
): string {
  if (guild.ownerId === userId) return EVERYTHING.toString();
  const isSilenced = channel.kind === "guild" && channel.silenced.has(userId);
  return (isSilenced ? ORDINARY & ~PERMISSION.sendMessages : ORDINARY).toString();
}

/** Returns the bot's permission bits in a channel; it is no administrator, from whom nothing can be kept. */
export function appPermissions(channel: WorldChannel): string {
  return (channel.kind === "dm" ? ORDINARY : ORDINARY & ~channel.denied).toString();
}

/** True when a command with these `default_member_permissions` is offered to a member; "0" means administrators only. */
export function mayUse(required: string | null | undefined, held: string): boolean {
  if (required === null || required === undefined) return true;
  if (held === EVERYTHING.toString()) return true;
  return required !== "0" && (BigInt(held) & BigInt(required)) === BigInt(required);
}
