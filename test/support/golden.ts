import { readFileSync } from "node:fs";
import type { Structure } from "../../src/engine/vrp/types.ts";
import { sharedFile } from "./shared.ts";

type Numbers<Name extends string> = Readonly<Record<Name, number>>;
type Prices = Readonly<Record<"o" | "h" | "l" | "c", readonly number[]>>;
interface StrategyScores {
  readonly out: Readonly<Record<Structure, number>>;
  /** Of the cases that have their own. */
  readonly inputs?: Numbers<"G" | "D">;
}

type Forecast = "sigma_0.2" | "sigma_0.2_tail_0.02" | "sigma_0.2_tail_0.05";

/** The sections about volatility and what is traded on it. */
interface VolatilityNumbers {
  readonly rv: Numbers<"rv5_sample" | "down" | "up"> & {
    readonly ohlc: Prices & Numbers<"parkinson5" | "gk5" | "yz5" | "cc5">;
  };
  readonly z: Numbers<"today" | "z" | "pct" | "z_at_mean"> & { readonly hist: readonly number[] };
  readonly cm_iv: Numbers<"t1" | "v1" | "t2" | "v2" | "T" | "iv">;
  readonly vix_last_step: number;
  readonly scores: readonly (Numbers<
    "dist" | "gex1pct" | "vex" | "z" | "vrp" | "adv" | "share0" | "slope" | "G" | "H" | "D" | "NH"
  > & { readonly gamma: "positive" | "negative" })[];
  readonly strategy_positive: StrategyScores;
  readonly strategy_negative: StrategyScores;
  readonly strategy_event: StrategyScores;
  readonly strategy_no_premium: StrategyScores;
  readonly kelly_put_spread: Numbers<"credit" | "max_loss" | "plan_size_cellA_tail2pct" | "plan_size_cellB_tail5pct"> &
    Readonly<Record<Forecast, Numbers<"ev_on_risk" | "f">>>;
}

const file = sharedFile("data/golden.json");

/** Reference numbers beside the repository, at full precision; null in a plain clone. */
export const GOLDEN = file === null ? null : (JSON.parse(readFileSync(file, "utf8")) as VolatilityNumbers);
