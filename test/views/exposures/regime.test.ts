import { describe, expect, test } from "vitest";
import { readSnapshot } from "../../../src/engine/regime.ts";
import { HARD_CASES } from "../../support/hardCases.ts";
import { snapshotOf, withLevels } from "../../support/snapshots.ts";
import { viewField, viewWords } from "../../support/viewFields.ts";

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

test("no cell of the volatility premium is claimed", () => {
  for (const make of Object.values(HARD_CASES))
    expect(JSON.stringify(viewWords("regime", make()))).not.toMatch(/VRP|premium|\bcell\b/i);
});
