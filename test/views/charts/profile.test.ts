import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Reading, readSnapshot } from "../../../src/engine/regime.ts";
import type { ExposureSnapshot } from "../../../src/engine/snapshot.ts";
import { profile } from "../../../src/views/charts/profile.ts";
import { fade, PALETTES } from "../../../src/views/charts/theme.ts";
import { anyRollOff, unreadable } from "../../support/anyRollOff.ts";
import { HARD_CASES } from "../../support/hardCases.ts";
import { record, type Recording } from "../../support/recordingContext.ts";
import { snapshotOf, withLevels } from "../../support/snapshots.ts";

const draw = (reading: Reading) =>
  record(profile, { reading, palette: "default", command: "/gex symbol:SPY expiry:all" });
const drawSnapshot = (snapshot: ExposureSnapshot) => draw(readSnapshot(snapshot));
const wordsOf = ({ texts }: Recording) => texts.map(({ text }) => text);
const palette = PALETTES.default;
const colors = { now: palette.profile, today: palette.without.today, opex: palette.without.opex };

const reading = HARD_CASES["spy"]!();
const { snapshot } = reading;
const recording = draw(reading);

/** Middle of a label of the axes. */
const middleOf = (text: string) => {
  const { area } = recording.texts.find((one) => one.text === text && one.size === 24)!;
  return { x: (area.left + area.right) / 2, y: (area.top + area.bottom) / 2 };
};
/** The column of a price, read off the labels of the price axis. */
const columnOf = (price: number) => {
  const [from, to] = [middleOf("590").x, middleOf("620").x];
  return from + ((to - from) * (price - 590)) / 30;
};
/** The row of dollars, read off the labels of the dollar axis. */
const rowOf = (dollars: number) => {
  const [from, to] = [middleOf("−$4B").y, middleOf("$4B").y];
  return from + ((to - from) * (dollars + 4e9)) / 8e9;
};
const zero = rowOf(0);
const curves = recording.strokes.filter(({ points }) => points.length > 20);
const curveOf = (color: string) => curves.find((curve) => curve.color === color)!.points;

