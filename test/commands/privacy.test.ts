import { describe, expect, test } from "vitest";
import { privacy } from "../../src/commands/privacy.ts";
import type { AppContext } from "../../src/context.ts";
import type { Ticker } from "../../src/engine/ticker.ts";
import { call, context, optionsOf } from "../support/context.ts";

const NOTHING = /^This bot keeps nothing about you\./;

/** User 1 watches two symbols and has a digest; user 8 watches one. */
async function bot(): Promise<AppContext> {
  const ctx = context();
  await ctx.store.watchlists.add("1", ["SPY", "QQQ"] as Ticker[]);
  await ctx.store.watchlists.add("8", ["SPY"] as Ticker[]);
  await ctx.store.digests.set({
    userId: "1",
    channelId: "91",
    time: "09:20",
    zone: "America/New_York",
    days: "trading",
  });
  return ctx;
}
const run = (ctx: AppContext, part: string, values: Record<string, boolean> = {}, userId = "1") =>
  privacy.run(call(values, { part, userId }), ctx);

describe("/privacy export", () => {
  test("attaches everything of the caller, and nobody else's, and says in words what it is", async () => {
    const { content, files = [] } = await run(await bot(), "export");
    expect(content).toMatch(
      /^\*\*What this bot keeps about you:\*\* your digest, 2 symbols on your watchlist\. The file/,
    );
    expect(files.map(({ name }) => name)).toEqual(["gexcord-your-data.json"]);
    const kept = JSON.parse(new TextDecoder().decode(files[0]!.data)) as Record<
      string,
      { user_id: string; symbol: string }[]
    >;
    expect(Object.keys(kept)).toEqual(["digest", "watchlist"]);
    expect(kept["watchlist"]!.map(({ symbol }) => symbol).toSorted()).toEqual(["QQQ", "SPY"]);
    expect(Object.values(kept).flatMap((rows) => rows.map(({ user_id: id }) => id))).toEqual(["1", "1", "1"]);
  });

  test("of somebody nothing is kept of has no file, and says where his id is all the same", async () => {
    const { content, files } = await run(await bot(), "export", {}, "5");
    expect(content).toMatch(NOTHING);
    expect(content).toContain("your id is only in its memory");
    expect(files).toBeUndefined();
  });
});

describe("/privacy delete", () => {
  test.each([{}, { confirm: false }])(
    "with %o says what it would delete and how, and deletes nothing",
    async (values) => {
      const ctx = await bot();
      const { content } = await run(ctx, "delete", values);
      expect(content).toMatch(
        /^This deletes for good: your digest, 2 symbols on your watchlist\. To do it: `\/privacy delete confirm:True`/,
      );
      expect(await ctx.store.watchlists.of("1")).toEqual(["SPY", "QQQ"]);
    },
  );

  test("with confirm deletes all of the caller's, and says how long copies live", async () => {
    const ctx = await bot();
    const { content } = await run(ctx, "delete", { confirm: true });
    expect(content).toMatch(/^Deleted: your digest, 2 symbols on your watchlist\./);
    expect(content).toContain("within 7 days");
    expect([await ctx.store.watchlists.of("1"), await ctx.store.digests.of("1")]).toEqual([[], null]);
    expect(await ctx.store.watchlists.of("8"), "somebody else's").toEqual(["SPY"]);
    expect((await run(ctx, "delete", { confirm: true })).content).toMatch(NOTHING);
    expect((await run(ctx, "delete")).content).toMatch(NOTHING);
  });

  test("of a server's dashboard says that the server keeps it", async () => {
    const ctx = await bot();
    await ctx.store.dashboards.set({
      guildId: "2",
      channelId: "3",
      symbols: ["SPY"] as Ticker[],
      times: ["09:45"],
      zone: "America/New_York",
      days: "trading",
      userId: "5",
    });
    const { content } = await run(ctx, "delete", { confirm: true }, "5");
    expect(content).toMatch(/^Deleted: your name on 1 server dashboard you set up \(the server keeps it\)\./);
    expect(await ctx.store.dashboards.of("2")).toMatchObject({ userId: null });
  });
});

test("nobody else sees the answer, whatever is asked for", () => {
  for (const part of ["export", "delete"]) expect(privacy.isPrivate(optionsOf({ share: true }, part))).toBe(true);
});
