import type { REST } from "discord.js";
import { expect, onTestFinished, test } from "vitest";
import { createLocalDiscord } from "../../sandbox/discord/localDiscord.ts";
import { createCourierRest } from "../../src/discord/restOptions.ts";
import { readGuildIds } from "../../src/discord/guildIds.ts";

test("are those of the servers the bot is in, and no others", async () => {
  const discord = await createLocalDiscord();
  onTestFinished(() => discord.stop());
  const { world, api, token } = discord;
  const owner = world.addUser("owner").profile.id;
  const joined = world.addGuild("Joined", owner).id;
  const other = world.addGuild("Other", owner, { withBot: false }).id;
  const ids = await readGuildIds(createCourierRest({ token, apiBase: api }));
  expect(ids).toContain(joined);
  expect(ids).not.toContain(other);
});

test.each([0, 199, 200, 401])("are all of %d, page by page", async (count) => {
  const all = Array.from({ length: count }, (_, i) => String(1_000 + i));
  const asked: string[] = [];
  const rest = {
    get: async (_route: string, { query }: { query: URLSearchParams }) => {
      asked.push(query.toString());
      return all
        .filter((id) => BigInt(id) > BigInt(query.get("after")!))
        .slice(0, Number(query.get("limit")))
        .map((id) => ({ id }));
    },
  };
  expect(await readGuildIds(rest as unknown as REST)).toEqual(all);
  expect(asked).toHaveLength(Math.floor(count / 200) + 1);
});
