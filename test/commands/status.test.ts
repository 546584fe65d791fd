import { expect, test } from "vitest";
import { status } from "../../src/commands/status.ts";
import type { AppContext } from "../../src/context.ts";
import { call, context, optionsOf } from "../support/context.ts";

test("shows what sources, memory and process say of themselves", async () => {
  const post = await status.run(call(), context());
  const [embed] = post.embeds!;
  expect(embed?.fields?.map(({ name }) => name)).toEqual([
    "Cboe delayed · computed here",
    "Dashboards, digests, alerts and exits of the last 24 h",
    "Answers since the start",
    "Memory",
  ]);
  expect(embed?.footer?.text).toContain("1.2.3");
});

test("says how old the copy of the store is, once something goes on by itself", async () => {
  const ctx = context();
  ctx.upkeep.follow(async () => ({ lettersPaused: null, backup: { at: "2026-11-23T12:01:00.000Z" } }));
  const post = await status.run(call(), ctx);
  expect(post.embeds![0]!.fields).toContainEqual({ name: "Copy of the store", value: "✅ made 3 h ago" });
});

test("has a line for a vendor when there is one", async () => {
  const published: AppContext["published"] = {
    name: "flashalpha",
    read: async () => ({ figures: null, notes: [] }),
    status: () => ({
      plan: "Growth",
      limit: 2500,
      remaining: 2400,
      resetsAt: null,
      keyRefused: false,
      lastAnswerAt: null,
      lastFailure: null,
    }),
  };
  const post = await status.run(call(), context({ published }));
  expect(post.embeds![0]!.fields![1]).toMatchObject({ name: "FlashAlpha · as published" });
});

test("is private unless shared", () => {
  expect(status.isPrivate(optionsOf())).toBe(true);
  expect(status.isPrivate(optionsOf({ share: true }))).toBe(false);
});
