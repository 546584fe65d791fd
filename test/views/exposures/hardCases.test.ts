import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Reading } from "../../../src/engine/regime.ts";
import type { StaleReason } from "../../../src/errors.ts";
import { fitPost } from "../../../src/views/limits.ts";
import { anyReading } from "../../support/anyReading.ts";
import { exposurePost } from "../../support/exposurePosts.ts";
import { HARD_CASES } from "../../support/hardCases.ts";
import { SLIPS, wordsOf } from "../../support/posts.ts";

const cases = Object.entries(HARD_CASES).map(([name, make]) => ({ name, make }));

const postOf = (reading: Reading, stale: StaleReason | null = null) => exposurePost("gex", reading, { stale });

describe("every hard case", () => {
  test.each(cases)("$name: no slip of the language shows", ({ make }) => {
    for (const words of wordsOf(postOf(make()))) expect(words).not.toMatch(SLIPS);
  });

  test.each(cases)("$name: nothing has to be cut, not even with every caveat of the day", ({ make }) => {
    const post = postOf(make(), "bad-response");
    expect(fitPost(post)).toEqual(post);
  });

  test.each(cases)("$name: three lines, six levels, no empty field", ({ make }) => {
    const { description = "", fields = [] } = postOf(make()).embeds![0]!;
    expect(description.split("\n")).toHaveLength(3);
    expect(fields.filter(({ inline }) => inline)).toHaveLength(6);
    for (const { name, value } of fields) expect(name.trim() && value.trim(), name).not.toBe("");
  });
});

test("any reading has words for everything, and Discord takes them uncut", () => {
  const stale = fc.constantFrom<StaleReason | null>(null, "slow", "unreachable", "bad-response", "unknown-symbol");
  fc.assert(
    fc.property(anyReading, stale, (reading, reason) => {
      const post = postOf(reading, reason);
      for (const words of wordsOf(post)) expect(words).not.toMatch(SLIPS);
      expect(fitPost(post), "a caveat that is cut off was not said").toEqual(post);
    }),
    { numRuns: 400 },
  );
});
