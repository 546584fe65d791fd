import { Client, Options } from "discord.js";
import { restOptions } from "./restOptions.ts";

/**
 * The connection to Discord, not logged in yet. No intent is needed: interactions belong to none, and without a guild cache a
 * server costs a few kilobytes. Who used it is not remembered either: an interaction brings its user and member along. Nothing it
 * sends mentions anybody, and a message it has to send again appears once.
 */
export function createClient(apiBase?: string): Client {
  return new Client({
    intents: [],
    makeCache: Options.cacheWithLimits({ UserManager: 0, GuildMemberManager: 0, MessageManager: 0 }),
    allowedMentions: { parse: [] },
    // Discord accepted and the answer was lost: discord.js repeats the POST, and the nonce makes it one message.
    enforceNonce: true,
    // Answers to interactions do not count against the 50 requests a second, and others leave through the courier. Source:
    // Discord developer documentation, "Rate Limits".
    rest: { ...restOptions(apiBase), globalRequestsPerSecond: Infinity },
  });
}
