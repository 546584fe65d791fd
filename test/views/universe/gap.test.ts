import { expect, test } from "vitest";
import type { ProviderFailure } from "../../../src/errors.ts";
import type { Ticker } from "../../../src/engine/ticker.ts";
import { missingBrief } from "../../../src/views/universe/gap.ts";

const FAILURES: readonly ProviderFailure[] = [
  "unknown-symbol",
  "not-entitled",
  "rate-limited",
  "blocked",
  "unreachable",
  "bad-response",
  "no-data",
  "overloaded",
  "cooldown",
];

test("every failure has words of its own, short enough for a row", () => {
  const words = FAILURES.map((failure) => missingBrief({ missing: "SPY" as Ticker, failure }).why);
  expect(new Set(words).size).toBe(FAILURES.length);
  for (const one of words) expect(one.length).toBeLessThanOrEqual(50);
  expect(missingBrief({ missing: "SPY" as Ticker, failure: "unreachable" })).toEqual({
    missing: "SPY",
    why: "the source did not answer",
  });
});
