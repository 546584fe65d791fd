import type { Reading } from "../../engine/regime.ts";
import type { ExposureSnapshot } from "../../engine/snapshot.ts";
import { difference } from "../../engine/vrp/premium.ts";
import type { VrpReading } from "../../engine/vrp/types.ts";
import { FEWEST_ROWS } from "../../engine/vrp/zScore.ts";
import { CELLS, whenOf } from "../cells.ts";
import { ESTIMATOR_NAME, measuredBy } from "../estimatorWords.ts";
import { MISSING, monthDay, points } from "../format.ts";
import { basisName, netHarvestBand, noZWords, rankWords } from "../vrpWords.ts";
import { zScore } from "../universe/tableWords.ts";
import type { Figure } from "./card.ts";
import { type ExposureChartInput, type Page, pageOf } from "./page.ts";
import type { Box } from "./shapes.ts";
import type { HistoryPanel } from "./vrpHistoryPlot.ts";
import { NODE_TABLE_HEIGHT, type NodePanel } from "./vrpNodes.ts";

/** The picture of a VRP reading: that of the whole chain, and what its implied volatility is paid for. */
export type VrpInput = ExposureChartInput & {
  /** Null: the picture says that there is none. */
  readonly vrp: VrpReading | null;
  /** Its past is invented. */
  readonly madeUpPast: boolean;
};

export interface VrpScene extends Page {
  readonly history: HistoryPanel;
  readonly term: NodePanel;
  readonly wings: NodePanel;
  /** Cell, harvest score, flow risk, net harvest. */
  readonly figures: readonly Figure[];
  readonly historyBox: Box;
  readonly termBox: Box;
  readonly wingsBox: Box;
  readonly figureBoxes: readonly Box[];
}

const CLOSES = "close_to_close";
const GAP = 12;
const FIGURE_HEIGHT = 122;
/** Its longest words: "positive γ, VRP not high". */
const CELL_WIDTH = 314;
const NODES_PLOT = 150;
/** The term curve has four points, the wings three. */
const TERM_SHARE = 0.55;

export function vrpScene(input: VrpInput, vrp: VrpReading): VrpScene {
  const page = pageOf(input);
  const { left, right, top, bottom } = page.body;
  const figuresTop = bottom - FIGURE_HEIGHT;
  const nodesTop = figuresTop - GAP - NODE_TABLE_HEIGHT - NODES_PLOT;
  const nodes = { top: nodesTop, bottom: figuresTop - GAP };
  const middle = Math.round(left + (right - left) * TERM_SHARE);
  const figures = figuresOf(input.reading, vrp);
  const width = (right - left - CELL_WIDTH) / (figures.length - 1) - GAP;
  return {
    ...page,
    denomination: "",
    headline: headlineOf(vrp),
    assumptions: assumptionsOf(input, vrp),
    history: historyOf(vrp, input.madeUpPast),
    term: {
      title: `Term: IV against RV${measuredBy(vrp.estimator)}`,
      nodes: vrp.term.map(({ days, ...node }) => ({ ...node, label: `${days} d` })),
    },
    // Volatility by side is of closes, so what stands between the sides is too.
    wings: {
      title: vrp.estimator === CLOSES ? "25Δ wings against ATM" : `25Δ wings, ${ESTIMATOR_NAME[CLOSES]}`,
      nodes: wingsOf(input.reading.snapshot, vrp),
    },
    figures,
    historyBox: { left, right, top, bottom: nodesTop - GAP },
    termBox: { left, right: middle - GAP / 2, ...nodes },
    wingsBox: { left: middle + GAP / 2, right, ...nodes },
    figureBoxes: figures.map((_, index) => {
      const end = right - (figures.length - 1 - index) * (width + GAP);
      return { left: end - (index === 0 ? CELL_WIDTH : width), right: end, top: figuresTop, bottom };
    }),
  };
}

function headlineOf({ vrp }: VrpReading): Page["headline"] {
  const value = vrp[20];
  return { name: "VRP20", value: points(value), unit: value === null ? "" : "vol points", sign: value ?? 0 };
}

function assumptionsOf({ reading }: ExposureChartInput, { realisedTo }: VrpReading): string[] {
  return [
    "IV now less what was realised before: not what will be realised",
    "scores are ours, not back-tested",
    reading.snapshot.source.label,
    realisedTo === null ? "no closes" : `closes to ${monthDay(realisedTo)}`,
  ];
}

function historyOf({ zScore: score, estimator }: VrpReading, madeUp: boolean): HistoryPanel {
  const { history, today, asOf, mean, sd, provisional, z, percentile, n } = score;
  const rank = percentile === null ? [] : [`${rankWords(percentile)} days`];
  const words =
    z === null
      ? [`no z-score: ${noZWords(score)}`]
      : [`z ${zScore(z)}`, ...rank, provisional ? `PROVISIONAL, N=${n}` : `N=${n}`];
  return {
    title: `${madeUp ? "SAMPLE HISTORY · " : ""}VRP by day: ${basisName(score)} − RV20${estimator === CLOSES ? ", vol points" : measuredBy(estimator)}`,
    // A longer title has no room for the unit.
    basis: [...words, ...(estimator === CLOSES ? [] : ["vol points"])].join(" · "),
    history,
    today: today === null || asOf === null ? null : { date: asOf, vrp: today },
    bands: mean === null || sd === null ? null : { mean, sd, provisional },
    empty: ["No history yet", `A z-score needs ${FEWEST_ROWS} days on record.`, "Until then VRP counts as not high."],
  };
}

const wingsOf = ({ vol }: ExposureSnapshot, { directional, iv, closeToClose: { rv20 } }: VrpReading) => [
  { label: "put", iv: vol.put25?.iv ?? null, rv: directional.downsideRv, vrp: directional.downside },
  { label: "ATM", iv: iv?.value ?? null, rv: rv20, vrp: difference(iv?.value ?? null, rv20) },
  { label: "call", iv: vol.call25?.iv ?? null, rv: directional.upsideRv, vrp: directional.upside },
];

function figuresOf({ regime: { gamma } }: Reading, vrp: VrpReading): Figure[] {
  const { cell, vrpUnavailable, harvest, flowRisk, netHarvest, estimator } = vrp;
  const band = netHarvestBand(vrp);
  const by = estimator === CLOSES ? whenOf(cell, gamma) : `by ${ESTIMATOR_NAME[CLOSES]}`;
  return [
    { label: `CELL ${cell}`, value: CELLS[cell].name, note: vrpUnavailable ? "by γ alone: no z" : by },
    {
      label: "HARVEST",
      value: harvest === null ? MISSING : harvest.toFixed(2),
      note: harvest === null ? "no z" : "0 to 1, ours",
    },
    { label: "FLOW RISK", value: flowRisk.value.toFixed(0), note: "high is bad" },
    {
      label: "NET HARVEST",
      value: netHarvest === null ? MISSING : netHarvest.toFixed(0),
      note: band === null ? "no z" : `of 100: ${band}`,
    },
  ];
}
