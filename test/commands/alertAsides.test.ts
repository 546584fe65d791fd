import { describe, expect, test } from "vitest";
import { ASIDES } from "../../src/commands/asides.ts";
import type { AppContext } from "../../src/context.ts";
import type { Ticker } from "../../src/engine/ticker.ts";
import type { AsideAction, Menu } from "../../src/views/controls.ts";
import { call, context } from "../support/context.ts";
import { historyOf, type Past } from "../support/histories.ts";

const STATE = {
  view: "levels",
  symbol: "SPY" as Ticker,
  selection: { kind: "zeroDte" },
  palette: null,
  extra: "none",
} as const;
const press = (ctx: AppContext, action: AsideAction, value: string | null = null) =>
  ASIDES[action]({ action, state: STATE, value }, ctx, call());
const menusOf = async (ctx: AppContext) => (await press(ctx, "alert")).controls!.rows.map(([first]) => first as Menu);

describe("the bell under a reply", () => {
  test("offers, sets and ends alerts on the symbol of the reply", async () => {
    const ctx = context();
    const [arm, none] = await menusOf(ctx);
    expect([arm!.placeholder, none]).toEqual(["Tell me when SPY …", undefined]);
    const { content } = await press(ctx, "arm", arm!.options[0]!.value);
    expect(content).toContain("**SPY**: tells you when spot crosses the flip.");
    const [kept] = await ctx.store.alerts.of("1");
    expect(kept).toMatchObject({ symbol: "SPY", kind: "flip", guildId: null, quiet: null });
    expect(kept!.expiresAt).toBe(ctx.now().getTime() + 30 * 86_400_000);
    const [, disarm] = await menusOf(ctx);
    expect((await press(ctx, "disarm", disarm!.options[0]!.value)).content).toBe("Ended: SPY: spot crosses the flip.");
    expect(await ctx.store.alerts.of("1")).toEqual([]);
  });

  test("names the cell by the z-score on record", async () => {
    const said = async (past: Past) => {
      const ctx = context({ history: { of: async () => historyOf(past) } });
      return JSON.stringify(await press(ctx, "alert"));
    };
    expect(await said({})).toContain("cell A, Premium Paradise: positive γ, high VRP");
    expect(await said({ rows: 0 })).toContain("cell C, Grind It Out (VRP unknown)");
  });

  test("speaks of all expiries, whichever the reply shows: that is what is watched", async () => {
    const asked: string[] = [];
    const { exposure } = context();
    const read: typeof exposure.read = (request, options) => {
      asked.push(`${request.selection.kind} ${options?.freshness}`);
      return exposure.read(request, options);
    };
    const ctx = context({ exposure: { ...exposure, read } });
    await press(ctx, "alert");
    await press(ctx, "arm", "flip");
    expect(asked).toEqual(["all recent", "all recent"]);
  });

  test("refuses what is not on offer, and what is gone", async () => {
    const ctx = context();
    await expect(press(ctx, "arm", "moon")).rejects.toThrow(/no longer on offer/);
    await expect(press(ctx, "disarm", "a1")).rejects.toThrow(/no such alert any more/);
  });
});
