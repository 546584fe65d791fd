import { describe, expect, test } from "vitest";
import { readingOf, snapshotOf } from "../../support/snapshots.ts";
import { viewField, viewWords } from "../../support/viewFields.ts";

const base = snapshotOf();
/** Gross gamma 10, 20, 30, 40, 0, 0 of 100; net +1, +2, … billion. */
const expiries = base.expiries.map((expiry, index) => ({
  ...expiry,
  grossGex: [10, 20, 30, 40, 0, 0][index]!,
  net: { ...expiry.net, gex: (index + 1) * 1e9 },
}));
const of = (count: number, from = 0) => readingOf({ overrides: { expiries: expiries.slice(from, from + count) } });

test("the next three expiries with their net, their share, and what is gone by then", () => {
  expect(viewField("term", of(6), "Rolling off next")).toBe(
    [
      "**Nov 23 (today)**: net +$1.00B · 10 % of gross γ",
      "**Nov 24 (1 d)**: net +$2.00B · 20 % of gross γ, 30 % by then",
      "**Nov 27 (4 d)**: net +$3.00B · 30 % of gross γ, 60 % by then",
    ].join("\n"),
  );
});

describe("the sentence on what rolls off", () => {
  test.each([
    [
      of(6),
      "**60 % of gross gamma** rolls off by **Nov 27**, the third of 6 expiries; each roll-off can move flip and walls.",
    ],
    [of(2), "All of it is gone after **Nov 24**: the selection has 2 expiries."],
    [of(1), "All of it is gone after **Nov 23**: the selection has 1 expiry."],
    [of(0), "No expiry here carries gamma, so nothing rolls off."],
    [of(2, 4), "No expiry here carries gamma, so nothing rolls off."],
  ])("%#", (reading, words) => expect(viewWords("term", reading).sentences[1]).toBe(words));
});

test("the expiry with most gross gamma, whatever its net", () => {
  expect(viewField("term", of(6), "Largest expiry")).toBe("**Dec 18 (25 d)**\n40 % of gross γ, net +$4.00B");
  expect(viewField("term", of(2, 4), "Largest expiry")).toBe("none\nno expiry carries gamma");
});

test("how far out the open interest sits", () => {
  expect(viewField("term", of(6), "OI-weighted time")).toBe("**38.4 days**\nto expiry, weighted by OI");
  const none = readingOf({ overrides: { oiWeightedDte: null } });
  expect(viewField("term", none, "OI-weighted time")).toBe("n/a\nno open interest");
});
