import { describe, expect, test } from "vitest";
import { type Reading, readSnapshot } from "../../../src/engine/regime.ts";
import type { StrikeExposure } from "../../../src/engine/snapshot.ts";
import { greekLadder } from "../../../src/views/charts/greekLadder.ts";
import { PALETTES } from "../../../src/views/charts/theme.ts";
import { HARD_CASES } from "../../support/hardCases.ts";
import { record, type Recording } from "../../support/recordingContext.ts";
import { snapshotOf } from "../../support/snapshots.ts";

type Name = "dex" | "vex" | "chex";
const names: readonly Name[] = ["dex", "vex", "chex"];
const { positive, negative, profile, marks, spot } = PALETTES.default;
const ZERO = 451;
const PANEL_BOTTOM = 1096;

const draw = (name: Name, reading: Reading) =>
  record(greekLadder(name), { reading, palette: "default", command: "/vex symbol:SPY expiry:all" });
const wordsOf = ({ texts }: Recording) => texts.map(({ text }) => text);
const barsOf = ({ rects }: Recording) =>
  rects.filter(({ color, top }) => [positive.bar, negative.bar].includes(color) && top < PANEL_BOTTOM);

/** A market of a few strikes whose exposures are set by hand. */
function strikesWith(exposures: Readonly<Record<number, Partial<StrikeExposure>>>): Reading {
  const snapshot = snapshotOf();
  const strikes = snapshot.strikes.map((strike) => ({
    ...strike,
    dex: 0,
    vex: 0,
    chex: 0,
    ...exposures[strike.strike],
  }));
  return readSnapshot({ ...snapshot, strikes });
}

describe.each(names)("%s by strike", (name) => {
  test("a positive strike is a green bar right of zero, a negative one a red bar left of it, lengths in proportion", () => {
    const reading = strikesWith({ 610: { [name]: 8e8 }, 595: { [name]: -2e8 } });
    const bars = barsOf(draw(name, reading)).toSorted((a, b) => a.top - b.top);
    expect(bars.map(({ color }) => color)).toEqual([positive.bar, negative.bar]);
    const [up, down] = bars;
    expect(up?.left).toBe(ZERO);
    expect(down?.right).toBe(ZERO);
    const ratio = ((up?.right ?? 0) - ZERO) / (ZERO - (down?.left ?? 0));
    expect(Math.abs(ratio - 4), "800 to 200, give or take a pixel").toBeLessThan(0.1);
  });

  test("the net of another exposure moves no bar", () => {
    const other = ({ dex: "vex", vex: "chex", chex: "dex" } as const)[name];
    expect(barsOf(draw(name, strikesWith({ 610: { [other]: 8e8 } })))).toEqual([]);
  });

  test("the gold profile of gamma is not drawn, flip, spot and expected move are", () => {
    const recording = draw(name, HARD_CASES["spy"]!());
    expect(recording.strokes.filter(({ color }) => color === profile)).toEqual([]);
    const flip = recording.strokes.find(({ color }) => color === marks.flip);
    expect(flip?.points.map(([x]) => x)).toEqual([132, 770]);
    expect(recording.rects.some(({ color, top, bottom }) => color === spot && bottom - top === 3)).toBe(true);
    expect(wordsOf(recording)).toEqual(expect.arrayContaining(["FLIP", "CALL WALL", "+1σ 609.09", "603.42"]));
  });

  test("every dollar amount of one picture carries the same suffix", () => {
    for (const [title, make] of Object.entries(HARD_CASES)) {
      const amounts = wordsOf(draw(name, make())).flatMap((text) =>
        [...text.matchAll(/\$(?=[\d.,]*[1-9])[\d.,]+([BMK]?)/g)].map(([, suffix]) => suffix),
      );
      expect(new Set(amounts).size, `${title}: ${amounts.join(" ")}`).toBeLessThanOrEqual(1);
    }
  });
});

describe("what the sign means stands over its half of the panel", () => {
  test.each([
    ["dex", "put delta outweighs", "call delta outweighs"],
    ["vex", "dealers sell if IV falls", "dealers buy if IV falls"],
    ["chex", "sell as time passes", "buy as time passes"],
  ] as const)("%s: %s on the left, %s on the right", (name, left, right) => {
    const { texts } = draw(name, HARD_CASES["spy"]!());
    const area = (words: string) => texts.find(({ text }) => text === words)?.area;
    expect(area(left)?.right).toBeLessThan(ZERO);
    expect(area(right)?.left).toBeGreaterThan(ZERO);
  });

  test.each([
    ["dex", "Options only, before the stock hedge: a tilt of open interest, not a position"],
    ["vex", "Positive: dealers buy if IV falls, sell if it rises; negative: the reverse"],
    ["chex", "Positive: dealers buy as time passes · until the close, re-priced: buy $15.0M"],
  ] as const)("%s says under the picture: %s", (name, words) => {
    expect(wordsOf(draw(name, HARD_CASES["spy"]!()))).toContain(words);
  });
});

