import { Client } from "discord.js";
import { restOptions } from "./restOptions.ts";

/**
 * The connection to Discord, not logged in yet. No intent is needed: interactions belong to none, and without a guild cache a
 * server costs a few kilobytes. Nothing it sends mentions anybody, and a message it has to send again appears once.
 */
export function createClient(apiBase?: string): Client {
  return new Client({
    intents: [],
    allowedMentions: { parse: [] },
    // Discord accepted and the answer was lost: discord.js repeats the POST, and the nonce makes it one message.
    enforceNonce: true,
    rest: restOptions(apiBase),
  });
}
