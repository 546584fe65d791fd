import { describe, expect, test } from "vitest";
import { type Reading, readSnapshot } from "../../../src/engine/regime.ts";
import type { ExposureSnapshot, GammaHeat, StrikeExposure } from "../../../src/engine/snapshot.ts";
import { mix } from "../../../src/views/charts/colorScale.ts";
import { heatmap } from "../../../src/views/charts/heatmap.ts";
import { PALETTES } from "../../../src/views/charts/theme.ts";
import { HARD_CASES } from "../../support/hardCases.ts";
import { type Area, record, type Recording } from "../../support/recordingContext.ts";
import { snapshotOf, withLevels } from "../../support/snapshots.ts";

const { surface, text: white, background, positive, negative, marks, spot, axis, dim } = PALETTES.default;

const draw = (reading: Reading) =>
  record(heatmap, { reading, palette: "default", command: "/gex symbol:SPY expiry:all view:heatmap" });
const wordsOf = ({ texts }: Recording) => texts.map(({ text }) => text);
const middle = ({ top, bottom }: Area) => (top + bottom) / 2;
const areaOf = ({ texts }: Recording, words: string) => {
  const found = texts.find(({ text }) => text === words);
  if (!found) throw new Error(`"${words}" is not drawn`);
  return found.area;
};

/** Three strikes, three expiries: every kind of cell once. Spot 603.42, flip 601.70. */
const HEAT: GammaHeat = {
  strikes: [600, 605, 610],
  expiries: [
    { date: "2026-11-23", dte: 0 },
    { date: "2026-11-27", dte: 4 },
    { date: "2026-12-18", dte: 25 },
  ],
  gex: [
    [-4e8, -2.5e8, null],
    [0, 1e6, -1e8],
    [1e9, 2.5e8, 4e7],
  ],
  share: 0.62,
};

function small(overrides: Partial<ExposureSnapshot> = {}): Reading {
  const base = snapshotOf();
  const netOf: Record<number, number> = { 600: -6.5e8, 605: -9.9e7, 610: 1.29e9 };
  const strikes = base.strikes
    .filter(({ strike }) => strike in netOf)
    .map((strike): StrikeExposure => ({ ...strike, netGex: netOf[strike.strike] ?? 0 }));
  const nets: Record<string, number> = { "2026-11-23": 6e8, "2026-11-27": 1e6, "2026-12-18": -6e7 };
  const expiries = base.expiries.flatMap((expiry) => {
    const gex = nets[expiry.date];
    return gex === undefined ? [] : [{ ...expiry, net: { ...expiry.net, gex } }];
  });
  const snapshot = withLevels(base, {
    flip: { price: 601.7, direction: "up", roots: [{ price: 601.7, direction: "up" }], missing: null },
    callWall: { strike: 610, gex: 1.3e9, strength: 0.3 },
    putWall: { strike: 600, gex: -7e8, strength: 0.3 },
  });
  return readSnapshot({ ...snapshot, strikes, expiries, heat: HEAT, ...overrides });
}

/** The rectangle of a cell, by the words of its row and its column; null where none is filled. */
function cell(recording: Recording, { strike, date }: { strike: string; date: string }) {
  const [row, column] = [areaOf(recording, strike), areaOf(recording, date)];
  const x = (column.left + column.right) / 2;
  const y = middle(row);
  const wide = ({ left, right }: Area) => right - left > 40 && right - left < 400;
  return (
    recording.rects.find((one) => wide(one) && one.left < x && one.right > x && one.top < y && one.bottom > y) ?? null
  );
}

