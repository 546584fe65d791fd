import { describe, expect, test } from "vitest";
import { contrast, divergingColor, inkOn, mix } from "../../../src/views/charts/colorScale.ts";
import { PALETTES } from "../../../src/views/charts/theme.ts";

describe("mixing colours", () => {
  test("halfway from black to white is the grey that looks halfway, not the one of half the light", () => {
    // Oklab lightness 0.5 is linear light 0.5³ = 0.125; sRGB encodes it as 1.055 · 0.125^(1/2.4) − 0.055 = 0.3885 = 99/255.
    expect(mix("#000000", "#ffffff", 0.5)).toBe("#636363");
  });

  test("the ends are the colours themselves", () => {
    expect(mix("#171b24", "#22c55e", 0)).toBe("#171b24");
    expect(mix("#171b24", "#22c55e", 1)).toBe("#22c55e");
  });

  test("no channel leaves its range on the way", () => {
    for (let part = 0; part <= 1; part += 0.05) expect(mix("#171b24", "#e8772e", part)).toMatch(/^#[0-9a-f]{6}$/);
  });
});

describe.each(["default", "colorblind"] as const)("the diverging scale, %s", (name) => {
  const palette = PALETTES[name];
  const at = (amount: number) => divergingColor(amount, { peak: 1e9, palette });

  test("both ends have the palette's colours, zero and less than half a percent that of the ground", () => {
    expect(at(1e9)).toBe(palette.positive.bar);
    expect(at(-1e9)).toBe(palette.negative.bar);
    expect([at(0), at(4.9e6), at(-4.9e6)]).toEqual([palette.surface, palette.surface, palette.surface]);
    expect(at(5.1e6)).not.toBe(palette.surface);
  });

  test("a quarter of the largest amount is halfway to its colour, as a square root has it", () => {
    expect(at(2.5e8)).toBe(mix(palette.surface, palette.positive.bar, 0.5));
    expect(at(-2.5e8)).toBe(mix(palette.surface, palette.negative.bar, 0.5));
  });

  test("words stay readable on every step of it", () => {
    for (let part = -1; part <= 1; part += 0.02) {
      const ground = at(part * 1e9);
      const ink = inkOn(ground, [palette.text, palette.background]);
      // WCAG 2 AA for large text, which 24 pixels are, asks for 3.
      expect(contrast(ground, ink), `${ink} on ${ground}`).toBeGreaterThan(3.5);
    }
  });

  test("without any amount everything is ground", () => {
    expect(divergingColor(0, { peak: 0, palette })).toBe(palette.surface);
  });
});

test("contrast is that of WCAG: 21 between black and white", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 6);
  expect(inkOn("#22c55e", ["#e6edf3", "#0f1117"]), "dark on bright green").toBe("#0f1117");
  expect(inkOn("#171b24", ["#e6edf3", "#0f1117"]), "light on the ground").toBe("#e6edf3");
});
