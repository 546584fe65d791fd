import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PublishedVrp } from "../../../src/engine/publishedVrp.ts";
import type { VrpReading } from "../../../src/engine/vrp/types.ts";
import { publishedVrpFields, vrpLines } from "../../../src/views/exposures/publishedVrp.ts";
import { publishedVrpPost } from "../../../src/views/exposures/publishedVrpOnly.ts";
import { fitPost } from "../../../src/views/limits.ts";
import { anyVrp } from "../../support/anyVrp.ts";
import { exposurePost, NOW } from "../../support/exposurePosts.ts";
import { SLIPS, wordsOf } from "../../support/posts.ts";
import {
  anyPublishedAnswer,
  anyPublishedVrp,
  publishedOf,
  publishedVrp,
  publishedVrpHistory,
} from "../../support/published.ts";
import { readingOf } from "../../support/snapshots.ts";
import { vrpAnswerOf, vrpOf } from "../../support/vrpReadings.ts";

const DAYS = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? 3 : 5));
const ONLY = { levels: null, gex: null };
const lines = (some: Partial<PublishedVrp> = {}, ours: Partial<VrpReading> | null = {}, days: readonly number[] = []) =>
  vrpLines(
    { vrp: publishedVrp(some), vrpHistory: days.length === 0 ? null : publishedVrpHistory(days) },
    { now: NOW, ours: ours && vrpOf(ours) },
  );

test("everything it publishes, with the basis of its IV, its days, its scales and its age", () => {
  expect(lines({}, {}, DAYS)).toEqual([
    "VRP20 **+5.4** (IV 18.4, RV20 13.0 close to close); its IV is at the money of the nearest expiry, ours of 30 days",
    "VRP over 5 d +5.7 · 10 d +5.8 · 30 d +4.5 · variance premium 0.0170 · fair vol 20.1 by its recipe",
    "z-score **+1.3**, above 88 % of 60 days, as it says",
    // Mean 4, sample deviation √(60/59): 1.41 of them above it.
    "z over FlashAlpha's history, by our formula: **+1.4**, above 100 % of them (its 60 days from Aug 28, 2026 to Nov 20, 2026: VRP20 +3.0 to +5.0, last +5.0).",
    "VRP of puts +7.3 · calls +4.2 · 7-day options +3.1 · 30-day options +5.4 · 60-day options +5.2",
    "Its scores of 100, by its own formulas: harvest 72 (printed 0.72) · net 61 · flow risk 24 · short put spread 68 · short strangle 71 · iron condor 70 · calendar spread 78",
    "Its label: harvestable. It warns of an inverted term curve.",
    "Its figures are from Nov 23, 09:58 ET, 3 min ago · its spot 600.00. None of them is in ours.",
  ]);
});

test("what it left out is n/a or not there, and never 0", () => {
  const nothing = { 5: null, 10: null, 20: null, 30: null };
  const empty = {
    atmIv: 18.45,
    realised: nothing,
    vrp: nothing,
    z: null,
    percentile: null,
    historyDays: null,
    variancePremium: null,
    fairVol: null,
    downside: null,
    upside: null,
    term: [],
    regime: null,
    harvest: null,
    netHarvest: null,
    flowRisk: null,
    scores: {},
    warnings: [],
    spot: null,
  };
  expect(lines(empty)).toEqual([
    "VRP20 **n/a** (IV 18.4, RV20 n/a close to close); its IV is at the money of the nearest expiry, ours of 30 days",
    "VRP over 5 d n/a · 10 d n/a · 30 d n/a",
    "z-score n/a, over days it does not count, as it says",
    "Its figures are from Nov 23, 09:58 ET, 3 min ago. None of them is in ours.",
  ]);
});

describe("its history", () => {
  const history = (days: readonly number[]) => lines({}, {}, days)[3];

  test("of 19 days has no z, of 20 a provisional one", () => {
    expect(history(DAYS.slice(0, 19))).toBe(
      "Its history, its 19 days from Oct 27, 2026 to Nov 20, 2026: VRP20 +3.0 to +5.0, last +3.0; a z over it needs 20 days.",
    );
    expect(history(DAYS.slice(0, 20))).toContain("**provisional (N=20)**");
    expect(history(DAYS)).not.toContain("provisional");
  });

  test("alone is told as that", () => {
    const alone = vrpLines({ vrp: null, vrpHistory: publishedVrpHistory([4]) }, { now: NOW, ours: vrpOf() });
    expect(alone).toEqual([
      "It gave no VRP of today, only its record of days.",
      "Its history, its 1 day from Nov 20, 2026 to Nov 20, 2026: VRP20 +4.0 to +4.0, last +4.0; a z over it needs 20 days.",
    ]);
  });
});

