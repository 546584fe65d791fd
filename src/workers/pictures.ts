import type { Reading } from "../engine/regime.ts";
import type { ChartInputs, ChartName } from "../views/charts/index.ts";
import type { ExposureChartInput } from "../views/charts/page.ts";

type Draw = <Name extends ChartName>(chart: Name, input: ChartInputs[Name]) => Promise<Uint8Array>;

/**
 * The same picture of the same reading is drawn once, however many ask for it, also while it is being drawn. Pictures live
 * as long as their reading does: the exposure service hands out one object for one copy of a chain and forgets it in time.
 * A drawing that failed is tried again.
 */
export function rememberPictures(draw: Draw): Draw {
  const drawn = new WeakMap<Reading, Map<string, Promise<Uint8Array>>>();
  return (chart, input) => {
    const { reading, ...rest } = input as ExposureChartInput;
    const pictures = drawn.get(reading) ?? new Map<string, Promise<Uint8Array>>();
    drawn.set(reading, pictures);
    const key = JSON.stringify([chart, Object.entries(rest).sort(([a], [b]) => a.localeCompare(b))]);
    const known = pictures.get(key);
    if (known) return known;
    const picture = draw(chart, input);
    pictures.set(key, picture);
    picture.catch(() => pictures.delete(key));
    return picture;
  };
}
