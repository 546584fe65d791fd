import { describe, expect, test } from "vitest";
import type { ScanRow } from "../../../src/engine/plan/scan.ts";
import type { Ticker } from "../../../src/engine/ticker.ts";
import { scan } from "../../../src/views/charts/scan.ts";
import { scanScene } from "../../../src/views/charts/scanScene.ts";
import { PALETTES } from "../../../src/views/charts/theme.ts";
import { record } from "../../support/recordingContext.ts";
import { SCAN_CASES, scanInputOf, scanRowOf } from "../../support/scanCases.ts";

const row = (symbol: string, rest: Partial<ScanRow> = {}): ScanRow =>
  scanRowOf({ symbol: symbol as Ticker, spot: 600, flip: 594, support: 590, resistance: 610, ...rest });
const drawn = (...input: Parameters<typeof scanInputOf>) => record(scan, scanInputOf(...input));
const wordsOf = (...input: Parameters<typeof scanInputOf>) => drawn(...input).texts.map(({ text }) => text);
const colorOf = (words: string, ...input: Parameters<typeof scanInputOf>) =>
  drawn(...input).texts.find(({ text }) => text === words)?.color;
const { text, dim, warning } = PALETTES.default;

describe("a row", () => {
  test("has cell, z with its days, VRP20 with the gate, the three levels with their prices, net harvest with its band", () => {
    const words = wordsOf([row("SPY")]);
    // 594, 590 and 610 are −1 %, −1.67 % and +1.67 % from 600.
    for (const one of ["A", "SPY", "+1.4", "N=252", "+5.4", "passes", "−1.0 %", "594.00", "−1.7 %", "590", "+1.7 %", "610", "59", "reduced"])
      expect(words).toContain(one);
    expect(words).toContain("Calendar spread 78");
    expect(words).toContain("z of VIX · flow risk 18 · harvest 0.72");
  }); // prettier-ignore

  test("has a tick where it passes the gate, and none where it does not", () => {
    const ticks = (rest: Partial<ScanRow>) => drawn([row("SPY", rest)]).strokes.filter(({ points }) => points.length === 3); // prettier-ignore
    expect(ticks({})).toHaveLength(1);
    expect(ticks({ failed: ["vrp20"] })).toHaveLength(0);
  });

  test.each<[string, ScanRow["failed"], string, string]>([
    ["z", ["z"], "fails z", "+1.4"],
    ["VRP20", ["vrp20"], "fails VRP", "+5.4"],
    ["both", ["z", "vrp20"], "fails both", "+1.4"],
  ])("that fails %s says so and has that number dim", (_half, failed, words, number) => {
    expect(wordsOf([row("SPY", { failed })])).toContain(words);
    expect(colorOf(number, [row("SPY", { failed })])).toBe(dim);
    expect(colorOf(number, [row("SPY")])).toBe(text);
  });

  test("marks a provisional z, and warns in amber of what is to be minded, counting what has no room", () => {
    const zScore = { ...row("X").zScore, n: 45, provisional: true };
    const warned = row("SPY", { zScore, warnings: ["term_inversion", "iv_disagreement", "gap_in_history", "old" as never].slice(0, 3) as ScanRow["warnings"] }); // prettier-ignore
    expect(colorOf("N=45", [warned])).toBe(warning);
    const words = wordsOf([warned]);
    expect(words.join()).toContain("z of VIX, provisional");
    expect(words.find((one) => one.startsWith("inverted term"))).toMatch(/^inverted term( · .*)?( \+\d)?$/);
    expect(
      colorOf(
        words.find((one) => one.startsWith("inverted term"))!,
        [warned],
      ),
    ).toBe(warning);
  });

  test("says for each thing it has not which it is", () => {
    const { "no history": none } = SCAN_CASES;
    const words = record(scan, none!()).texts.map(({ text: one }) => one);
    for (const one of ["n/a", "N=0", "fails both", "no z", "no score"]) expect(words).toContain(one);
    const bare = wordsOf([row("SPY", { flip: null, flipMissing: "negative_throughout", support: null, resistance: null })]); // prettier-ignore
    for (const one of ["none", "one-sided", "no put γ", "no call γ"]) expect(bare).toContain(one);
  });
});

describe("the table", () => {
  test("has a group per cell that is traded, and D only by name", () => {
    const { texts } = drawn([row("DDD", { cell: "D" }), row("CCC", { cell: "C" }), row("AAA")]);
    const titles = texts.filter(({ text: one, size }) => / · (Premium|Tempting|Grind|Stay)/.test(one) && size === 28);
    expect(titles.map(({ text: one }) => one)).toEqual(["A · Premium Paradise", "C · Grind It Out", "D · Stay Home: no trade"]); // prettier-ignore
    expect(texts.find(({ text: one }) => one === "DDD")?.size).toBe(26);
    expect(texts.find(({ text: one }) => one === "CCC")?.size).toBe(36);
  });

  test("grows by a row's height with a symbol that is traded, and hardly with one that is not", () => {
    const heightOf = (...rows: ScanRow[]) => scanScene(scanInputOf(rows)).height;
    expect(heightOf(row("AAA"), row("BBB")) - heightOf(row("AAA"))).toBe(122);
    const [one, five] = [1, 5].map((many) => heightOf(...Array.from({ length: many }, (_, i) => row(`D${i}`, { cell: "D" })))); // prettier-ignore
    expect(five).toBe(one);
  });

  test("names who has no numbers and who is on the way, below the others", () => {
    const { texts } = record(scan, SCAN_CASES["partial"]!());
    const top = (words: string) => texts.find(({ text: one }) => one.startsWith(words))!.area.top;
    expect(top("UBER  n/a: the source has no usable data right now")).toBeGreaterThan(top("AAPL"));
    expect(top("Still being fetched: scan again")).toBeGreaterThan(top("No numbers"));
  });

  test("says SAMPLE in its header and across of a made-up market, SAMPLE HISTORY of a made-up past", () => {
    const sample = row("SPY", { source: { ...row("X").source, sample: true } });
    expect(wordsOf([sample]).filter((one) => one === "SAMPLE").length).toBeGreaterThanOrEqual(2);
    expect(wordsOf([row("SPY")], { madeUp: true })).toContain("SAMPLE HISTORY");
    expect(wordsOf([row("SPY")]).join()).not.toContain("SAMPLE");
  });

  test("names source, delay, times, closes, model, command and no advice", () => {
    const words = wordsOf([row("SPY")]).join("\n");
    for (const part of ["Cboe delayed · computed here", "15 min delayed", "data Nov 23, 09:45 ET", "OI of Nov 20", "closes to Nov 20", "z of an index: its close of Nov 23", "VRP20 in vol points", "ours, not back-tested", "Model: dealers", "/scan universe:default", "not advice"])
      expect(words).toContain(part);
  }); // prettier-ignore
});
