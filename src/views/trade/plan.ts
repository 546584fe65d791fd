import type { APIEmbed } from "discord.js";
import type { Plan } from "../../engine/plan/types.ts";
import type { Reading } from "../../engine/regime.ts";
import { CELLS, whenOf } from "../cells.ts";
import { altText } from "../exposures/altText.ts";
import { listField } from "../exposures/view.ts";
import { share } from "../format.ts";
import type { Post } from "../post.ts";
import { zScore } from "../universe/tableWords.ts";
import { basisName, STRUCTURES } from "../vrpWords.ts";
import { contractUsd, exactUsd, isUnbounded } from "./contract.ts";
import { planControls } from "./planControls.ts";
import { edgeLines, sizeLines } from "./planEdge.ts";
import { exitLines } from "./planExits.ts";
import { aboutData, bullet, planFrame, type PlanSurroundings } from "./planFrame.ts";
import { mindLines } from "./planMind.ts";
import { strikeLines } from "./planStrikes.ts";
import { passedOverLines, termLines } from "./planTerm.ts";
import { maxLossLine, planName, planSentence } from "./planWords.ts";

/** A plan to review: what it can cost first, what it is, why, what is expected of it, how much, and when to end it. */
export function planPost(
  plan: Plan,
  around: PlanSurroundings,
  shown: { readonly picture: Uint8Array; readonly id: string | null },
): Post {
  const { reading, now } = around;
  const picture = "payoff.png";
  const exitsName = shown.id === null ? "Exits, whichever comes first" : "Exits, whichever comes first: 🔔 arms one";
  const embed: APIEmbed = {
    ...planFrame(around, { subject: `plan to review · ${planName(plan)}` }),
    description: [maxLossLine(plan), planSentence(plan, now), whyLine(plan, around)].join("\n"),
    fields: [
      listField("Expiry by premium", termLines(plan.term, plan.expiry.date)),
      ...(plan.passedOver.length > 0 ? [listField("Passed over", passedOverLines(plan.passedOver))] : []),
      listField("Strikes", strikeLines(plan, reading)),
      listField("Edge", edgeLines(plan)),
      listField("Size", sizeLines(plan)),
      listField(exitsName, exitLines(plan)),
      ...(plan.warnings.length > 0 ? [listField("Mind", mindLines(plan).map(bullet))] : []),
      ...aboutData(around),
    ],
    image: { url: `attachment://${picture}` },
  };
  return {
    content: planLine(plan),
    embeds: [embed],
    files: [{ name: picture, data: shown.picture, description: planAlt(plan, reading) }],
    controls: planControls({ symbol: plan.symbol, palette: around.palette }, { plan, id: shown.id }),
  };
}

/** Cell, score, and whose choice the structure was. */
function whyLine({ cell, gamma, structure, score }: Plan, { vrp: { reading }, wish }: PlanSurroundings): string {
  const { z, n } = reading.zScore;
  const basis = z === null ? "no z-score" : `z ${zScore(z)} over ${n} days of ${basisName(reading.zScore)}`;
  const scored = score === null ? "no score" : `score ${score} of 100`;
  const choice = wish.structure === null ? "the first the cell allows that could be made" : "as you asked";
  return `Cell ${cell}, ${CELLS[cell].name} (${whenOf(cell, gamma)}; ${basis}) → **${STRUCTURES[structure]}**, ${scored}, ${choice}.`;
}

/** One line for search and for screen readers. */
function planLine(plan: Plan): string {
  const { symbol, source, maxLoss, credit } = plan;
  const loss = isUnbounded(plan) ? "no bound to the loss" : `max loss ${exactUsd(maxLoss.usd, "up")} a contract`;
  const paid = `${credit >= 0 ? "credit" : "debit"} ${exactUsd(Math.abs(credit))}`;
  return `${source.sample ? "SAMPLE DATA · " : ""}${symbol}, a plan to review: ${planName(plan)} | ${loss} | ${paid} (${source.delayMinutes}-min delayed)`;
}

const planAlt = (plan: Plan, { snapshot }: Reading): string =>
  altText(`Profit and loss by price of a ${planName(plan)}`, snapshot, [
    isUnbounded(plan)
      ? `no bound to the loss, stress ${exactUsd(plan.maxLoss.usd, "up")} a contract`
      : `max loss ${exactUsd(plan.maxLoss.usd, "up")} a contract`,
    plan.maxProfit === null ? "best result depends on the later month" : `max profit ${exactUsd(plan.maxProfit)}`,
    `breakevens ${plan.breakevens.map((at) => at.toFixed(2)).join(" and ") || "none"}`,
    `profit in ${share(plan.edge.probabilityOfProfit)} of cases by our forecast, expected ${contractUsd(plan.edge.ev, { signed: true })}`,
  ]);
