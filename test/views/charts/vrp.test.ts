import { describe, expect, test } from "vitest";
import type { VrpReading } from "../../../src/engine/vrp/types.ts";
import { PALETTES } from "../../../src/views/charts/theme.ts";
import { vrp } from "../../../src/views/charts/vrp.ts";
import { record } from "../../support/recordingContext.ts";
import { readingOf } from "../../support/snapshots.ts";
import { VRP_CASES, vrpOf, zScoreOf } from "../../support/vrpReadings.ts";

const COLORS = PALETTES.default;
const drawn = (of: VrpReading | null, madeUpPast = false) =>
  record(vrp, { reading: readingOf(), palette: "default", command: "/vrp symbol:SPY", vrp: of, madeUpPast });
const textsOf = (of: VrpReading) => drawn(of).texts.map(({ text }) => text);
const at = (of: VrpReading, text: string) => {
  const found = drawn(of).texts.find((one) => one.text === text);
  if (!found) throw new Error(`"${text}" is not drawn`);
  return found;
};
const middle = ({ area }: { area: { top: number; bottom: number } }) => (area.top + area.bottom) / 2;
const days = (of: VrpReading) => drawn(of).strokes.filter(({ color }) => color === COLORS.text);
const bands = (of: VrpReading) =>
  drawn(of).strokes.filter(({ color, points }) => color.startsWith(COLORS.without.opex) && points.length === 2);

describe("the premium by day", () => {
  test("every day on record is a point of one line, later days farther right, higher premiums higher", () => {
    const zScore = zScoreOf(30);
    const [line, ...more] = days(vrpOf({ zScore }));
    expect(more).toEqual([]);
    expect(line!.points).toHaveLength(30);
    const xs = line!.points.map(([x]) => x);
    expect(xs).toEqual(xs.toSorted((a, b) => a - b));
    const order = (values: readonly number[]) => values.map((_, index) => index).toSorted((a, b) => values[b]! - values[a]!); // prettier-ignore
    expect(order(line!.points.map(([, y]) => -y))).toEqual(order(zScore.history.map((day) => day.vrp)));
  });

  test("the bands stand at the mean and one and two standard deviations, named with their values", () => {
    const of = vrpOf({ zScore: zScoreOf(252, { today: -5, mean: 3, sd: 2, z: -4 }) });
    const labels = ["+2σ +7.0", "+1σ +5.0", "mean +3.0", "−1σ +1.0", "−2σ −1.0"].map((text) => middle(at(of, text)));
    const lines = bands(of)
      .map(({ points }) => points[0]![1])
      .toSorted((a, b) => a - b);
    expect(lines).toHaveLength(5);
    for (const [index, y] of lines.entries()) expect(Math.abs(y - labels[index]!)).toBeLessThan(8);
    const steps = lines.slice(1).map((y, index) => y - lines[index]!);
    for (const step of steps) expect(Math.abs(step - steps[0]!)).toBeLessThan(2);
  });

  test("today is a dot with a flag at its own height, above the mean by its z-score", () => {
    const of = vrpOf({ zScore: zScoreOf(252, { today: 7, mean: 3, sd: 2, z: 2 }) });
    const flag = middle(at(of, "last +7.0"));
    const [top, , mean] = bands(of).map(({ points }) => points[0]![1]).toSorted((a, b) => a - b); // prettier-ignore
    expect(Math.abs(flag - top!), "z = 2 is the upper band").toBeLessThan(8);
    expect(flag).toBeLessThan(mean!);
  });

  test("a label that would touch a more important one is left out", () => {
    const of = VRP_CASES["nine sigmas"]!();
    expect(textsOf(of)).toContain("mean +3.0");
    expect(textsOf(of)).not.toContain("+1σ +5.0");
  });

  test("up to 59 days the bands are dotted and the picture says provisional; from 60 it does not", () => {
    const dashes = (n: number) => new Set(bands(vrpOf({ zScore: zScoreOf(n) })).map(({ dash }) => dash.join(" ")));
    expect(dashes(59)).toEqual(new Set(["4 8"]));
    expect(dashes(60)).toEqual(new Set(["", "14 8"]));
    expect(textsOf(VRP_CASES["59 days"]!())).toContain("z +1.4 · above 93 % of days · PROVISIONAL, N=59");
    expect(textsOf(VRP_CASES["60 days"]!())).toContain("z +1.4 · above 93 % of days · N=60");
  });

  test("19 days are drawn without bands, and why there is no z-score is said", () => {
    const of = VRP_CASES["19 days"]!();
    expect(bands(of)).toEqual([]);
    expect(days(of)[0]!.points).toHaveLength(19);
    expect(textsOf(of)).toContain("no z-score: 19 days of VIX on record, 20 are needed");
  });

  test("days that are missing break the line, a long weekend does not", () => {
    const history = (dates: readonly string[]) => dates.map((date) => ({ date, vrp: 2 }));
    const lines = (dates: readonly string[]) =>
      days(vrpOf({ zScore: zScoreOf(4, { history: history(dates) }) })).length;
    expect(lines(["2026-11-04", "2026-11-05", "2026-11-12", "2026-11-13"])).toBe(1);
    expect(lines(["2026-11-04", "2026-11-05", "2026-11-16", "2026-11-17"])).toBe(2);
  });

  test("without a day on record there are words instead of an empty frame", () => {
    const of = VRP_CASES["no history"]!();
    expect(textsOf(of)).toContain("No history yet");
    expect(textsOf(of)).toContain("no z-score: no day of the feed's 30-day IV is on record yet");
    expect(days(of)).toEqual([]);
  });

  test("an invented past is called so in the picture, whatever the chain is", () => {
    const title = (madeUp: boolean) =>
      drawn(vrpOf(), madeUp).texts.find(({ text }) => text.includes("VRP by day"))!.text;
    expect(title(true)).toBe("SAMPLE HISTORY · VRP by day: VIX − RV20, vol points");
    expect(title(false)).not.toContain("SAMPLE");
  });

  test("no value of today leaves out the dot, not the history", () => {
    const of = VRP_CASES["no IV today"]!();
    expect(textsOf(of).filter((text) => text.startsWith("last "))).toEqual([]);
    expect(days(of)[0]!.points).toHaveLength(252);
    expect(textsOf(of)).toContain("no z-score: VIX has no value for today");
  });
});

