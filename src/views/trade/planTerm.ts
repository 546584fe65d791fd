import type { PassedOver, StructureRefusal, TermChoice, TermDrop } from "../../engine/plan/types.ts";
import type { NyDate } from "../../engine/snapshot.ts";
import { monthDay, points, share } from "../format.ts";
import { STRUCTURES } from "../vrpWords.ts";
import { contractUsd } from "./contract.ts";

const DROPS: Readonly<Record<TermDrop, string>> = {
  no_premium: "no premium",
  premium_unknown: "premium not known",
  front_negative: "left out: 7 days pay nothing and 30 do",
  event_front: "left out: only the front pays, which an event would explain",
  not_listed: "no expiry listed near it",
  illiquid: "quotes at the money missing, or wider than 10 % of the mid",
};

/** Every tenor with its premium and what became of it. @param chosen the date that was looked at */
export const termLines = (term: readonly TermChoice[], chosen: NyDate | null): string[] =>
  term.map(({ tenor, vrp, richness, date, dropped }) => {
    const paid = vrp === null ? "" : ` VRP ${points(vrp)}${richness === null ? "" : ` (${shareOfIv(richness)} of IV)`}`;
    const fate = dropped !== null ? DROPS[dropped] : date !== null && date === chosen ? "**this one**" : null;
    return [`${tenor} d${date === null ? "" : `, ${monthDay(date)}`}:${paid}`, ...(fate === null ? [] : [fate])].join(
      paid === "" ? " " : " · ",
    );
  });

/** A premium can be negative, a share of a whole not. */
const shareOfIv = (richness: number): string => (richness < 0 ? `−${share(-richness)}` : share(richness));

const WHY_NOT: Readonly<Record<StructureRefusal, string>> = {
  not_in_cell: "not for this cell",
  no_score: "no score, too much of its input is missing",
  no_strikes: "no listed strikes that fit, or none quoted on both sides",
  no_back_expiry: "no later expiry",
  upside_risk: "credit below the width of its call spread, so it could lose above",
  no_credit: "it would be paid for, not paid",
  no_edge: "our forecast leaves no gain",
};

/** Structures that would have come first, each with the reason and, where the forecast said no, its expected value. */
export const passedOverLines = (passedOver: readonly PassedOver[]): string[] =>
  passedOver.map(
    ({ structure, why, ev }) =>
      `${STRUCTURES[structure]}: ${WHY_NOT[why]}${ev === null ? "" : ` (EV ${contractUsd(ev, { signed: true })} a contract)`}`,
  );
