import { scaleLinear } from "d3-scale";
import type { ExposureSnapshot } from "../../engine/snapshot.ts";
import { type MarkGroup, markGroups } from "./levelMarks.ts";
import type { Page } from "./page.ts";
import { type PriceWindow, priceWindow } from "./priceWindow.ts";
import type { Scale } from "./scene.ts";
import type { Box } from "./shapes.ts";

/** A panel over a price axis with the levels that cross it: what prices, levels and spot need to be drawn. */
export interface PriceFrame {
  readonly panel: Box;
  readonly window: PriceWindow;
  readonly groups: readonly MarkGroup[];
  readonly y: Scale;
}

export type PriceScene = Page & PriceFrame;
/** The prices worth showing of a snapshot, placed in a panel: the same window in every picture of one reading. */
export function priceFrameOf(snapshot: ExposureSnapshot, panel: Box): PriceFrame {
  const groups = markGroups(snapshot);
  const window = priceWindow(
    snapshot,
    groups.map(({ price }) => price),
  );
  return { panel, window, groups, y: scaleLinear([window.low, window.high], [panel.bottom, panel.top]) };
}
