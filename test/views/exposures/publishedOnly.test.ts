import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Ticker } from "../../../src/engine/ticker.ts";
import type { ProviderFailure } from "../../../src/errors.ts";
import type { PublishedNote } from "../../../src/services/published.ts";
import { publishedPost } from "../../../src/views/exposures/publishedOnly.ts";
import { fitPost } from "../../../src/views/limits.ts";
import { NOW } from "../../support/exposurePosts.ts";
import { SLIPS, wordsOf } from "../../support/posts.ts";
import { anyPublished, publishedLevels, publishedNet, publishedOf } from "../../support/published.ts";

const COMMAND = "/gex symbol:SPY expiry:all";
interface Said {
  readonly failure?: ProviderFailure;
  readonly notes?: readonly PublishedNote[];
}
const postOf = (some: Parameters<typeof publishedOf>[0] = {}, { failure = "unreachable", notes = [] }: Said = {}) =>
  publishedPost(
    { figures: publishedOf(some), notes },
    { symbol: "SPY" as Ticker, failure, now: NOW, command: COMMAND },
  );
const embedOf = (...given: Parameters<typeof postOf>) => postOf(...given).embeds![0]!;

test("it says that these are the vendor's figures only, and why ours are missing", () => {
  expect(embedOf().title).toBe("SPY · FlashAlpha's figures only");
  expect(embedOf().description).toBe(
    "No picture and no figures of ours: our own source does not answer.\nRegime positive, by sign and by flip.",
  );
});

test.each([
  ["unknown-symbol", "our own source lists no options for this symbol"],
  ["not-entitled", "our own data plan does not cover this symbol"],
  ["rate-limited", "our own source asks us to slow down"],
  ["blocked", "our own source refuses this machine"],
  ["bad-response", "our own source sent something we cannot read"],
  ["no-data", "our own source has no data on this symbol right now"],
  ["overloaded", "the bot is too busy to compute its own"],
] as const)("%s", (failure, words) => expect(embedOf({}, { failure }).description).toContain(words));

test("there is no picture", () => {
  expect(postOf().files).toBeUndefined();
  expect(embedOf().image).toBeUndefined();
});

test("provenance, age, command and the model are there, and the timestamp is the vendor's", () => {
  const { footer, timestamp, fields } = embedOf({}, { notes: [{ kind: "quota", resetsAt: "2026-11-24T00:00:00Z" }] });
  expect(footer!.text).toContain("FlashAlpha · as published · data Nov 23, 09:58 ET");
  expect(footer!.text).toContain(COMMAND);
  expect(footer!.text).toContain("Not advice.");
  expect(timestamp).toBe("2026-11-23T14:58:00Z");
  expect(fields![0]!.value).toContain("Its figures are from Nov 23, 09:58 ET, 3 min ago.");
  expect(fields![1]!.value).toBe("Today's FlashAlpha calls are used up; back at 19:00 ET.");
});

test("the line for search has the levels and says whose they are", () => {
  expect(postOf().content).toBe(
    "SPY: spot 600.00 | Call Wall 610 | Put Wall 590 | Gamma Flip 594.00 | Net GEX +$2.10B per 1 % (FlashAlpha · as published · Nov 23, 09:58 ET)",
  );
  expect(postOf({ gex: publishedNet(1e9, { scope: "2026-12-18" }) }).content).not.toContain("Net GEX");
});

describe("the sign", () => {
  test.each([
    ["green", {}, 0x22c55e, "POSITIVE γ · FlashAlpha · as published"],
    ["red", { gex: publishedNet(-1e9), levels: publishedLevels({ flip: 606 }) }, 0xef4444, "NEGATIVE γ · "],
    ["red by its flip alone", { gex: null, levels: publishedLevels({ flip: 606 }) }, 0xef4444, "NEGATIVE γ · "],
    ["grey where its readings disagree", { gex: publishedNet(-1e9) }, 0x8b949e, "SIGN UNCERTAIN · "],
    ["grey without any", { gex: null, levels: publishedLevels({ flip: null }) }, 0x8b949e, "NO γ SIGN · "],
  ] as const)("%s", (_name, some, color, author) => {
    expect(embedOf(some).color).toBe(color);
    expect(embedOf(some).author!.name).toContain(author);
  });
});

test("made-up figures say SAMPLE in content and title", () => {
  const post = postOf({ source: { ...publishedOf().source, sample: true } });
  expect(post.content).toMatch(/^SAMPLE DATA · /);
  expect(post.embeds![0]!.title).toMatch(/^SAMPLE · /);
});

test("any figures have words for everything, uncut", () => {
  fc.assert(
    fc.property(anyPublished, (figures) => {
      const post = publishedPost(
        { figures, notes: [] },
        { symbol: "SPY" as Ticker, failure: "no-data", now: NOW, command: COMMAND },
      );
      for (const words of wordsOf(post)) expect(words).not.toMatch(SLIPS);
      expect(fitPost(post)).toEqual(post);
    }),
    { numRuns: 200 },
  );
});
