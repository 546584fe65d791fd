import type { ExpiryBoard, OptionBoard } from "../../engine/plan/board.ts";
import type { CreditSpread, spreadOutlooks, SpreadOutlook } from "../../engine/plan/creditSpread.ts";
import type { Size } from "../../engine/plan/types.ts";
import type { Cell, Reading } from "../../engine/regime.ts";
import { caveatsOf, type Circumstances } from "../caveats.ts";
import { CELLS } from "../cells.ts";
import { listField, wideField } from "../exposures/view.ts";
import { age, monthDay, newYorkTime, percent, points, share, strike } from "../format.ts";
import type { Post } from "../post.ts";
import { madeUpSentence } from "../vrpHistoryWords.ts";
import { contractUsd, exactUsd, quoted } from "./contract.ts";
import { kellyPost } from "./kellyFrame.ts";
import { part } from "./planEdge.ts";

export interface KellySpread {
  readonly board: OptionBoard;
  readonly expiry: ExpiryBoard;
  readonly spread: CreditSpread;
  readonly outlooks: ReturnType<typeof spreadOutlooks>;
  /** Where the forecast is from: vol points, both of which the bot's own needs; null: as typed. */
  readonly basis: { readonly rv20: number; readonly iv: number } | null;
  readonly cell: Cell;
  readonly size: Size;
  readonly reading: Reading;
  /** The past that forecast and cell rest on is invented. */
  readonly madeUpPast: boolean;
  readonly circumstances: Circumstances;
  readonly command: string;
}

/** What one's forecast makes of a quoted spread, and how little it takes to make something else of it. */
export function kellySpreadPost(of: KellySpread): Post {
  const { board, expiry, spread, outlooks, cell, size, reading, circumstances } = of;
  const { symbol, source, quoteTime } = board;
  const { now } = circumstances;
  const { short, long, right, credit, natural, width, maxLoss } = spread;
  const caveats = [...caveatsOf(reading, circumstances), ...madeUpSentence(of.madeUpPast)];
  return kellyPost({
    title: `${source.sample ? "SAMPLE · " : ""}Kelly of ${symbol} ${strike(short.strike)}/${strike(long.strike)} ${right} spread, ${monthDay(expiry.date)}`,
    description: [
      `**At most ${exactUsd(maxLoss, "up")} a contract can be lost** (width ${quoted(width)} − credit ${quoted(credit)}, × 100 shares), before fees.`,
      `Sell the ${strike(short.strike)} ${right} (${quoted(short.mid)}), buy the ${strike(long.strike)} ${right} (${quoted(long.mid)}) of ${monthDay(expiry.date)} (${expiry.dte} d): credit **${quoted(credit)}** at the mid, ${quoted(natural)} natural. Quotes of ${newYorkTime(quoteTime)}, ${age(quoteTime, now)}.`,
      verdict(of),
    ],
    fields: [
      listField("By the forecast", forecastLines(of)),
      wideField("Size", sizeLines(size, cell)),
      listField("If the forecast is off", [
        ...outlooks.around.map((one) => aroundLine(one, one.sigma === outlooks.own.sigma)),
        outlooks.limit === null
          ? "No forecast near this one where the sign turns."
          : `With the tail nothing is left above σ **${points(100 * outlooks.limit, UNSIGNED)}**.`,
      ]),
      ...(caveats.length > 0
        ? [
            listField(
              "About the data",
              caveats.map((one) => `• ${one}`),
            ),
          ]
        : []),
    ],
    source: `${source.label} · ${source.delayMinutes} min delayed · data ${newYorkTime(quoteTime)}`,
    command: of.command,
    timestamp: quoteTime,
  });
}

const UNSIGNED = { signed: false } as const;

function verdict({ outlooks: { own }, spread: { credit, natural } }: KellySpread): string {
  const { ev } = own.withTail;
  if (ev <= 0) return `**Kelly says no:** by this forecast, with the tail, it is expected to lose ${contractUsd(-ev)} a contract.`; // prettier-ignore
  const atNatural = ev - (credit - natural);
  return `Expected **${contractUsd(ev, { signed: true })}** a contract at the mid, **${contractUsd(atNatural, { signed: true })}** at natural${atNatural <= 0 ? ": only at the mid" : ""}.`;
}

function forecastLines({ outlooks: { own, tail }, basis, expiry }: KellySpread): string[] {
  const from =
    basis === null
      ? "as you typed it"
      : basis.rv20 >= basis.iv
        ? `RV20, which is not below IV ${points(basis.iv, UNSIGNED)}`
        : `half-way between RV20 ${points(basis.rv20, UNSIGNED)} and IV ${points(basis.iv, UNSIGNED)}`;
  const atm = expiry.atmIv === null ? "" : ` IV at the money ${points(100 * expiry.atmIv, UNSIGNED)}.`;
  return [
    `σ **${points(100 * own.sigma, UNSIGNED)} vol points**: ${from}; no view of direction.${basis === null ? atm : ""}`,
    `EV / risk **${percent(100 * own.plain.evOnRisk)}**, with the tail ${percent(100 * own.withTail.evOnRisk)}.`,
    `Full Kelly **${part(own.plain.kelly)}**, with the tail **${part(own.withTail.kelly)}** (${part(tail)} for a full loss that no bell curve knows of).`,
    `Profit at expiry ${share(own.withTail.probabilityOfProfit)}.`,
  ];
}

function sizeLines({ kellyWithTail, fraction, cellMultiple, cap, capped }: Size, cell: Cell): string[] {
  if (cap === 0) return [`Cell ${cell}, ${CELLS[cell].name}: nothing is sold here, so 0 % of the bankroll.`];
  if (fraction === 0) return ["**0 % of the bankroll**: Kelly's veto."];
  return [
    `A quarter of Kelly with the tail, times ${cellMultiple} in cell ${cell}: ${part(0.25 * kellyWithTail * cellMultiple)}.`,
    `**At most ${part(fraction)} of the bankroll at risk**${capped ? `: the cap of ${part(cap)} decides` : `, below the cap of ${part(cap)}`}.`,
  ];
}

const aroundLine = ({ sigma, plain, withTail }: SpreadOutlook, own: boolean): string => {
  const line = `σ ${points(100 * sigma, UNSIGNED)}: EV / risk ${percent(100 * plain.evOnRisk)}, Kelly ${part(plain.kelly)}, with the tail ${part(withTail.kelly)}`;
  return own ? `**${line}**` : line;
};
