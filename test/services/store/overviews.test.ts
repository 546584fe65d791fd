import { expect, test } from "vitest";
import { parseTicker } from "../../../src/engine/ticker.ts";
import { createStore } from "../../../src/services/store/store.ts";
import { letterOf } from "../../support/jobs.ts";
import { planOf } from "../../support/plans.ts";
import { onEachDatabase } from "../../support/databases.ts";

const NOW = Date.parse("2026-11-24T15:00:00Z");
const HOUR = 3_600_000;
const tickers = (text: string) => text.split(" ").map((symbol) => parseTicker(symbol)!);
const TIMES = { channelId: "3", times: ["09:45"], zone: "America/New_York", days: "trading", userId: null };
const ALERT = {
  userId: "7",
  guildId: null,
  channelId: "9",
  kind: "flip" as const,
  threshold: null,
  quiet: null,
  expiresAt: NOW + 24 * HOUR,
  state: "",
};

onEachDatabase("what the store says of everybody together", (places) => {
  async function storeAndDatabase() {
    const database = await (await places.fresh()).open();
    return { database, store: createStore(database, () => NOW) };
  }

  test("the symbols that somebody watches, has on a dashboard or waits for, each once", async () => {
    const { store } = await storeAndDatabase();
    await store.plans.propose("7", planOf({ symbol: tickers("TSLA")[0]! }));
    const id = await store.plans.propose("7", planOf({ symbol: tickers("NVDA")[0]! }));
    await store.plans.arm("7", id, { rule: "stop", channelId: "9" });
    await store.watchlists.add("7", tickers("SPY QQQ"));
    await store.dashboards.set({ ...TIMES, guildId: "2", symbols: tickers("QQQ BRK.B") });
    await store.alerts.add({ ...ALERT, symbol: tickers("AAPL")[0]! });
    expect(await store.watched()).toEqual(["AAPL", "BRK.B", "NVDA", "QQQ", "SPY"]);
  });

  test("a dashboard that is paused is nobody's", async () => {
    const { store } = await storeAndDatabase();
    await store.dashboards.set({ ...TIMES, guildId: "2", symbols: tickers("QQQ") });
    await store.dashboards.fail("2", "channel-gone");
    expect(await store.watched()).toEqual([]);
  });

  test("slots that are not done, with how far they have come; those that are done are left out", async () => {
    const { database, store } = await storeAndDatabase();
    const slot = NOW - HOUR;
    await store.outbox.add(["a", "b", "c"].map((id) => letterOf(id, slot)));
    await store.outbox.add([letterOf("done", slot - HOUR), letterOf("old", NOW - 25 * HOUR)]);
    await database.run("UPDATE outbox SET state = 'sent' WHERE id IN ('a', 'done')");
    await database.run("UPDATE outbox SET state = 'sending' WHERE id = 'b'");
    expect(await store.outbox.underWay()).toEqual([{ kind: "dashboard", slot, planned: 3, sent: 1 }]);
  });

  test("the servers that have the bot: others that it knows have left, those that are back have not", async () => {
    const { database, store } = await storeAndDatabase();
    await store.guilds.are(["1", "2"], NOW - 2 * HOUR);
    await store.dashboards.set({ ...TIMES, guildId: "3", symbols: tickers("QQQ") });
    await store.guilds.are(["2"], NOW - HOUR);
    await store.guilds.are(["1"], NOW);
    const rows = await database.all("SELECT guild_id, left_at FROM guild ORDER BY guild_id");
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { guild_id: "1", left_at: null },
      { guild_id: "2", left_at: NOW },
      { guild_id: "3", left_at: NOW - HOUR },
    ]);
  });
});
