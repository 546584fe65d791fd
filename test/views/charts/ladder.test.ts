import { describe, expect, test } from "vitest";
import { type Reading, readSnapshot } from "../../../src/engine/regime.ts";
import { ladder } from "../../../src/views/charts/ladder.ts";
import type { ExposureChartInput } from "../../../src/views/charts/page.ts";
import { PALETTES } from "../../../src/views/charts/theme.ts";
import { HARD_CASES } from "../../support/hardCases.ts";
import { record, type Recording } from "../../support/recordingContext.ts";
import { readingOf, snapshotOf } from "../../support/snapshots.ts";

const inputOf = (reading: Reading): ExposureChartInput => ({
  reading,
  palette: "default",
  command: "/gex symbol:SPY expiry:all",
});
const draw = (reading: Reading) => record(ladder, inputOf(reading));
const wordsOf = ({ texts }: Recording) => texts.map(({ text }) => text);

const everyCase = Object.entries(HARD_CASES).map(([name, make]) => [name, make()] as const);

describe("what is drawn where", () => {
  const reading = HARD_CASES["spy"]!();
  const { snapshot } = reading;
  const recording = draw(reading);
  const { positive, negative, profile, spot } = PALETTES.default;
  const zero = 451;

  test("positive net gamma lies right of the zero axis and negative net gamma left of it", () => {
    const right = recording.rects.filter(({ color, top }) => color === positive.bar && top < 1150);
    const left = recording.rects.filter(({ color, top }) => color === negative.bar && top < 1150);
    expect(right.length, "green bars").toBeGreaterThan(10);
    expect(left.length, "red bars").toBeGreaterThan(10);
    expect(right.every((bar) => bar.left === zero && bar.right > zero)).toBe(true);
    expect(left.every((bar) => bar.right === zero && bar.left < zero)).toBe(true);
  });

  test("bar lengths are proportional to net gamma", () => {
    const bars = recording.rects.filter(({ color, top }) => [positive.bar, negative.bar].includes(color) && top < 1150);
    const longest = Math.max(...bars.map(({ left, right }) => right - left));
    const shown = snapshot.strikes.filter(({ strike }) => strike >= 578 && strike <= 627);
    const largest = Math.max(...shown.map(({ netGex }) => Math.abs(netGex)));
    const lengths = bars.map(({ left, right }) => ((right - left) / longest) * largest).toSorted((a, b) => a - b);
    for (const length of lengths.slice(-5)) {
      const nearest = Math.min(...shown.map(({ netGex }) => Math.abs(Math.abs(netGex) - length)));
      expect(nearest / largest, "a bar no strike accounts for").toBeLessThan(0.01);
    }
  });

  test("higher prices stand higher: the call wall above spot above the put wall", () => {
    const row = (color: string) => recording.strokes.find((stroke) => stroke.color === color)?.points[0]?.[1];
    const spotRow = recording.rects.find(({ color, bottom, top }) => color === spot && bottom - top === 3)?.top;
    expect(row(PALETTES.default.marks.callWall)).toBeLessThan(spotRow ?? 0);
    expect(row(PALETTES.default.marks.putWall)).toBeGreaterThan(spotRow ?? 0);
  });

  test("the profile crosses the zero axis exactly at the flip line", () => {
    const curve = recording.strokes.find(({ color, points }) => color === profile && points.length > 5);
    const flipRow = recording.strokes.find(({ color }) => color === PALETTES.default.marks.flip)?.points[0]?.[1] ?? 0;
    const crossing = curve?.points.find(([x]) => x === zero);
    expect(Math.abs((crossing?.[1] ?? 0) - flipRow), "rows between crossing and flip line").toBeLessThanOrEqual(0.5);
    const above = curve?.points.filter(([, y]) => y < flipRow - 1) ?? [];
    const below = curve?.points.filter(([, y]) => y > flipRow + 1) ?? [];
    expect(above.every(([x]) => x > zero) && below.every(([x]) => x < zero)).toBe(true);
  });

  test("header and footer say regime, net GEX with its unit, age, source, convention, rate and the command", () => {
    const words = wordsOf(recording).join(" | ");
    for (const part of [
      "POSITIVE γ",
      "+$1.25B",
      "per 1 % move",
      "Nov 23, 09:45 ET · 15 min delayed · OI of Nov 20",
      "Model: dealers long customer-sold calls, short customer-bought puts",
      "r 4.5 %",
      "Cboe delayed · computed here",
      "/gex symbol:SPY expiry:all",
      "not advice",
    ]) {
      expect(words).toContain(part);
    }
  });

  test("every dollar amount of one picture carries the same suffix", () => {
    for (const [name, one] of everyCase) {
      const amounts = wordsOf(draw(one)).flatMap((text) => /\$(?=[\d.,]*[1-9])[\d.,]+([BMK]?)$/.exec(text)?.[1] ?? []);
      const suffixes = new Set(amounts);
      expect(suffixes.size, `${name}: ${[...suffixes].join(" and ")}`).toBeLessThanOrEqual(1);
    }
  });
});

