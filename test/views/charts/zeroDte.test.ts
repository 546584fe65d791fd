import { describe, expect, test } from "vitest";
import type { Reading } from "../../../src/engine/regime.ts";
import { PALETTES } from "../../../src/views/charts/theme.ts";
import { zeroDte } from "../../../src/views/charts/zeroDte.ts";
import { HARD_CASES } from "../../support/hardCases.ts";
import { type Area, record, type Recording } from "../../support/recordingContext.ts";
import { ZERO_DTE_CASES } from "../../support/zeroDteCases.ts";

const draw = (reading: Reading, shareOfChain: number | null = 0.31) =>
  record(zeroDte, { reading, palette: "default", command: "/zerodte symbol:SPY", shareOfChain });
const caseOf = (name: string) => ZERO_DTE_CASES[name]!();
const wordsOf = ({ texts }: Recording) => texts.map(({ text }) => text);
const find = ({ texts }: Recording, text: string) => texts.find((one) => one.text === text);
const everyCase = Object.entries(HARD_CASES).map(([name, make]) => [name, make()] as const);

const palette = PALETTES.default;
const { positive, negative, marks } = palette;
const ZERO = 404;

const reading = caseOf("0dte");
const { snapshot } = reading;
const recording = draw(reading);

/** Rows of the panel: spot is a bar of 3 pixels across it. */
const spotRow = (one: Recording) =>
  (one.rects.find(({ color, left, top, bottom }) => color === palette.spot && left === 132 && bottom - top === 3)
    ?.top ?? 0) + 1;
const lineRow = (one: Recording, color: string) =>
  one.strokes.find((stroke) => stroke.color === color && stroke.points[0]?.[0] === 132)?.points[0]?.[1] ?? 0;

describe("what is read first", () => {
  test("the magnet's price is the largest figure of the picture beside the symbol, with its distance and gamma", () => {
    const sizes = recording.texts.filter(({ text }) => text !== "SPY").map(({ size }) => size);
    expect(find(recording, "604")?.size).toBe(Math.max(...sizes));
    expect(wordsOf(recording)).toEqual(
      expect.arrayContaining(["0DTE MAGNET", "positive γ", "+0.10 %", "0.58 above spot · +$0.39B per 1 %"]),
    );
  });

  test("the move that is left stands with its percent, its end, the time left and the straddle", () => {
    expect(wordsOf(recording)).toEqual(
      expect.arrayContaining(["±$2.47", "±0.41 %", "until 16:00 ET · 4 h 15 min left", "straddle $1.99"]),
    );
  });

  test("an accelerant is called so, has the colour of negative gamma everywhere, and grows no pin bar", () => {
    const accelerant = draw(caseOf("0dte accelerant"));
    const words = wordsOf(accelerant);
    expect(words.filter((text) => text === "ACCELERANT"), "card and tag").toHaveLength(2); // prettier-ignore
    expect(words.join()).not.toContain("MAGNET");
    expect(words).toEqual(expect.arrayContaining(["negative γ", "negative γ does not pin"]));
    expect(accelerant.texts.some(({ color }) => color === marks.magnet)).toBe(false);
    expect(accelerant.fills.some(({ color }) => color === marks.magnet)).toBe(false);
    expect(accelerant.fills.filter(({ color }) => color === negative.words).length, "diamonds").toBeGreaterThan(2);
  });
});

