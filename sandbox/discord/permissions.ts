import type { WorldChannel, WorldGuild } from "./world.ts";

/** All permission bits Discord has given out, as an owner or administrator holds them. */
const EVERYTHING = (1n << 51n) - 1n;
const SEND_MESSAGES = 1n << 11n;
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
  return (isSilenced ? ORDINARY & ~SEND_MESSAGES : ORDINARY).toString();
}

/** Returns the bot's permission bits where it may or may not send; no administrator, who may send everywhere. */
export function appPermissions(sending: boolean): string {
  return (sending ? ORDINARY : ORDINARY & ~SEND_MESSAGES).toString();
}

/** True when a command with these `default_member_permissions` is offered to a member; "0" means administrators only. */
export function mayUse(required: string | null | undefined, held: string): boolean {
  if (required === null || required === undefined) return true;
  if (held === EVERYTHING.toString()) return true;
  return required !== "0" && (BigInt(held) & BigInt(required)) === BigInt(required);
}
