import * as fc from "fast-check";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Plan } from "../../../src/engine/plan/types.ts";
import type { Reading } from "../../../src/engine/regime.ts";
import type { VrpReading } from "../../../src/engine/vrp/types.ts";
import { type Chart, sizeOf } from "../../../src/views/charts/chart.ts";
import { type ChartName, charts } from "../../../src/views/charts/index.ts";
import { renderPixels } from "../../../src/workers/canvas.ts";
import { anyUniverse } from "../../support/anyUniverse.ts";
import { anyScan } from "../../support/anyScan.ts";
import { anyMarket } from "../../support/anyMarket.ts";
import { anyVrp } from "../../support/anyVrp.ts";
import { anyPlan } from "../../support/anyPlan.ts";
import { HARD_CASES } from "../../support/hardCases.ts";
import { PLAN_CASES, planCase, readingFor } from "../../support/planCases.ts";
import { type Area, record, type Recording } from "../../support/recordingContext.ts";
import { SCAN_CASES, scanInputOf } from "../../support/scanCases.ts";
import { readingOf } from "../../support/snapshots.ts";
import { UNIVERSE_CASES, universeOf } from "../../support/universeCases.ts";
import { VRP_CASES, vrpOf } from "../../support/vrpReadings.ts";

/** A picture of some input, on whatever it is drawn. */
interface Drawing {
  readonly size: { readonly width: number; readonly height: number };
  readonly record: () => Recording;
  readonly pixels: () => Uint8Array;
}

const drawingOf = <Input>(chart: Chart<Input>, input: Input): Drawing => ({
  size: sizeOf(chart, input),
  record: () => record(chart, input),
  pixels: () => renderPixels(chart, input),
});

interface Subject {
  readonly cases: readonly (readonly [string, Drawing])[];
  readonly any: fc.Arbitrary<Drawing>;
}

const { payoff, universe, scan, vrp, ...ofReadings } = charts;
const names = Object.keys(charts) as ChartName[];
/** Random markets per picture: enough to find what is wrong, shared among all pictures so that the suite stays quick. */
const RANDOM_MARKETS = Math.ceil(240 / names.length);

function subjectOf(name: ChartName): Subject {
  if (name === "universe") {
    const cases = Object.entries(UNIVERSE_CASES).map(([title, make]) => [title, drawingOf(universe, make())] as const);
    const any = anyUniverse(12).map((rows) => drawingOf(universe, universeOf(rows.rows, rows)));
    return { cases, any };
  }
  if (name === "scan") {
    const cases = Object.entries(SCAN_CASES).map(([title, make]) => [title, drawingOf(scan, make())] as const);
    return { cases, any: anyScan(12).map(({ rows, ...rest }) => drawingOf(scan, scanInputOf(rows, rest))) };
  }
  if (name === "vrp") {
    const drawing = (reading: Reading, of: VrpReading) =>
      drawingOf(vrp, { reading, palette: "default", command: "/vrp symbol:SPY", vrp: of, madeUpPast: false });
    const hard = Object.entries(HARD_CASES).map(([title, make]) => [title, drawing(make(), vrpOf())] as const);
    const spy = readingOf();
    const own = Object.entries(VRP_CASES).map(([title, make]) => [title, drawing(spy, make())] as const);
    return { cases: [...own, ...hard], any: fc.tuple(anyMarket, anyVrp).map(([reading, of]) => drawing(reading, of)) };
  }
  if (name === "payoff") {
    const drawing = (plan: Plan, reading = readingFor(plan)) =>
      drawingOf(payoff, { plan, reading, palette: "default", command: "/plan symbol:SPY" });
    const cases = Object.entries(PLAN_CASES).map(([title, make]) => [title, drawing(make())] as const);
    const hard = Object.entries(HARD_CASES).map(([title, make]) => [title, drawing(planCase("iron_condor"), make())] as const); // prettier-ignore
    return {
      cases: [...cases, ...hard],
      any: fc.tuple(anyPlan, anyMarket).map(([plan, reading]) => drawing(plan, reading)),
    };
  }
  const draw = (reading: Reading) =>
    drawingOf(ofReadings[name], { reading, palette: "default", command: "/gex symbol:SPY expiry:all", shareOfChain: 0.31 }); // prettier-ignore
  return {
    cases: Object.entries(HARD_CASES).map(([title, make]) => [title, draw(make())] as const),
    any: anyMarket.map(draw),
  };
}

describe.each(names)("laws of every picture: %s", (name) => {
  const { cases, any } = subjectOf(name);

  const lawful = ({ record: drawn, size: picture }: Drawing) => {
    const { texts, rounded } = drawn();
    const inside = ({ left, top, right, bottom }: Area) =>
      left >= 0 && top >= 0 && right <= picture.width && bottom <= picture.height;
    for (const { text, size, area } of texts) {
      expect(size, `size of "${text}"`).toBeGreaterThanOrEqual(24);
      expect(text).not.toMatch(/NaN|undefined|null|Infinity|Invalid/);
      expect(inside(area), `"${text}" at ${JSON.stringify(area)} leaves the canvas`).toBe(true);
    }
    expect(rounded.every(inside), "every tag and pill inside the canvas").toBe(true);
    const tags = rounded.filter(({ left, right }) => left === 796 && right === 1056);
    for (const [index, tag] of tags.entries()) {
      for (const other of tags.slice(index + 1)) expect(overlap(tag, other), JSON.stringify([tag, other])).toBe(false);
    }
    expect(overlapping(texts.filter(({ size }) => size < 190)), "texts over one another").toEqual([]);
  };

  test.each(cases)("%s: readable, inside the canvas, nothing overlaps", (_, drawing) => {
    lawful(drawing);
  });

  test("any market: readable, inside the canvas, nothing overlaps, never NaN", () => {
    fc.assert(fc.property(any, lawful), { numRuns: RANDOM_MARKETS });
  }, 60_000);

  test("every character drawn has a glyph in the bundled fonts", async () => {
    const path = fileURLToPath(import.meta.resolve("@fontsource/inter/unicode.json"));
    const ranges = JSON.parse(await readFile(path, "utf8")) as { latin: string; greek: string };
    const has = coverage(`${ranges.latin},${ranges.greek}`);
    for (const [title, drawing] of cases) {
      const missing = drawing.record().texts.flatMap(({ text }) => Array.from(text).filter((letter) => !has(letter)));
      expect(missing, title).toEqual([]);
    }
  });

  test("the same input gives the same pixels, whatever was drawn before", () => {
    const [[, first], [, second]] = [cases[0]!, cases[1]!];
    const before = Buffer.from(first.pixels());
    second.pixels();
    expect(before.equals(first.pixels())).toBe(true);
  });
});

const overlap = (a: Area, b: Area) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function overlapping(texts: Recording["texts"]): string[] {
  return texts.flatMap((one, index) =>
    texts.slice(index + 1).flatMap((other) => {
      const shrunk = { ...one.area, left: one.area.left + 1, right: one.area.right - 1 };
      return overlap(shrunk, other.area) ? [`"${one.text}" over "${other.text}"`] : [];
    }),
  );
}

function coverage(ranges: string): (letter: string) => boolean {
  const spans = ranges.split(",").map((range) => {
    const [from = "", to = from] = range.trim().replace("U+", "").split("-");
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
  });
  return (letter) =>
    spans.some(([from, to]) => (letter.codePointAt(0) ?? 0) >= from && (letter.codePointAt(0) ?? 0) <= to);
}
