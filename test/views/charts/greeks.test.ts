import { describe, expect, test } from "vitest";
import { type Reading, readSnapshot } from "../../../src/engine/regime.ts";
import { greeks } from "../../../src/views/charts/greeks.ts";
import { PALETTES } from "../../../src/views/charts/theme.ts";
import { HARD_CASES } from "../../support/hardCases.ts";
import { record, type Recording } from "../../support/recordingContext.ts";
import { snapshotOf } from "../../support/snapshots.ts";

const { positive, negative, marks, spot } = PALETTES.default;
const PANELS = [0, 1, 2, 3].map((index) => ({ left: 132 + index * 162, right: 282 + index * 162 }));
const ZEROS = PANELS.map(({ left, right }) => (left + right) / 2);
const PANEL_BOTTOM = 1062;

const draw = (reading: Reading) =>
  record(greeks, { reading, palette: "default", command: "/exposure symbol:SPY expiry:all" });
const wordsOf = ({ texts }: Recording) => texts.map(({ text }) => text);
const barsIn = ({ rects }: Recording, { left, right }: { left: number; right: number }) =>
  rects.filter(
    (one) =>
      [positive.bar, negative.bar].includes(one.color) &&
      one.bottom <= PANEL_BOTTOM + 30 &&
      one.top < PANEL_BOTTOM &&
      one.left >= left &&
      one.right <= right,
  );

/** Strikes without exposure but one, whose four signs are + − + −. */
function oneStrike(strike = 610): Reading {
  const snapshot = snapshotOf();
  const none = { netGex: 0, dex: 0, vex: 0, chex: 0 };
  const some = { netGex: 5e8, dex: -9e9, vex: 3e8, chex: -2e7 };
  const strikes = snapshot.strikes.map((one) => ({ ...one, ...(one.strike === strike ? some : none) }));
  return readSnapshot({ ...snapshot, strikes, net: { gex: 5e8, gexPerUsd: 8e7, dex: -9e9, vex: 3e8, chex: -2e7 } });
}

