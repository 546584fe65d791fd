import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { createScan, scan } from "../../src/commands/scan.ts";
import type { AppContext } from "../../src/context.ts";
import { ProviderError, type ProviderFailure } from "../../src/errors.ts";
import type { Menu } from "../../src/views/controls.ts";
import type { Post } from "../../src/views/post.ts";
import { call, context, PICTURE } from "../support/context.ts";
import { historyOf } from "../support/histories.ts";
import { ticker } from "../support/providers.ts";
import { recordedLog } from "../support/recordedLog.ts";
import { refusal } from "../support/refusal.ts";

/** A bot on whose record every day paid less than today, so that everything is in A. */
const rich = (overrides: Partial<AppContext> = {}) =>
  context({ history: { of: async () => historyOf() }, ...overrides });

type Read = AppContext["exposure"]["read"];
/** The same with sources that behave as said for some symbols. */
function withReads(
  behave: (symbol: string, read: () => ReturnType<Read>) => ReturnType<Read>,
  rest: Partial<AppContext> = {},
) {
  const { exposure } = context();
  const asked: Parameters<Read>[] = [];
  const read: Read = (request, options) => {
    asked.push([request, options]);
    return behave(request.symbol, () => exposure.read(request));
  };
  return { asked, ctx: rich({ exposure: { ...exposure, read }, ...rest }) };
}
const dead = (failure: ProviderFailure) => Promise.reject(new ProviderError("cboe", failure));

const field = (post: Post, name: string) => post.embeds![0]!.fields!.find((one) => one.name === name)?.value;
const offered = (post: Post) => (post.controls!.rows[0]![0] as Menu).options.map(({ value }) => value);
const title = (post: Post) => post.embeds![0]!.title;
const who = (name: string) => ({ guildId: null, userId: name });

