import { scaleLinear } from "d3-scale";
import { SHARES_PER_CONTRACT } from "../../engine/chain.ts";
import type { Plan } from "../../engine/plan/types.ts";
import { monthDay, price, share } from "../format.ts";
import { contractUsd, isUnbounded, exactUsd } from "../trade/contract.ts";
import { STRUCTURES } from "../vrpWords.ts";
import type { Figure } from "./card.ts";
import { type ExposureChartInput, PAGE, type Page, pageOf } from "./page.ts";
import { openSides, type PayoffPoint, payoffPoints, payoffRange, payoffWindow } from "./payoffWindow.ts";
import { LANE_HEIGHT } from "./profileScene.ts";
import type { Scale } from "./scene.ts";
import type { Box } from "./shapes.ts";

/** The picture of a plan: with the reading that its levels are from. */
export type PayoffInput = ExposureChartInput & { readonly plan: Plan };

export interface PayoffScene extends Page {
  readonly plan: Plan;
  readonly panel: Box;
  /** Baseline of the legend, tops of the lane of strikes, of the prices, of the lane of levels. */
  readonly legend: number;
  readonly strikes: number;
  readonly axis: number;
  readonly levels: number;
  readonly x: Scale;
  /** Of $ per share. */
  readonly y: Scale;
  readonly window: { readonly low: number; readonly high: number };
  readonly expiry: readonly PayoffPoint[];
  readonly now: readonly PayoffPoint[];
  /** On which sides the loss goes on beyond the picture. */
  readonly open: { readonly left: boolean; readonly right: boolean };
  readonly figures: readonly Figure[];
  readonly figureBoxes: readonly Box[];
}

const PANEL_LEFT = 152;
const LEGEND_HEIGHT = 44;
const LEADER_ROOM = 38;
const AXIS_HEIGHT = 58;
const FIGURE_HEIGHT = 122;
const GAP = 12;
/** Of the range of profits: room for words above the best and below the worst result. */
const AIR = { top: 0.1, bottom: 0.1 };

/** Everything the drawing functions of a payoff share. */
export function payoffSceneOf(input: PayoffInput): PayoffScene {
  const page = pageOf(input);
  const { plan } = input;
  const { left, right, top, bottom } = page.body;
  const window = payoffWindow(plan);
  const { expiry, now } = payoffPoints(plan, window);
  const range = payoffRange(plan, expiry);
  const figuresTop = bottom - FIGURE_HEIGHT;
  const levels = figuresTop - GAP - LANE_HEIGHT;
  const strikes = top + LEGEND_HEIGHT;
  const panel: Box = {
    left: PANEL_LEFT,
    right: PAGE.width - PAGE.margin,
    top: strikes + LANE_HEIGHT + LEADER_ROOM,
    bottom: levels - AXIS_HEIGHT,
  };
  const span = range.high - range.low;
  const figures = figuresOf(plan);
  const width = (right - left + GAP) / figures.length - GAP;
  return {
    ...page,
    plan,
    denomination: Math.max(range.high, -range.low) * SHARES_PER_CONTRACT >= 99_999.5 ? "K" : "",
    headline: headlineOf(plan),
    coverage: [
      STRUCTURES[plan.structure],
      `${monthDay(plan.expiry.date)} (${plan.expiry.dte} d)`,
      ...(plan.back ? [`${monthDay(plan.back.date)} (${plan.back.dte} d)`] : []),
    ],
    assumptions: assumptionsOf(plan),
    panel,
    legend: top + 30,
    strikes,
    axis: panel.bottom,
    levels,
    x: scaleLinear([window.low, window.high], [panel.left, panel.right]),
    y: scaleLinear([range.low - AIR.bottom * span, range.high + AIR.top * span], [panel.bottom, panel.top]),
    window,
    expiry,
    now,
    open: openSides(plan, window),
    figures,
    figureBoxes: figures.map((_, index) => {
      const start = Math.round(left + index * (width + GAP));
      return { left: start, right: Math.round(start + width), top: figuresTop, bottom };
    }),
  };
}

const headlineOf = (plan: Plan): Page["headline"] => ({
  name: "Max loss",
  value: isUnbounded(plan) ? "no bound" : exactUsd(plan.maxLoss.usd, "up"),
  unit: isUnbounded(plan) ? "" : "a contract",
  sign: -1,
});

function assumptionsOf({ source, back }: Plan): string[] {
  return [
    "A plan to review: mids of delayed quotes, before fees",
    "scores, size and exits are ours, not back-tested",
    ...(back ? ["the later month valued at today's IV"] : []),
    source.label,
    source.delayMinutes > 0 ? `${source.delayMinutes} min delayed` : "live",
  ];
}

function figuresOf(plan: Plan): Figure[] {
  const { maxLoss, credit, natural, edge } = plan;
  const kind = { defined: "a contract", debit: "the debit", stress: `stress ${exactUsd(maxLoss.usd, "up")}` };
  return [
    {
      label: "MAX LOSS",
      value: isUnbounded(plan) ? "no bound" : exactUsd(maxLoss.usd, "up"),
      note: kind[maxLoss.kind],
    },
    {
      label: credit >= 0 ? "CREDIT, MID" : "DEBIT, MID",
      value: exactUsd(Math.abs(credit)),
      note: `natural ${exactUsd(natural * Math.sign(credit || 1))}`,
    },
    { label: "PROFIT CHANCE", value: share(edge.probabilityOfProfit), note: `forecast σ ${(edge.sigma * 100).toFixed(1)}` }, // prettier-ignore
    { label: "EXPECTED", value: contractUsd(edge.ev, { signed: true }), note: `natural ${contractUsd(edge.evAtNatural, { signed: true })}` }, // prettier-ignore
  ];
}

/** "571.52–635.32" */
export const moveWords = ({ spot, expectedMove }: Plan): string =>
  `${price(Math.max(0, spot - expectedMove))}–${price(spot + expectedMove)}`;
