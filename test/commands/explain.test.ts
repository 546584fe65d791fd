import { expect, test } from "vitest";
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

test("the answer is private unless shared", () => {
  expect([explain.isPrivate(optionsOf()), explain.isPrivate(optionsOf({ share: true }))]).toEqual([true, false]);
});