describe("what is drawn where", () => {
  test("the dollar axis has zero in its middle and the same dollars above and below it", () => {
    expect(Math.abs(middleOf("0").y - zero)).toBeLessThan(2);
    for (const label of ["$2B", "$6B", "$8B"]) {
      const [above, below] = [zero - middleOf(label).y, middleOf(`−${label}`).y - zero];
      expect(above, label).toBeGreaterThan(20);
      expect(Math.abs(above - below), label).toBeLessThan(2);
    }
  });

  test("the curve of now goes through its own dollars at its own prices", () => {
    const { spots, gex } = snapshot.profile;
    const points = curveOf(colors.now);
    for (const price of [585, 597, 612, 622]) {
      const index = spots.findIndex((spot) => spot >= price);
      const column = columnOf(spots[index]!);
      const nearest = points.toSorted((a, b) => Math.abs(a[0] - column) - Math.abs(b[0] - column))[0]!;
      expect(Math.abs(nearest[0] - column), `a point at ${spots[index]}`).toBeLessThan(2);
      expect(Math.abs(nearest[1] - rowOf(gex[index]!)), `dollars at ${spots[index]}`).toBeLessThan(3);
    }
  });

  test("every curve crosses zero exactly at its flip, where a ring is, negative left of it and positive right", () => {
    const flips = { now: snapshot.levels.flip, today: snapshot.rollOff[0]!.flip, opex: snapshot.rollOff[1]!.flip };
    for (const kind of ["now", "today", "opex"] as const) {
      const points = curveOf(colors[kind]);
      const crossing = points.find(([, y]) => Math.abs(y - zero) < 1.5 && Math.round(y) === y)!;
      expect(Math.abs(crossing[0] - columnOf(flips[kind].price!)), kind).toBeLessThan(2);
      expect(points.filter(([x]) => x < crossing[0] - 1).every(([, y]) => y > crossing[1])).toBe(true);
      expect(points.filter(([x]) => x > crossing[0] + 1).every(([, y]) => y < crossing[1])).toBe(true);
      const down = recording.strokes.find(
        ({ color, points: [from, to, more] }) => color === colors[kind] && !more && from && to && from[0] === to[0],
      );
      expect(Math.abs((down?.points[0]?.[0] ?? 0) - crossing[0]), `${kind}: the line down to it`).toBeLessThan(2);
      const leader = recording.strokes.find(({ color, points }) => color === colors[kind] && points.length === 4);
      expect(Math.abs((leader?.points[0]?.[0] ?? 0) - crossing[0]), `${kind}: the line from its tag`).toBeLessThan(2);
    }
  });

  test("the three curves are apart without colours: one full and thickest, two dashed differently", () => {
    const of = (color: string) => curves.find((curve) => curve.color === color)!;
    expect(of(colors.now).dash).toEqual([]);
    expect(of(colors.today).dash.length).toBeGreaterThan(0);
    expect(of(colors.opex).dash.length).toBeGreaterThan(0);
    expect(of(colors.opex).dash).not.toEqual(of(colors.today).dash);
    expect(of(colors.now).width).toBeGreaterThan(of(colors.today).width);
  });

  test("every curve is named beside it and again in the table, with the date that is gone", () => {
    for (const name of ["now", "without today (Nov 23)", "without OPEX (Dec 18)"]) {
      expect(wordsOf(recording).filter((text) => text === name).length, name).toBe(2);
    }
  });

  test("the ground is red where net GEX now is negative and green where it is positive, with the flip between", () => {
    const ground = (color: string) => recording.rects.find((rect) => rect.color === fade(color, 0.08).toLowerCase());
    const flip = columnOf(snapshot.levels.flip.price!);
    const [red, green] = [ground(palette.negative.bar), ground(palette.positive.bar)];
    expect(Math.abs((red?.right ?? 0) - flip)).toBeLessThan(2);
    expect(Math.abs((green?.left ?? 0) - flip)).toBeLessThan(2);
    expect(red?.left).toBeLessThan(flip - 100);
    expect(green?.right).toBeGreaterThan(flip + 100);
  });

  test("spot is a line at its price, the expected move a band around it", () => {
    const spot = recording.rects.find(
      ({ color, left, right, top, bottom }) => color === palette.spot && right - left === 3 && bottom - top > 300,
    );
    expect(Math.abs((spot?.left ?? 0) + 1.5 - columnOf(snapshot.spot))).toBeLessThan(2);
    const band = recording.rects.find(({ color }) => color === fade(palette.text, 0.09));
    const { usd } = snapshot.expectedMove!;
    expect(Math.abs((band?.left ?? 0) - columnOf(snapshot.spot - usd))).toBeLessThan(2);
    expect(Math.abs((band?.right ?? 0) - columnOf(snapshot.spot + usd))).toBeLessThan(2);
    expect(wordsOf(recording)).toContain("±1σ until Nov 24: 597.75–609.09");
  });

  test("the walls are ticks on the price axis with their price and distance below", () => {
    const tick = (color: string) =>
      recording.rects.find((rect) => rect.color === color && rect.right - rect.left === 4);
    expect(Math.abs((tick(palette.marks.callWall)?.left ?? 0) + 2 - columnOf(610))).toBeLessThan(2);
    expect(Math.abs((tick(palette.marks.putWall)?.left ?? 0) + 2 - columnOf(600))).toBeLessThan(2);
    expect(wordsOf(recording)).toEqual(expect.arrayContaining(["CALL WALL", "610", "+1.1 %", "PUT WALL", "600"]));
  });
});

describe("what is said in words", () => {
  test("net GEX at spot of all three, how much of it is left, and every flip with its distance", () => {
    const words = wordsOf(recording);
    for (const word of ["net at spot", "+$1.25B", "+$0.87B", "70 % of now", "+$0.62B", "50 % of now"]) {
      expect(words).toContain(word);
    }
    for (const word of [
      "FLIP now",
      "601.70",
      "−0.28 %",
      "FLIP without today",
      "600.50",
      "FLIP without OPEX",
      "598.09",
    ]) {
      expect(words).toContain(word);
    }
  });

  test.each([
    ["one expiry", "nothing left: all of it expires today"],
    ["one expiry", "no monthly expiry in this selection"],
    ["no flip", "no flip: all positive"],
    ["all negative", "no flip: all negative"],
    ["no gamma", "No gamma at any of these prices"],
    ["no profile, no move", "No profile: gamma was not re-priced"],
    ["no profile, no move", "±1σ n/a"],
    ["empty selection", "No open interest in this selection."],
    ["wall on the wrong side", "CALL WALL below spot"],
    ["wall on the wrong side", "PUT WALL above spot"],
  ])("%s says: %s", (name, words) => {
    expect(wordsOf(draw(HARD_CASES[name]!()))).toContain(words);
  });

  test("every dollar amount of one picture carries the same suffix", () => {
    for (const [name, make] of Object.entries(HARD_CASES)) {
      const amounts = wordsOf(draw(make())).flatMap(
        (text) => /\$(?=[\d.,]*[1-9])[\d.,]+([BMK]?)$/.exec(text)?.[1] ?? [],
      );
      expect(new Set(amounts).size, `${name}: ${[...new Set(amounts)].join(" and ")}`).toBeLessThanOrEqual(1);
    }
  });
});

