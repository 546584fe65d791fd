import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { VrpReading, VrpWarning } from "../../../src/engine/vrp/types.ts";
import { fitPost } from "../../../src/views/limits.ts";
import { anyVrp } from "../../support/anyVrp.ts";
import { exposurePost } from "../../support/exposurePosts.ts";
import { SLIPS, wordsOf } from "../../support/posts.ts";
import { readingOf } from "../../support/snapshots.ts";
import { viewField, viewWords } from "../../support/viewFields.ts";
import { VRP_CASES, vrpAnswerOf, vrpOf, zScoreOf } from "../../support/vrpReadings.ts";

const reading = readingOf();
const wordsFor = (overrides: Partial<VrpReading>) => viewWords("vrp", reading, { vrp: vrpAnswerOf(overrides) });
const field = (name: string, overrides: Partial<VrpReading> = {}) =>
  viewField("vrp", reading, name, { vrp: vrpAnswerOf(overrides) })!;
const premium = (value: number) => ({ ...vrpOf().vrp, 20: value });

describe("the premium in one line", () => {
  test.each([
    [5.41, "options price **5.4 vol points more** than SPY realised"],
    [-2, "options price **2.0 vol points less** than SPY realised"],
    [0, "options price **as much** as SPY realised"],
  ])("of %d points", (value, words) => {
    expect(wordsFor({ vrp: premium(value) }).sentences[0]).toContain(words);
  });

  test("levels and windows are vol points; the 20 days of the headline stand out", () => {
    expect(field("IV against realised, vol points").split("\n")).toEqual([
      "IV 30 days **18.4**, ours, at the money · feed 18.3 · model-free 20.1",
      "RV → VRP: 5 d 12.8 → +5.7 · 10 d 12.6 → +5.8 · **20 d 13.0 → +5.4** · 30 d 13.9 → +4.5 · 60 d 14.8 → +3.6",
      "VRP20 is +29.3 % of IV · variance premium 0.0170",
      "RV20 of whole bars: Parkinson 12.1 · Garman–Klass 12.3 · Yang–Zhang 13.4",
    ]);
    expect(field("IV against realised, vol points", { iv: { value: 18.3, basis: "iv30" } })).toContain("the feed's");
  });
});

describe("another estimator", () => {
  const by = (overrides: Partial<VrpReading> = {}) => ({ estimator: "yang_zhang", ...overrides }) as const;

  test("is named with the windows, and the others stand beside it", () => {
    const lines = field("IV against realised, vol points", by({ closeToClose: { rv20: 14.2, z: 0.8 } })).split("\n");
    expect(lines[1]).toMatch(/^RV by Yang–Zhang → VRP: 5 d/);
    expect(lines[3]).toBe("RV20 by each: close to close 14.2 · Parkinson 12.1 · Garman–Klass 12.3 · Yang–Zhang 13.4");
  });

  test("has its weakness told: two are blind to gaps, the third is not", () => {
    const said = (estimator: VrpReading["estimator"], name: string) =>
      field(`Realised volatility by ${name}`, { estimator });
    expect(said("parkinson", "Parkinson")).toContain("does not see overnight gaps");
    expect(said("garman_klass", "Garman–Klass")).toContain("does not see overnight gaps");
    expect(said("yang_zhang", "Yang–Zhang")).toContain("It sees overnight gaps");
  });

  test("without a z says nothing of the cell's, which may have one", () => {
    const none = by({ zScore: zScoreOf(19), closeToClose: { rv20: 14.2, z: 1.2 } });
    expect(wordsFor(none).sentences[1]).toBe("No z-score by Yang–Zhang: 19 days of VIX on record, 20 are needed.");
    expect(field("Realised volatility by Yang–Zhang", none)).toContain("the cell (RV20 14.2, z +1.2)");
  });
});

describe("which side pays", () => {
  const sides = (downside: number | null, upside: number | null) =>
    wordsFor({ directional: { ...vrpOf().directional, downside, upside } }).sentences[2]!.split(";")[0];

  test.each([
    [7.35, 4.21, "Puts pay more (puts +7.3, calls +4.2)"],
    [1, 2, "Calls pay more (puts +1.0, calls +2.0)"],
    [2, 2, "Both sides pay alike (puts +2.0, calls +2.0)"],
    [3, -1, "Only puts pay (puts +3.0, calls −1.0)"],
    [-1, 3, "Only calls pay (puts −1.0, calls +3.0)"],
    [-1, 0, "Neither side pays (puts −1.0, calls 0.0)"],
    [null, 3, "Which side pays is not known"],
  ])("puts %s, calls %s", (downside, upside, words) => {
    expect(sides(downside, upside)).toBe(words);
  });

  test("each side is its 25-delta IV less the volatility of that side", () => {
    expect(field("By side (25-delta IV − RV of that side)")).toBe(
      "Puts: 21.0 − 13.7 = **+7.3**\nCalls: 16.8 − 12.6 = **+4.2**\nSkew, put − call: +4.2",
    );
  });
});

