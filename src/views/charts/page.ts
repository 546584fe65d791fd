import type { Reading } from "../../engine/regime.ts";
import type { Denomination } from "../format.ts";
import type { PaletteName } from "./chart.ts";
import { type Notice, notices } from "./notices.ts";
import type { Box } from "./shapes.ts";
import { PALETTES, type Palette } from "./theme.ts";

/** What every picture of a reading takes. */
export interface ExposureChartInput {
  readonly reading: Reading;
  readonly palette: PaletteName;
  /** The slash command that reproduces the picture, e.g. "/gex symbol:SPY expiry:all". */
  readonly command: string;
}

/** The one number of a picture, under its title. */
export interface Headline {
  /** "Net GEX" */
  readonly name: string;
  readonly value: string;
  /** "per 1 % move" */
  readonly unit: string;
  /** Sets the colour of the value. */
  readonly sign: number;
}

/** What all pictures have around their body: header, notices, footer, and the colours. */
export interface Page {
  readonly reading: Reading;
  readonly command: string;
  readonly palette: Palette;
  readonly notices: readonly Notice[];
  readonly headline: Headline;
  /** What the picture is of, in the header; left out: the expiries of the reading. */
  readonly coverage?: readonly string[];
  /** What the numbers rest on, in the footer; left out: the dealers' model. */
  readonly assumptions?: readonly string[];
  /** One suffix for every dollar amount of the picture. */
  readonly denomination: Denomination;
  /** Where the body may draw, legend included. */
  readonly body: Box;
}

/** Pixel geometry of the 1080 × 1350 page. Rows of notices push the body down. */
export const PAGE = {
  width: 1080,
  height: 1350,
  margin: 24,
  noticesTop: 186,
  noticeHeight: 42,
  bodyBottom: 1212,
} as const;

/** The page of an input; what it says in numbers, the chart adds. */
export function pageOf({ reading, palette, command }: ExposureChartInput): Omit<Page, "headline" | "denomination"> {
  const words = notices(reading.snapshot);
  return {
    reading,
    command,
    palette: PALETTES[palette],
    notices: words,
    body: {
      left: PAGE.margin,
      right: PAGE.width - PAGE.margin,
      top: PAGE.noticesTop + words.length * PAGE.noticeHeight,
      bottom: PAGE.bodyBottom,
    },
  };
}
