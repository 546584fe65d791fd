import type { NewLetter } from "../../src/services/outbox/letter.ts";

export const NOON = Date.parse("2026-11-23T17:00:00Z");
const HOUR = 3_600_000;

/** A digest that is due at noon and useful for three hours. */
export const letter = (id: string, overrides: Partial<NewLetter> = {}): NewLetter => ({
  id,
  kind: "digest",
  slot: NOON,
  guildId: null,
  userId: "7",
  channelId: "97",
  recipe: { symbols: ["SPY"] },
  notBefore: NOON,
  expiresAt: NOON + 3 * HOUR,
  ...overrides,
});
