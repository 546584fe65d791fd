import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Reading, readSnapshot } from "../../../src/engine/regime.ts";
import { term } from "../../../src/views/charts/term.ts";
import { fade, PALETTES } from "../../../src/views/charts/theme.ts";
import { anyRollOff, unreadable } from "../../support/anyRollOff.ts";
import { HARD_CASES } from "../../support/hardCases.ts";
import { type Area, record, type Recording } from "../../support/recordingContext.ts";
import { snapshotOf } from "../../support/snapshots.ts";

const draw = (reading: Reading) => record(term, { reading, palette: "default", command: "/gex symbol:SPY expiry:all" });
const wordsOf = ({ texts }: Recording) => texts.map(({ text }) => text);
const palette = PALETTES.default;

const reading = HARD_CASES["spy"]!();
const { expiries } = reading.snapshot;
const recording = draw(reading);
const middle = ({ top, bottom }: Area) => (top + bottom) / 2;

/** Rows of the table: the words beside the date, and the bars at that height. */
const rowOf = ({ texts, rects }: Recording, name: string) => {
  const y = middle(texts.find(({ text }) => text === name)!.area);
  const bars = rects.filter((rect) => Math.abs(middle(rect) - y) < 5 && rect.bottom - rect.top < 60);
  return {
    words: texts.filter(({ area }) => Math.abs(middle(area) - y) < 8).map(({ text }) => text),
    bar: (color: string) => bars.find((bar) => bar.color === color),
  };
};
const axis = recording.rects.find(({ color, left, right }) => color === palette.axis && right - left === 2)!.left + 1;

describe("one row per expiry", () => {
  test("rows stand in date order, from today down", () => {
    const names = ["Mon Nov 23", "Tue Nov 24", "Fri Nov 27", "Fri Dec 18", "Fri Jan 15", "Thu Jun 17"];
    const rows = names.map((name) => recording.texts.find(({ text }) => text === name)?.area.top ?? 0);
    expect(rows).toEqual(rows.toSorted((a, b) => a - b));
    expect(new Set(rows).size).toBe(6);
  });

  test("positive net GEX lies right of the zero axis in green, negative left of it in red, each as long as its dollars", () => {
    const longest = rowOf(recording, "Mon Nov 23").bar(palette.positive.bar)!;
    const scale = (longest.right - longest.left) / expiries[0]!.net.gex;
    for (const [index, name] of ["Mon Nov 23", "Tue Nov 24", "Fri Nov 27", "Fri Dec 18"].entries()) {
      const { gex } = expiries[index]!.net;
      const bar = rowOf(recording, name).bar((gex > 0 ? palette.positive : palette.negative).bar)!;
      expect(gex > 0 ? bar.left : bar.right, `${name} starts at the axis`).toBe(axis);
      expect(Math.abs(bar.right - bar.left - Math.abs(gex) * scale), name).toBeLessThan(1.5);
    }
  });

  test("the amount stands on the free side of the axis, with its sign", () => {
    const at = (text: string) => recording.texts.find((one) => one.text === text)!.area;
    expect(at("+$0.40B").right).toBeLessThan(axis);
    expect(at("−$0.15B").left).toBeGreaterThan(axis);
  });

  test("what rolls off joins up to what is gone: each part begins where the last one ended", () => {
    const solid = recording.rects
      .filter(({ color, top }) => color === palette.profile && top < 900)
      .toSorted((a, b) => a.top - b.top);
    expect(solid.length).toBe(6);
    const total = expiries.reduce((sum, { grossGex }) => sum + grossGex, 0);
    const width = solid.at(-1)!.right - solid[0]!.left;
    for (const [index, { left, right }] of solid.entries()) {
      if (index > 0) expect(Math.abs(left - solid[index - 1]!.right), "no gap").toBeLessThanOrEqual(2);
      expect(Math.abs((right - left) / width - expiries[index]!.grossGex / total)).toBeLessThan(0.03);
    }
    expect(rowOf(recording, "Tue Nov 24").words).toEqual(expect.arrayContaining(["24 %", "48 %"]));
    expect(rowOf(recording, "Thu Jun 17").words).toContain("100 %");
  });

  test("IV and max pain of every expiry, n/a where there is none", () => {
    expect(rowOf(recording, "Fri Nov 27").words).toEqual(expect.arrayContaining(["16.0 %", "596"]));
    const many = rowOf(draw(HARD_CASES["fifty expiries"]!()), "Thu Nov 26");
    expect(many.words.filter((text) => text === "n/a").length).toBe(2);
  });

  test("today is called today, and only the next OPEX is shaded", () => {
    expect(rowOf(recording, "Mon Nov 23").words).toContain("today");
    expect(rowOf(recording, "Tue Nov 24").words).toContain("1");
    const shaded = recording.rects.filter(({ color }) => color === fade(palette.without.opex, 0.13));
    const opex = recording.texts.find(({ text }) => text === "Fri Dec 18")!;
    expect(shaded.map(({ top, bottom }) => top < opex.area.top && bottom > opex.area.bottom)).toEqual([true]);
  });
});

