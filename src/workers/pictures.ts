import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { ChartInputs, ChartName } from "../views/charts/index.ts";
import type { ExposureChartInput } from "../views/charts/page.ts";

type Draw = <Name extends ChartName>(chart: Name, input: ChartInputs[Name]) => Promise<Uint8Array>;

/**
 * The same picture of the same reading is drawn once, however many ask for it, also while it is being drawn: the exposure
 * service hands out one object for one copy of a chain. A picture of no reading is the same when its input reads the same:
 * a table is small, and read from the store anew for every server. What was drawn is kept while it fits into `maxBytes`, the least
 * recently used forgotten first. A drawing that failed is tried again.
 */
export function rememberPictures(draw: Draw, { maxBytes }: { readonly maxBytes: number }): Draw {
  const drawn = new LRUCache<string, Uint8Array>({
    maxSize: maxBytes,
    sizeCalculation: (picture) => picture.byteLength,
  });
  const underWay = new Map<string, Promise<Uint8Array>>();
  const numberOf = numbering();
  return (chart, input) => {
    const { reading, ...rest } = input as Partial<ExposureChartInput>;
    const what = Object.entries(rest).sort(([a], [b]) => a.localeCompare(b));
    const key = hashOf([reading ? numberOf(reading) : null, chart, what]);
    const known = drawn.get(key);
    if (known) return Promise.resolve(known);
    const same = underWay.get(key);
    if (same) return same;
    const picture = drawAndKeep(chart, input, key);
    underWay.set(key, picture);
    return picture;
  };

  async function drawAndKeep(...[chart, input, key]: [...Parameters<Draw>, string]): Promise<Uint8Array> {
    try {
      const picture = await draw(chart, input);
      drawn.set(key, picture);
      return picture;
    } finally {
      underWay.delete(key);
    }
  }
}

/** As good as the content itself, and short. */
const hashOf = (content: unknown) => createHash("sha256").update(JSON.stringify(content)).digest("base64url");

/** A number for each object, the same as long as it lives, and never another's. */
function numbering(): (value: object) => number {
  const numbers = new WeakMap<object, number>();
  let count = 0;
  return (value) => {
    const known = numbers.get(value);
    if (known !== undefined) return known;
    numbers.set(value, (count += 1));
    return count;
  };
}