test("the suffix is that of the largest amount, so bars beside a profile of billions are in billions as well", () => {
  const words = wordsOf(draw(HARD_CASES["no flip"]!()));
  expect(words).toEqual(expect.arrayContaining(["$2B", "$0.2B"]));
});

test("a command that is too long is cut, not drawn over its neighbour", () => {
  const command = `/gex symbol:SPY expiry:all ${"view:ladder ".repeat(12)}`;
  const { texts } = record(ladder, { ...inputOf(readingOf()), command });
  const drawn = texts.find(({ text }) => text.startsWith("/gex symbol:SPY"));
  const advice = texts.find(({ text }) => text === "not advice");
  expect(drawn?.text).toMatch(/…$/);
  expect(drawn?.area.right).toBeLessThan(advice?.area.left ?? 0);
});

describe("levels", () => {
  test("levels on one strike share one tag", () => {
    const words = wordsOf(draw(HARD_CASES["spy"]!()));
    expect(words.filter((text) => text === "610" && words.includes("CALL WALL")).length, "axis label and one tag").toBe(
      2,
    );
    expect(words).toContain("MAX γ");
  });

  test("a wall on the wrong side of spot is named in words and gets no line", () => {
    const recording = draw(HARD_CASES["wall on the wrong side"]!());
    expect(wordsOf(recording)).toEqual(
      expect.arrayContaining(["CALL WALL", "below spot", "PUT WALL", "above spot", "RESISTANCE", "SUPPORT"]),
    );
    const grey = recording.strokes.filter(({ color }) => color === PALETTES.default.dim);
    const widest = Math.max(
      ...grey.flatMap(({ points: [from, to] }) => (from && to ? [Math.abs(to[0] - from[0])] : [])),
    );
    expect(widest, "a stub at the edge at most").toBeLessThan(40);
  });

  test("a level outside the window is shown at the edge with its distance, not dropped", () => {
    const words = wordsOf(draw(HARD_CASES["levels far away"]!()));
    expect(words).toEqual(expect.arrayContaining(["680", "500", "+12.7 %", "−17.1 %"]));
  });

  test("a negative magnet is called an accelerant", () => {
    const words = wordsOf(draw(HARD_CASES["accelerant"]!()));
    expect(words).toContain("ACCELERANT");
    expect(words).not.toContain("0DTE MAGNET");
  });
});

describe("states that are not numbers", () => {
  test.each([
    ["no flip", "No flip within ±20 %: net gamma positive throughout"],
    ["all negative", "No flip within ±20 %: net gamma negative throughout"],
    ["no gamma", "No flip: this selection carries no gamma"],
    ["closed", "Market closed: values at the 16:00 ET close, Nov 20"],
    ["degraded", "Thin chain: 14 % of open interest had no usable price"],
    ["one strike", "Thin chain: open interest on 1 strike only"],
    ["walls on one strike", "Both walls stand on one strike: no range between them"],
    ["empty selection", "No open interest in this selection."],
    ["closed", "no 0DTE"],
    ["no profile, no move", "±1σ n/a"],
    ["vanna aligned", "confidence moderate · vanna aligned"],
    ["spx, 300 strikes in bins", "net, bars of 10 points"],
  ])("%s says: %s", (name, words) => {
    expect(wordsOf(draw(HARD_CASES[name]!()))).toContain(words);
  });

  test("a thin chain is hatched", () => {
    const diagonals = (name: string) =>
      draw(HARD_CASES[name]!()).strokes.filter(
        ({ points: [from, to] }) => from && to && from[0] !== to[0] && from[1] - to[1] > 300,
      );
    expect(diagonals("degraded").length).toBeGreaterThan(20);
    expect(diagonals("spy").length).toBe(0);
  });

  test("sample data is marked in the header and across the picture, real data is not", () => {
    const marks = draw(HARD_CASES["sample"]!()).texts.filter(({ text }) => text === "SAMPLE");
    expect(
      marks.map(({ size }) => size).toSorted((a, b) => a - b),
      "pill and watermark",
    ).toEqual([26, 190]);
    expect(wordsOf(draw(HARD_CASES["spy"]!()))).not.toContain("SAMPLE");
    const empty = snapshotOf({ count: 0, overrides: { source: { ...snapshotOf().source, sample: true } } });
    expect(wordsOf(draw(readSnapshot(empty))).filter((text) => text === "SAMPLE").length, "empty picture too").toBe(2);
  });
});
