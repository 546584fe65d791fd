import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Brief } from "../../../src/engine/brief.ts";
import type { Ticker } from "../../../src/engine/ticker.ts";
import { overlap } from "../../../src/views/charts/shapes.ts";
import { PALETTES } from "../../../src/views/charts/theme.ts";
import { universe } from "../../../src/views/charts/universe.ts";
import { mapScene } from "../../../src/views/charts/universeDots.ts";
import { universeScene } from "../../../src/views/charts/universeScene.ts";
import { newContext } from "../../../src/workers/canvas.ts";
import { anyUniverse } from "../../support/anyUniverse.ts";
import { record } from "../../support/recordingContext.ts";
import { rowOf, UNIVERSE_CASES, universeOf, withZ } from "../../support/universeCases.ts";

const base = rowOf("SPY");
const row = (symbol: string, rest: Partial<Brief> = {}): Brief => ({ ...base, spot: 600, flip: 594, callWall: 610, putWall: 590, netGex: 2.1e9, grossGex: 6e9, adv: 3e10, changePct: -0.41, cell: "C", regime: { ...base.regime, gamma: "positive", confidence: "moderate" }, symbol: symbol as Ticker, ...rest }); // prettier-ignore
const drawn = (...parameters: Parameters<typeof universeOf>) => record(universe, universeOf(...parameters));
const wordsOf = (...parameters: Parameters<typeof universeOf>) => drawn(...parameters).texts.map(({ text }) => text);
const FIRST = { before: null };
const since = (...rows: Brief[]) => ({ before: { rows, at: "2026-11-20T14:45:00Z" } });

describe("a row", () => {
  test("has cell, spot, change, confidence, the three distances with their prices, and net GEX with its share of volume", () => {
    const words = wordsOf([row("SPY")], FIRST);
    // 6/600, 10/600, 10/600 of spot; 2.1 of 30 billion.
    const expected = ["C", "SPY", "600.00", "−0.41 %", "moderate", "−1.0 %", "594.00", "+1.7 %", "610", "−1.7 %", "590", "+$2.10B", "7.0 % ADV"]; // prettier-ignore
    for (const word of expected) expect(words).toContain(word);
  });

  test("says for each thing it has not which it is", () => {
    const bare = { flip: null, flipMissing: "negative_throughout", callWall: null, putWall: null, changePct: null, adv: null } as const; // prettier-ignore
    const words = wordsOf([row("SPY", bare)], FIRST);
    for (const word of ["one-sided", "no call γ", "no put γ", "n/a", "ADV n/a"]) expect(words).toContain(word);
    expect(words.filter((word) => word === "none")).toHaveLength(3);
  });

  test.each([
    ["low", 1],
    ["moderate", 2],
    ["high", 3],
  ] as const)("of %s confidence has %d of three bars filled", (confidence, filled) => {
    const { rects } = drawn([row("SPY", { regime: { ...base.regime, gamma: "positive", confidence } })], FIRST);
    const bars = rects.filter(({ left, right, top, bottom }) => right - left === 16 && bottom - top === 14);
    expect(bars).toHaveLength(3);
    expect(bars.filter(({ color }) => color === PALETTES.default.positive.bar)).toHaveLength(filled);
  });

  test("shows its z-score with sign in place of the word, and its cell filled when that is high", () => {
    const { texts } = drawn([withZ(row("SPY"), 1.25), withZ(row("QQQ"), -0.31)], FIRST);
    const words = texts.map(({ text }) => text);
    expect(words).toEqual(expect.arrayContaining(["VRP z +1.3", "VRP z −0.3"]));
    const pill = (letter: string) => texts.find(({ text, size }) => text === letter && size === 34)?.color;
    expect(pill("A")).toBe(PALETTES.default.background);
    expect(pill("C")).toBe(PALETTES.default.text);
  });

  test("names walls on the wrong side of spot, and gives them no colour", () => {
    const { texts } = drawn([row("SPY", { callWall: 588, putWall: 606 })], FIRST);
    expect(texts.map(({ text }) => text)).toContain("call wall below spot · put wall above spot");
    expect(texts.find(({ text }) => text === "−2.0 %")?.color).toBe(PALETTES.default.dim);
    expect(texts.find(({ text }) => text === "+1.0 %")?.color).toBe(PALETTES.default.dim);
  });

  test("whose quotes are half an hour older than the newest says their time", () => {
    const words = wordsOf([row("SPY"), row("QQQ", { quoteTime: "2026-11-23T14:14:00Z" })], FIRST);
    expect(words).toContain("data of Nov 23, 09:14 ET");
    expect(wordsOf([row("SPY"), row("QQQ", { quoteTime: "2026-11-23T14:16:00Z" })], FIRST).join()).not.toContain(
      "data of",
    );
  });
});