test("expiries that do not fit are one last row, fainter, without IV and max pain", () => {
  const many = draw(HARD_CASES["fifty expiries"]!());
  const last = rowOf(many, "35 later, to Aug 2028");
  expect(last.words).toEqual(["35 later, to Aug 2028", "+$5.06B", "68 %", "100 %"]);
  expect(last.bar(fade(palette.positive.bar, 0.45))).toBeDefined();
});

test("under the rows: what is gone when, and net GEX and flip without today and without OPEX", () => {
  expect(wordsOf(recording)).toEqual(
    expect.arrayContaining([
      "70 % of gamma is gone after Fri Nov 27, 86 % after OPEX Fri Dec 18",
      "OI-weighted DTE 38 · put/call OI 1.42",
      "without today (Nov 23)",
      "+$0.87B",
      "600.50  −0.48 %",
      "without OPEX (Dec 18)",
      "50 % of now",
      "598.09  −0.88 %",
    ]),
  );
});

describe("states that are not numbers", () => {
  test.each([
    ["one expiry", "One expiry: no term structure"],
    ["one expiry", "expiry:all compares all 6 listed dates."],
    ["one expiry", "All of this gamma is gone after Mon Nov 23"],
    ["no flip", "no flip: all positive"],
    ["empty selection", "No open interest in this selection."],
  ])("%s says: %s", (name, words) => {
    expect(wordsOf(draw(HARD_CASES[name]!()))).toContain(words);
  });

  test("without gamma the shares read n/a and nothing is drawn as rolled off", () => {
    const snapshot = snapshotOf();
    const none = snapshot.expiries.map((one) => ({ ...one, grossGex: 0, net: { ...one.net, gex: 0 } }));
    const drawn = draw(readSnapshot({ ...snapshot, expiries: none }));
    expect(rowOf(drawn, "Tue Nov 24").words).toEqual(["Tue Nov 24", "1", "$0", "n/a", "n/a", "16.0 %", "599"]);
    expect(drawn.rects.filter(({ color, top }) => color === palette.profile && top < 900)).toEqual([]);
  });

  test("an amount without a digit left under the shared suffix reads as nearly nothing, not as a sign", () => {
    const snapshot = snapshotOf();
    const tiny = snapshot.expiries.map((one) => (one.dte === 53 ? { ...one, net: { ...one.net, gex: -12 } } : one));
    expect(rowOf(draw(readSnapshot({ ...snapshot, expiries: tiny })), "Fri Jan 15").words).toContain("~$0");
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

test("whatever expires and wherever the flips jump: nothing overlaps, leaves the picture or is no number", () => {
  fc.assert(
    fc.property(anyRollOff, (market) => {
      expect(unreadable(draw(market))).toEqual([]);
    }),
    { numRuns: 30 },
  );
});
