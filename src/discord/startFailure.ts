import { DiscordAPIError, DiscordjsError, DiscordjsErrorCodes } from "discord.js";

/** Discord ended the connection for good while it was being made. */
export class ConnectionRefused extends Error {
  override readonly name = "ConnectionRefused";
}

/** One readable line for what can go wrong before the bot is connected; null for anything unforeseen. */
export function wordsForStart(error: unknown): string | null {
  if (error instanceof ConnectionRefused) return error.message;
  if (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) return REFUSED;
  if (error instanceof DiscordAPIError) {
    if (error.status === 401) return REFUSED;
    return `Discord refuses the start: ${error.message} (code ${error.code}).`;
  }
  const code = networkCode(error);
  return code === null ? null : `Discord cannot be reached (${code}). Check the machine's network and try again.`;
}

const REFUSED = "Discord refuses the token. Copy it again from the developer portal, page Bot, into DISCORD_TOKEN.";

const NETWORK: ReadonlySet<string> = new Set([
  "ENOTFOUND",
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ECONNRESET",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "ETIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_SOCKET",
]);

/** True when the same start may succeed later, so that a supervisor should try again. */
export const isPassing = (error: unknown): boolean => networkCode(error) !== null;

function networkCode(error: unknown): string | null {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return NETWORK.has(code) ? code : null;
}