describe("what changed", () => {
  const before = row("SPY", { cell: "D", regime: { ...base.regime, gamma: "negative" }, spot: 590, callWall: 600 });

  test("stands under the row it is about, and counted in the header", () => {
    const words = wordsOf([row("SPY"), row("QQQ")], since(before, row("QQQ")));
    expect(words).toContain("was D Stay Home · crossed the flip upward · call wall 600 to 610");
    expect(words).toContain("1 cell moved · 1 flip crossed · 1 wall migrated · since Nov 20, 09:45 ET");
  });

  test("makes its row taller by one line, and no other", () => {
    const heightOf = (last: Brief) =>
      universeScene(universeOf([row("SPY"), row("QQQ")], since(last, row("QQQ")))).height;
    expect(heightOf(before) - heightOf(row("SPY"))).toBe(34);
  });

  test("that is nothing, or cannot be, is said", () => {
    expect(wordsOf([row("SPY")], since(row("SPY")))).toContain("Nothing moved · since Nov 20, 09:45 ET");
    expect(wordsOf([row("SPY")], FIRST)).toContain("First post: nothing to compare with yet");
  });

  test("is not claimed between two sources", () => {
    const other = { ...before, source: { ...before.source, provider: "tradier" } };
    expect(wordsOf([row("SPY")], since(other))).toContain("not comparable: other source");
  });
});

describe("the table", () => {
  test("has a group for each cell that has symbols, best first, each with its name and the names of the columns", () => {
    const { texts } = drawn([row("DDD", { cell: "D" }), row("AAA", { cell: "A" })], FIRST);
    const titles = texts.filter(({ text, size }) => / · (Premium|Tempting|Grind|Stay)/.test(text) && size === 28);
    expect(titles.map(({ text }) => text)).toEqual(["A · Premium Paradise", "D · Stay Home"]);
    expect(texts.filter(({ text }) => text === "CALL WALL")).toHaveLength(2);
  });

  test("lists symbols without numbers last, with the reason", () => {
    const { texts } = record(universe, UNIVERSE_CASES["some missing"]!());
    const top = (words: string) => texts.find(({ text }) => text === words)!.area.top;
    expect(top("n/a: the data plan does not include it")).toBeGreaterThan(top("AAPL"));
    expect(texts.map(({ text }) => text)).toContain("8 symbols · 3 in C · 3 in D · 2 without numbers · bars: confidence of the regime"); // prettier-ignore
  });

  test("has the colours of its palette", () => {
    const color = (palette: "default" | "colorblind") =>
      drawn([row("SPY")], { ...FIRST, palette }).texts.find(({ text }) => text === "+$2.10B")?.color;
    expect(color("default")).toBe(PALETTES.default.positive.words);
    expect(color("colorblind")).toBe(PALETTES.colorblind.positive.words);
  });

  test("names source, delay, time of the data, session of the open interest, model, command and no advice", () => {
    const words = wordsOf([row("SPY")], FIRST).join("\n");
    for (const part of [
      "Cboe delayed · computed here",
      "15 min delayed",
      "data Nov 23, 09:45 ET",
      "OI of Nov 20",
      "Model: dealers",
      "/dashboard now",
      "not advice",
    ])
      // prettier-ignore
      expect(words).toContain(part);
  });

  test("of made-up data says SAMPLE in its header and at least once across every 1,500 pixels", () => {
    const sample = { source: { ...base.source, sample: true } };
    const many = Array.from({ length: 40 }, (_, index) => row(`S${index}`, sample));
    const marks = drawn(many, FIRST).texts.filter(({ text }) => text === "SAMPLE");
    expect(marks.filter(({ size }) => size === 26)).toHaveLength(1);
    const across = marks.filter(({ size }) => size === 190);
    const { height } = universeScene(universeOf(many, FIRST));
    expect(across.length).toBeGreaterThanOrEqual(height / 1500);
    expect(wordsOf([row("SPY")], FIRST)).not.toContain("SAMPLE");
  });
});

