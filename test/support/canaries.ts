import type { SECRETS } from "../../src/config.ts";

type Secret = (typeof SECRETS)[number] | "FLASHALPHA_API_KEY";

/**
 * A made-up value for every secret, in its shape, in the environment of every test. A secret without a canary does not
 * compile. Each holds a word that nothing else in the world says, so that a part of it is recognised too.
 */
export const CANARIES: Readonly<Record<Secret, string>> = {
  DISCORD_TOKEN: "MTA5ODc2NTQzMjEwOTg3NjU0.GkWsQd.xK3canaryDiscord9vT2mQpLr8sWzYbNcHd4Je",
  STORE_URL: "postgres://gexcord:4Tz9canaryStore8pLq@127.0.0.1:9/gexcord",
  FLASHALPHA_API_KEY: "fa_live_7hR2canaryFlashAlpha5kXwQ0mZ",
  CACHE_URL: "redis://:canaryCache4tYb@127.0.0.1:1",
};

const WORD = /canary[A-Z][A-Za-z]+(?=\d)/;

/** The names of the secrets of which something is to be read in the text. */
export function canariesIn(text: string): string[] {
  return Object.entries(CANARIES)
    .filter(([, value]) => text.includes(WORD.exec(value)![0]))
    .map(([name]) => name);
}
