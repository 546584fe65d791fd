import { createHash } from "node:crypto";
import type { Letter } from "./letter.ts";

/** Discord's limit of a nonce is 25 characters. */
const NONCE_LENGTH = 24;
const MARKER_LENGTH = 8;

/**
 * Under which Discord knows a letter for a few minutes: a second message with it is answered by the first. Discord keeps nonces
 * per bot, not per channel, so the channel is part of it.
 */
export const nonceOf = ({ id, channelId, gen }: Pick<Letter, "id" | "channelId" | "gen">): string =>
  hash(["nonce", id, channelId, gen]).toString("base64url").slice(0, NONCE_LENGTH);

/**
 * Stands in the footer of the message, "#d-7f3a90c1", so that it can be found in its channel when the nonce is forgotten. The same
 * for every generation: whichever of them Discord has is the letter.
 */
export const markerOf = ({ id, channelId }: Pick<Letter, "id" | "channelId">): string =>
  `#d-${hash(["marker", id, channelId]).toString("hex").slice(0, MARKER_LENGTH)}`;

const hash = (parts: readonly unknown[]) => createHash("sha256").update(JSON.stringify(parts)).digest();
