import type { ScaleLinear } from "d3-scale";
import type { Palette } from "./theme.ts";

export interface HistoryPanel {
  readonly title: string;
  /** What the z-score rests on, or why there is none. */
  readonly basis: string;
  /** In vol points, by date. */
  readonly history: readonly { readonly date: string; readonly vrp: number }[];
  /** On the basis of the history; null: no IV of that basis, or no realised volatility. */
  readonly today: { readonly date: string; readonly vrp: number } | null;
  /** Of the history; null as long as it is too short for a z-score. */
  readonly bands: { readonly mean: number; readonly sd: number; readonly provisional: boolean } | null;
  /** What stands in the panel when there is nothing to draw. */
  readonly empty: readonly string[];
}

/** Room for labels right of the plot, in pixels. */
export const LABELS_WIDTH = 176;

/** What is drawn of the days, and the scales that place it: days since 1970 across, vol points up. */
export interface Plot {
  readonly panel: HistoryPanel;
  readonly palette: Palette;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
}
