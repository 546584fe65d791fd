import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Reading } from "../../../src/engine/regime.ts";
import type { StaleReason } from "../../../src/errors.ts";
import { explainEmbed } from "../../../src/views/explainReading.ts";
import { VIEWS } from "../../../src/views/exposures/index.ts";
import type { ViewInput } from "../../../src/views/exposures/view.ts";
import { fitPost } from "../../../src/views/limits.ts";
import type { Post } from "../../../src/views/post.ts";
import { VIEW_KEYS, type ViewKey } from "../../../src/views/replyState.ts";
import { anyFullReading } from "../../support/anyFullReading.ts";
import { anyReading } from "../../support/anyReading.ts";
import { exposurePost, NOW, viewInput } from "../../support/exposurePosts.ts";
import { HARD_CASES } from "../../support/hardCases.ts";
import { SLIPS, wordsOf } from "../../support/posts.ts";
import { anyPublishedAnswer } from "../../support/published.ts";

const cases = Object.entries(HARD_CASES).map(([name, make]) => ({ name, make }));
const everyView = VIEW_KEYS.flatMap((view) => cases.map((one) => ({ view, ...one })));

const postOf = (view: ViewKey, reading: Reading, rest: Partial<ViewInput> = {}) => exposurePost(view, reading, rest);

/** What a reply can grow to: with "Explain" pressed, the explanation is a second embed of the same message. */
function explained(view: ViewKey, reading: Reading, rest: Partial<ViewInput> = {}): Post {
  const post = postOf(view, reading, rest);
  return { ...post, embeds: [...post.embeds!, explainEmbed(reading, { now: NOW })] };
}

describe("every view of every hard case", () => {
  test.each(everyView)("$view of $name: no slip of the language, nothing cut, no empty field", ({ view, make }) => {
    const post = explained(view, make(), { stale: "bad-response" });
    for (const words of wordsOf(post)) expect(words).not.toMatch(SLIPS);
    expect(fitPost(post), "not even with every caveat of the day").toEqual(post);
    for (const { name, value } of post.embeds!.flatMap(({ fields = [] }) => fields))
      expect(name.trim() && value.trim(), name).not.toBe("");
  });

  test.each(everyView)("$view of $name: one to three lines, then fields", ({ view, make }) => {
    const { sentences, fields } = VIEWS[view].words(viewInput(view, make()));
    expect(sentences.length).toBeGreaterThan(0);
    expect(sentences.length).toBeLessThanOrEqual(3);
    for (const sentence of sentences) expect(sentence).toMatch(/^\S[^\n]*\.$/);
    expect(fields.length).toBeLessThanOrEqual(10);
  });

  test.each(everyView)("$view of $name: a wall is called resistance or support only on its side", ({ view, make }) => {
    const reading = make();
    const { levels } = reading.snapshot;
    for (const words of wordsOf(postOf(view, reading)))
      for (const [, denied, word] of words.matchAll(/(so it is no |no )?\b(resistance|support)\b/gi)) {
        if (denied) continue;
        expect(word === "resistance" ? levels.resistance : levels.support, words).not.toBeNull();
      }
  });
});

test.each(cases)("gex of $name: three lines and six levels", ({ make }) => {
  const { description = "", fields = [] } = postOf("gex", make()).embeds![0]!;
  expect(description.split("\n")).toHaveLength(3);
  expect(fields.filter(({ inline }) => inline)).toHaveLength(6);
});

test("made-up data says so in the title, the content and the alt text of every view", () => {
  for (const view of VIEW_KEYS) {
    const post = postOf(view, HARD_CASES["sample"]!());
    for (const words of [post.content, post.embeds![0]!.title, post.files![0]!.description])
      expect(words, view).toMatch(/SAMPLE/);
    for (const words of wordsOf(postOf(view, HARD_CASES["spy"]!()))) expect(words, view).not.toMatch(/sample/i);
  }
});

test("alt text is plain text: no markup for a screen reader to stumble over", () => {
  for (const { view, make } of everyView) expect(postOf(view, make()).files![0]!.description).not.toMatch(/\*|_|\.;/);
});

const stale = fc.constantFrom<StaleReason | null>(null, "slow", "unreachable", "bad-response", "unknown-symbol");

test.each(VIEW_KEYS)("%s: any reading has words for everything, and Discord takes them uncut", (view) => {
  const reading = fc.oneof(anyReading, anyFullReading);
  const vendor = fc.option(anyPublishedAnswer, { nil: null });
  const lead = fc.constantFrom("ours" as const, "published" as const);
  fc.assert(
    fc.property(reading, stale, vendor, lead, (reading, reason, published, lead) => {
      const post = explained(view, reading, { stale: reason, published, lead });
      for (const words of wordsOf(post)) expect(words).not.toMatch(SLIPS);
      expect(fitPost(post), "a caveat that is cut off was not said").toEqual(post);
    }),
    { numRuns: 100 },
  );
});