describe("where they disagree it is said", () => {
  const about = (some: Partial<PublishedVrp>, ours: Partial<VrpReading> = {}) =>
    lines(some, ours).filter((line) => line.startsWith("**"));
  const at20 = (vrp20: number) => ({ ...publishedVrp().vrp, 20: vrp20 });
  const closes = (rv20: number | null, z: number | null = 1.45) => ({ closeToClose: { rv20, z } });

  test("its own three figures", () => {
    expect(about({ vrp: at20(8.11) })).toEqual(["**Its own figures disagree**: IV − RV20 is +5.4, its VRP20 +8.1."]);
  });

  test.each([
    [13, 5.41, []],
    [20, 5.41, ["**Its VRP20 is positive, ours negative: whether options pay is uncertain today.**"]],
    [null, 5.41, []],
    [18.45, 5.41, []],
  ])("the sign of VRP20: our RV20 of %s against its %d", (rv20, vrp20, said) => {
    expect(about({ vrp: at20(vrp20) }, closes(rv20))).toEqual(said);
  });

  test("its sign below zero, ours above", () => {
    const said = about({ vrp: at20(-2), atmIv: 11.04 });
    expect(said).toEqual(["**Its VRP20 is negative, ours positive: whether options pay is uncertain today.**"]);
  });

  test.each([
    [1.34, 1.45, null],
    [
      1,
      0.99,
      "**Its z is 1 or more, ours (+0.99) below 1: whether VRP is high is uncertain today.** The cell is by ours.",
    ],
    [
      0.99,
      1,
      "**Its z is below 1, ours (+1.0) 1 or more: whether VRP is high is uncertain today.** The cell is by ours.",
    ],
    [-3, 0.5, null],
    [null, 0.5, null],
    [2, null, null],
  ])("the side of 1: its z %s against our %s", (theirs, ours, said) => {
    expect(about({ z: theirs }, closes(13.04, ours))).toEqual(said === null ? [] : [said]);
  });

  test("against close to close, whatever estimator is shown", () => {
    const shown = { estimator: "parkinson", realised: { ...vrpOf().realised, 20: 30 }, zScore: { ...vrpOf().zScore, z: -2 } } as const; // prettier-ignore
    expect(about({}, { ...shown, ...closes(13.04) })).toEqual([]);
  });
});

describe("scales", () => {
  const scores = (harvest: number) => lines({ harvest }).find((line) => line.includes("scores of 100"));

  test("a harvest score up to 1 is told with what was printed, a larger one as it is", () => {
    expect(scores(1)).toContain("harvest 100 (printed 1)");
    expect(scores(0.123456)).toContain("harvest 12 (printed 0.1235)");
    expect(scores(72.4)).toContain("harvest 72 ·");
  });
});

const reading = readingOf();

test("it stands in a field of its own, behind ours or before them, and in none of our numbers", () => {
  const published = { figures: publishedOf({ ...ONLY, vrp: publishedVrp() }), notes: [] };
  const [plain, beside] = [exposurePost("vrp", reading), exposurePost("vrp", reading, { published })];
  const name = "FlashAlpha · as published · 09:58 ET";
  const names = beside.embeds![0]!.fields!.map((field) => field.name);
  expect(names).toContain(name);
  expect(beside.embeds![0]!.fields!.filter((field) => field.name !== name)).toEqual(plain.embeds![0]!.fields);
  const led = exposurePost("vrp", reading, { published, lead: "published" });
  expect(led.embeds![0]!.fields![0]!.name).toBe(name);
});

test("a plan of a name we do not know is not repeated", () => {
  const notes = [{ kind: "plan", blocks: ["vrp"], plan: "@everyone" }] as const;
  const [field] = publishedVrpFields({ published: { figures: null, notes }, vrp: vrpAnswerOf(), now: NOW });
  expect(field!.value.split("\n")[0]).toBe(
    "FlashAlpha's VRP needs a larger plan; which plan this key has is not known.",
  );
});

test("sample figures say so", () => {
  const figures = {
    ...publishedOf({ ...ONLY, vrp: publishedVrp() }),
    source: { ...publishedOf().source, sample: true },
  };
  const [field] = publishedVrpFields({ published: { figures, notes: [] }, vrp: vrpAnswerOf(), now: NOW });
  expect(field!.name).toMatch(/^SAMPLE · /);
  const alone = publishedVrpPost({ figures, notes: [] }, { symbol: figures.symbol, failure: "unreachable", now: NOW, command: "/vrp symbol:SPY" }); // prettier-ignore
  expect([alone.content, alone.embeds![0]!.title]).toEqual([expect.stringMatching(/^SAMPLE DATA/), expect.stringMatching(/^SAMPLE/)]); // prettier-ignore
});

test("any premium of the vendor's beside any of ours has words for everything, and Discord takes them uncut", () => {
  fc.assert(
    fc.property(anyVrp, anyPublishedVrp, anyPublishedAnswer, fc.boolean(), (any, figures, { notes }, isThere) => {
      const published = { figures, notes };
      const vrp = vrpAnswerOf(any, { vendor: { plan: null } });
      const post = exposurePost("vrp", reading, { vrp, published: isThere ? published : { figures: null, notes } });
      for (const words of wordsOf(post)) {
        expect(words).not.toMatch(SLIPS);
        expect(words).not.toMatch(/… and \d+ more/);
      }
      expect(fitPost(post)).toEqual(post);
      const about = { symbol: figures.symbol, failure: "unreachable", now: NOW, command: "/vrp symbol:SPY" } as const;
      const alone = publishedVrpPost(published, about);
      for (const words of wordsOf(alone)) expect(words).not.toMatch(SLIPS);
      expect(fitPost(alone)).toEqual(alone);
    }),
    { numRuns: 50 },
  );
});
