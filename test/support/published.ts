import fc from "fast-check";
import type { Published, PublishedBlock, PublishedExposure, PublishedLevels } from "../../src/engine/published.ts";
import type { Ticker } from "../../src/engine/ticker.ts";
import type { StaleReason } from "../../src/errors.ts";
import type { PublishedAnswer, PublishedNote } from "../../src/services/published.ts";

const PART = { asOf: "2026-11-23T14:58:00Z", fetchedAt: "2026-11-23T14:59:00Z", spot: 600, scope: "chain" } as const;

export const publishedLevels = (some: Partial<PublishedLevels> = {}): PublishedLevels => ({
  ...PART,
  flip: 594,
  callWall: 610,
  putWall: 590,
  maxPositiveGamma: 610,
  maxNegativeGamma: 585,
  highestOi: 600,
  magnet: 603,
  ...some,
});

export const publishedNet = (net: number | null, some: Partial<PublishedExposure> = {}): PublishedExposure => ({
  ...PART,
  net,
  flip: null,
  strikes: [],
  ...some,
});

/** A vendor's figures on SPY at 09:58 New York: levels and +$2.1B per 1 % for the whole chain, unless said otherwise. */
export const publishedOf = (some: Partial<Published> = {}): Published => ({
  symbol: "SPY" as Ticker,
  source: { provider: "flashalpha", label: "FlashAlpha · as published", sample: false },
  levels: publishedLevels(),
  gex: publishedNet(2.1e9),
  dex: null,
  vex: null,
  chex: null,
  ...some,
});

export const answerOf = (some: Partial<Published> = {}, notes: readonly PublishedNote[] = []): PublishedAnswer => ({
  figures: publishedOf(some),
  notes,
});

const REASONS: readonly StaleReason[] = [
  "unknown-symbol",
  "not-entitled",
  "rate-limited",
  "blocked",
  "unreachable",
  "bad-response",
  "no-data",
  "overloaded",
  "slow",
];
const BLOCKS: readonly PublishedBlock[] = ["levels", "gex", "dex", "vex", "chex"];

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const spot = fc.double({ min: 0.5, max: 1e6, noNaN: true });
/** A level is at most twice the spot of its block. */
const level = maybe(fc.double({ min: 0.01, max: 2, noNaN: true }));
const instant = fc.constantFrom(
  "2026-11-23T14:58:00Z",
  "2026-11-20T21:00:00Z",
  "2026-11-23T15:20:00Z",
  "2026-11-23T14:41:00Z",
);
const part = {
  asOf: instant,
  fetchedAt: instant,
  spot: maybe(spot),
  scope: fc.constantFrom("chain" as const, "2026-12-18"),
};
const net = fc.record({
  ...part,
  net: maybe(fc.oneof(fc.constantFrom(0, -0, 1e-9), fc.double({ min: -1e13, max: 1e13, noNaN: true }))),
  flip: level,
  strikes: fc.constant([]),
});
const levels = fc.record({
  ...part,
  flip: level,
  callWall: level,
  putWall: level,
  maxPositiveGamma: level,
  maxNegativeGamma: level,
  highestOi: level,
  magnet: level,
});

export const anyPublished: fc.Arbitrary<Published> = fc
  .record({
    levels: maybe(levels),
    gex: maybe(net),
    dex: maybe(net),
    vex: maybe(net),
    chex: maybe(net),
    sample: fc.boolean(),
  })
  .map(({ sample, levels, gex, ...rest }) => {
    const blocks = { levels: levels && atSpot(levels, LEVELS), gex: gex && atSpot(gex, ["flip"]), ...rest };
    return { ...publishedOf(blocks), source: { ...publishedOf().source, sample } };
  });

const LEVELS = ["flip", "callWall", "putWall", "maxPositiveGamma", "maxNegativeGamma", "highestOi", "magnet"] as const;

/** The block with these fields, so far in parts of spot, as prices. */
function atSpot<Part extends { readonly spot: number | null }>(block: Part, fields: readonly (keyof Part)[]): Part {
  const prices = fields.map((field) => {
    const part = block[field];
    return [field, typeof part === "number" ? part * (block.spot ?? 600) : null];
  });
  return { ...block, ...Object.fromEntries(prices) };
}

const note: fc.Arbitrary<PublishedNote> = fc.oneof(
  fc.record({
    kind: fc.constant("plan" as const),
    blocks: fc.subarray([...BLOCKS], { minLength: 1 }),
    plan: fc.constantFrom("Basic", "Growth", "Alpha", "<@everyone>"),
  }),
  fc.record({
    kind: fc.constantFrom("quota" as const, "share" as const),
    resetsAt: fc.constant("2026-11-24T00:00:00Z"),
  }),
  fc.constant({ kind: "key" as const }),
  fc.record({ kind: fc.constant("failed" as const), reason: fc.constantFrom(...REASONS) }),
);

/** Any answer of a vendor: every block there or not, any figure, up to four kinds of notes. */
export const anyPublishedAnswer: fc.Arbitrary<PublishedAnswer> = fc.record({
  figures: maybe(anyPublished),
  notes: fc.uniqueArray(note, { maxLength: 4, selector: ({ kind }) => kind }),
});
