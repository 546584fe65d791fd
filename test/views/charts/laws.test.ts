import * as fc from "fast-check";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Reading } from "../../../src/engine/regime.ts";
import { type ChartName, charts } from "../../../src/views/charts/index.ts";
import { PAGE } from "../../../src/views/charts/page.ts";
import { renderPixels } from "../../../src/workers/canvas.ts";
import { anyMarket } from "../../support/anyMarket.ts";
import { HARD_CASES } from "../../support/hardCases.ts";
import { type Area, record, type Recording } from "../../support/recordingContext.ts";
import { readingOf } from "../../support/snapshots.ts";

const inputOf = (reading: Reading) => ({
  reading,
  palette: "default" as const,
  command: "/gex symbol:SPY expiry:all",
  shareOfChain: 0.31,
});
const everyCase = Object.entries(HARD_CASES).map(([name, make]) => [name, make()] as const);
const names = Object.keys(charts) as ChartName[];
/** Random markets per picture: enough to find what is wrong, shared among all pictures so that the suite stays quick. */
const RANDOM_MARKETS = Math.ceil(240 / names.length);

describe.each(names)("laws of every picture: %s", (name) => {
  const chart = charts[name];
  const draw = (reading: Reading) => record(chart, inputOf(reading));

  const lawful = (reading: Reading) => {
    const { texts, rounded } = draw(reading);
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

  test.each(everyCase)("%s: readable, inside the canvas, nothing overlaps", (_, reading) => {
    lawful(reading);
  });

  test("any market: readable, inside the canvas, nothing overlaps, never NaN", () => {
    fc.assert(fc.property(anyMarket, lawful), { numRuns: RANDOM_MARKETS });
  }, 60_000);

  test("every character drawn has a glyph in the bundled fonts", async () => {
    const path = fileURLToPath(import.meta.resolve("@fontsource/inter/unicode.json"));
    const ranges = JSON.parse(await readFile(path, "utf8")) as { latin: string; greek: string };
    const has = coverage(`${ranges.latin},${ranges.greek}`);
    for (const [title, reading] of everyCase) {
      const missing = draw(reading).texts.flatMap(({ text }) => Array.from(text).filter((letter) => !has(letter)));
      expect(missing, title).toEqual([]);
    }
  });

  test("the same input gives the same pixels, whatever was drawn before", () => {
    const input = inputOf(readingOf());
    const first = Buffer.from(renderPixels(chart, input));
    renderPixels(chart, inputOf(HARD_CASES["degraded"]!()));
    expect(first.equals(renderPixels(chart, input))).toBe(true);
  });
});

const inside = ({ left, top, right, bottom }: Area) =>
  left >= 0 && top >= 0 && right <= PAGE.width && bottom <= PAGE.height;

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
