import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { charts } from "../../src/views/charts/index.ts";
import { sizeOf } from "../../src/views/charts/chart.ts";
import { indexedPng } from "../../src/workers/indexedPng.ts";
import { renderPixels, renderPng } from "../../src/workers/canvas.ts";
import { UNIVERSE_CASES } from "../support/universeCases.ts";

const rgba = (colors: readonly (readonly [number, number, number])[]) =>
  Uint8Array.from(colors.flatMap((color) => [...color, 255]));

/** What a reader that is not ours sees: RGB rows. */
const read = (png: Uint8Array) => sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });

describe("a picture with a palette", () => {
  test("is a PNG that others read, pixel by pixel where colours lie apart", async () => {
    const colors = [[255, 0, 0], [0, 128, 0], [15, 17, 23], [230, 237, 243], [0, 128, 0], [255, 0, 0]] as const; // prettier-ignore
    const { data, info } = await read(indexedPng(rgba(colors), { width: 3, height: 2 }));
    expect([info.width, info.height]).toEqual([3, 2]);
    expect([...data]).toEqual(colors.flat());
  });

  test("keeps the colour of a large area, and moves only the few shades beside it", async () => {
    const area = Array.from({ length: 999 }, () => [15, 17, 23] as const);
    const { data } = await read(indexedPng(rgba([...area, [14, 18, 30]]), { width: 100, height: 10 }));
    expect([...data.subarray(0, 3)]).toEqual([15, 17, 23]);
    expect([...data.subarray(-3)]).toEqual([15, 17, 23]);
  });

  test("moves no channel of any colour by 16 or more, as long as 256 colours are enough", async () => {
    const color = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255));
    await fc.assert(fc.asyncProperty(fc.array(color, { minLength: 1, maxLength: 200 }), async (colors) => {
      const { data } = await read(indexedPng(rgba(colors), { width: colors.length, height: 1 }));
      const far = colors.flat().filter((value, at) => Math.abs(value - data[at]!) >= 16);
      expect(far).toEqual([]);
    })); // prettier-ignore
  });

  test("of more colours than a palette holds still is a picture, in coarser shades", async () => {
    const many = Array.from({ length: 4096 }, (_, index) => [(index >> 8) * 17, ((index >> 4) & 15) * 17, (index & 15) * 17] as const); // prettier-ignore
    const { data } = await read(indexedPng(rgba(many), { width: 64, height: 64 }));
    expect(Math.max(...many.flat().map((value, at) => Math.abs(value - data[at]!)))).toBeLessThan(64);
  });

  test("has half the bytes of three channels for a table, under 150 kB for ten symbols", async () => {
    const input = UNIVERSE_CASES["ten"]!();
    const { width, height } = sizeOf(charts.universe, input);
    const pixels = renderPixels(charts.universe, input);
    const whole = await sharp(pixels, { raw: { width, height, channels: 4 } }).removeAlpha().png({ compressionLevel: 5, adaptiveFiltering: false }).toBuffer(); // prettier-ignore
    const png = await renderPng(charts.universe, input);
    expect(png.length).toBeLessThan(whole.length / 2);
    expect(png.length).toBeLessThan(150_000);
    const { info } = await read(png);
    expect([info.width, info.height]).toEqual([width, height]);
  });
});
