import { scaleLinear } from "d3-scale";
import type { ExposureSnapshot } from "../../engine/snapshot.ts";
import { type Denomination, denominationOf, money } from "../format.ts";
import { type MarkGroup, markGroups } from "./levelMarks.ts";
import { type ExposureChartInput, type Headline, type Page, pageOf } from "./page.ts";
import { type PriceBars, priceBars } from "./priceBars.ts";
import { type PriceWindow, priceWindow, type Reach } from "./priceWindow.ts";
import { type ProfilePoint, profilePoints } from "./profilePoints.ts";
import type { Box } from "./shapes.ts";

/** Pixel geometry of the panel inside the page. */
export const FRAME = {
  panelLeft: 132,
  panelRight: 770,
  panelBottom: 1130,
  tagsLeft: 796,
  topAxisHeight: 40,
} as const;

const NARROWEST_BAR_PITCH = 10;
/** Bars and curve keep clear of the frame. */
const HEADROOM = 1.06;

/** More bars than this would stand too close in a panel. */
export const mostBars = ({ top, bottom }: Box) => Math.floor((bottom - top) / NARROWEST_BAR_PITCH);

/** The dollars of a scale with zero in its middle and room for the largest amount on either side. */
export const barReach = (peak: number): [number, number] => [-(peak || 1) * HEADROOM, (peak || 1) * HEADROOM];

/** Bars and curve over one price axis: what is shown, and the scales that place it. */
export interface PricePlot {
  readonly panel: Box;
  readonly window: PriceWindow;
  readonly groups: readonly MarkGroup[];
  readonly bars: PriceBars;
  readonly profile: readonly ProfilePoint[];
  readonly y: Scale;
  /** Dollars per strike and dollars of the profile: two scales, one zero axis. */
  readonly barX: Scale;
  readonly profileX: Scale;
  /** The largest amounts of bars and curve: they set the suffix of the picture. */
  readonly peaks: readonly number[];
}

/** Everything the drawing functions share. */
export interface Scene extends Page, PricePlot {}

export interface Scale {
  (value: number): number;
  ticks(count: number): number[];
  domain(): number[];
}

export function sceneOf(input: ExposureChartInput): Scene {
  const page = pageOf(input);
  const { snapshot, regime } = input.reading;
  const panel = {
    left: FRAME.panelLeft,
    right: FRAME.panelRight,
    top: page.body.top + FRAME.topAxisHeight,
    bottom: FRAME.panelBottom,
  };
  const plot = plotOf(snapshot, { panel, groups: markGroups(snapshot) });
  const denomination = denominationOf([...plot.peaks, snapshot.net.gex]);
  return { ...page, ...plot, denomination, headline: netGex({ snapshot, regime }, denomination) };
}

/** Net GEX as the number under the title, in the colour of the regime. */
export function netGex({ snapshot, regime }: ExposureChartInput["reading"], denomination: Denomination): Headline {
  return {
    name: "Net GEX",
    value: money(snapshot.strikes.length === 0 ? null : snapshot.net.gex, { denomination }),
    unit: "per 1 % move",
    sign: { positive: 1, negative: -1, undetermined: 0 }[regime.gamma],
  };
}

/** The strikes of a snapshot near spot and its profile, placed in a panel. */
export function plotOf(
  snapshot: ExposureSnapshot,
  { panel, groups, reach }: { panel: Box; groups: readonly MarkGroup[]; reach?: Reach },
): PricePlot {
  const window = priceWindow(
    snapshot,
    groups.map(({ price }) => price),
    reach,
  );
  const bars = priceBars(snapshot.strikes, window, { most: mostBars(panel) });
  const curve = profilePoints(snapshot, window);
  const profile = curve.some(({ gex }) => gex !== 0) ? curve : [];
  const barPeak = Math.max(...bars.bars.flatMap(({ call, put, net }) => [call, -put, Math.abs(net)]), 0);
  const profilePeak = Math.max(...profile.map(({ gex }) => Math.abs(gex)), 0);
  const x = (peak: number) => scaleLinear(barReach(peak), [panel.left, panel.right]);
  return {
    panel,
    window,
    groups,
    bars,
    profile,
    y: scaleLinear([window.low, window.high], [panel.bottom, panel.top]),
    barX: x(barPeak),
    profileX: x(profilePeak),
    peaks: [barPeak, profilePeak],
  };
}

/** The pixel column of the zero axis, the same for both horizontal scales. */
export const zeroX = ({ panel }: Pick<Scene, "panel">) => Math.round((panel.left + panel.right) / 2);
