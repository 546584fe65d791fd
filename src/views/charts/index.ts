import type { Chart } from "./chart.ts";
import { greekLadder } from "./greekLadder.ts";
import { greeks } from "./greeks.ts";
import { heatmap } from "./heatmap.ts";
import { ladder } from "./ladder.ts";
import { payoff } from "./payoff.ts";
import { profile } from "./profile.ts";
import { scan } from "./scan.ts";
import { term } from "./term.ts";
import { universe } from "./universe.ts";
import { vrp } from "./vrp.ts";
import { zeroDte } from "./zeroDte.ts";

/** Every picture by the name under which a worker is asked for it: a further chart is one line here. */
export const charts = {
  ladder,
  profile,
  term,
  heatmap,
  greeks,
  dex: greekLadder("dex"),
  vex: greekLadder("vex"),
  chex: greekLadder("chex"),
  zeroDte,
  vrp,
  payoff,
  universe,
  scan,
} as const;

export type ChartName = keyof typeof charts;
/** The pictures of one reading. */
export type ReadingChartName = Exclude<ChartName, "payoff" | "universe" | "scan">;
export type ChartInputs = {
  readonly [Name in ChartName]: (typeof charts)[Name] extends Chart<infer Input> ? Input : never;
};