describe("pin score", () => {
  const bars = recording.rects.filter(({ color, top, left }) => color === marks.magnet && top < 520 && left > 40);

  test("the bar is as long as the score and every sub-bar as long as its sub-score", () => {
    const tracks = recording.rects.filter(({ color, top }) => color === palette.grid && top < 520);
    expect(tracks).toHaveLength(5);
    const filled = tracks.map((track) => {
      const bar = bars.find(({ left, top }) => left === track.left && top === track.top);
      return bar ? (100 * (bar.right - bar.left)) / (track.right - track.left) : 0;
    });
    for (const [index, score] of [61.75, 74, 55, 34, 86].entries()) {
      expect(Math.abs((filled[index] ?? 0) - score), `bar ${index}`).toBeLessThan(0.5);
    }
  });

  test("score, sub-scores and weights are in words, and that nobody has back-tested them", () => {
    expect(wordsOf(recording)).toEqual(
      expect.arrayContaining(["62", "/ 100", "74", "55", "34", "86", "ours, not back-tested"]),
    );
    const weights = wordsOf(recording).flatMap((text) => /^(.+) (\d+) %$/.exec(text)?.slice(1) ?? []);
    expect(weights.join(" ")).toContain("OI concentration 30 proximity 25 time 25 gamma 20");
  });

  test("without a score there is no bar, and the reason stands in its place", () => {
    for (const [name, reason] of [
      ["0dte at the close", "nothing left to settle today"],
      ["0dte without magnet, move and calls", "no magnet to pin at"],
    ] as const) {
      const one = draw(caseOf(name));
      expect(wordsOf(one)).toContain(reason);
      expect(wordsOf(one), name).not.toContain("/ 100");
      expect(one.rects.filter(({ color, top }) => color === palette.grid && top < 520), name).toHaveLength(0); // prettier-ignore
    }
  });
});

describe("today's strikes", () => {
  const bar = ({ top }: { top: number }) => top > 540 && top < 1060;

  test("positive net gamma lies right of the zero axis and negative left, in proportion to the strike's net gamma", () => {
    const right = recording.rects.filter(({ color, ...area }) => color === positive.bar && bar(area));
    const left = recording.rects.filter(({ color, ...area }) => color === negative.bar && bar(area));
    expect(right.every((one) => one.left === ZERO && one.right > ZERO)).toBe(true);
    expect(left.every((one) => one.right === ZERO && one.left < ZERO)).toBe(true);
    expect([right.length, left.length], "positive and negative strikes in view").toEqual([8, 2]);
    const length = (strike: number) => Math.abs(snapshot.strikes.find((one) => one.strike === strike)?.netGex ?? 0);
    const longest = Math.max(...right.map((one) => one.right - one.left));
    const support = Math.max(...left.map((one) => one.right - one.left));
    expect(longest, "net gamma sets the scale, not calls and puts apart").toBe(Math.round(272 / 1.06));
    expect(support / longest).toBeCloseTo(length(600) / length(604), 1);
  });

  test("the diamond stands at the tip of the magnet's bar", () => {
    const strike = recording.rects
      .filter(({ color, ...area }) => color === positive.bar && bar(area))
      .toSorted((a, b) => b.right - a.right)[0];
    const inPanel = ([x = 0, y = 0]: readonly number[] = []) => x < 676 && y > 540;
    const diamond = recording.fills.find(({ color, points }) => color === marks.magnet && inPanel(points[0]));
    const [top, , bottom] = diamond?.points ?? [];
    const middle = ((strike?.top ?? 0) + (strike?.bottom ?? 0)) / 2;
    expect(Math.abs((top?.[0] ?? 0) - (strike?.right ?? 0)), "pixels from the tip").toBeLessThanOrEqual(1);
    expect(Math.abs(((top?.[1] ?? 0) + (bottom?.[1] ?? 0)) / 2 - middle), "rows off").toBeLessThanOrEqual(1);
  });

  test("bracket, spot and levels share one price axis", () => {
    const wall = lineRow(recording, marks.callWall);
    const spot = spotRow(recording);
    const row = (price: number) => spot + ((wall - spot) * (price - snapshot.spot)) / (605 - snapshot.spot);
    const bracket = recording.strokes.find(({ color, points }) => color === palette.dim && points.length === 4)?.points;
    expect(Math.abs((bracket?.[0]?.[1] ?? 0) - row(snapshot.spot + 2.474)), "+1σ").toBeLessThan(3);
    expect(Math.abs((bracket?.[3]?.[1] ?? 0) - row(snapshot.spot - 2.474)), "−1σ").toBeLessThan(3);
    expect(Math.abs(lineRow(recording, marks.putWall) - row(600)), "put wall").toBeLessThan(3);
    expect(wall).toBeLessThan(spot);
  });

  test("a wall on the wrong side of spot is named in words and gets no line", () => {
    const one = draw(HARD_CASES["wall on the wrong side"]!());
    expect(wordsOf(one)).toEqual(expect.arrayContaining(["PUT WALL", "above spot", "CALL WALL", "below spot"]));
    const lengths = one.strokes
      .filter(({ color, points }) => color === palette.dim && points.length === 2)
      .map(({ points: [from, to] }) => Math.abs((to?.[0] ?? 0) - (from?.[0] ?? 0)));
    expect(Math.max(...lengths), "a stub at the edge at most").toBeLessThan(40);
  });

  test("a level far out keeps its tag, with an arrow, and does not squeeze the strikes", () => {
    const one = draw(caseOf("0dte in an index, minutes left"));
    expect(wordsOf(one)).toEqual(expect.arrayContaining(["FLIP", "6,567.81", "−2.2 %"]));
    expect(lineRow(one, marks.flip), "no line at a price that is not shown").toBe(0);
    const prices = wordsOf(one).filter((text) => /^6,[67]\d\d$/.test(text));
    expect(prices.length, "labels within 1 % of spot").toBeGreaterThan(6);
  });

  test("tags never overlap, stay beside the panel and hold their words, however many levels there are", () => {
    for (const [name, one] of everyCase) {
      const { rounded, texts } = draw(one);
      const tags = rounded.filter(({ left, right }) => left === 700 && right === 1056);
      const caption = texts.find(({ text }) => text.startsWith("Today's net gamma"))?.area.bottom ?? 1350;
      const beside = ({ left, top, bottom }: Area) => left > 700 && top > caption && bottom < 1060;
      const words = texts.filter(({ area, size }) => beside(area) && size < 190);
      for (const { area, text } of words) {
        const held = tags.some(({ top, bottom }) => area.top >= top && area.bottom <= bottom);
        expect(held, `${name}: ${text}`).toBe(true);
      }
      const sorted = tags.toSorted((a, b) => a.top - b.top);
      for (const [index, tag] of sorted.entries()) {
        expect(tag.bottom, name).toBeLessThanOrEqual((sorted[index + 1]?.top ?? 1090) + 0.5);
      }
    }
  });
});