describe("strikes by expiries", () => {
  const recording = draw(small());

  test("strikes go from high to low, expiries from left to right with their days", () => {
    const rows = ["610", "605", "600"].map((words) => areaOf(recording, words).top);
    expect(rows).toEqual(rows.toSorted((a, b) => a - b));
    const columns = ["Nov 23", "Nov 27", "Dec 18"].map((words) => areaOf(recording, words).left);
    expect(columns).toEqual(columns.toSorted((a, b) => a - b));
    for (const [date, days] of [
      ["Nov 23", "0DTE"],
      ["Nov 27", "4"],
      ["Dec 18", "25"],
    ] as const) {
      // prettier-ignore
      const [above, below] = [areaOf(recording, date), areaOf(recording, days)];
      expect(Math.abs((above.left + above.right) / 2 - (below.left + below.right) / 2)).toBeLessThan(2);
      expect(below.top).toBeGreaterThan(above.bottom);
    }
  });

  test("the largest amount has the full colour of its sign, a quarter of it half of that, the other sign the other", () => {
    expect(cell(recording, { strike: "610", date: "Nov 23" })?.color).toBe(positive.bar);
    const quarter = cell(recording, { strike: "610", date: "Nov 27" })?.color ?? "";
    const reverse = cell(recording, { strike: "600", date: "Nov 27" })?.color ?? "";
    const channels = (color: string) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
    const [red = 0, green = 0] = channels(quarter);
    expect(green - red, "green for plus").toBeGreaterThan(40);
    const [red2 = 0, green2 = 0] = channels(reverse);
    expect(red2 - green2, "red for minus").toBeGreaterThan(40);
  });

  test("a cell that nobody holds is a dot on the page, one of almost nothing an empty cell: they differ", () => {
    expect(cell(recording, { strike: "600", date: "Dec 18" })).toBeNull();
    const [row, column] = [areaOf(recording, "600"), areaOf(recording, "Dec 18")];
    const dots = recording.rects.filter(
      ({ color, left, right, top, bottom }) =>
        color === axis &&
        right - left === 6 &&
        bottom > row.top &&
        top < row.bottom &&
        left > column.left &&
        right < column.right,
    );
    expect(dots.length).toBe(1);
    expect(cell(recording, { strike: "605", date: "Nov 23" })?.color, "a net of zero").toBe(surface);
    expect(cell(recording, { strike: "605", date: "Nov 27" })?.color, "0.1 % of the largest").toBe(surface);
    expect(cell(recording, { strike: "610", date: "Dec 18" })?.color, "4 % of it").not.toBe(surface);
  });

  test("the largest cell is framed and named with strike, date, amount and unit", () => {
    const box = cell(recording, { strike: "610", date: "Nov 23" });
    const frame = recording.strokes.find(({ color, points }) => color === white && points.length === 5);
    expect(frame?.points[0]).toEqual([box?.left, box?.top]);
    expect(frame?.points[2]).toEqual([box?.right, box?.bottom]);
    expect(wordsOf(recording)).toContain("largest: 610 on Nov 23, +$1.00B per 1 % move");
  });

  test("a negative cell can be the largest", () => {
    const gex = HEAT.gex.map((row) => row.map((amount) => amount && -amount));
    expect(wordsOf(draw(small({ heat: { ...HEAT, gex } })))).toContain("largest: 610 on Nov 23, −$1.00B per 1 % move");
  });

  test("amounts stand in their cells with sign and suffix, in ink that stands out, small ones not", () => {
    for (const [words, at] of [
      ["+1.0B", { strike: "610", date: "Nov 23" }],
      ["−0.4B", { strike: "600", date: "Nov 23" }],
    ] as const) {
      const [area, box] = [areaOf(recording, words), cell(recording, at)!];
      expect(area.left > box.left && area.right < box.right && area.top > box.top && area.bottom < box.bottom).toBe(
        true,
      );
    }
    const ink = (words: string) => recording.texts.find(({ text }) => text === words)?.color;
    expect(ink("+1.0B"), "dark on bright green").toBe(background);
    expect(ink("−0.4B"), "light on dark red").toBe(white);
    const box = cell(recording, { strike: "610", date: "Dec 18" })!;
    const inside = recording.texts.filter(
      ({ area }) =>
        area.left > box.left && area.right < box.right && middle(area) > box.top && middle(area) < box.bottom,
    );
    expect(inside, "4 % of the largest: colour alone").toEqual([]);
  });

  test("the right edge has the net of each strike, the lower edge that of each expiry, coloured and signed", () => {
    const total = (words: string) => recording.texts.find(({ text }) => text === words);
    expect(Math.abs(middle(total("+1.29B")!.area) - middle(areaOf(recording, "610")))).toBeLessThan(2);
    expect(total("+1.29B")?.color).toBe(positive.words);
    expect(total("−0.65B")?.color).toBe(negative.words);
    const below = total("+0.60B")!.area;
    const date = areaOf(recording, "Nov 23");
    expect(Math.abs((below.left + below.right) / 2 - (date.left + date.right) / 2)).toBeLessThan(2);
    expect(below.top).toBeGreaterThan(areaOf(recording, "600").bottom);
    expect(wordsOf(recording), "what rounds to nothing keeps its sign").toEqual(
      expect.arrayContaining(["+0.00B", "−0.06B"]),
    );
  });

  test("the scale is said: its ends, that it is a square root, and what a dot is", () => {
    const words = wordsOf(recording);
    expect(words).toEqual(expect.arrayContaining(["−$1.00B", "+$1.00B · square-root scale", "no contracts"]));
    const steps = recording.rects.filter(({ top, bottom }) => top === 1112 && bottom === 1132);
    expect(steps.at(0)?.color).toBe(negative.bar);
    expect(steps.at(-1)?.color).toBe(positive.bar);
    expect(steps[20]?.color).toBe(surface);
    expect(steps[30]?.color, "equal steps of colour").toBe(mix(surface, positive.bar, 0.5));
  });

  test("how much of all gamma the cells hold is said", () => {
    expect(wordsOf(recording)).toContain("Cells hold 62 % of gamma: all 3 strikes, all 3 expiries");
    const busy = wordsOf(draw(HARD_CASES["spy"]!()));
    expect(busy).toContain("Cells hold 62 % of gamma: 24 of 121 strikes, all 6 expiries");
  });
});