describe("implied against realised", () => {
  const steps = (of: VrpReading, color: string) =>
    drawn(of).strokes.filter((stroke) => stroke.color === color && stroke.points.length === 2 && stroke.width === 4);

  test("implied is a full line above the dashed realised one where it is higher", () => {
    const [implied, realised] = [COLORS.profile, COLORS.without.today].map((color) => steps(vrpOf(), color));
    // Three steps of the term curve, two of the wings.
    expect([implied!.length, realised!.length]).toEqual([5, 5]);
    for (const [index, { points, dash }] of implied!.entries()) {
      expect(dash).toEqual([]);
      expect(realised![index]!.dash).not.toEqual([]);
      expect(points[0]![1]).toBeLessThan(realised![index]!.points[0]![1]);
    }
  });

  test("the numbers stand below: puts on the left, the premium with its sign", () => {
    const texts = textsOf(vrpOf());
    for (const text of ["15.9", "12.8", "+3.1", "21.0", "13.7", "+7.3", "16.8", "12.6", "+4.2"])
      expect(texts).toContain(text);
    expect(at(vrpOf(), "put").area.left).toBeLessThan(at(vrpOf(), "ATM").area.left);
    expect(at(vrpOf(), "ATM").area.left).toBeLessThan(at(vrpOf(), "call").area.left);
  });

  test("a negative premium has the other colour and a minus", () => {
    const of = VRP_CASES["negative premium"]!();
    expect(at(of, "−9.0").color).toBe(COLORS.negative.words);
    expect(at(vrpOf(), "+7.3").color).toBe(COLORS.positive.words);
  });

  test("a node without numbers is n/a and interrupts the line", () => {
    const term = vrpOf().term.map((node) => (node.days === 14 ? { ...node, iv: null, vrp: null } : node));
    const of = vrpOf({ term });
    expect(textsOf(of).filter((text) => text === "n/a")).toHaveLength(2);
    expect(steps(of, COLORS.profile), "one step of the term curve is left, two of the wings").toHaveLength(3);
  });
});

test("cell, harvest, flow risk and net harvest stand below, with what they are", () => {
  const texts = textsOf(vrpOf());
  for (const text of ["CELL A", "Premium Paradise", "positive γ, high VRP", "0.72", "18", "59", "of 100: reduced"])
    expect(texts).toContain(text);
  expect(textsOf(VRP_CASES["19 days"]!())).toContain("by γ alone: no z");
});

test("the footer says what the premium is and whose the scores are, in place of the dealers' model", () => {
  const texts = textsOf(vrpOf()).join("\n");
  expect(texts).toContain("not what will be realised");
  expect(texts).toContain("scores are ours, not back-tested");
  expect(texts).toContain("closes to Nov 20");
  expect(texts).toContain("not advice");
  expect(texts).not.toContain("Model: dealers");
});

test("without a reading the picture says that there is none", () => {
  expect(drawn(null).texts.map(({ text }) => text)).toContain("No VRP reading");
});

describe("another estimator", () => {
  const of = (overrides: Partial<VrpReading> = {}) =>
    vrpOf({ estimator: "garman_klass", zScore: zScoreOf(252, { basis: "iv30", index: null }), ...overrides });
  const shown = textsOf(of()).join("\n");

  test("is named over the days and the term curve, uncut also over the longest basis of a made-up past", () => {
    const texts = drawn(of(), true).texts.map(({ text }) => text);
    expect(texts).toContain("SAMPLE HISTORY · VRP by day: the feed's 30-day IV − RV20 by Garman–Klass");
    expect(texts).toContain("Term: IV against RV by Garman–Klass");
    expect(shown).toContain("N=252 · vol points");
    expect(shown).not.toContain("…");
  });

  test("leaves wings and cell to close to close: 18.45 less 11 between the wings, and it says so", () => {
    const mixed = of({ closeToClose: { rv20: 11, z: 1.45 }, realised: { ...vrpOf().realised, 20: 17.7 } });
    const texts = textsOf(mixed);
    expect(texts).toEqual(expect.arrayContaining(["25Δ wings, close to close", "11.0", "by close to close"]));
    expect(texts.filter((text) => text === "+7.4" || text === "+7.5")).not.toEqual([]);
    expect(texts).not.toContain("17.7");
  });

  test("of close to close there is nothing to say", () => {
    expect(textsOf(vrpOf()).join("\n")).not.toMatch(/close to close| by [PGY]/);
  });
});
