import { expect, test } from "vitest";
import { ASIDES } from "../../src/commands/asides.ts";
import type { Ticker } from "../../src/engine/ticker.ts";
import { call, context } from "../support/context.ts";
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

test("what is chosen under a scan opens privately, in the colours of the scan", async () => {
  const drawn: unknown[] = [];
  const draw: ReturnType<typeof context>["draw"] = async (chart, input) => {
    drawn.push([chart, (input as { readonly palette: string }).palette]);
    return new Uint8Array();
  };
  const press = { action: "plan", state: { ...state, palette: "colorblind" }, value: "QQQ" } as const;
  const post = await ASIDES.plan(press, context({ draw }), call());
  expect(post.embeds![0]!.title).toContain("QQQ · ");
  expect(drawn).toEqual([["vrp", "colorblind"]]);
  const own = await ASIDES.plan({ ...press, value: null }, context({ draw }), call());
  expect(own.embeds![0]!.title, "of a button").toContain("SPY · ");
  for (const value of ["", "@everyone"])
    expect(await refusal(() => ASIDES.plan({ ...press, value }, context(), call()))).toMatch(/no longer on offer/);
});
