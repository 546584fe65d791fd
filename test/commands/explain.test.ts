import { describe, expect, test } from "vitest";
import { explain } from "../../src/commands/explain.ts";
import { explainListPost, explainPost } from "../../src/views/explain.ts";
import { TERM_KEYS } from "../../src/views/terms.ts";
import { call, context, optionsOf } from "../support/context.ts";

test.each(TERM_KEYS)("the term %s is explained", async (term) => {
  expect(await explain.run(call({ term }), context())).toEqual(explainPost(term));
});

test.each([undefined, "nonsense", "constructor", "__proto__"])("the term %s leads to the list", async (term) => {
  expect(await explain.run(call(term === undefined ? {} : { term }), context())).toEqual(explainListPost());
});

test.each([
  ["z-score", "vrpz"],
  ["  VRP ", "vrp"],
  ["realised", "realised"],
  ["gamma flip", "flip"],
] as const)("what is typed out, %j, is understood as the term %s", async (typed, term) => {
  expect(await explain.run(call({ term: typed }), context())).toEqual(explainPost(term));
});

describe("while typing", () => {
  const offered = (value: string) => explain.suggest({ name: "term", value }, optionsOf(), context());

  test("terms are offered by key and by name, those that begin with it first", () => {
    expect(offered("gamma").map(({ value }) => value)).toEqual(["flip", "heatmap", "gex", "harvest"]);
    expect(offered("GEX")[0]).toEqual({ name: "GEX · gamma exposure", value: "gex" });
    expect(offered("xyzzy")).toEqual([]);
  });

  test("no more than Discord takes, each with a name that fits", () => {
    expect(offered("")).toHaveLength(25);
    for (const { name } of TERM_KEYS.flatMap((key) => offered(key))) expect(name.length).toBeLessThanOrEqual(100);
  });
});

test("the answer is private unless shared", () => {
  expect([explain.isPrivate(optionsOf()), explain.isPrivate(optionsOf({ share: true }))]).toEqual([true, false]);
});
