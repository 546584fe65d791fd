import { EXIT_NAMES, type ExitName, type ExitRule, type Plan } from "../../engine/plan/types.ts";
import { newYorkTime, price, share, strike } from "../format.ts";
import { exactUsd } from "./contract.ts";

/** On a button, behind its number. */
export const EXIT_LABELS: Readonly<Record<ExitName, string>> = {
  profit: "Profit",
  stop: "Stop",
  time: "Time",
  regime: "Regime",
  level: "Level",
  edge: "Edge",
  event: "Event",
  data: "Data",
};

/** The number of a rule in docs/methodology.md, 1–8. */
export const exitNumber = (rule: ExitName): number => EXIT_NAMES.indexOf(rule) + 1;

/** Rules the bot can watch: it has no calendar of events. */
export const canBeArmed = ({ rule }: ExitRule): boolean => rule !== "event";

/** Every rule with its number and its numbers; whichever comes first. */
export const exitLines = (plan: Plan): string[] =>
  plan.exits.map((rule) => `**${exitNumber(rule.rule)} ${EXIT_LABELS[rule.rule]}** ${exitWords(rule, plan)}`);

function exitWords(rule: ExitRule, plan: Plan): string {
  switch (rule.rule) {
    case "profit":
      return isDebit(plan)
        ? `worth ${price(rule.closeAt)} or more: ${share(rule.share)} on the debit`
        : `costs ${price(rule.closeAt)} or less to close: ${share(rule.share)} of the credit kept`;
    case "stop":
      return `${isDebit(plan) ? `worth ${price(rule.closeAt)} or less` : `costs ${price(rule.closeAt)} or more to close`}: ${exactUsd(lossAt(rule.closeAt, plan))} lost. Indicative: mids, ${plan.source.delayMinutes} min old`;
    case "time":
      return `until ${newYorkTime(rule.at)}`;
    case "regime":
      return `net GEX below 0 on two daily snapshots${rule.flip === null ? "" : `, or a close more than 0.25 % below the flip (now ${price(rule.flip)})`}`;
    case "level":
      return `a daily close ${[...(rule.below === null ? [] : [`below ${levelWords(rule.below)}`]), ...(rule.above === null ? [] : [`above ${levelWords(rule.above)}`])].join(" or ")}`;
    case "edge":
      return "z below 0, or VRP20 at or below 0";
    case "event":
      return "a new event before expiry. The bot has no calendar of events: watch for it yourself";
    case "data":
      return "no fresh chain for two trading days: then nobody watches the rest";
  }
}

const levelWords = (at: number): string => (Number.isInteger(at * 2) ? strike(at) : price(at));

const isDebit = ({ credit }: Plan): boolean => credit < 0;

/** $ per share lost when the plan is closed for this. */
const lossAt = (closeAt: number, { credit }: Plan): number => (credit < 0 ? -credit - closeAt : closeAt - credit);
