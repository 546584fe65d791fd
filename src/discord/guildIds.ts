import { type APIPartialGuild, type REST, Routes } from "discord.js";

/** Discord's page. */
const PAGE = 200;

/** The servers that have the bot, now: without an intent nobody tells it when it is removed. @throws what discord.js throws */
export async function readGuildIds(rest: REST): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let after = "0"; ; after = ids.at(-1)!) {
    const query = new URLSearchParams({ limit: `${PAGE}`, after });
    const page = (await rest.get(Routes.userGuilds(), { query })) as readonly APIPartialGuild[];
    ids.push(...page.map(({ id }) => id));
    if (page.length < PAGE) return ids;
  }
}
