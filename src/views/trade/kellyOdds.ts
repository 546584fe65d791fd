import { binaryKelly } from "../../engine/plan/kelly.ts";
import { wideField } from "../exposures/view.ts";
import type { Post } from "../post.ts";
import { exactUsd, quoted } from "./contract.ts";
import { CAP_SENTENCE, kellyPost } from "./kellyFrame.ts";
import { part } from "./planEdge.ts";

/** A credit spread taken as a bet that is won or lost whole. $ per share, probability 0–1. */
export interface Odds {
  readonly win: number;
  readonly credit: number;
  readonly width: number;
}

/** Kelly's fraction of such a bet, and at which probability or credit nothing is left of it. */
export function kellyOddsPost({ win, credit, width }: Odds): Post {
  const loss = width - credit;
  const odds = credit / loss;
  const kelly = binaryKelly(win, odds);
  const fair = (1 - win) * width;
  return kellyPost({
    title: "Kelly by odds",
    description: [
      `**At most ${exactUsd(loss, "up")} a contract can be lost** (width ${quoted(width)} − credit ${quoted(credit)}, × 100 shares).`,
      isNothing(kelly)
        ? `**Kelly says no:** won in ${part(win)} of cases it leaves nothing.`
        : `Full Kelly **${part(kelly)}** of the bankroll at risk, a quarter ${part(0.25 * kelly)}. ${CAP_SENTENCE}`,
    ],
    fields: [
      wideField("How", [
        `Odds b = ${quoted(credit)} / ${quoted(loss)} = ${odds.toFixed(3)}; f = max(0, p − (1 − p) / b) with p = ${part(win)}.`,
        `Break-even probability **${part(loss / width)}** at this credit.`,
        `Break-even credit **${quoted(fair)}** at this probability: ${part(1 - win)} × ${quoted(width)}.`,
      ]),
      wideField("Mind", ["A spread is not won or lost whole: between its strikes it is lost in part. `/kelly spread` counts that."]), // prettier-ignore
    ],
    source: "Numbers as typed; no quotes, no chain",
    command: `/kelly odds win:${Number((100 * win).toFixed(6))} credit:${credit} width:${width}`,
  });
}

/** What floats leave of a fraction of zero. */
const isNothing = (kelly: number): boolean => kelly < 1e-9;
