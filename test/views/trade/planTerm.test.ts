import { expect, test } from "vitest";
import { passedOverLines, termLines } from "../../../src/views/trade/planTerm.ts";
import { planOf } from "../../support/plans.ts";

test("each tenor has its date, premium, part of the IV, and what became of it", () => {
  expect(termLines(planOf().term, "2026-12-23")).toEqual([
    "7 d, Nov 30: VRP +1.9 (12 % of IV)",
    "14 d, Dec 7: VRP +3.1 (18 % of IV)",
    "30 d, Dec 23: VRP +5.4 (29 % of IV) · **this one**",
    "60 d, Jan 22: premium not known",
  ]);
});

test("a negative premium is a negative part of the IV; a tenor without a date has none; one that was dropped is never this one", () => {
  const dropped = { tenor: 7, vrp: -3.9, richness: -0.354, date: "2026-12-23", dropped: "no_premium" } as const;
  const unlisted = { tenor: 60, vrp: 2, richness: 0.1, date: null, dropped: "not_listed" } as const;
  expect(termLines([dropped, unlisted], "2026-12-23")).toEqual([
    "7 d, Dec 23: VRP −3.9 (−35 % of IV) · no premium",
    "60 d: VRP +2.0 (10 % of IV) · no expiry listed near it",
  ]);
});

test("what was passed over says why, and what our forecast expects of a contract where it said no", () => {
  expect(
    passedOverLines([
      { structure: "iron_condor", why: "no_edge", ev: -0.12 },
      { structure: "jade_lizard", why: "upside_risk", ev: null },
    ]),
  ).toEqual([
    "Iron condor: our forecast leaves no gain (EV −$12 a contract)",
    "Jade lizard: credit below the width of its call spread, so it could lose above",
  ]);
});