test("a wall on the wrong side of spot is named in grey and no tick bounds price in its colour", () => {
  const { rects } = draw(HARD_CASES["wall on the wrong side"]!());
  const ticks = rects.filter(({ left, right, top, bottom }) => right - left === 4 && bottom - top === 22);
  expect(ticks.map(({ color }) => color)).toEqual([palette.dim, palette.dim]);
});

test("a flip within 10 % of spot widens the window, one beyond gets a tag at the edge and no ring", () => {
  const flipAt = (price: number) =>
    drawSnapshot(
      withLevels(
        { ...snapshotOf(), rollOff: [] },
        {
          flip: { price, direction: "up", roots: [{ price, direction: "up" }], missing: null },
        },
      ),
    );
  const lines = ({ strokes, rects }: Recording) => {
    const top = rects.find((rect) => rect.color === palette.spot && rect.right - rect.left === 3)?.top;
    return strokes.filter(({ color, points: [from] }) => color === colors.now && from?.[1] === top);
  };
  const [near, far] = [flipAt(603.42 * 0.91), flipAt(603.42 * 0.85)];
  expect(lines(near).length, "a leader from the tag and a line down to the crossing").toBe(2);
  expect(wordsOf(near)).toContain("−9.0 %");
  expect(lines(far).length).toBe(0);
  expect(wordsOf(far)).toEqual(expect.arrayContaining(["FLIP now", "−15.0 %"]));
});

test("leaders from the tags to their flips do not cross, however close the flips are and on whichever side", () => {
  for (const around of [603.42 * 0.96, 603.42 * 1.06]) {
    const flip = (price: number) => ({ price, direction: "up" as const, roots: [], missing: null });
    const base = withLevels(snapshotOf(), { flip: flip(around) });
    const rollOff = base.rollOff.map((rest, index) => ({ ...rest, flip: flip(around + 1 + index) }));
    const leaders = drawSnapshot({ ...base, rollOff }).strokes.filter(
      ({ color, points }) => points.length === 4 && Object.values(colors).includes(color),
    );
    expect(leaders.length).toBe(3);
    for (const one of leaders)
      for (const other of leaders.filter((leader) => leader !== one)) {
        const [[, , from, to], upright] = [one.points, other.points];
        const level = one.points[1]![1];
        const [left, right] = [Math.min(one.points[1]![0], from![0]), Math.max(one.points[1]![0], to![0])];
        for (const [a, b] of [
          [upright[0]!, upright[1]!],
          [upright[2]!, upright[3]!],
        ] as const) {
          // prettier-ignore
          const through = a[0] > left && a[0] < right && Math.min(a[1], b[1]) <= level && Math.max(a[1], b[1]) >= level;
          expect(through, `${one.color} through ${other.color} at ${around}`).toBe(false);
        }
      }
  }
});

test("a profile that is positive below its flip says so", () => {
  const { price } = snapshot.levels.flip;
  const flip = { price, direction: "down" as const, roots: [], missing: null };
  expect(wordsOf(drawSnapshot(withLevels(snapshot, { flip })))).toContain("FLIP now, + below");
});

test("a thin chain is hatched, another is not", () => {
  const diagonals = (name: string) =>
    draw(HARD_CASES[name]!()).strokes.filter(
      ({ points: [from, to, more] }) => from && to && !more && from[0] !== to[0] && from[1] - to[1] > 300,
    );
  expect(diagonals("degraded").length).toBeGreaterThan(20);
  expect(diagonals("spy").length).toBe(0);
});

test("whatever expires and wherever the flips jump: nothing overlaps, leaves the picture or is no number", () => {
  fc.assert(
    fc.property(anyRollOff, (market) => {
      expect(unreadable(draw(market))).toEqual([]);
    }),
    { numRuns: 30 },
  );
});
