import { describe, expect, test } from "vitest";
import { type Reading, readSnapshot } from "../../../src/engine/regime.ts";
import { HARD_CASES } from "../../support/hardCases.ts";
import { snapshotOf, withLevels } from "../../support/snapshots.ts";
import { viewField, viewWords } from "../../support/viewFields.ts";
import { vrpAnswerOf, zScoreOf } from "../../support/vrpReadings.ts";

const base = snapshotOf({ spot: 600 });
const flip = { price: 594, direction: "up", roots: [{ price: 594, direction: "up" }], missing: null } as const;
const reading = readSnapshot(
  withLevels(
    {
      ...base,
      net: { ...base.net, gex: 2.1e9, gexPerUsd: 3.5e8, vex: -1 },
      calls: { ...base.calls, gex: 5e9 },
      puts: { ...base.puts, gex: -2.9e9 },
      grossGex: 7.9e9,
    },
    { flip },
  ),
);

test("three lines: what gamma makes dealers do, where the flip is, whether vanna is aligned", () => {
  const [gamma, where, vanna] = viewWords("regime", reading).sentences;
  expect(gamma).toContain("**long gamma**: hedging leans against moves");
  expect(where).toMatch(/1\.0 % above the flip 594\.00.*one-day moves.*confidence \*\*moderate\*\*/);
  expect(vanna).toContain("**Aligned**");
});

test("why this sign: its parts, and what is left of the gross", () => {
  expect(viewField("regime", reading, "Why this sign")).toBe(
    "Calls +$5.00B, puts −$2.90B: net **+$2.10B per 1 %**\nGross $7.90B · net is 27 % of it",
  );
});

describe("why this confidence", () => {
  test("the distance, how the flip was chosen, and the thresholds", () => {
    expect(viewField("regime", reading, "Why this confidence")).toBe(
      "**moderate**: spot is 1.0 % away from the flip. **594.00** is the only crossing within ±20 %: negative below, positive above.\nMore than 2 % is high, more than 0.5 % moderate, else low. It measures distance only and knows no news.",
    );
  });

  test("one-sided gamma is more stable than low", () => {
    expect(viewField("regime", HARD_CASES["no flip"]!(), "Why this confidence")).toContain(
      "because gamma is one-sided: more stable than the word says.",
    );
    expect(viewField("regime", HARD_CASES["no gamma"]!(), "Why this confidence")).not.toContain("one-sided");
  });
});

test("what would change it, and what rolls off", () => {
  expect(viewField("regime", reading, "What would change it")).toContain("below **594.00** it turns negative");
  expect(viewField("regime", reading, "Net GEX per 1 % once it has rolled off")).toMatch(
    /^Without today \(Nov 23\): net .*\nWithout OPEX \(Dec 18\): net /,
  );
});

describe("the cell", () => {
  const cellOf = (one: Reading, z: number | null) => {
    const vrp = z === null ? vrpAnswerOf({ zScore: zScoreOf(0) }) : vrpAnswerOf({ zScore: zScoreOf(252, { z }) });
    return viewField("regime", one, "Cell", { vrp });
  };
  const negative = { ...reading, regime: { ...reading.regime, gamma: "negative" as const } };

  test.each([
    [reading, 1, "**A · Premium Paradise** (positive γ, high VRP): "],
    [negative, 1, "**B · Tempting Trap** (negative γ, high VRP): "],
    [reading, 0.9999, "**C · Grind It Out** (positive γ, VRP not high): "],
    [negative, 0.9999, "**D · Stay Home** (negative γ, VRP not high): "],
  ])("is gamma of the reply by the z-score, which is high from 1: %#", (one, z, words) => {
    expect(cellOf(one, z)).toContain(words);
  });

  test("a z-score just below 1 does not read as 1", () => {
    expect(cellOf(reading, 0.9999)).toContain("z-score **+0.99**");
    expect(cellOf(reading, 0.96)).toContain("z-score **+0.96**");
    expect(cellOf(reading, 0.94)).toContain("z-score **+0.9**");
  });

  test("without a z-score rests on gamma, and says so with the reason", () => {
    expect(cellOf(reading, null)).toContain("No z-score, so VRP counts as not high: no day of VIX is on record yet.");
    expect(viewField("regime", reading, "Cell", { vrp: null })).toContain("the cell rests on gamma alone");
  });

  test("of gamma without a sign is D, and is not called negative", () => {
    const none = { ...reading, regime: { ...reading.regime, gamma: "undetermined" as const } };
    expect(cellOf(none, 2)).toMatch(/^\*\*D · Stay Home\*\* \(no γ sign\)/);
  });
});
