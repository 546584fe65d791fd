import type { Plan } from "../../engine/plan/types.ts";
import { SHARES_PER_CONTRACT } from "../../engine/chain.ts";
import { count, percent, percentSize, points, share } from "../format.ts";
import { contractUsd, exactUsd, isUnbounded } from "./contract.ts";

/** A fraction of a bankroll: "0.62 %", "2.0 %". */
export const part = (fraction: number): string => percentSize(100 * fraction);

/** What our forecast makes of a plan: volatility, expected value, probability. */
export function edgeLines(plan: Plan): string[] {
  const { sigma, rv20, iv, ev, evOnRisk, evAtNatural, probabilityOfProfit, tail } = plan.edge;
  const from =
    rv20 >= iv
      ? `RV20, which is not below IV ${points(iv, UNSIGNED)}`
      : `half-way between RV20 ${points(rv20, UNSIGNED)} and IV ${points(iv, UNSIGNED)}`;
  return [
    `Forecast σ **${points(100 * sigma, UNSIGNED)} vol points**: ${from}; no view of direction.`,
    `Expected **${contractUsd(ev, { signed: true })}** a contract at the mid (${percent(100 * evOnRisk)} of the ${isUnbounded(plan) ? "stress" : "max loss"}), **${contractUsd(evAtNatural, { signed: true })}** at natural.`,
    `Profit at expiry: **${share(probabilityOfProfit)}** by our forecast; ${part(tail)} is set aside for a full loss that no bell curve knows of.`,
  ];
}

const UNSIGNED = { signed: false } as const;

/** From Kelly's fraction to contracts, each step shown; 0 contracts is an answer. */
export function sizeLines({ cell, size, maxLoss }: Plan): string[] {
  const { kelly, kellyWithTail, fraction, cellMultiple, cap, capped } = size;
  const wanted = 0.25 * kellyWithTail * cellMultiple;
  return [
    `Full Kelly ${part(kelly)}, with the tail ${part(kellyWithTail)}; a quarter of it, times ${cellMultiple} in cell ${cell}: ${part(wanted)}.`,
    `**At most ${part(fraction)} of the bankroll at risk**${capped ? `: the cap of ${part(cap)} decides` : `, below the cap of ${part(cap)}`}.`,
    contractsLine(size, maxLoss.usd),
    "All plans together: at most 10 % at risk, index names counted as one.",
  ];
}

function contractsLine({ bankroll, contracts, fraction }: Plan["size"], maxLoss: number): string {
  const one = maxLoss * SHARES_PER_CONTRACT;
  const least = `One contract needs ${usd(Math.ceil(one / fraction))}`;
  if (bankroll === null || contracts === null)
    return fraction > 0 ? `${least} at that; give \`bankroll:\` for contracts.` : "0 contracts at any bankroll.";
  const money = `Bankroll ${usd(bankroll)}: ${usd(fraction * bankroll)} at risk ÷ ${exactUsd(maxLoss, "up")}`;
  if (contracts > 0) return `${money} = **${count(contracts)} ${contracts === 1 ? "contract" : "contracts"}**.`;
  return `${money} = **0 contracts**.${fraction > 0 ? ` ${least}.` : ""}`;
}

const usd = (amount: number): string => `$${count(Math.floor(amount))}`;