describe("the map", () => {
  const mapOf = (...parameters: Parameters<typeof universeOf>) => {
    const scene = universeScene(universeOf(...parameters));
    return mapScene(newContext({ width: 10, height: 10 }), scene, scene.map!);
  };
  const dotOf = (map: ReturnType<typeof mapOf>, symbol: string) => map.dots.find((dot) => dot.row.symbol === symbol)!;

  test("places a symbol by net over gross gamma: positive above the middle, twice the tilt twice as far", () => {
    const map = mapOf([row("SPY", { netGex: 1e9 }), row("QQQ", { netGex: 2e9 }), row("IWM", { netGex: -1e9 })], FIRST);
    const above = (symbol: string) => map.y(0) - dotOf(map, symbol).at.y;
    expect(above("SPY")).toBeGreaterThan(0);
    expect(above("QQQ") / above("SPY")).toBeCloseTo(2, 9);
    expect(above("IWM")).toBeCloseTo(-above("SPY"), 9);
  });

  test("has the four cells about a z-score of 1", () => {
    const map = mapOf([withZ(row("SPY"), 0.9), withZ(row("QQQ"), 1.1)], FIRST);
    const middle = map.quadrants!.x(1);
    expect(dotOf(map, "SPY").at.x).toBeLessThan(middle);
    expect(dotOf(map, "QQQ").at.x).toBeGreaterThan(middle);
    expect(map.names.map(({ words }) => words)).toEqual(["C Grind It Out", "A Premium Paradise", "D Stay Home", "B Tempting Trap"]); // prettier-ignore
  });

  test("without any z-score says that left and right mean nothing, and claims neither A nor B", () => {
    const map = mapOf([row("SPY"), row("QQQ")], FIRST);
    expect(map.quadrants).toBeNull();
    expect(map.names.map(({ words }) => words)).toEqual(["C Grind It Out (A if VRP were high)", "D Stay Home (B if VRP were high)"]); // prettier-ignore
    expect(wordsOf([row("SPY")], FIRST)).toContain("No VRP z-score yet: left and right mean nothing");
  });

  test("keeps symbols without a z-score in a band of their own, left of all that have one", () => {
    const map = mapOf([row("SPY"), withZ(row("QQQ"), -2)], FIRST);
    expect(map.names.map(({ words }) => words)).toContain("no VRP yet");
    expect(dotOf(map, "SPY").at.x).toBeLessThan(map.band!.right);
    expect(dotOf(map, "QQQ").at.x).toBeGreaterThan(map.band!.right);
  });

  test("draws a tail from where a symbol was, and none where that is not known or not comparable", () => {
    const other = row("IWM", { source: { ...base.source, provider: "tradier" } });
    const map = mapOf([row("SPY"), row("QQQ"), row("IWM")], since(row("SPY", { netGex: -1e9 }), other));
    expect(dotOf(map, "SPY").from).toEqual({ x: dotOf(map, "SPY").at.x, y: map.y(-1 / 6) });
    expect([dotOf(map, "QQQ").from, dotOf(map, "IWM").from]).toEqual([null, null]);
  });

  test("leaves out symbols without gamma and says how many", () => {
    const none = row("NIL", { netGex: 0, grossGex: 0 });
    expect(mapOf([row("SPY"), none], FIRST).dots).toHaveLength(1);
    expect(wordsOf([row("SPY"), none], FIRST).join("\n")).toContain("1 without gamma not shown");
    expect(universeScene(universeOf([none], FIRST)).map, "and with nothing to show there is no map").toBeNull();
  });

  const lawful = (map: ReturnType<typeof mapOf>) => {
    const labels = map.dots.flatMap(({ label }) => (label ? [label.box] : []));
    const dots = map.dots.map(({ at: { x, y } }) => ({ left: x - 9, right: x + 9, top: y - 9, bottom: y + 9 }));
    for (const [index, label] of labels.entries()) {
      const others = [...labels.slice(index + 1), ...dots, ...map.names.map(({ box }) => box)];
      expect(others.filter((other) => overlap(label, other))).toEqual([]);
    }
    for (const box of [...labels, ...dots]) {
      expect(box.left).toBeGreaterThanOrEqual(map.panel.left);
      expect(box.right).toBeLessThanOrEqual(map.panel.right);
      expect(box.top).toBeGreaterThanOrEqual(map.panel.top);
      expect(box.bottom).toBeLessThanOrEqual(map.panel.bottom);
    }
  };

  test.each(Object.keys(UNIVERSE_CASES))(
    "%s: no label touches another, a dot or the name of a cell; all have one",
    (name) => {
      const input = UNIVERSE_CASES[name]!();
      if (universeScene(input).map === null) return;
      const map = mapOf(input.rows, input);
      lawful(map);
      expect(map.dots.filter(({ label }) => label === null).map((dot) => dot.row.symbol)).toEqual([]);
    },
  );

  test("any table: no label touches another, a dot or the name of a cell, and nothing leaves the map", () => {
    fc.assert(fc.property(anyUniverse(50), ({ rows, before }) => {
      if (universeScene(universeOf(rows, { before })).map !== null) lawful(mapOf(rows, { before }));
    }), { numRuns: 60 }); // prettier-ignore
  });
});