describe("which symbols", () => {
  test("are those typed, each once", async () => {
    const post = await scan.run(call({ symbols: "QQQ spy QQQ" }), rich());
    expect(offered(post).toSorted()).toEqual(["QQQ", "SPY"]);
    expect([title(post), post.embeds![0]!.footer!.text.split("\n")[1]]).toEqual(["Scan · as typed", "/scan symbols:QQQ SPY"]); // prettier-ignore
  });

  test("are by default the watchlist, without one the server's dashboard, without that the usual ten; the reply says which", async () => {
    const ctx = rich();
    const named = async () => title(await scan.run(call(), ctx));
    expect(await named()).toBe("Scan · the usual ten");
    await ctx.store.dashboards.set({ guildId: "2", channelId: "3", symbols: [ticker("NDX")], times: ["09:45"], zone: "America/New_York", days: "trading", userId: "9" }); // prettier-ignore
    expect(await named()).toBe("Scan · the server's dashboard");
    await ctx.store.watchlists.add("1", [ticker("AAPL")]);
    expect(await named()).toBe("Scan · your watchlist");
    const post = await scan.run(call(), ctx);
    expect([offered(post), post.embeds![0]!.description]).toEqual([["AAPL"], expect.stringContaining("this is your watchlist")]); // prettier-ignore
    expect(title(await scan.run(call({}, who("8")), ctx)), "outside of servers").toBe("Scan · the usual ten");
  });

  test("are never a watchlist that its owner did not name, when others see the answer", async () => {
    const ctx = rich();
    await ctx.store.watchlists.add("1", [ticker("AAPL")]);
    expect(title(await scan.run(call({ share: true }), ctx))).toBe("Scan · the usual ten");
    expect(title(await scan.run(call({ share: true, universe: "watchlist" }), ctx))).toBe("Scan · your watchlist");
  });

  test.each<[string, Record<string, string>, object, RegExp]>([
    ["an empty watchlist", { universe: "watchlist" }, {}, /^Your watchlist is empty\. `\/watchlist add/],
    ["a server without a dashboard", { universe: "server" }, {}, /^This server has no dashboard\./],
    ["no server at all", { universe: "server" }, { guildId: null }, /^That works in a server only\.$/],
    ["symbols and a list", { universe: "default", symbols: "SPY" }, {}, /^Name symbols or choose a universe, not both\.$/],
    ["fifty-one symbols", { symbols: Array.from({ length: 51 }, (_, i) => `S${"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[i % 26]}${i < 26 ? "" : "X"}`).join(" ") }, {}, /^A scan holds 50 symbols; these are 51\.$/],
    ["what is no ticker", { symbols: "SPY @everyone" }, {}, /^\*\*everyone\*\* is not a ticker/],
    ["VIX", { symbols: "VIX" }, {}, /priced off VIX futures/],
  ])("%s is said in words", async (_what, values, caller, words) => {
    expect(await refusal(() => scan.run(call(values, caller), rich()))).toMatch(words);
  }); // prettier-ignore

  test("up to fifty work", async () => {
    const symbols = Array.from({ length: 50 }, (_, i) => `S${"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[i % 26]}${i < 26 ? "" : "X"}`); // prettier-ignore
    const post = await scan.run(call({ symbols: symbols.join(" ") }), rich());
    expect(post.content).toContain("Scan of 50 symbols");
    expect(offered(post)).toHaveLength(25);
  });
});

describe("reading", () => {
  test("costs the caller's allowance for lists, takes copies of the last quarter of an hour, and the whole chain", async () => {
    const { ctx, asked } = withReads((_symbol, read) => read());
    await scan.run(call({ symbols: "SPY" }), ctx);
    expect(asked).toEqual([[{ symbol: "SPY", selection: { kind: "all" } }, { freshness: "recent", asker: { userId: "1", guildId: "2" }, purpose: "list" }]]); // prettier-ignore
  });

  test("is of four symbols at once at most", async () => {
    const now = { at: 0, most: 0 };
    const { ctx } = withReads(async (_symbol, read) => {
      now.most = Math.max(now.most, ++now.at);
      await sleep(1);
      now.at--;
      return read();
    });
    await scan.run(call({ universe: "default" }), ctx);
    expect(now.most).toBe(4);
  });

  test("out of memory leaves others a turn after each symbol", async () => {
    let turns = 0;
    let isOver = false;
    const count = () => void (isOver || (turns++, setImmediate(count)));
    setImmediate(count);
    const { ctx } = withReads((_symbol, read) => read());
    await scan.run(call({ symbols: "SPY QQQ IWM DIA AAPL TSLA NVDA META" }), ctx);
    isOver = true;
    // Four lanes of two symbols each.
    expect(turns).toBeGreaterThanOrEqual(2);
  });

  test("a dead symbol is a gap with its words, and the others are there", async () => {
    const { ctx } = withReads((symbol, read) => (symbol === "ZZZZ" ? dead("unknown-symbol") : symbol === "DOWN" ? dead("unreachable") : read())); // prettier-ignore
    const post = await scan.run(call({ symbols: "ZZZZ SPY DOWN" }), ctx);
    expect(field(post, "No numbers")!.split("\n")).toEqual(["ZZZZ: n/a, the source lists no options for it", "DOWN: n/a, the source did not answer"]); // prettier-ignore
    expect(offered(post)).toEqual(["SPY"]);
  });

  test("all gaps are an answer too", async () => {
    const { ctx } = withReads(() => dead("cooldown"));
    const post = await scan.run(call({ symbols: "SPY QQQ" }), ctx);
    expect(field(post, "No numbers")).toBe("SPY, QQQ: n/a, asked for too often");
    expect([post.controls, post.files?.length]).toEqual([undefined, 1]);
  });

  test("a chain without open interest is a gap, instead of zeros", async () => {
    const { ctx } = withReads(async (_symbol, read) => {
      const answer = await read();
      const { snapshot } = answer.reading;
      return { ...answer, reading: { ...answer.reading, snapshot: { ...snapshot, strikes: [] } } };
    });
    expect(field(await scan.run(call({ symbols: "SPY" }), ctx), "No numbers")).toBe(
      "SPY: n/a, no open interest listed",
    );
  });

  test("an older copy is named", async () => {
    const { ctx } = withReads(async (_symbol, read) => ({ ...(await read()), stale: "unreachable" }));
    expect(field(await scan.run(call({ symbols: "SPY" }), ctx), "Mind")).toMatch(/older copy: SPY\./);
  });

  test("a bug is a bug", async () => {
    const { ctx } = withReads(() => Promise.reject(new TypeError("undefined is not a function")));
    await expect(scan.run(call({ symbols: "SPY" }), ctx)).rejects.toThrow(TypeError);
  });
});

describe("a source that is slow", () => {
  const hurried = createScan({ patienceMs: 60 });

  test("leaves out what did not come in time, which is read on and there the next time", async () => {
    const came: string[] = [];
    const { ctx } = withReads(async (symbol, read) => {
      if (symbol !== "SPY" && !came.includes(symbol)) await sleep(120);
      came.push(symbol);
      return read();
    });
    const values = { symbols: "SPY QQQ IWM DIA AAPL TSLA" };
    const first = await hurried.run(call(values), ctx);
    expect(offered(first)).toEqual(["SPY"]);
    expect(field(first, "Still being fetched")!.split("\n")[0]).toBe("QQQ, IWM, DIA, AAPL, TSLA");
    await expect.poll(() => came.length).toBe(6);
    const second = await hurried.run(call(values), ctx);
    expect([offered(second).length, field(second, "Still being fetched")]).toEqual([6, undefined]);
  });

  test("that gives nothing in time is an answer of who is on the way, without a picture", async () => {
    const { ctx } = withReads(async (_symbol, read) => (await sleep(150), read()));
    const post = await hurried.run(call({ symbols: "SPY QQQ" }), ctx);
    expect(field(post, "Still being fetched")).toMatch(/^SPY, QQQ\n/);
    expect([post.files, post.controls]).toEqual([undefined, undefined]);
  });

  test("that breaks after the answer is a line in the log and no more", async () => {
    const { log, lines } = recordedLog();
    const { ctx } = withReads(async () => (await sleep(120), Promise.reject(new TypeError("late"))), { log });
    await hurried.run(call({ symbols: "SPY" }), ctx);
    await expect.poll(() => lines().map(({ msg }) => msg)).toEqual(["scan after its answer"]);
  });

  test("of daily closes keeps a symbol out of the cell it would have without a z-score", async () => {
    const slow = { part: "bars", reason: "slow", keptTo: null } as const;
    const of = async (symbol: string) =>
      symbol === "SPY" ? historyOf() : historyOf({ bars: 0, rows: 0, notes: [slow] });
    const post = await scan.run(call({ symbols: "SPY QQQ" }), rich({ history: { of } }));
    expect(field(post, "Still being fetched")).toMatch(/^QQQ\n/);
    const down = { ...slow, reason: "unreachable" } as const;
    const withoutZ = { of: async () => historyOf({ bars: 0, rows: 0, notes: [down] }) };
    const other = await scan.run(call({ symbols: "QQQ" }), rich({ history: withoutZ }));
    expect(field(other, "Mind"), "nothing is on its way").toMatch(/No z-score, which counts as not high: QQQ\./);
  });
});

test("progress is told after each symbol, and nobody needs to listen", async () => {
  const lines: string[] = [];
  await scan.run({ ...call({ symbols: "SPY QQQ" }), progress: (line) => void lines.push(line) }, rich());
  expect(lines).toEqual(["Scanning: 1 of 2 symbols read.", "Scanning: 2 of 2 symbols read."]);
});

describe("the picture", () => {
  test("is of these rows, in the colours asked for, and made up where the past is", async () => {
    const drawn: unknown[] = [];
    const draw: AppContext["draw"] = async (chart, input) => (drawn.push([chart, input]), PICTURE);
    const history = { of: async () => historyOf({ madeUp: true }) };
    const post = await scan.run(call({ symbols: "SPY", palette: "colorblind" }), rich({ draw, history }));
    expect(drawn).toEqual([["scan", expect.objectContaining({ rows: [expect.objectContaining({ symbol: "SPY", cell: "A" })], gaps: [], pending: [], madeUp: true, palette: "colorblind", name: "as typed", command: "/scan symbols:SPY" })]]); // prettier-ignore
    expect(title(post)).toBe("SAMPLE HISTORY · Scan · as typed");
    expect(post.controls!.state.palette).toBe("colorblind");
  });

  test("that a busy pool cannot draw takes nothing from the words", async () => {
    const draw = () => Promise.reject(new ProviderError("workers", "overloaded"));
    const post = await scan.run(call({ symbols: "SPY" }), rich({ draw }));
    expect([post.files, offered(post)]).toEqual([undefined, ["SPY"]]);
  });

  test("that breaks is a bug", async () => {
    const draw = () => Promise.reject(new TypeError("no"));
    await expect(scan.run(call({ symbols: "SPY" }), rich({ draw }))).rejects.toThrow(TypeError);
  });
});

test("it is private unless shared", () => {
  expect([scan.isPrivate(call().options), scan.isPrivate(call({ share: true }).options)]).toEqual([true, false]);
});
