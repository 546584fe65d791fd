import { expect, test } from "vitest";
import { readUniverse } from "../../src/commands/universeReply.ts";
import { isBrief } from "../../src/engine/brief.ts";
import type { AppContext } from "../../src/context.ts";
import { context, PICTURE } from "../support/context.ts";
import { ticker } from "../support/providers.ts";

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
  const ctx = context();
  const asked: unknown[] = [];
  ctx.store.daily.averageDollarVolume = async (...args) => (asked.push(args), 3e10);
  const { rows } = await read(ctx);
  expect(rows.map((row) => isBrief(row) && row.adv)).toEqual([3e10, 3e10]);
  expect(asked).toEqual([
    ["SPY", "2026-11-23"],
    ["QQQ", "2026-11-23"],
  ]);
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
