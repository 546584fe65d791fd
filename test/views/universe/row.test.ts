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

test("average volume and z-score are those on record, and unknown without; the z-score moves the cell", () => {
  expect(rowOf(answer(), { adv: 5e9, vrpZ: 1 })).toMatchObject({ adv: 5e9, vrpZ: 1, cell: "A" });
  expect(rowOf(answer())).toMatchObject({ adv: null, vrpZ: null, cell: "C" });
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