describe("four exposures beside each other", () => {
  test("each has its bars on the right side of its own zero axis, all on the row of their strike", () => {
    const recording = draw(oneStrike());
    const bars = PANELS.map((panel) => barsIn(recording, panel));
    expect(bars.map((panel) => panel.map(({ color }) => color))).toEqual([
      [positive.bar],
      [negative.bar],
      [positive.bar],
      [negative.bar],
    ]);
    const [gex, dex, vex, chex] = bars.flat();
    expect([gex?.left, dex?.right, vex?.left, chex?.right]).toEqual(ZEROS);
    expect(new Set(bars.flat().map(({ top }) => top)).size, "one row").toBe(1);
    const { texts } = recording;
    const label = texts.find(({ text, area }) => text === "610" && area.right < 132)?.area;
    const middle = ({ top, bottom }: { top: number; bottom: number }) => (top + bottom) / 2;
    expect(Math.abs(middle(label!) - middle(gex!)), "beside its price").toBeLessThan(3);
  });

  test("from left to right: names, units and totals with sign, each over its panel", () => {
    const { texts } = draw(oneStrike());
    const over = (words: readonly string[]) =>
      words.map((word, index) => {
        const { left, right } = PANELS[index]!;
        const found = texts.filter(
          ({ text, area }) => text === word && area.left >= left - 2 && area.right <= right + 2,
        );
        return found.length;
      });
    expect(over(["GEX", "DEX", "VEX", "CHEX"])).toEqual([1, 1, 1, 1]);
    expect(over(["$ per 1 %", "options only", "$ per vol pt", "$ per day"])).toEqual([1, 1, 1, 1]);
    expect(over(["+$500M", "−$9.00B", "+$300M", "−$20.0M"])).toEqual([1, 1, 1, 1]);
    expect(texts.find(({ text }) => text === "−$9.00B")?.color).toBe(negative.words);
  });

  test("flip, walls and spot cross all four panels", () => {
    const { strokes, rects } = draw(HARD_CASES["spy"]!());
    for (const color of [marks.flip, marks.callWall, marks.putWall]) {
      expect(strokes.find((stroke) => stroke.color === color)?.points.map(([x]) => x)).toEqual([132, 770]);
    }
    const line = rects.find(({ color, top, bottom }) => color === spot && bottom - top === 3);
    expect([line?.left, line?.right]).toEqual([132, 770]);
  });

  test("a panel's scale has the suffix of its total, whatever the other panels have", () => {
    const { texts } = draw(oneStrike());
    const suffixes = PANELS.map(({ left, right }) =>
      texts.flatMap(({ text, area }) =>
        area.left >= left - 2 && area.right <= right + 2 && area.top > 200
          ? [...text.matchAll(/\$[\d.,]+([BMK])/g)].map(([, suffix]) => suffix)
          : [],
      ),
    );
    expect(suffixes).toEqual([
      ["M", "M"],
      ["B", "B"],
      ["M", "M"],
      ["M", "M"],
    ]);
  });

  test("a total larger than its bars sets the suffix of both", () => {
    const { snapshot } = oneStrike();
    const { texts } = draw(readSnapshot({ ...snapshot, net: { ...snapshot.net, gex: 5e9 } }));
    expect(texts.map(({ text }) => text)).toEqual(expect.arrayContaining(["+$5.00B", "±$0.4B"]));
  });

  test("the dotted lines stand where the scale says: at the amount under the panel", () => {
    const { strokes, texts, rects } = draw(oneStrike());
    expect(texts.map(({ text }) => text)).toContain("±$400M");
    const zero = ZEROS[0]!;
    const columns = strokes.flatMap(({ points: [from, to] }) => {
      const isColumn = from && to && from[0] === to[0] && from[0] > 132 && from[0] < 282 && to[1] - from[1] > 300;
      return isColumn ? [from[0]] : [];
    });
    const [bar] = barsIn({ rects } as Recording, PANELS[0]!);
    expect(columns.length).toBe(2);
    for (const column of columns) {
      const dollars = (Math.abs(column - zero) / (bar!.right - bar!.left)) * 5e8;
      expect(Math.abs(dollars - 4e8) / 4e8, "within a pixel").toBeLessThan(0.02);
    }
  });

  test("a deep in-the-money strike outside the window does not set the scale of DEX", () => {
    const { snapshot } = oneStrike();
    const deep = snapshot.strikes.map((one) => (one.strike === 545 ? { ...one, dex: 4e12 } : one));
    const [bar] = barsIn(draw(readSnapshot({ ...snapshot, strikes: deep })), PANELS[1]!);
    expect((bar?.right ?? 0) - (bar?.left ?? 0), "the longest bar fills its half").toBeGreaterThan(65);
  });
});

describe("states that are not numbers", () => {
  test("the expected move is a band in every panel with its prices in words, or said to be missing", () => {
    const recording = draw(HARD_CASES["spy"]!());
    expect(wordsOf(recording)).toContain("±1σ 597.75 to 609.09");
    const bands = recording.rects.filter(({ color, bottom, top }) => color === "#e6edf312" && bottom - top > 40);
    expect(bands.map(({ left }) => left)).toEqual(PANELS.map(({ left }) => left));
    expect(wordsOf(draw(HARD_CASES["no profile, no move"]!()))).toContain("±1σ n/a");
  });

  test("a panel without any exposure says so instead of showing a scale", () => {
    expect(wordsOf(draw(HARD_CASES["no gamma"]!())).filter((text) => text === "no bars").length).toBe(4);
    expect(wordsOf(draw(HARD_CASES["spy"]!()))).not.toContain("no bars");
  });

  test("what the signs mean is said, DEX with its warning", () => {
    const words = wordsOf(draw(HARD_CASES["spy"]!())).join(" | ");
    expect(words).toContain("buy if IV falls (VEX)");
    expect(words).toContain("DEX: options only, before the stock hedge");
  });

  test("an empty selection has words instead of panels", () => {
    const recording = draw(HARD_CASES["empty selection"]!());
    expect(wordsOf(recording)).toContain("Nothing to draw");
    expect(wordsOf(recording)).not.toContain("CHEX");
  });
});