describe("numbers", () => {
  test.each([
    ["dex", "Net DEX ", " of delta, options only"],
    ["vex", "Net VEX ", " per vol point"],
    ["chex", "Net CHEX ", " per day"],
  ] as const)("the headline of %s is %s with%s", (name, title, unit) => {
    const words = wordsOf(draw(name, HARD_CASES["spy"]!()));
    expect(words).toEqual(expect.arrayContaining([title, unit]));
    expect(words.join(" · "), "and the footer repeats the unit").toContain(`· $${unit}`);
  });

  test("the headline is in the colour of its own sign, not of the regime", () => {
    const snapshot = snapshotOf();
    const reading = readSnapshot({ ...snapshot, net: { ...snapshot.net, vex: -3.1e9 } });
    const { texts } = draw("vex", reading);
    expect(reading.regime.gamma).toBe("positive");
    expect(texts.find(({ text }) => text === "−$3.10B")?.color).toBe(negative.words);
  });

  test("the longest bar on either side is labelled in the empty half of its row", () => {
    const recording = draw("vex", strikesWith({ 620: { vex: 8e8 }, 585: { vex: -2e8 } }));
    const [up, down] = barsOf(recording).toSorted((a, b) => a.top - b.top);
    const label = (words: string) => recording.texts.find(({ text }) => text === words)?.area;
    const [high, low] = [label("+$800M"), label("−$200M")];
    expect(high?.right).toBeLessThan(ZERO);
    expect(low?.left).toBeGreaterThan(ZERO);
    const middle = ({ top, bottom }: { top: number; bottom: number }) => (top + bottom) / 2;
    expect(Math.abs(middle(high!) - middle(up!))).toBeLessThan(4);
    expect(Math.abs(middle(low!) - middle(down!))).toBeLessThan(4);
  });

  test("strikes outside the window count in the headline and not among the strikes shown", () => {
    const deep = strikesWith({ 610: { dex: 8e8 }, 545: { dex: 9e9 } });
    const { snapshot } = deep;
    const words = wordsOf(draw("dex", readSnapshot({ ...snapshot, net: { ...snapshot.net, dex: 9.8e9 } })));
    expect(words).toContain("strikes shown: +$0.80B, all: +$9.80B");
  });
});

test("what the legend says of strikes not shown is cut where it would run into the legend", () => {
  const { snapshot } = HARD_CASES["spx, 300 strikes in bins"]!();
  const strikes = snapshot.strikes.map((one) => ({ ...one, vex: -9.87e16 }));
  const { texts } = draw("vex", readSnapshot({ ...snapshot, strikes, net: { ...snapshot.net, vex: -9.87e18 } }));
  const note = texts.find(({ text }) => text.startsWith("strikes shown: −$"));
  const legend = texts.find(({ text }) => text === "±1σ");
  expect(note?.text).toMatch(/…$/);
  expect(note!.area.left).toBeGreaterThan(legend!.area.right);
});

describe("states that are not numbers", () => {
  test("out of session there is no charm until the close", () => {
    const closed = readSnapshot({ ...HARD_CASES["closed"]!().snapshot, charmToClose: null });
    expect(wordsOf(draw("chex", closed)).join()).toContain("out of session: none until the close");
    const selling = readSnapshot(snapshotOf({ overrides: { charmToClose: -2e6 } }));
    expect(wordsOf(draw("chex", selling)).join(), "a negative one is a sale").toContain("re-priced: sell $2.0");
  });

  test("bars that cover several strikes say so", () => {
    expect(wordsOf(draw("vex", HARD_CASES["spx, 300 strikes in bins"]!()))).toContain("net, bars of 10 points");
  });

  test("no expected move is said, an empty selection has words instead of a panel", () => {
    expect(wordsOf(draw("vex", HARD_CASES["no profile, no move"]!()))).toContain("±1σ n/a");
    const empty = wordsOf(draw("vex", HARD_CASES["empty selection"]!()));
    expect(empty).toEqual(expect.arrayContaining(["Nothing to draw", "n/a"]));
  });

  test("a thin chain is hatched", () => {
    const diagonals = (name: string) =>
      draw("vex", HARD_CASES[name]!()).strokes.filter(
        ({ points: [from, to] }) => from && to && from[0] !== to[0] && from[1] - to[1] > 300,
      );
    expect(diagonals("degraded").length).toBeGreaterThan(20);
    expect(diagonals("spy").length).toBe(0);
  });
});
