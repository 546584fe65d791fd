import { scaleLinear } from "d3-scale";
import type { ExposureSnapshot, StrikeExposure } from "../../engine/snapshot.ts";
import { type Denomination, denominationOf } from "../format.ts";
import { type Greek, GREEKS, type GreekWords } from "./greekWords.ts";
import { type ExposureChartInput, pageOf } from "./page.ts";
import { type Bars, strikeBars } from "./priceBars.ts";
import { priceFrameOf, type PriceScene } from "./priceScene.ts";
import { barReach, FRAME, mostBars, netGex, type Scale } from "./scene.ts";
import type { Box } from "./shapes.ts";

/** Room above the panels for name, unit and total of each, and below them for the scales and three lines of words. */
const TOP = 106;
const BOTTOM = 1062;
const GAP = 12;

/** One exposure in a panel of its own, with its own scale and suffix. */
export interface GreekPanel {
  readonly words: GreekWords;
  readonly box: Box;
  readonly bars: Bars<Greek>;
  readonly value: (bar: Readonly<Record<Greek, number>>) => number;
  readonly x: Scale;
  readonly denomination: Denomination;
  /** Net over all strikes of the selection, $ in the panel's unit. */
  readonly net: number;
}

/** Four panels that share the price axis; `panel` is the box around all of them. */
export interface GreeksScene extends PriceScene {
  readonly panels: readonly GreekPanel[];
  readonly binSize: number | null;
  readonly spacing: number;
}

export function greeksScene(input: ExposureChartInput): GreeksScene {
  const page = pageOf(input);
  const { snapshot } = input.reading;
  const panel = { left: FRAME.panelLeft, right: FRAME.panelRight, top: page.body.top + TOP, bottom: BOTTOM };
  const frame = priceFrameOf(snapshot, panel);
  const bars = strikeBars(snapshot.strikes, frame.window, { most: mostBars(panel), amounts });
  const names = Object.keys(GREEKS) as Greek[];
  const width = Math.floor((panel.right - panel.left - GAP * (names.length - 1)) / names.length);
  const panels = names.map((greek, index) => {
    const left = panel.left + index * (width + GAP);
    return panelOf(greek, { snapshot, bars, box: { ...panel, left, right: left + width } });
  });
  const denomination = panels[0]?.denomination ?? "";
  return {
    ...page,
    ...frame,
    panels,
    binSize: bars.binSize,
    spacing: bars.spacing,
    denomination,
    headline: netGex(input.reading, denomination),
  };
}

function amounts(strike: StrikeExposure): Readonly<Record<Greek, number>> {
  const { gex, dex, vex, chex } = GREEKS;
  return {
    gex: gex.ofStrike(strike),
    dex: dex.ofStrike(strike),
    vex: vex.ofStrike(strike),
    chex: chex.ofStrike(strike),
  };
}

function panelOf(
  greek: Greek,
  { snapshot, bars, box }: { snapshot: ExposureSnapshot; bars: Bars<Greek>; box: Box },
): GreekPanel {
  const words = GREEKS[greek];
  const peak = Math.max(...bars.bars.map((bar) => Math.abs(bar[greek])), 0);
  const net = words.ofNet(snapshot.net);
  return {
    words,
    box,
    bars,
    value: (bar) => bar[greek],
    x: scaleLinear(barReach(peak), [box.left, box.right]),
    denomination: denominationOf([peak, net]),
    net,
  };
}