describe("levels", () => {
  test("spot is a line with its price between the strikes it lies between, the flip a dashed amber one", () => {
    const recording = draw(small());
    const line = (color: string) => recording.strokes.find((stroke) => stroke.color === color && stroke.width === 3);
    const row = (words: string) => middle(areaOf(recording, words));
    const [spotRow = 0, flipRow = 0] = [line(spot)?.points[0]?.[1], line(marks.flip)?.points[0]?.[1]];
    expect(spotRow > row("605") && spotRow < flipRow && flipRow < row("600")).toBe(true);
    expect([line(spot)?.dash.length, line(marks.flip)?.dash.length]).toEqual([0, 2]);
    expect(Math.abs(row("SPOT 603.42") - spotRow)).toBeLessThan(3);
    expect(Math.abs(row("FLIP 601.70 −0.29 %") - flipRow)).toBeLessThan(3);
  });

  test("without a flip there is a notice and no line", () => {
    const recording = draw(HARD_CASES["no flip"]!());
    expect(recording.strokes.some(({ color }) => color === marks.flip)).toBe(false);
    expect(wordsOf(recording)).toContain("No flip within ±20 %: net gamma positive throughout");
  });

  test("a flip with positive gamma below it says so", () => {
    const { snapshot } = small();
    const flip = { price: 601.7, direction: "down" as const, roots: [], missing: null };
    expect(wordsOf(draw(readSnapshot(withLevels(snapshot, { flip }))))).toContain(
      "FLIP 601.70 −0.29 %, positive below",
    );
  });

  test("the walls are marked beside their strikes in their colours", () => {
    const recording = draw(small());
    const beside = (words: string, strike: string) =>
      Math.abs(middle(areaOf(recording, words)) - middle(areaOf(recording, strike)));
    expect(beside("CALL", "610")).toBeLessThan(2);
    expect(beside("PUT", "600")).toBeLessThan(2);
    expect(recording.texts.find(({ text }) => text === "610")?.color).toBe(marks.callWall);
    expect(recording.texts.find(({ text }) => text === "600")?.color).toBe(marks.putWall);
    expect(wordsOf(recording)).toContain("CALL, PUT: walls");
  });

  test("a wall on the wrong side of spot is named so, without the colour of a wall", () => {
    const { snapshot } = small();
    const callWall = { strike: 600, gex: 1e9, strength: 0.3 };
    const putWall = { strike: 605, gex: -1e9, strength: 0.3 };
    const recording = draw(readSnapshot(withLevels(snapshot, { callWall, putWall })));
    expect(wordsOf(recording)).toEqual(expect.arrayContaining(["call wall below spot", "put wall above spot"]));
    expect(recording.texts.filter(({ text }) => ["CALL", "PUT"].includes(text)).map(({ color }) => color)).toEqual([
      dim,
      dim,
    ]);
  });

  test("a wall that is not among the strikes shown is said to be missing", () => {
    expect(wordsOf(draw(HARD_CASES["levels far away"]!()))).toEqual(
      expect.arrayContaining(["call wall 680 not shown", "put wall 500 not shown"]),
    );
  });

  test("both walls on one strike share one mark", () => {
    const { snapshot } = small();
    const wall = { strike: 605, gex: 1e9, strength: 0.3 };
    const words = wordsOf(draw(readSnapshot(withLevels(snapshot, { callWall: wall, putWall: wall }))));
    expect(words).toContain("WALLS");
    expect(words).not.toContain("CALL");
  });
});

