import { describe, expect, test } from "vitest";
import { toggleWatch, watchlist } from "../../src/commands/watchlist.ts";
import { closestSymbols, suggestSymbols } from "../../src/services/symbols.ts";
import { call, context, optionsOf } from "../support/context.ts";
import { ticker } from "../support/providers.ts";
import { refusal } from "../support/refusal.ts";

/** A bot that knows the usual symbols by name, and what its /watchlist says to user 1. */
function bot() {
  const ctx = context({ symbols: { suggest: suggestSymbols, closest: closestSymbols } });
  const says = async (part: string, symbols?: string, userId = "1") =>
    (await watchlist.run(call(symbols === undefined ? {} : { symbols }, { part, userId }), ctx)).content;
  return { ctx, says };
}
/** Twenty-five tickers. */
const FULL = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXY", (letter) => `Q${letter}`).join(" ");

describe("/watchlist add", () => {
  test("says what was added, what was there, and how full the list is", async () => {
    const { says } = bot();
    expect(await says("add", "spy, QQQ")).toBe("Added **SPY**, **QQQ**. Your watchlist has 2 of 25 symbols.");
    expect(await says("add", "QQQ NVDA")).toBe(
      "Added **NVDA**. Already there: **QQQ**. Your watchlist has 3 of 25 symbols.",
    );
  });

  test("what does not fit is named, in the order typed, and the rest is on it", async () => {
    const { ctx, says } = bot();
    await says("add", "SPY QQQ");
    const words = await says("add", FULL);
    expect(words).toContain("No room for **QX**, **QY**: a watchlist holds 25.");
    expect(words).toMatch(/Your watchlist has 25 of 25 symbols\.$/);
    expect(await ctx.store.watchlists.of("1")).toEqual(expect.arrayContaining(["SPY", "QQQ", "QA", "QW"]));
  });

  test("a symbol that looks misspelt is added with a hint; one we merely do not know, without", async () => {
    const { ctx, says } = bot();
    expect(await says("add", "NVDAA")).toMatch(
      /^Added \*\*NVDAA\*\*\. \*\*NVDAA\*\* is none of the symbols I know by name\. Did you mean .*NVDA.*\? It stays/,
    );
    expect(await says("add", "QQXXQ")).toBe("Added **QQXXQ**. Your watchlist has 2 of 25 symbols.");
    expect(await ctx.store.watchlists.of("1")).toEqual(["NVDAA", "QQXXQ"]);
  });

  test("nothing is added of a list with something in it that is no ticker", async () => {
    const { ctx, says } = bot();
    expect(await refusal(() => says("add", "SPY 123"))).toMatch(/123/);
    expect(await ctx.store.watchlists.of("1")).toEqual([]);
  });
});

test("/watchlist remove says what was removed and what was not on it", async () => {
  const { says } = bot();
  await says("add", "SPY QQQ");
  expect(await says("remove", "QQQ NVDA")).toBe(
    "Removed **QQQ**. Not on your watchlist: **NVDA**. Your watchlist has 1 of 25 symbols.",
  );
});

describe("/watchlist show", () => {
  test("an empty one says how to fill it", async () => {
    expect(await bot().says("show")).toMatch(/^Your watchlist is empty\. Add symbols with `\/watchlist add`/);
  });

  test("lists the symbols, and says that no digest is sent, or when it comes", async () => {
    const { ctx, says } = bot();
    await says("add", "SPY QQQ");
    expect(await says("show")).toBe(
      "**SPY**, **QQQ**. Your watchlist has 2 of 25 symbols.\nNo digest of it is sent. `/digest on` turns that on.",
    );
    await ctx.store.digests.set({
      userId: "1",
      channelId: "9",
      time: "09:20",
      zone: "America/New_York",
      days: "trading",
    });
    expect(await says("show")).toMatch(
      /Your digest comes at 09:20 New York time on trading days\. Next: Tue, Nov 24 at 09:20 New York time\.$/,
    );
  });
});

test("/watchlist clear empties it and says how many there were", async () => {
  const { ctx, says } = bot();
  await says("add", "SPY QQQ");
  expect(await says("clear")).toBe("Your watchlist is empty now; 2 symbols removed.");
  expect(await ctx.store.watchlists.of("1")).toEqual([]);
  expect(await says("clear")).toBe("Your watchlist was empty already.");
});

test("everybody has his own", async () => {
  const { ctx, says } = bot();
  await says("add", "SPY", "1");
  await says("add", "QQQ", "2");
  await says("clear", undefined, "2");
  expect(await ctx.store.watchlists.of("1")).toEqual(["SPY"]);
});

describe("the star under a reply", () => {
  const press = async (ctx: ReturnType<typeof context>, symbol = "SPY") =>
    (await toggleWatch(ticker(symbol), ctx, { userId: "1", guildId: null })).content;

  test("puts the symbol on, and the next press takes it off", async () => {
    const { ctx, says } = bot();
    await says("add", "QQQ NVDA");
    expect(await press(ctx)).toBe("**SPY** is on your watchlist (3 of 25).");
    expect(await press(ctx)).toBe("**SPY** is no longer on your watchlist (2 of 25).");
    expect(await ctx.store.watchlists.of("1")).toEqual(["QQQ", "NVDA"]);
  });

  test("says when there is no room", async () => {
    const { ctx, says } = bot();
    await says("add", FULL);
    expect(await press(ctx)).toMatch(/^Your watchlist is full \(25 of 25\), so \*\*SPY\*\* was not added/);
    expect(await ctx.store.watchlists.of("1")).not.toContain("SPY");
  });
});

describe("what /watchlist remove suggests", () => {
  const suggestions = async (typed: string) => {
    const { ctx, says } = bot();
    await says("add", "SPY SMH QQQ");
    const typing = { focused: { name: "symbols", value: typed }, options: optionsOf({ symbols: typed }, "remove") };
    return (await watchlist.suggestOwn(typing, ctx, { userId: "1", guildId: null }))?.map(({ value }) => value);
  };

  test("is what is on the list, in its order", async () =>
    expect(await suggestions("")).toEqual(["SPY", "SMH", "QQQ"]));

  test("completes the last word and leaves out those named before", async () => {
    expect(await suggestions("s")).toEqual(["SPY", "SMH"]);
    expect(await suggestions("SPY s")).toEqual(["SPY SMH"]);
  });

  test("is nothing that is not on it", async () => expect(await suggestions("NV")).toEqual([]));
});
