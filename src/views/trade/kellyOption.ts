import { longOutlook, type LongOption } from "../../engine/plan/longOption.ts";
import { wideField } from "../exposures/view.ts";
import { price, strike } from "../format.ts";
import type { Post } from "../post.ts";
import { contractUsd, exactUsd, quoted } from "./contract.ts";
import { CAP_SENTENCE, exactPercent, kellyPost } from "./kellyFrame.ts";

/** Kelly's fraction of a bought option by numbers, in the form that FlashAlpha documents. @param days to expiry, as typed */
export function kellyOptionPost(option: LongOption, days: number): Post {
  const { right, spot, premium, iv, drift, rate, dividendYield } = option;
  const { kelly, roi, ev, probabilityInTheMoney, probabilityOfProfit, fair } = longOutlook(option);
  const unmoved = longOutlook({ ...option, drift: rate });
  const pct = (decimal: number) => Number((100 * decimal).toFixed(6));
  return kellyPost({
    title: `Kelly of a bought ${strike(option.strike)} ${right}`,
    description: [
      `**At most ${exactUsd(premium, "up")} a contract can be lost**: the premium, ${quoted(premium)} × 100 shares. It is lost whole whenever the option ends out of the money.`,
      kelly > 0
        ? `Full Kelly **${exactPercent(kelly)}** of the bankroll in premium, half ${exactPercent(kelly / 2)}, a quarter ${exactPercent(kelly / 4)}. ${CAP_SENTENCE}`
        : "**Kelly says no:** by these numbers nothing is expected of it.",
    ],
    fields: [
      wideField("By these numbers", [
        `Expected return **${exactPercent(roi)}** of the premium (${contractUsd(ev, { signed: true })} a contract).`,
        `Ends in the money: **${exactPercent(probabilityInTheMoney)}**; ends with a profit: **${exactPercent(probabilityOfProfit)}**.`,
        `Worth ${price(fair)} by Black-Scholes-Merton, which knows of no drift.`,
      ]),
      wideField("Mind", [
        `It rests on a drift of ${exactPercent(drift)} a year that you believe in. With the rate of ${exactPercent(rate)} instead: return ${exactPercent(unmoved.roi)}, Kelly ${exactPercent(unmoved.kelly)}.`,
      ]),
    ],
    source: "Numbers as typed; no quotes, no chain. Form: FlashAlpha's, arithmetic: ours",
    command: `/kelly option right:${right} spot:${spot} strike:${option.strike} days:${days} iv:${pct(iv)} premium:${premium} drift:${pct(drift)} rate:${pct(rate)} yield:${pct(dividendYield)}`,
  });
}
