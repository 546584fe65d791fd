import fc from "fast-check";
import type { Published, PublishedBlock, PublishedExposure, PublishedLevels } from "../../src/engine/published.ts";
import type { PublishedVrp, PublishedVrpHistory, PublishedVrpWarning } from "../../src/engine/publishedVrp.ts";
import type { Ticker } from "../../src/engine/ticker.ts";
import type { StaleReason } from "../../src/errors.ts";
import type { PublishedAnswer, PublishedNote } from "../../src/services/published.ts";
import type { Structure, VrpRegime } from "../../src/engine/vrp/types.ts";
import { sessionsBefore } from "./histories.ts";

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

/** Its premium as its reference has it: 18.45 less 13.04. */
export const publishedVrp = (some: Partial<PublishedVrp> = {}): PublishedVrp => ({
  ...PART,
  atmIv: 18.45,
  realised: { 5: 12.77, 10: 12.6, 20: 13.04, 30: 13.9 },
  vrp: { 5: 5.68, 10: 5.85, 20: 5.41, 30: 4.55 },
  z: 1.34,
  percentile: 88,
  historyDays: 60,
  variancePremium: 0.017,
  fairVol: 20.1,
  downside: 7.35,
  upside: 4.21,
  term: [
    { days: 7, vrp: 3.12 },
    { days: 30, vrp: 5.41 },
    { days: 60, vrp: 5.2 },
  ],
  regime: "harvestable",
  harvest: 0.72,
  netHarvest: 61,
  flowRisk: 24,
  scores: { short_put_spread: 68, short_strangle: 71, iron_condor: 70, calendar_spread: 78 },
  warnings: ["term_inversion"],
  ...some,
});

const SESSIONS = sessionsBefore(300);

/** These premiums, at most 300, on the sessions before Nov 23, 2026. */
export const publishedVrpHistory = (premiums: readonly number[]): PublishedVrpHistory => {
  const dates = SESSIONS.slice(SESSIONS.length - premiums.length);
  return { fetchedAt: PART.fetchedAt, rows: premiums.map((vrp20, i) => ({ date: dates[i]!, vrp20 })) };
};

/** A vendor's figures on SPY at 09:58 New York: levels and +$2.1B per 1 % for the whole chain, unless said otherwise. */
export const publishedOf = (some: Partial<Published> = {}): Published => ({
  symbol: "SPY" as Ticker,
  source: { provider: "flashalpha", label: "FlashAlpha · as published", sample: false },
  levels: publishedLevels(),
  gex: publishedNet(2.1e9),
  dex: null,
  vex: null,
  chex: null,
  vrp: null,
  vrpHistory: null,
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

const vol = maybe(fc.double({ min: 0, max: 1_000, noNaN: true }));
const premium = fc.double({ min: -1_000, max: 1_000, noNaN: true });
const of100 = fc.double({ min: 0, max: 100, noNaN: true });
const windows = <T>(value: fc.Arbitrary<T>) => fc.record({ 5: value, 10: value, 20: value, 30: value });
const LABELS: readonly VrpRegime[] = [
  "surface_distorted",
  "event_only",
  "toxic_short_vol",
  "harvestable",
  "fair_value",
];
const WARNINGS: readonly PublishedVrpWarning[] = [
  "event_risk",
  "negative_gamma",
  "poor_wing_liquidity",
  "term_inversion",
  "credit_stress",
  "extreme_vrp",
];
const SCORED: readonly Structure[] = [
  "short_put_spread",
  "short_strangle",
  "iron_condor",
  "calendar_spread",
  "jade_lizard",
  "short_straddle",
];

/** Any premium its door lets in, whether its figures fit together or not, with or without its days. */
export const anyPublishedVrp: fc.Arbitrary<Published> = fc
  .record({
    vrp: maybe(
      fc.record({
        ...part,
        atmIv: vol,
        realised: windows(vol),
        vrp: windows(maybe(premium)),
        z: maybe(fc.double({ min: -100, max: 100, noNaN: true })),
        percentile: maybe(of100),
        historyDays: maybe(fc.nat({ max: 10_000 })),
        variancePremium: maybe(fc.double({ min: -100, max: 100, noNaN: true })),
        fairVol: vol,
        downside: maybe(premium),
        upside: maybe(premium),
        term: fc.array(fc.record({ days: fc.nat({ max: 1_000 }), vrp: premium }), { maxLength: 50 }),
        regime: maybe(fc.constantFrom(...LABELS)),
        harvest: maybe(fc.oneof(of100, fc.double({ min: 0, max: 1, noNaN: true }))),
        netHarvest: maybe(of100),
        flowRisk: maybe(of100),
        scores: fc.subarray([...SCORED]).map((some) => Object.fromEntries(some.map((one) => [one, 100]))),
        warnings: fc.subarray([...WARNINGS]),
      }),
    ),
    days: fc.array(premium, { maxLength: 300 }),
    sample: fc.boolean(),
  })
  .map(({ vrp, days, sample }) => ({
    ...publishedOf({ levels: null, gex: null, vrp, vrpHistory: days.length === 0 ? null : publishedVrpHistory(days) }),
    source: { ...publishedOf().source, sample },
  }));

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