describe("figures at the bottom", () => {
  test("charm says who trades, how much, that only time passes and until when", () => {
    expect(wordsOf(recording)).toEqual(expect.arrayContaining(["dealers buy $0.12B", "time alone, until 16:00 ET"]));
    expect(find(recording, "dealers buy $0.12B")?.color).toBe(positive.words);
  });

  test("the 0DTE share is that of the whole chain, which the reading of today alone does not know", () => {
    expect(snapshot.zeroDteShare, "of today's own gamma").toBe(1);
    expect(wordsOf(draw(reading, 0.427))).toContain("43 %");
    expect(wordsOf(draw(reading, null))).toEqual(expect.arrayContaining(["n/a", "not known"]));
  });

  test("max pain is that of today, with its distance", () => {
    expect(wordsOf(recording)).toEqual(expect.arrayContaining(["MAX PAIN", "602", "−0.24 %"]));
  });
});

describe("states that are not numbers", () => {
  test.each([
    ["0dte, nothing expires today", "Nothing expires today"],
    ["0dte, nothing expires today", "Next expiry: Nov 24, in 1 day."],
    ["0dte, market closed", "The market is closed: no contract of this session is left."],
    ["0dte at the close", "market closed: no time passes"],
    ["0dte at the close", "Market closed: values at the 16:00 ET close, Nov 23"],
    ["0dte at the close", "until 16:00 ET · settled"],
    ["0dte without magnet, move and calls", "no net gamma expires today"],
    ["0dte without magnet, move and calls", "no at-the-money IV today"],
    ["0dte without magnet, move and calls", "no calls"],
    ["0dte without magnet, move and calls", "none today"],
  ])("%s says: %s", (name, words) => {
    expect(wordsOf(draw(caseOf(name)))).toContain(words);
  });

  test("when nothing expires today no figure is drawn at all", () => {
    const words = wordsOf(draw(caseOf("0dte, nothing expires today")));
    expect(words.join()).not.toMatch(/PIN|MAGNET|EXPECTED MOVE|CHARM/);
  });
});

test("every dollar amount of gamma and charm carries the same suffix", () => {
  for (const [name, one] of everyCase) {
    const suffixes = wordsOf(draw(one)).flatMap((text) => /\$[\d.,]+([BMK])\b/.exec(text)?.[1] ?? []);
    expect(new Set(suffixes).size, `${name}: ${suffixes.join()}`).toBeLessThanOrEqual(1);
  }
});
