import { describe, expect, test } from "vitest";
import { type Reading, readSnapshot } from "../../../src/engine/regime.ts";
import type { Levels } from "../../../src/engine/snapshot.ts";
import { HARD_CASES } from "../../support/hardCases.ts";
import { snapshotOf, withLevels } from "../../support/snapshots.ts";
import { viewField, viewWords } from "../../support/viewFields.ts";

const up = (price: number) => ({ price, direction: "up" as const });
const SPOT = 600;

/** A whole set of levels around 600. */
function reading(some: Partial<Levels> = {}, move: number | null = 6): Reading {
  const snapshot = snapshotOf({ spot: SPOT });
  return readSnapshot(
    withLevels(
      {
        ...snapshot,
        expectedMove: move === null ? null : { ...snapshot.expectedMove!, usd: move, straddle: 4.5 },
        expiries: snapshot.expiries.map((expiry, index) => ({ ...expiry, maxPain: 598 + index })),
      },
      {
        flip: { price: 594.1, direction: "up", roots: [up(594.1)], missing: null },
        callWall: { strike: 610, gex: 2.1e9, strength: 0.43 },
        putWall: { strike: 590, gex: -1.5e9, strength: 0.153 },
        resistance: { strike: 610, gex: 2.1e9, strength: 0.43 },
        support: { strike: 590, gex: -1.5e9, strength: 0.153 },
        maxPositiveGamma: { strike: 610, gex: 4e8 },
        maxNegativeGamma: { strike: 585, gex: -9e8 },
        magnet: { strike: 603, gex: 2e8, kind: "magnet" },
        highestOi: { strike: 600, oi: 165_496 },
        ...some,
      },
    ),
  );
}

const above = (one: Reading) => viewField("levels", one, "Above spot")!.split("\n");
const below = (one: Reading) => viewField("levels", one, "From spot down")!.split("\n");

describe("all levels by price", () => {
  test("the highest first, spot in its place, equal prices on one line", () => {
    expect(above(reading())).toEqual([
      "**610** +1.7 % · call wall · max γ",
      "**606.00** +1.0 % · +1σ",
      "**603** +0.50 % · 0DTE magnet",
    ]);
    expect(below(reading())).toEqual([
      "▸ **600.00** · **spot**",
      "**600** 0 % · most OI · max pain Nov 27",
      "**599** −0.17 % · max pain Nov 24",
      "**598** −0.33 % · max pain Nov 23",
      "**594.10** −0.98 % · γ flip (up)",
      "**594.00** −1.0 % · −1σ",
      "**590** −1.7 % · put wall",
      "**585** −2.5 % · most negative γ",
    ]);
  });

  test("descend in every hard case", () => {
    for (const make of Object.values(HARD_CASES)) {
      const one = make();
      const prices = [...above(one), ...below(one)]
        .filter((line) => line.includes("**"))
        .map((line) => Number(/\*\*([\d,.]+)\*\*/.exec(line)![1]!.replaceAll(",", "")));
      expect(prices).toEqual(prices.toSorted((a, b) => b - a));
    }
  });

  test("every crossing is listed with its direction, the flip among them", () => {
    const roots = [up(594.1), { price: 580, direction: "down" as const }];
    const lines = below(reading({ flip: { price: 594.1, direction: "up", roots, missing: null } }));
    expect(lines).toContain("**594.10** −0.98 % · γ flip (up)");
    expect(lines).toContain("**580.00** −3.3 % · crossing (down)");
  });

  test("a wall on the wrong side says so, and the level on its own side follows", () => {
    const wrong = reading({
      callWall: { strike: 595, gex: 1e9, strength: 0.3 },
      putWall: { strike: 605, gex: -1e9, strength: 0.3 },
    });
    expect(below(wrong)).toContain("**595** −0.83 % · call wall, wrong side");
    expect(above(wrong)).toContain("**605** +0.83 % · put wall, wrong side");
    expect(above(wrong)).toContain("**610** +1.7 % · resistance (call γ from spot up) · max γ");
    expect(below(wrong)).toContain("**590** −1.7 % · support (put γ from spot down)");
  });

  test("nothing above is said", () => {
    const none = readSnapshot(snapshotOf({ count: 0, overrides: { expectedMove: null, expiries: [] } }));
    expect(above(none)).toEqual(["no level"]);
    expect(below(none)).toHaveLength(1);
  });

  test("a move wider than the price itself has no lower bound to list", () => {
    expect(below(reading({}, 700)).join()).not.toContain("−1σ");
  });
});

describe("what stands behind them", () => {
  test("how strong a wall is, and that under a fifth of its side is weak", () => {
    expect(viewField("levels", reading(), "Call wall")).toBe("**610** · +$2.10B\n43.0 % of call γ");
    expect(viewField("levels", reading(), "Put wall")).toBe("**590** · −$1.50B\n15.3 % of put γ, weak (< 20 %)");
    expect(viewField("levels", reading({ putWall: null }), "Put wall")).toBe("none\nno put gamma");
  });

  test("which crossing is the flip and why", () => {
    expect(viewField("levels", reading(), "Flip")).toBe(
      "**594.10** is the only crossing within ±20 %: negative below, positive above.",
    );
    const none = { price: null, direction: null, roots: [], missing: "negative_throughout" } as const;
    expect(viewField("levels", reading({ flip: none }), "Flip")).toBe(
      "None within ±20 %: net gamma is negative throughout.",
    );
  });

  test("the busiest strike, the magnet and what a negative one is called", () => {
    expect(viewField("levels", reading(), "Most OI")).toBe("**600**\n165,496 contracts");
    expect(viewField("levels", reading(), "0DTE magnet")).toBe("**603** · +$200M\npulls, if the sign holds");
    const negative = reading({ magnet: { strike: 603, gex: -2e8, kind: "accelerant" } });
    expect(viewField("levels", negative, "0DTE accelerant")).toBe("**603** · −$200M\npushes away, no magnet");
    expect(viewField("levels", reading({ magnet: null }), "0DTE magnet")).toBe("none\nno net gamma expires today");
  });

  test("max pain of the next three expiries", () => {
    expect(viewField("levels", reading(), "Max pain")).toBe("Nov 23: **598**\nNov 24: **599**\nNov 27: **600**");
  });

  test("the expected move as width and prices, and the straddle with what it makes of one sigma", () => {
    // 4.5 × 1.2533 = 5.63985
    expect(viewField("levels", reading(), "Expected move")).toBe(
      "**±6.00** (±1.0 %)\n1σ by Nov 24, 16:00 ET: 594.00 to 606.00\nstraddle 4.50, × 1.2533 ≈ 1σ of 5.64",
    );
    expect(viewField("levels", reading({}, null), "Expected move")).toBe("n/a\nno at-the-money IV");
  });
});

test("the sentence on walls says where gamma is, and no more", () => {
  expect(viewWords("levels", reading()).sentences[1]).toBe(
    "Largest call gamma at **610** (+1.7 %), largest put gamma at **590** (−1.7 %).",
  );
  expect(viewWords("levels", reading({ callWall: null, putWall: null })).sentences[1]).toBe(
    "No call gamma, no put gamma.",
  );
});
