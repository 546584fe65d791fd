import { describe, expect, test } from "vitest";
import type { Plan } from "../../../src/engine/plan/types.ts";
import { strikeLines } from "../../../src/views/trade/planStrikes.ts";
import { planCase } from "../../support/planCases.ts";
import { planOf } from "../../support/plans.ts";
import { readingOf } from "../../support/snapshots.ts";

const lines = (plan: Plan, magnet: number | null = null) => {
  const { levels } = readingOf().snapshot;
  return strikeLines(plan, readingOf({ overrides: { levels: { ...levels, magnet: magnet === null ? null : { ...levels.maxPositiveGamma!, strike: magnet, kind: "magnet" } } } })); // prettier-ignore
};

describe("why a strike stands where it stands", () => {
  test("a short put below support says so; beyond the expected move it is said only if it is", () => {
    // 603.42 − 31.9 = 571.52: 575 is not beyond it, 570 is.
    expect(lines(planOf())[0]).toBe("**Sell 575 put** bid 4.55, ask 4.65, Δ −0.20, OI 4,200: beyond support 580");
    const lower = { ...planOf().legs[0]!, strike: 570 };
    expect(lines(planOf({ legs: [lower] }))[0]).toMatch(/: beyond support 580, beyond 1σ \(571\.52\)$/);
  });

  test("a strike on the level is at it, one that no rule explains is there by its delta", () => {
    const levels = { flip: null, support: 575, resistance: null };
    expect(lines(planOf({ levels }))[0]).toMatch(/: at support$/);
    expect(lines(planOf({ levels: { ...levels, support: 560 } }))[0]).toMatch(/: by its delta$/);
    expect(lines(planOf({ levels: { ...levels, support: null } }))[0]).toMatch(/: by its delta$/);
  });

  test("calls are measured against resistance and the upper end of the move", () => {
    // Spot 603.42, one move 31.92: resistance 625 and 635.34 are both below 640.
    const call = lines(planCase("iron_condor")).find((line) => line.startsWith("**Sell 640 call**"));
    expect(call).toMatch(/: beyond resistance 625, beyond 1σ \(635\.34\)$/);
  });

  test("a wing is measured from the strike it protects", () => {
    expect(lines(planOf())[1]).toMatch(/^\*\*Buy 560 put\*\* .*: 15 beyond, ends the loss$/);
  });

  test("at the money it is the strike nearest spot, or the magnet where it stands on one", () => {
    expect(lines(planCase("calendar_spread"))[0]).toMatch(/^\*\*Sell Dec 23 605 call\*\* .*: the strike nearest spot$/);
    expect(lines(planCase("calendar_spread"), 605)[0]).toMatch(/: at the 0DTE magnet$/);
  });
});

test("the highest strike comes first, as on a ladder of prices", () => {
  const strikes = lines(planCase("iron_condor"))
    .slice(0, 4)
    .map((line) => /\d{3}/.exec(line)![0]);
  expect(strikes).toEqual(["655", "640", "570", "555"]);
});

test("levels stand below with their distance; the flip before the short put is an early warning", () => {
  expect(lines(planOf()).at(-1)).toBe(
    "Spot 603.42 · ±1σ 31.90 · flip 594.10 (−1.5 %) · support 580 (−3.9 %) · resistance 620 (+2.7 %). **Early warning 594.10**: below the flip the model says that hedging amplifies.",
  );
  const none = lines(planOf({ levels: { flip: null, support: null, resistance: null }, earlyWarning: null })).at(-1);
  expect(none).toBe("Spot 603.42 · ±1σ 31.90 · flip n/a · support n/a · resistance n/a.");
});
