import { describe, expect, test } from "vitest";
import { plan } from "../../src/commands/plan.ts";
import type { AppContext } from "../../src/context.ts";
import type { PayoffInput } from "../../src/views/charts/payoffScene.ts";
import { boardOf } from "../support/boards.ts";
import { call, context, optionsOf } from "../support/context.ts";
import { historyOf } from "../support/histories.ts";
import { readingOf } from "../support/snapshots.ts";

const LISTED = [7, 14, 30, 60].map((dte) => ({
  date: new Date(Date.parse("2026-11-23") + dte * 86_400_000).toISOString().slice(0, 10),
  dte,
}));
const READING = readingOf({ overrides: { listed: LISTED } });

/** A bot over a chain of Black–Scholes prices at 18 % on a symbol that moved 8: cell A, everything pays. */
const bot = (overrides: Partial<AppContext> = {}) => {
  const asked: { dates: readonly string[]; freshness: unknown }[] = [];
  const drawn: PayoffInput[] = [];
  const base = context();
  const ctx = context({
    exposure: {
      ...base.exposure,
      read: async () => ({ reading: READING, stale: null, retryAt: null, cache: "miss" }),
      board: async ({ symbol, dates }, options) => {
        asked.push({ dates, freshness: options?.freshness });
        const board = boardOf({ symbol });
        return {
          board: { ...board, expiries: board.expiries.filter(({ date }) => dates.includes(date)) },
          stale: null,
          retryAt: null,
        };
      },
    },
    history: { of: async () => historyOf({}) },
    draw: async (_, input) => (drawn.push(input as PayoffInput), Uint8Array.of(1)),
    ...overrides,
  });
  return { ctx, asked, drawn };
};
const answer = (options: Parameters<typeof call>[0] = {}, { ctx } = bot()) =>
  plan.run(call({ symbol: "SPY", ...options }), ctx);

test("a plan: the loss first, a picture of the same plan, and the command that makes it again", async () => {
  const { ctx, drawn } = bot();
  const { embeds, files, trace } = await plan.run(call({ symbol: "SPY", bankroll: 250_000 }), ctx);
  expect(embeds![0]!.description).toMatch(/^\*\*(At most \$|No bound)/);
  expect(files!.map(({ name }) => name)).toEqual(["payoff.png"]);
  expect(drawn).toHaveLength(1);
  expect(drawn[0]!.plan.size.bankroll).toBe(250_000);
  expect(drawn[0]!.reading).toBe(READING);
  expect(embeds![0]!.footer!.text.split("\n")[1]).toBe("/plan symbol:SPY bankroll:250000");
  expect(trace).toEqual({ source: "cboe", cache: "miss" });
});

test("levels are of the whole chain, quotes of the copy they are from", async () => {
  const { ctx, asked } = bot();
  await answer({}, { ctx } as ReturnType<typeof bot>);
  expect(asked).toHaveLength(1);
  expect(asked[0]!.freshness).toBe("recent");
});

test("a structure and an expiry that were asked for are what the plan is of", async () => {
  const { ctx, drawn, asked } = bot();
  const post = await plan.run(call({ symbol: "SPY", structure: "iron_condor", expiry: "28d" }), ctx);
  expect(drawn[0]!.plan.structure).toBe("iron_condor");
  expect(drawn[0]!.plan.expiry.date, "the listed date nearest 28 days").toBe("2026-12-23");
  expect(asked[0]!.dates).toContain("2026-12-23");
  expect(post.embeds![0]!.footer!.text).toContain("/plan symbol:SPY structure:iron_condor expiry:2026-12-23\n");
  expect(post.embeds![0]!.description).toContain("as you asked");
});

test("the palette is that of the caller, else the operator's", async () => {
  const { ctx, drawn } = bot({ palette: "colorblind" });
  await plan.run(call({ symbol: "SPY" }), ctx);
  await plan.run(call({ symbol: "SPY", palette: "default" }), ctx);
  expect(drawn.map(({ palette }) => palette)).toEqual(["colorblind", "default"]);
});

describe("no plan is an answer, not an error", () => {
  test("a record that is too short to forecast from", async () => {
    const post = await answer({}, bot({ history: { of: async () => historyOf({ rows: 0, bars: 0 }) } }));
    expect(post.embeds![0]!.description).toBe("**No plan:** no realised volatility of 20 days to forecast from.");
    expect(post.files).toBeUndefined();
  });

  test("cell D asks for no quotes at all", async () => {
    const negative = readingOf({ callWeight: 0.2, putWeight: 3, overrides: { listed: LISTED } });
    const base = bot({ history: { of: async () => historyOf({ rows: 0 }) } });
    const read = async () => ({ reading: negative, stale: null, retryAt: null, cache: "hit" }) as const;
    const post = await answer({}, { ...base, ctx: { ...base.ctx, exposure: { ...base.ctx.exposure, read } } });
    expect(negative.regime.gamma).toBe("negative");
    expect(post.embeds![0]!.description).toContain("cell D, Stay Home");
    expect(base.asked.flatMap(({ dates }) => dates)).toEqual([]);
  });
});

test("an expiry that is not listed is the caller's to mend, before anything is computed", async () => {
  const { ctx, asked } = bot();
  await expect(plan.run(call({ symbol: "SPY", expiry: "2026-12-25" }), ctx)).rejects.toThrow(
    "SPY has no expiry on 2026-12-25.",
  );
  expect(asked).toEqual([]);
});

test("an old copy says so", async () => {
  const { ctx } = bot();
  const read = async () => ({ reading: READING, stale: "unreachable", retryAt: null, cache: "stale" }) as const;
  const post = await plan.run(call({ symbol: "SPY" }), { ...ctx, exposure: { ...ctx.exposure, read } });
  expect(post.embeds![0]!.fields!.at(-1)!.value).toContain("The source does not answer");
});

test("the answer is private unless shared", () => {
  expect([plan.isPrivate(optionsOf()), plan.isPrivate(optionsOf({ share: true }))]).toEqual([true, false]);
});
