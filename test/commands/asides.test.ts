import { expect, test } from "vitest";
import { ASIDES } from "../../src/commands/asides.ts";
import type { Ticker } from "../../src/engine/ticker.ts";
import { call, context } from "../support/context.ts";
import { planBot } from "../support/planBot.ts";
import { refusal } from "../support/refusal.ts";

const state = {
  view: "gex",
  symbol: "SPY" as Ticker,
  selection: { kind: "all" },
  palette: null,
  extra: "none",
} as const;

test("the pause button of a digest pauses that of whoever pressed it, by his own wish", async () => {
  const ctx = context();
  const { digests } = ctx.store;
  for (const userId of ["1", "2"])
    await digests.set({ userId, channelId: `9${userId}`, time: "09:00", zone: "America/New_York", days: "trading" });
  const post = await ASIDES.pause({ action: "pause", state, value: null }, ctx, call());
  expect(post.content).toContain("/digest on");
  expect((await digests.of("1"))?.paused).toBe("user");
  expect((await digests.of("2"))?.paused).toBeNull();
});

test("what is chosen under a scan opens its plan, in the colours of the scan", async () => {
  const { ctx, drawn } = planBot();
  const press = { action: "plan", state: { ...state, palette: "colorblind" }, value: "QQQ" } as const;
  const post = await ASIDES.plan(press, ctx, call());
  expect(post.embeds![0]!.title).toMatch(/^QQQ · plan to review/);
  expect(drawn.map(({ palette }) => palette)).toEqual(["colorblind"]);
  const own = await ASIDES.plan({ ...press, value: null }, ctx, call());
  expect(own.embeds![0]!.title, "of a button").toMatch(/^SPY · /);
  for (const value of ["", "@everyone"])
    expect(await refusal(() => ASIDES.plan({ ...press, value }, ctx, call()))).toMatch(/no longer on offer/);
});