describe("which time pays", () => {
  const times = (...premiums: readonly (number | null)[]) => {
    const term = vrpOf().term.map((node, index) => ({ ...node, vrp: premiums[index] ?? null }));
    return wordsFor({ term }).sentences[2]!.split("; ")[1];
  };

  test.each([
    [[1, 2, 3, 4], "every tenor pays."],
    [[-1, 2, 3, 4], "7 days pay nothing, later ones do."],
    [[3, -1, -2, -1], "of the tenors only 7 days pay."],
    [[-3, -1, -2, -1], "no tenor pays."],
    [[null, 2, 3, null], "every tenor pays."],
    [[null, null, 3, null], "which tenor pays is not known."],
  ])("%j", (premiums, words) => {
    expect(times(...premiums)).toBe(words);
  });

  test("an inverted curve has a negative slope and says so", () => {
    expect(field("By time (IV − RV of matching length)", { slope: -0.12 })).toContain("−0.12, inverted");
    expect(field("By time (IV − RV of matching length)", { slope: null })).toContain("n/a, an expiry it needs");
  });
});

describe("scores", () => {
  const NAME = "Scores of 100";

  test("what held one down is named, and what lacks input has no number", () => {
    const strategies = {
      ...vrpOf().strategies,
      short_strangle: { value: 39, coverage: 0.9, gates: ["gamma_not_positive"] as const },
      jade_lizard: { value: null, coverage: 0.4, gates: [] },
    };
    const lines = field(NAME, { strategies }).split("\n");
    expect(lines[1]).toBe("Short strangle **39** (90 % of its input, held down: γ not positive)");
    expect(lines[4]).toBe("Jade lizard: n/a, too much of its input is missing (40 % of its input)");
  });

  test("in cell D the first line says no trade, in the others it does not", () => {
    expect(field(NAME, { cell: "D" })).toMatch(
      /^\*\*Cell D: no trade\.\*\* The scores stand here for comparison only\./,
    );
    expect(field(NAME, { cell: "C" })).not.toContain("no trade");
  });

  test.each([
    [60, "go"],
    [59.9, "reduced"],
    [30, "reduced"],
    [29.9, "no"],
  ])("net harvest %d is in the band %s", (netHarvest, band) => {
    expect(field("Net harvest", { netHarvest })).toMatch(new RegExp(`of 100: ${band}\n`));
  });
});

describe("what to mind", () => {
  test.each<[VrpWarning, string]>([
    ["event_risk", "A known event"],
    ["negative_gamma", "Negative γ: hedging leans with moves"],
    ["poor_wing_liquidity", "wider than 15 % of their mid"],
    ["term_inversion", "inverted: 7 days cost more than 60"],
    ["extreme_vrp", "2.5 or farther from zero"],
    ["iv_disagreement", "differ by more than 10 %"],
    ["iv_one_sided", "on one side of 30 days only"],
    ["gap_in_history", "Sessions without a close are missing"],
    ["stale_history", "The last close on record is that of Nov 20"],
  ])("%s has its sentence, and only where it holds", (warning, words) => {
    expect(field("About this premium", { warnings: [warning] })).toContain(words);
    expect(field("About this premium", { warnings: [] })).not.toContain(words);
  });

  test("a high z-score on a premium of at most 2 points is called small", () => {
    const small = (z: number, vrp20: number) =>
      field("About this premium", { zScore: zScoreOf(252, { z }), vrp: premium(vrp20) }).includes("so it hardly pays");
    expect(field("About this premium", { vrp: premium(-3.7) })).toContain("yet VRP20 is −3.7: not above 2 points");
    expect([small(1, 2), small(1, 2.01), small(0.99, -3)]).toEqual([true, false, false]);
  });

  test("a reverse split reads 1:10", () => {
    const split = { date: "2026-09-14", ratio: 0.1 };
    expect(field("About this premium", { warnings: ["split_in_history"], split })).toContain(
      "A 1:10 split on Sep 14, 2026",
    );
  });
});

test.each([
  [93.2, "above 93 % of 252 days"],
  [50, "above 50 % of 252 days"],
  [45, "below 55 % of 252 days"],
  [2.4, "below 98 % of 252 days"],
])("a percentile of %d is told from the nearer end", (percentile, words) => {
  expect(wordsFor({ zScore: zScoreOf(252, { percentile }) }).sentences[1]).toContain(words);
});

test.each(Object.keys(VRP_CASES))("%s: no slip of the language, nothing cut", (name) => {
  const vrp = { ...vrpAnswerOf(), reading: VRP_CASES[name]!() };
  const post = exposurePost("vrp", reading, { vrp });
  for (const words of wordsOf(post)) expect(words).not.toMatch(SLIPS);
  expect(fitPost(post)).toEqual(post);
});

test("any premium has words for everything, and Discord takes them uncut", () => {
  fc.assert(
    fc.property(anyVrp, (any) => {
      const post = exposurePost("vrp", reading, { vrp: vrpAnswerOf(any) });
      for (const words of wordsOf(post)) expect(words).not.toMatch(SLIPS);
      expect(fitPost(post)).toEqual(post);
    }),
  );
});
