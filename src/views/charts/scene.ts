import { scaleLinear } from "d3-scale";
import type { Reading } from "../../engine/regime.ts";
import { type Denomination, denominationOf } from "../format.ts";
import type { PaletteName } from "./chart.ts";
import { type MarkGroup, markGroups } from "./levelMarks.ts";
import { type Notice, notices } from "./notices.ts";
import { type PriceBars, priceBars } from "./priceBars.ts";
import { type PriceWindow, priceWindow } from "./priceWindow.ts";
import { type ProfilePoint, profilePoints } from "./profilePoints.ts";
import type { Box } from "./shapes.ts";
import { PALETTES, type Palette } from "./theme.ts";

export interface LadderInput {
  readonly reading: Reading;
  readonly palette: PaletteName;
  /** The slash command that reproduces the picture, e.g. "/gex symbol:SPY expiry:all". */
  readonly command: string;
}

/** Pixel geometry of the 1080 × 1350 picture. Rows of notices push the panel down. */
export const FRAME = {
  width: 1080,
  height: 1350,
  margin: 24,
  noticesTop: 186,
  noticeHeight: 42,
  panelLeft: 132,
  panelRight: 770,
  panelBottom: 1130,
  tagsLeft: 796,
  topAxisHeight: 40,
} as const;

const NARROWEST_BAR_PITCH = 10;
/** Bars and curve keep clear of the frame. */
const HEADROOM = 1.06;

/** Everything the drawing functions share: what is shown, and the scales that place it. */
export interface Scene {
  readonly reading: Reading;
  readonly command: string;
  readonly palette: Palette;
  readonly notices: readonly Notice[];
  readonly panel: Box;
  readonly window: PriceWindow;
  readonly groups: readonly MarkGroup[];
  readonly bars: PriceBars;
  readonly profile: readonly ProfilePoint[];
  /** One suffix for every dollar amount of the picture. */
  readonly denomination: Denomination;
  readonly y: Scale;
  /** Dollars per strike and dollars of the profile: two scales, one zero axis. */
  readonly barX: Scale;
  readonly profileX: Scale;
}

export interface Scale {
  (value: number): number;
  ticks(count: number): number[];
  domain(): number[];
}

export function sceneOf({ reading, palette, command }: LadderInput): Scene {
  const { snapshot } = reading;
  const groups = markGroups(snapshot);
  const window = priceWindow(
    snapshot,
    groups.map(({ price }) => price),
  );
  const words = notices(snapshot);
  const panel = {
    left: FRAME.panelLeft,
    right: FRAME.panelRight,
    top: FRAME.noticesTop + words.length * FRAME.noticeHeight + FRAME.topAxisHeight,
    bottom: FRAME.panelBottom,
  };
  const most = Math.floor((panel.bottom - panel.top) / NARROWEST_BAR_PITCH);
  const bars = priceBars(snapshot.strikes, window, { most });
  const curve = profilePoints(snapshot, window);
  const profile = curve.some(({ gex }) => gex !== 0) ? curve : [];
  const barPeak = Math.max(...bars.bars.flatMap(({ call, put, net }) => [call, -put, Math.abs(net)]), 0);
  const profilePeak = Math.max(...profile.map(({ gex }) => Math.abs(gex)), 0);
  const x = (peak: number) => scaleLinear([-(peak || 1) * HEADROOM, (peak || 1) * HEADROOM], [panel.left, panel.right]);
  return {
    reading,
    command,
    palette: PALETTES[palette],
    notices: words,
    panel,
    window,
    groups,
    bars,
    profile,
    denomination: denominationOf([barPeak, profilePeak, snapshot.net.gex]),
    y: scaleLinear([window.low, window.high], [panel.bottom, panel.top]),
    barX: x(barPeak),
    profileX: x(profilePeak),
  };
}

/** The pixel column of the zero axis, the same for both horizontal scales. */
export const zeroX = ({ panel }: Scene) => Math.round((panel.left + panel.right) / 2);