describe("as much as a heat can hold", () => {
  const expiries = Array.from({ length: 8 }, (_, index) => ({ date: `2026-12-${20 + index}`, dte: 27 + index }));
  const strikes = Array.from({ length: 24 }, (_, index) => 6000 + index * 5);
  const gex = strikes.map((_, row) =>
    expiries.map((_, column) => (row % 2 === 0 ? 1 : -1) * (row + 1) * (column + 1) * 1e8),
  );
  const full = readSnapshot({
    ...snapshotOf({ symbol: "SPX", spot: 6052.34, spacing: 5 }),
    heat: { strikes, expiries, gex, share: 0.4 },
  });

  test("eight expiries by 24 strikes: every cell above a tenth of the largest has its number, none touches another", () => {
    const recording = draw(full);
    const totalsLeft = areaOf(recording, "all exp.").left;
    const numbers = recording.texts.filter(({ text, area }) => /^[+−][\d.]+B$/.test(text) && area.right < totalsLeft);
    const peak = 24 * 8;
    const wanted = gex.flat().filter((amount) => Math.abs(amount) > peak * 1e8 * 0.1).length;
    const totals = numbers.filter(({ area }) => area.top > areaOf(recording, "6,000").bottom);
    expect(totals.length, "expiries whose net is known").toBe(0);
    expect(numbers.length).toBe(wanted);
    for (const [index, one] of numbers.entries()) {
      for (const other of numbers.slice(index + 1)) {
        const apart =
          one.area.right <= other.area.left ||
          other.area.right <= one.area.left ||
          one.area.bottom <= other.area.top ||
          other.area.bottom <= one.area.top;
        expect(apart, `${one.text} and ${other.text}`).toBe(true);
      }
    }
  });
});

test("numbers that do not fit their cell are left out, not written into the next", () => {
  const expiries = Array.from({ length: 8 }, (_, index) => ({ date: `2026-12-${20 + index}`, dte: 27 + index }));
  const strikes = Array.from({ length: 24 }, (_, index) => 912_345.5 + index * 100);
  const gex = strikes.map(() => expiries.map((_, column) => 9.3e5 - column * 1e5));
  const base = snapshotOf({ symbol: "WIDE", spot: 913_000, spacing: 100, size: 1e3 });
  const callWall = { strike: 912_345.5, gex: 1e5, strength: 0.2 };
  const wide = { ...withLevels(base, { callWall, putWall: callWall }), net: { ...base.net, gex: 9e6 } };
  const recording = draw(readSnapshot({ ...wide, heat: { strikes, expiries, gex, share: 1 } }));
  const cells = recording.rects.filter(({ left, right }) => right - left > 40 && right - left < 120);
  const right = Math.max(...cells.map((one) => one.right));
  const numbers = recording.texts.filter(
    ({ text, area }) => /^[+−][\d.]+M$/.test(text) && area.left > cells[0]!.left && area.right < right,
  );
  for (const { text, area } of numbers) {
    const inside = cells.some(
      (one) => one.left < area.left && one.right > area.right && one.top < area.top && one.bottom > area.bottom,
    );
    expect(inside, `${text} at ${area.left}`).toBe(true);
  }
  expect(wordsOf(recording).join(), "the star still names the largest").toContain("largest: 912,345.5 on Dec 20");
});

describe("states that are not numbers", () => {
  test("an empty selection has words instead of a grid", () => {
    const words = wordsOf(draw(HARD_CASES["empty selection"]!()));
    expect(words).toContain("Nothing to draw");
    expect(words).not.toContain("DTE");
  });

  test("without gamma there is no largest cell, no scale and no number", () => {
    const recording = draw(HARD_CASES["no gamma"]!());
    expect(wordsOf(recording)).toContain("no gamma in these cells");
    expect(wordsOf(recording).join()).not.toMatch(/largest|square-root/);
  });

  test("a strike or expiry whose net is not known reads n/a", () => {
    const base = small();
    const words = wordsOf(draw({ ...base, snapshot: { ...base.snapshot, expiries: base.snapshot.expiries.slice(1) } }));
    expect(words).toContain("n/a");
  });

  test("a thin chain is hatched", () => {
    const diagonals = (name: string) =>
      draw(HARD_CASES[name]!()).strokes.filter(
        ({ points: [from, to] }) => from && to && from[0] !== to[0] && from[1] - to[1] > 300,
      );
    expect(diagonals("degraded").length).toBeGreaterThan(20);
    expect(diagonals("spy").length).toBe(0);
  });

  test("every dollar amount of one picture carries the same suffix", () => {
    for (const [name, make] of Object.entries(HARD_CASES)) {
      const suffixes = wordsOf(draw(make())).flatMap((words) =>
        [...words.matchAll(/(?:\$|^[+−])(?=[\d.,]*[1-9])[\d.,]+([BMK]?)(?! %)/g)].map(([, suffix]) => suffix),
      );
      expect(new Set(suffixes.slice(1)).size, `${name}: ${suffixes.join(" ")}`).toBeLessThanOrEqual(1);
    }
  });
});
