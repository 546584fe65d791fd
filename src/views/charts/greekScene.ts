import { scaleLinear } from "d3-scale";
import { denominationOf, money } from "../format.ts";
import { type Greek, GREEKS, type GreekWords } from "./greekWords.ts";
import { type ExposureChartInput, pageOf } from "./page.ts";
import { type Bars, strikeBars } from "./priceBars.ts";
import { priceFrameOf, type PriceScene } from "./priceScene.ts";
import { barReach, FRAME, mostBars, type Scale } from "./scene.ts";

/** Room above the panel for what either side of the zero axis means, and below it for two lines of words. */
const TOP = 40;
const BOTTOM = 1096;

/** One exposure over the price axis. */
export interface GreekScene extends PriceScene {
  readonly words: GreekWords;
  readonly bars: Bars<"net">;
  readonly barX: Scale;
  /** $ of the strikes shown; the headline covers all strikes. */
  readonly shown: number;
}

export function greekScene(greek: Exclude<Greek, "gex">, input: ExposureChartInput): GreekScene {
  const page = pageOf(input);
  const { snapshot } = input.reading;
  const words = GREEKS[greek];
  const panel = { left: FRAME.panelLeft, right: FRAME.panelRight, top: page.body.top + TOP, bottom: BOTTOM };
  const frame = priceFrameOf(snapshot, panel);
  const amounts = (strike: Parameters<GreekWords["ofStrike"]>[0]) => ({ net: words.ofStrike(strike) });
  const bars = strikeBars(snapshot.strikes, frame.window, { most: mostBars(panel), amounts });
  const peak = Math.max(...bars.bars.map(({ net }) => Math.abs(net)), 0);
  const shown = bars.bars.reduce((sum, { net }) => sum + net, 0);
  const net = snapshot.strikes.length === 0 ? null : words.ofNet(snapshot.net);
  const untilClose = greek === "chex" ? (snapshot.charmToClose ?? 0) : 0;
  const denomination = denominationOf([peak, shown, net ?? 0, untilClose]);
  return {
    ...page,
    ...frame,
    words,
    bars,
    shown,
    barX: scaleLinear(barReach(peak), [panel.left, panel.right]),
    denomination,
    headline: {
      name: `Net ${words.name}`,
      value: money(net, { denomination }),
      unit: words.unit,
      sign: Math.sign(net ?? 0),
    },
  };
}
