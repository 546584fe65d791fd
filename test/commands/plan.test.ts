import { describe, expect, test } from "vitest";
import { plan } from "../../src/commands/plan.ts";
import type { Post } from "../../src/views/post.ts";
import { StoreError } from "../../src/errors.ts";
import { call, optionsOf } from "../support/context.ts";
import { historyOf } from "../support/histories.ts";
import { LISTED, planBot, READING } from "../support/planBot.ts";
import { recordedLog } from "../support/recordedLog.ts";
import { readingOf } from "../support/snapshots.ts";

const answer = (
  options: Parameters<typeof call>[0] = {},
  { ctx }: Pick<ReturnType<typeof planBot>, "ctx"> = planBot(),
) => plan.run(call({ symbol: "SPY", ...options }), ctx);

test("a plan: the loss first, a picture of the same plan, and the command that makes it again", async () => {
  const { ctx, drawn } = planBot();
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
  const { ctx, asked } = planBot();
  await answer({}, { ctx });
  expect(asked).toHaveLength(1);
  expect(asked[0]!.freshness).toBe("recent");
});

test("a structure and an expiry that were asked for are what the plan is of", async () => {
  const { ctx, drawn, asked } = planBot();
  const post = await plan.run(call({ symbol: "SPY", structure: "iron_condor", expiry: "28d" }), ctx);
  expect(drawn[0]!.plan.structure).toBe("iron_condor");
  expect(drawn[0]!.plan.expiry.date, "the listed date nearest 28 days").toBe("2026-12-23");
  expect(asked[0]!.dates).toContain("2026-12-23");
  expect(post.embeds![0]!.footer!.text).toContain("/plan symbol:SPY structure:iron_condor expiry:2026-12-23\n");
  expect(post.embeds![0]!.description).toContain("as you asked");
});

test("the palette is that of the caller, else the operator's", async () => {
  const { ctx, drawn } = planBot({ palette: "colorblind" });
  await plan.run(call({ symbol: "SPY" }), ctx);
  await plan.run(call({ symbol: "SPY", palette: "default" }), ctx);
  expect(drawn.map(({ palette }) => palette)).toEqual(["colorblind", "default"]);
});

describe("no plan is an answer, not an error", () => {
  test("a record that is too short to forecast from", async () => {
    const post = await answer({}, planBot({ history: { of: async () => historyOf({ rows: 0, bars: 0 }) } }));
    expect(post.embeds![0]!.description).toBe("**No plan:** no realised volatility of 20 days to forecast from.");
    expect(post.files).toBeUndefined();
  });

  test("cell D asks for no quotes at all", async () => {
    const negative = readingOf({ callWeight: 0.2, putWeight: 3, overrides: { listed: LISTED } });
    const base = planBot({ history: { of: async () => historyOf({ rows: 0 }) } });
    const read = async () => ({ reading: negative, stale: null, retryAt: null, cache: "hit" }) as const;
    const post = await answer({}, { ...base, ctx: { ...base.ctx, exposure: { ...base.ctx.exposure, read } } });
    expect(negative.regime.gamma).toBe("negative");
    expect(post.embeds![0]!.description).toContain("cell D, Stay Home");
    expect(base.asked.flatMap(({ dates }) => dates)).toEqual([]);
  });
});

test("an expiry that is not listed is the caller's to mend, before anything is computed", async () => {
  const { ctx, asked } = planBot();
  await expect(plan.run(call({ symbol: "SPY", expiry: "2026-12-25" }), ctx)).rejects.toThrow(
    "SPY has no expiry on 2026-12-25.",
  );
  expect(asked).toEqual([]);
});

test("an old copy says so", async () => {
  const { ctx } = planBot();
  const read = async () => ({ reading: READING, stale: "unreachable", retryAt: null, cache: "stale" }) as const;
  const post = await plan.run(call({ symbol: "SPY" }), { ...ctx, exposure: { ...ctx.exposure, read } });
  expect(post.embeds![0]!.fields!.at(-1)!.value).toContain("The source does not answer");
});

test("the answer is private unless shared", () => {
  expect([plan.isPrivate(optionsOf()), plan.isPrivate(optionsOf({ share: true }))]).toEqual([true, false]);
});

describe("the exits of a plan", () => {
  const exits = (post: Post) =>
    post.controls!.rows.flatMap((row) =>
      row.flatMap((one) => (one.kind === "button" && one.action === "exit" ? [one.value!] : [])),
    );

  test("have a button each but the event, for the plan as it was shown to this user", async () => {
    const { ctx, drawn } = planBot();
    const buttons = exits(await plan.run(call({ symbol: "SPY" }, { userId: "7" }), ctx));
    const ids = [...new Set(buttons.map((value) => value.split("-")[0]!))];
    expect(ids).toHaveLength(1);
    expect(buttons.map((value) => value.split("-")[1])).toEqual(
      drawn[0]!.plan.exits.map(({ rule }) => rule).filter((rule) => rule !== "event"),
    );
    expect((await ctx.store.plans.find("7", ids[0]!))?.plan).toEqual(drawn[0]!.plan);
    expect(await ctx.store.plans.find("8", ids[0]!)).toBeNull();
  });

  test("have none when the store takes nothing: the plan is shown all the same, and the log says why", async () => {
    const { log, lines } = recordedLog();
    const { ctx } = planBot({ log });
    const plans = { ...ctx.store.plans, propose: () => Promise.reject(new StoreError("full", "disk")) };
    const post = await answer({}, { ctx: { ...ctx, store: { ...ctx.store, plans } } });
    expect(post.embeds![0]!.title).toContain("plan to review");
    expect(exits(post)).toEqual([]);
    expect(lines().map(({ msg }) => msg)).toContain("a plan was not kept");
  });
});
