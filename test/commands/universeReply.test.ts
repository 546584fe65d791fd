import { expect, test } from "vitest";
import { readUniverse } from "../../src/commands/universeReply.ts";
import { isBrief } from "../../src/engine/brief.ts";
import type { AppContext } from "../../src/context.ts";
import { dashboardPost } from "../../src/views/universe/dashboard.ts";
import { context, PICTURE } from "../support/context.ts";
import { historyOf, type Past } from "../support/histories.ts";
import { ticker } from "../support/providers.ts";
import { LAST_SLOT, postInput } from "../support/universePosts.ts";

const SYMBOLS = [ticker("SPY"), ticker("QQQ")];
const CALLER = { userId: "1", guildId: "2" };
const digest = { kind: "digest", userId: "1" } as const;
const read = (ctx: AppContext, letter: Parameters<typeof readUniverse>[0]["letter"] = digest) =>
  readUniverse({ symbols: SYMBOLS, name: "on demand", letter }, ctx, CALLER);

test("rows come in the order asked, with the picture of exactly these rows", async () => {
  const drawn: unknown[] = [];
  const draw: AppContext["draw"] = async (chart, input) => (drawn.push([chart, input]), PICTURE);
  const input = await read(context({ draw, palette: "colorblind" }));
  expect(input.rows.map((row) => isBrief(row) && row.symbol)).toEqual(["SPY", "QQQ"]);
  expect(input).toMatchObject({ picture: PICTURE, name: "on demand", at: "2026-11-23T15:01:00.000Z", before: null });
  const { rows, before } = input;
  expect(drawn).toEqual([
    ["universe", expect.objectContaining({ rows, before, palette: "colorblind", title: "Your watchlist" })],
  ]);
});

test("a source that failed is a gap with its reason", async () => {
  const { exposure } = context();
  const readMany: typeof exposure.readMany = async () => [{ missing: ticker("SPY"), failure: "unreachable" }];
  const { rows } = await read(context({ exposure: { ...exposure, readMany } }));
  expect(rows).toEqual([{ missing: "SPY", why: "the source did not answer" }]);
});

test("net GEX stands beside the average volume of sessions before the day of the quote", async () => {
  const none = await context().history.of(ticker("SPY"));
  const days = ["16", "17", "18", "19", "20", "23"].map((day) => `2026-11-${day}`);
  const bars = (volume: number) =>
    days.map((date) => ({ date, open: 1, high: 1, low: 1, close: 10, volume: date === "2026-11-23" ? 9e9 : volume }));
  const of = async (symbol: string) => ({ ...none, bars: bars(symbol === "SPY" ? 3e9 : 2e9) });
  const { rows } = await read(context({ history: { of } }));
  expect(rows.map((row) => isBrief(row) && row.adv)).toEqual([3e10, 2e10]);
});

test("the z-score of the record stands in the row and makes the cell; without one the cell rests on gamma", async () => {
  const of = async (symbol: string) => historyOf(symbol === "SPY" ? {} : { rows: 19 });
  const { rows } = await read(context({ history: { of } }));
  const [spy, qqq] = rows.filter(isBrief);
  // 126 days of 3 points and 125 of 5, and 5 now: (5 − 3.996) / 1.002.
  expect(spy!.vrpZ).toBeCloseTo(1.002, 3);
  expect([spy!.cell, qqq!.vrpZ, qqq!.cell]).toEqual(["A", null, "C"]);
  const words = dashboardPost(postInput(rows))
    .embeds![0]!.fields!.map(({ value }) => value)
    .join("\n");
  expect(words).toMatch(/\*\*SPY\*\* A · .* · VRP z \+1\.0 · /);
  expect(words).toContain("No VRP z-score: QQQ.");
});

test("a z-score that rose above 1 since the last letter is a cell that moved, in words", async () => {
  const rowsOn = async (past: Past) =>
    (await read(context({ history: { of: async () => historyOf(past) } }))).rows.slice(0, 1);
  // The last of 251 days paid 3 points instead of 5.
  const [before, now] = [await rowsOn({ rows: 251 }), await rowsOn({})];
  const { embeds } = dashboardPost(postInput(now, { before: { rows: before, at: LAST_SLOT } }));
  expect(embeds![0]!.description).toContain("**SPY** cell C Grind It Out → A Premium Paradise");
});

test("what came before is the last letter to this user or server, if its numbers are still kept", async () => {
  const ctx = context();
  const slot = Date.parse("2026-11-20T14:20:00Z");
  const asked: unknown[] = [];
  ctx.store.outbox.lastSent = async (...args) => (asked.push(args), slot);
  expect((await read(ctx)).before, "no longer kept").toBeNull();
  const kept = [{ missing: ticker("SPY"), why: "down" }];
  await ctx.store.briefs.keep(slot, kept);
  const dashboard = { kind: "dashboard", guildId: "2" } as const;
  expect((await read(ctx, dashboard)).before).toEqual({ rows: kept, at: "2026-11-20T14:20:00.000Z" });
  expect(asked).toEqual([digest, dashboard].map((letter) => [letter, Date.parse("2026-11-23T15:01:00Z")]));
});
