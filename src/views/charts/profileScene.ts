import { scaleLinear } from "d3-scale";
import type { ExposureSnapshot } from "../../engine/snapshot.ts";
import { denominationOf } from "../format.ts";
import { gammaStates, type GammaState, isKnown, type KnownState } from "./gammaStates.ts";
import { type LevelMark, markGroups } from "./levelMarks.ts";
import { type ExposureChartInput, type Page, PAGE, pageOf } from "./page.ts";
import { type PriceWindow, priceWindow } from "./priceWindow.ts";
import { type ProfilePoint, profilePoints } from "./profilePoints.ts";
import { netGex, type Scale } from "./scene.ts";
import type { Box } from "./shapes.ts";
import { STATE_TABLE_HEIGHT } from "./stateTable.ts";

const PANEL_LEFT = 132;
export const LANE_HEIGHT = 76;
/** Between a lane of tags and the panel, for leaders. */
const LEADER_ROOM = 30;
const AXIS_HEIGHT = 52;
/** Between the walls and the table. */
const TABLE_GAP = 14;
const HEADROOM = 1.12;
/** A flip farther away than this share of spot does not widen the window; it gets a tag at the edge. */
const FARTHEST_FLIP = 0.1;
const WIDEST_MOVES = 1.5;
const FARTHEST_MOVE = 0.1;

/** One curve: net GEX if spot were there. */
export interface Curve {
  readonly state: KnownState;
  readonly points: readonly ProfilePoint[];
}

/** A call wall or put wall, with the other one if both stand on one strike. */
export interface WallGroup {
  readonly price: number;
  readonly marks: readonly LevelMark[];
}

export interface ProfileScene extends Page {
  readonly states: readonly [KnownState, GammaState, GammaState];
  /** The one of now first; empty where the reading has no profile. */
  readonly curves: readonly Curve[];
  readonly walls: readonly WallGroup[];
  readonly window: PriceWindow;
  /** Tops of what stands above and below the panel. */
  readonly rows: {
    readonly flips: number;
    readonly axis: number;
    readonly walls: number;
    readonly table: number;
  };
  readonly panel: Box;
  readonly x: Scale;
  readonly y: Scale;
}

/** Everything the drawing functions of the profile share. */
export function profileSceneOf(input: ExposureChartInput): ProfileScene {
  const page = pageOf(input);
  const { snapshot } = input.reading;
  const states = gammaStates(snapshot);
  const known = states.filter(isKnown);
  const walls = wallGroups(snapshot);
  const window = profileWindow(snapshot, {
    flips: known.flatMap(({ flip }) => flip.price ?? []),
    walls: walls.map(({ price }) => price),
  });
  const curves = known
    .map((state) => ({ state, points: curveOf(snapshot, state, window) }))
    .filter(({ points }) => points.some(({ gex }) => gex !== 0));
  const amounts = [
    ...curves.flatMap(({ points }) => points.map(({ gex }) => gex)),
    ...known.map(({ netGex }) => netGex),
  ];
  const peak = Math.max(...amounts.map(Math.abs), 0) || 1;
  const denomination = denominationOf(amounts);
  const { rows, panel } = layoutOf(page.body, {
    flips: known.some(({ flip }) => flip.price !== null),
    walls: walls.length > 0,
  });
  return {
    ...page,
    headline: netGex(input.reading, denomination),
    denomination,
    states,
    curves,
    walls,
    window,
    rows,
    panel,
    x: scaleLinear([window.low, window.high], [panel.left, panel.right]),
    y: scaleLinear([-peak * HEADROOM, peak * HEADROOM], [panel.bottom, panel.top]),
  };
}

function curveOf({ profile }: ExposureSnapshot, { gex, flip }: KnownState, window: PriceWindow): ProfilePoint[] {
  return profilePoints({ profile: { spots: profile.spots, gex }, levels: { flip } }, window);
}

function wallGroups(snapshot: ExposureSnapshot): WallGroup[] {
  return markGroups(snapshot)
    .map(({ price, marks }) => ({
      price,
      marks: marks.filter(({ kind }) => kind === "callWall" || kind === "putWall"),
    }))
    .filter(({ marks }) => marks.length > 0)
    .toReversed();
}

/** The ladder's prices, widened to ±1.5 expected moves and to every flip within ±10 % of spot. */
function profileWindow(
  snapshot: ExposureSnapshot,
  { flips, walls }: { flips: readonly number[]; walls: readonly number[] },
): PriceWindow {
  const { spot, expectedMove } = snapshot;
  const near = flips.filter((flip) => Math.abs(flip - spot) <= FARTHEST_FLIP * spot);
  const { low, high } = priceWindow(snapshot, [...walls, ...near]);
  const move = Math.min(WIDEST_MOVES * (expectedMove?.usd ?? 0), FARTHEST_MOVE * spot);
  const shown = [low, high, spot - move, spot + move];
  const edge = (high - low) * 0.03;
  return {
    low: Math.min(...shown, ...near.map((flip) => flip - edge)),
    high: Math.max(...shown, ...near.map((flip) => flip + edge)),
  };
}

function layoutOf(body: Box, has: { flips: boolean; walls: boolean }): Pick<ProfileScene, "rows" | "panel"> {
  const table = body.bottom - STATE_TABLE_HEIGHT;
  const walls = table - TABLE_GAP - (has.walls ? LANE_HEIGHT + 8 : 0);
  const bottom = walls - AXIS_HEIGHT;
  const flips = body.top + 4;
  return {
    rows: { flips, axis: bottom, walls, table },
    panel: {
      left: PANEL_LEFT,
      right: PAGE.width - PAGE.margin,
      top: flips + (has.flips ? LANE_HEIGHT : 0) + LEADER_ROOM,
      bottom,
    },
  };
}
