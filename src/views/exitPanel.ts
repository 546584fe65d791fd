import type { APIEmbed } from "discord.js";
import { PLAN_LIMIT, type ExitRefusal, type WatchedRule } from "../engine/plan/exits.ts";
import type { Plan } from "../engine/plan/types.ts";
import type { KeptPlan } from "../services/store/plans.ts";
import { PAUSED } from "./alertWords.ts";
import { planLine, waitWords } from "./exitWords.ts";
import { monthDay } from "./format.ts";
import type { Post } from "./post.ts";

const BLUE = 0x5865f2;

/** Rules of a plan that are watched, in its order: "profit, stop, time". */
const rulesWords = ({ armed, plan }: Pick<KeptPlan, "armed" | "plan">) =>
  plan.exits.flatMap(({ rule }) => (rule !== "event" && armed[rule]?.firedAt === null ? [rule] : [])).join(", ");

/** What was armed, in words, with its numbers and how it is looked at. */
export function exitArmedPost(kept: KeptPlan, name: WatchedRule): Post {
  const { plan } = kept;
  const rule = plan.exits.find((one) => one.rule === name)!;
  return {
    content: [
      `${plan.source.sample ? "SAMPLE DATA · " : ""}🔔 **${planLine(plan)}**, exit **${name}**, by direct message: ${waitWords(rule, plan)}.`,
      HOW[name](plan),
      `Watched for this plan: ${rulesWords(kept)}. The first rule to come true ends the plan.`,
      "Press again to switch it off; `/alert list` shows it, `/alert remove` ends all of this plan. Not advice.",
    ].join("\n"),
  };
}

const atMark = ({ source }: Plan) =>
  `Looked at about once a minute while the market is open: mids of quotes that are ${source.delayMinutes} min delayed, every leg quoted on both sides, two readings in a row. Indicative, not a fill.`;
const atClose = () =>
  "Looked at once for each session, 45 min after its close, on the numbers of that evening; never on degraded data.";

const HOW: Readonly<Record<WatchedRule, (plan: Plan) => string>> = {
  profit: atMark,
  stop: atMark,
  regime: atClose,
  level: atClose,
  edge: () => `${atClose()} A z-score or premium that is missing counts as nothing.`,
  time: () => "It goes by the clock alone.",
  data: () => "You hear of it two hours after the second close, if sources have not come back by then.",
};

/** It was armed, and is not any more. */
export const exitOffPost = (kept: KeptPlan, name: WatchedRule): Post => {
  const left = rulesWords(kept);
  return {
    content: `Switched off: **${planLine(kept.plan)}**, exit **${name}**. ${left === "" ? "None of this plan is watched now." : `Still watched: ${left}.`}`,
  };
};

export const exitsEndedPost = ({ plan }: KeptPlan): Post => ({
  content: `Ended: all exits of ${planLine(plan)}. Nothing of this plan is watched any more.`,
});

/** The first message to a user who will hear of exits. */
export const exitHelloPost = (plan: Plan, name: WatchedRule): Post => ({
  content: `🔔 Exits of your plans arrive here from now on. The first one: ${planLine(plan)}, ${name}.`,
});

/** Why a rule cannot be watched, and what can be done instead. */
export const EXIT_REFUSED: Readonly<Record<ExitRefusal, string>> = {
  no_calendar:
    "I have no calendar of events, so I cannot watch for one. Put earnings and data releases before expiry into your own calendar.",
  not_in_plan: "This plan has no such exit.",
  no_sign_to_lose:
    "This plan was made in negative gamma, so gamma cannot turn against it. Its other exits can be watched.",
  over: "The time of this exit is over. Run `/plan` again for a plan of today.",
};

/** One line for each plan with exits: "SPY put spread 575/560 Dec 23: profit, stop, time". */
export const exitsLine = (kept: KeptPlan): string => `${planLine(kept.plan)}: ${rulesWords(kept) || "nothing more"}`;

/** The part of `/alert list` about plans; empty without any. */
export const exitsEmbeds = (plans: readonly KeptPlan[]): APIEmbed[] =>
  plans.length === 0
    ? []
    : [
        {
          title: `Exits of plans: ${plans.length} of ${PLAN_LIMIT}`,
          color: BLUE,
          description: plans.map(listLine).join("\n"),
          footer: { text: "Cost to close is a mid of delayed quotes: indicative, not a fill." },
        },
      ];

function listLine(kept: KeptPlan): string {
  const { armed, expiresAt, paused } = kept;
  const untold = Object.entries(armed).flatMap(([rule, { firedAt }]) => (firedAt === null ? [] : [rule]));
  return [
    `• **${exitsLine(kept)}**`,
    `until ${monthDay(new Date(expiresAt).toISOString())}`,
    ...(untold.length === 0 ? [] : [`came true, not delivered yet: ${untold.join(", ")}`]),
    ...(paused === null ? [] : [`⚠️ ${PAUSED[paused]}`]),
  ].join(" · ");
}
