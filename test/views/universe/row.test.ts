import { expect, test } from "vitest";
import type { Answer } from "../../../src/services/exposure.ts";
import { rowOf } from "../../../src/views/universe/row.ts";
import { ticker } from "../../support/providers.ts";
import { readingOf } from "../../support/snapshots.ts";

const answer = (overrides = {}): Answer => ({
  reading: readingOf({ symbol: ticker("SPY"), overrides }),
  stale: null,
  retryAt: null,
  cache: "hit",
});

test("an answer is a row with its numbers", () => {
  const { reading } = answer();
  expect(rowOf(answer())).toMatchObject({
    symbol: "SPY",
    spot: reading.snapshot.spot,
    netGex: reading.snapshot.net.gex,
  });
});

test("its average volume is the one given, and unknown without", () => {
  expect(rowOf(answer(), 5e9)).toMatchObject({ adv: 5e9 });
  expect(rowOf(answer())).toMatchObject({ adv: null });
});

test("a source that failed is a row without numbers that says why", () => {
  expect(rowOf({ missing: ticker("ZZZZ"), failure: "unknown-symbol" })).toEqual({
    missing: "ZZZZ",
    why: "the source lists no options for it",
  });
});

test("a symbol without open interest has no numbers either, instead of zeros", () => {
  expect(rowOf(answer({ strikes: [] }))).toEqual({ missing: "SPY", why: "no open interest listed" });
});
