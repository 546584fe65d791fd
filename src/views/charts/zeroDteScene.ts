import type { ExposureSnapshot } from "../../engine/snapshot.ts";
import { denominationOf } from "../format.ts";
import { type LevelMark, type MarkGroup, markGroups } from "./levelMarks.ts";
import { type ExposureChartInput, pageOf } from "./page.ts";
import { TODAY } from "./priceWindow.ts";
import { FRAME, netGex, plotOf, type Scene } from "./scene.ts";
import type { Box } from "./shapes.ts";
import type { Palette } from "./theme.ts";

/** The 0DTE card's input: the reading of the selection "0dte". */
export type ZeroDteInput = ExposureChartInput & {
  /** 0DTE share of the absolute net GEX of all expiries, 0–1: the reading of today's alone cannot know it. */
  readonly shareOfChain: number | null;
};

/** Where the parts of the card stand, from top to bottom. */
export interface ZeroDteScene extends Scene {
  readonly magnetBox: Box;
  readonly moveBox: Box;
  readonly pinBox: Box;
  readonly captionY: number;
  readonly tagsLeft: number;
  /** Charm, 0DTE share, max pain, put/call. */
  readonly figureBoxes: readonly [Box, Box, Box, Box];
}

const GAP = 12;
const TOP_HEIGHT = 156;
const PIN_HEIGHT = 140;
const FIGURE_HEIGHT = 122;
const FIGURE_WIDTH = 200;
const CAPTION_HEIGHT = 40;
const AXIS_HEIGHT = 44;
/** A level's name and its price stand side by side in the tags here, so they are wider than the ladder's. */
const PANEL_RIGHT = 676;
const TAGS_LEFT = 700;

export function zeroDteScene(input: ZeroDteInput): ZeroDteScene {
  const page = pageOf(input);
  const { snapshot } = input.reading;
  const { left, right, top, bottom } = page.body;
  const middle = (left + right) / 2;
  const pinTop = top + TOP_HEIGHT + GAP;
  const captionTop = pinTop + PIN_HEIGHT + GAP;
  const figuresTop = bottom - FIGURE_HEIGHT;
  const panel = {
    left: FRAME.panelLeft,
    right: PANEL_RIGHT,
    top: captionTop + CAPTION_HEIGHT,
    bottom: figuresTop - GAP - AXIS_HEIGHT,
  };
  const plot = plotOf(netOnly(snapshot), { panel, groups: todaysMarks(snapshot), reach: TODAY });
  const amounts = [plot.peaks[0] ?? 0, snapshot.net.gex, snapshot.levels.magnet?.gex ?? 0, snapshot.charmToClose ?? 0];
  const denomination = denominationOf(amounts);
  const figure = (index: number): Box => ({
    left: right - (4 - index) * FIGURE_WIDTH - (3 - index) * GAP,
    right: right - (3 - index) * (FIGURE_WIDTH + GAP),
    top: figuresTop,
    bottom,
  });
  return {
    ...page,
    ...plot,
    palette: snapshot.levels.magnet?.kind === "accelerant" ? accelerating(page.palette) : page.palette,
    bars: { ...plot.bars, bars: plot.bars.bars.map((bar) => ({ ...bar, call: 0, put: 0 })) },
    denomination,
    headline: { ...netGex(input.reading, denomination), name: "0DTE net GEX" },
    magnetBox: { left, right: middle - GAP / 2, top, bottom: top + TOP_HEIGHT },
    moveBox: { left: middle + GAP / 2, right, top, bottom: top + TOP_HEIGHT },
    pinBox: { left, right, top: pinTop, bottom: pinTop + PIN_HEIGHT },
    captionY: captionTop + 24,
    tagsLeft: TAGS_LEFT,
    figureBoxes: [{ ...figure(0), left }, figure(1), figure(2), figure(3)],
  };
}

/** Bars and scale of net gamma alone; all of it expires today, so a stripe for that part would only repeat the bar. */
function netOnly(snapshot: ExposureSnapshot): ExposureSnapshot {
  const strikes = snapshot.strikes.map((strike) => ({
    ...strike,
    callGex: Math.max(0, strike.netGex),
    putGex: Math.min(0, strike.netGex),
    zeroDteGex: 0,
  }));
  return { ...snapshot, strikes };
}

/** An accelerant must not look like a magnet: it has the colour of negative gamma, beside its name. */
const accelerating = (palette: Palette): Palette => ({
  ...palette,
  marks: { ...palette.marks, magnet: palette.negative.words },
});

/** Max γ is left out, since the magnet is the same of today; the magnet comes first. */
function todaysMarks(snapshot: ExposureSnapshot): MarkGroup[] {
  return markGroups(snapshot).flatMap(({ price, marks }) => {
    const [first, ...rest] = marks
      .filter(({ kind }) => kind !== "maxGamma")
      .map((mark): LevelMark => (mark.name === "0DTE MAGNET" ? { ...mark, name: "MAGNET" } : mark))
      .toSorted((a, b) => Number(b.kind === "magnet") - Number(a.kind === "magnet"));
    return first ? [{ price, marks: [first, ...rest] }] : [];
  });
}
