import { expect, test } from "vitest";
import { readingOf } from "../../support/snapshots.ts";
import { viewField, viewWords } from "../../support/viewFields.ts";

const heat = {
  strikes: [590, 600, 610],
  expiries: [
    { date: "2026-11-23", dte: 0 },
    { date: "2026-12-18", dte: 25 },
  ],
  gex: [
    [-5e8, null],
    [1e8, 0],
    [7e8, -6e8],
  ],
  share: 0.83,
};
const reading = readingOf({ spot: 600, overrides: { heat } });
const CELLS = "Largest cells, net GEX per 1 %";

test("the three largest cells by size, with strike, distance and expiry", () => {
  expect(viewField("heatmap", reading, CELLS)).toBe(
    [
      "**610** +1.7 % · Nov 23 (today): **+$700M**",
      "**610** +1.7 % · Dec 18 (25 d): **−$600M**",
      "**590** −1.7 % · Nov 23 (today): **−$500M**",
    ].join("\n"),
  );
});

test("how much of all gamma the picture holds, and what a dot is", () => {
  expect(viewWords("heatmap", reading).sentences[2]).toBe(
    "The 3 × 2 busiest strikes and expiries hold **83 %** of all absolute net gamma; a dot is a cell nobody holds.",
  );
});

test("without gamma there is no list and a sentence why", () => {
  const none = readingOf({ overrides: { heat: { strikes: [], expiries: [], gex: [], share: null } } });
  expect(viewField("heatmap", none, CELLS)).toBeUndefined();
  expect(viewWords("heatmap", none).sentences[2]).toContain("there is no cell to show");
});

test("the alt text names the cells", () => {
  expect(viewWords("heatmap", reading).alt).toContain("610 on Nov 23 +$700M per 1 percent move");
});
