import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Reading, readSnapshot } from "../../src/engine/regime.ts";
import { explainEmbed } from "../../src/views/explainReading.ts";
import { anyFullReading } from "../support/anyFullReading.ts";
import { anyReading } from "../support/anyReading.ts";
import { NOW } from "../support/exposurePosts.ts";
import { figuresIn } from "../support/figuresIn.ts";
import { figuresOf } from "../support/figuresOf.ts";
import { HARD_CASES } from "../support/hardCases.ts";
import { SLIPS } from "../support/posts.ts";
import { readingOf, snapshotOf, withLevels } from "../support/snapshots.ts";

const textOf = (reading: Reading) => {
  const { description = "", fields = [] } = explainEmbed(reading, { now: NOW });
  return [description, ...fields.map(({ value }) => value)].join("\n");
};
const fieldOf = (reading: Reading, name: string) =>
  explainEmbed(reading, { now: NOW }).fields!.find((field) => field.name === name)?.value;

/** Figures of the text that no figure of the reading is printed as. */
function inventedIn(reading: Reading): string[] {
  const known = figuresOf(reading, NOW);
  return figuresIn(textOf(reading)).filter((figure) => !known.has(figure));
}

describe("every figure is found in the data", () => {
  test.each(Object.entries(HARD_CASES))("%s", (_name, make) => expect(inventedIn(make())).toEqual([]));

  test("for any reading", () => {
    fc.assert(
      fc.property(fc.oneof(anyReading, anyFullReading), (reading) => {
        expect(inventedIn(reading)).toEqual([]);
        expect(textOf(reading)).not.toMatch(SLIPS);
      }),
      { numRuns: 150 },
    );
  });

  test("the check finds a figure of another market, and one with the wrong sign", () => {
    const known = figuresOf(readingOf(), NOW);
    const { gex } = readingOf().snapshot.net;
    expect(gex).toBeGreaterThan(0);
    const other = figuresIn(textOf(readingOf({ spot: 431.17, seed: 3 })));
    expect(other.filter((figure) => !known.has(figure)).length).toBeGreaterThan(10);
    expect(known.has("−$1.25B")).toBe(false);
    expect(known.has("37.3 %")).toBe(false);
  });
});

describe("what it says", () => {
  test("the sign from its parts: calls, puts, net, gross and what is left after netting", () => {
    const { net, calls, puts } = snapshotOf();
    const reading = readingOf({
      overrides: {
        net: { ...net, gex: 2.1e9 },
        calls: { ...calls, gex: 5e9 },
        puts: { ...puts, gex: -2.9e9 },
        grossGex: 7.9e9,
      },
    });
    expect(fieldOf(reading, "The sign")).toBe(
      "Calls +$5.00B, puts −$2.90B: net **+$2.10B per 1 %**\nGross $7.90B · net is 27 % of it",
    );
  });

  test("which crossing is the flip, and all of them when there are several", () => {
    expect(fieldOf(HARD_CASES["several roots"]!(), "The flip")!.split("\n").slice(1)).toEqual([
      "**596.40** is chosen, the nearest upward crossing: negative below, positive above.",
      "**596.40** −1.2 % · upward",
      "588.80 −2.4 % · downward",
      "571.30 −5.3 % · upward",
    ]);
  });

  test("the thresholds beside the distance they are compared with", () => {
    const flip = {
      price: 594,
      direction: "up" as const,
      roots: [{ price: 594, direction: "up" as const }],
      missing: null,
    };
    const reading = readSnapshot(withLevels(snapshotOf({ spot: 600 }), { flip }));
    expect(fieldOf(reading, "Confidence")).toMatch(
      /^\*\*moderate\*\*: the flip is 1\.0 %, \d\.\d one-day moves, from spot; more than 2 % is high, more than 0\.5 % moderate, else low\.$/,
    );
  });

  test("why confidence is low without a flip, and that one-sided gamma is stable", () => {
    expect(fieldOf(HARD_CASES["no flip"]!(), "Confidence")).toBe(
      "**low**, because there is no flip to measure from; one-sided gamma is more stable than the word says.",
    );
  });

  test("what the data lacks", () => {
    const data = fieldOf(HARD_CASES["degraded"]!(), "Data");
    expect(data).toContain("14 % of live OI had no usable IV (12 contracts).");
    expect(data).toContain("IV repaired: 4 from the other side, 9 from mids.");
    expect(data).toContain("**Degraded.**");
    expect(fieldOf(readingOf(), "Data")).not.toContain("Degraded");
  });

  test("the expiries that carry most of the gross gamma, with their days to go", () => {
    const { expiries } = snapshotOf();
    const sized = expiries.map((expiry, index) => ({ ...expiry, grossGex: [10, 0, 20, 0, 30, 40][index]! }));
    expect(fieldOf(readingOf({ overrides: { expiries: sized } }), "What carries it")).toContain(
      "Of gross gamma: Jun 17 (206 d) 40 %, Jan 15 (53 d) 30 %, Nov 27 (4 d) 20 %",
    );
  });

  test("where spot comes from and how old quotes and copy are", () => {
    const reading = readingOf({ overrides: { spotBasis: "parity", fetchedAt: "2026-11-23T14:30:00Z" } });
    expect(fieldOf(reading, "Data")).toContain(
      "Spot: put-call parity of today's expiry. Quotes of Nov 23, 09:45 ET, fetched 31 min ago; OI of Nov 20.",
    );
  });

  test("it is the same text every time", () => expect(textOf(readingOf())).toBe(textOf(readingOf())));
});
