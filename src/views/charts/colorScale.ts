import type { Palette } from "./theme.ts";

/** Parts of the largest amount below this are drawn as the ground: they would tint every cell and say nothing. */
export const BLANK_BELOW = 0.005;

/** The colour of an amount whose sign and size matter, from the ground at 0 to the palette's full colour at ±`peak`. */
export function divergingColor(amount: number, { peak, palette }: { peak: number; palette: Palette }): string {
  const part = peak > 0 ? Math.min(1, Math.abs(amount) / peak) : 0;
  if (part < BLANK_BELOW) return palette.surface;
  const { bar } = amount > 0 ? palette.positive : palette.negative;
  return mix(palette.surface, bar, Math.sqrt(part));
}

/** The one of two inks that stands out more on a ground: WCAG 2 contrast, (L1 + 0.05) / (L2 + 0.05). */
export function inkOn(ground: string, inks: readonly [string, string]): string {
  const [one, other] = inks;
  return contrast(ground, one) >= contrast(ground, other) ? one : other;
}

export function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function luminance(color: string): number {
  const [red, green, blue] = linear(color);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * The colour at a part, 0–1, of the way between two "#rrggbb", in steps that look equally large: straight through Oklab
 * (B. Ottosson, "A perceptual color space for image processing", 2020).
 */
export function mix(from: string, to: string, part: number): string {
  const [a, b] = [toOklab(linear(from)), toOklab(linear(to))];
  const at = (index: 0 | 1 | 2) => a[index] + (b[index] - a[index]) * part;
  return hex(fromOklab([at(0), at(1), at(2)]));
}

type Triple = readonly [number, number, number];

function linear(color: string): Triple {
  const channel = (start: number) => {
    const value = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function hex(channels: Triple): string {
  const byte = (value: number) => {
    const encoded = value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
    return Math.round(Math.min(1, Math.max(0, encoded)) * 255)
      .toString(16)
      .padStart(2, "0");
  };
  return `#${channels.map(byte).join("")}`;
}

function toOklab([red, green, blue]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromOklab([lightness, a, b]: Triple): Triple {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}
