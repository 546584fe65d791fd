import { MessageFlags, type APIMessage } from "discord.js";
import { expect, test } from "vitest";
import type { OptionValues, Outcome } from "../../sandbox/discord/userSide.ts";
import { PROGRESS_MARK } from "../../src/discord/progress.ts";
import { OPEN_MARKET, openSandbox } from "../support/sandboxes.ts";

const isPrivate = ({ flags }: APIMessage) => ((flags ?? 0) & MessageFlags.Ephemeral) !== 0;
const isDone = ({ flags, content }: APIMessage) =>
  !((flags ?? 0) & MessageFlags.Loading) && !content.startsWith(PROGRESS_MARK);

/** The sample market's bot, and a person in its server. */
async function person() {
  const { user } = await openSandbox(OPEN_MARKET);
  const userId = user.users().find(({ bot }) => !bot)!.id;
  const channelId = user.channels(userId)[0]!.id;
  const settled = async (outcome: Outcome): Promise<APIMessage> => {
    if (outcome.kind !== "message") throw new Error(outcome.kind);
    const find = () => user.messages(channelId, userId).find(({ id }) => id === outcome.message.id);
    await expect.poll(() => find() && isDone(find()!), { timeout: 30_000, interval: 20 }).toBe(true);
    return find()!;
  };
  return {
    ask: async (command: string, options: OptionValues = {}) =>
      settled(await user.slash({ userId, channelId, command, options })),
    choose: async ({ id: messageId, components = [] }: APIMessage, value: string) => {
      const [row] = components;
      const menu = row && "components" in row ? row.components[0]! : null;
      if (menu === null || !("custom_id" in menu)) throw new Error("there is no menu");
      return settled(await user.click({ userId, messageId, customId: menu.custom_id, values: [value] }));
    },
  };
}

test("the usual ten of the sample market, then the plan of one, then the watchlist", async () => {
  const { ask, choose } = await person();
  const scan = await ask("scan");
  const [embed] = scan.embeds;
  expect(embed!.title).toBe("SAMPLE · Scan · the usual ten");
  expect(embed!.description).toMatch(/^\*\*Gate: z ≥ 1 and VRP20 > 2 — \d+ of \d+ pass/);
  // Whoever is slow on a busy machine is named, and counted too.
  expect(scan.content).toMatch(/^SAMPLE DATA · Scan of 10 symbols \(the usual ten\), Nov 24, 12:00 ET: /);
  expect([isPrivate(scan), embed!.image?.url.endsWith("scan.png")]).toEqual([true, true]);
  const opened = await choose(scan, "AAPL");
  expect(opened.id).not.toBe(scan.id);
  expect([isPrivate(opened), opened.embeds[0]!.title?.includes("AAPL")]).toEqual([true, true]);
  await ask("watchlist", { add: { symbols: "AAPL QQQ" } });
  const own = await ask("scan");
  expect(own.embeds[0]!.title).toBe("SAMPLE · Scan · your watchlist");
  expect(own.content).toContain("Scan of 2 symbols");
  const shared = await ask("scan", { symbols: "SPY ZZZZ", share: true });
  expect(isPrivate(shared)).toBe(false);
  expect(shared.embeds[0]!.fields!.find(({ name }) => name === "No numbers")?.value).toBe("ZZZZ: n/a, the source lists no options for it"); // prettier-ignore
}, 60_000);
