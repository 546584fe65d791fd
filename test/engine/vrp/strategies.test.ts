import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { strategyScores, type StrategyInput } from "../../../src/engine/vrp/strategies.ts";
import type { Structure } from "../../../src/engine/vrp/types.ts";
import { GOLDEN } from "../../support/golden.ts";

/** The documented example of the vendor, with a gamma support of 0.75; docs/methodology.md "Golden numbers". */
const EXAMPLE: StrategyInput = {
  gamma: "positive",
  gammaSupport: 0.75,
  flowRisk: 18.056,
  z: 1.34,
  iv: 18.45,
  vrp20: 5.41,
  put25: 21.03,
  call25: 16.82,
  downsideVrp: 7.35,
  upsideVrp: 4.21,
  iv7: 15.89,
  vrp7: 3.12,
  slope: (19.5 - 15.89) / 18.45,
  range: 1.2,
  spreadPct: 2,
  event: false,
};
const NEGATIVE: StrategyInput = { ...EXAMPLE, gamma: "negative", gammaSupport: 0.25, flowRisk: 45.174 };
const of = (input: Partial<StrategyInput>) => strategyScores({ ...EXAMPLE, ...input });
const values = (input: Partial<StrategyInput>) =>
  Object.fromEntries(Object.entries(of(input)).map(([structure, { value }]) => [structure, value]));
const scores = (spread: number, strangle: number, condor: number, calendar: number, lizard: number, straddle: number) => ({
  short_put_spread: spread,
  short_strangle: strangle,
  iron_condor: condor,
  calendar_spread: calendar,
  jade_lizard: lizard,
  short_straddle: straddle,
}); // prettier-ignore

describe("the six strategy scores", () => {
  test("of the documented example are those worked out by hand", () => {
    expect(values({})).toEqual(scores(68, 71, 70, 78, 75, 70));
  });

  test("in negative gamma leave no undefined risk above 39", () => {
    expect(values(NEGATIVE)).toEqual(scores(60, 39, 60, 66, 39, 39));
    expect(of(NEGATIVE).short_strangle.gates).toEqual(["gamma_not_positive"]);
    expect(of(NEGATIVE).iron_condor.gates).toEqual([]);
    expect(values({ ...NEGATIVE, gamma: "undetermined" })["short_straddle"], "nor without a sign").toBe(39);
  });

  test("before an event are six tenths, a calendar half", () => {
    expect(values({ event: true })).toEqual(scores(41, 43, 42, 39, 45, 42));
  });

  test("without a premium are at most 25, but for calendars", () => {
    expect(values({ vrp20: -1 })).toEqual(scores(25, 25, 25, 78, 25, 25));
    expect(values({ vrp20: 0 })["iron_condor"], "none is no premium").toBe(25);
  });

  test.skipIf(GOLDEN === null)("agree with the reference file (needs ../shared)", () => {
    const { strategy_positive, strategy_negative, strategy_event, strategy_no_premium } = GOLDEN!;
    const at = ({ inputs }: { inputs?: { G: number; D: number } }) => ({
      gammaSupport: inputs!.G,
      flowRisk: inputs!.D,
    });
    expect(values(at(strategy_positive))).toEqual(strategy_positive.out);
    expect(values({ gamma: "negative", ...at(strategy_negative) })).toEqual(strategy_negative.out);
    expect(values({ ...at(strategy_positive), event: true })).toEqual(strategy_event.out);
    expect(values({ ...at(strategy_positive), vrp20: -1 })).toEqual(strategy_no_premium.out);
  });
});

describe("gates", () => {
  test("work in order, each on what the one before left: no premium, gamma, event", () => {
    const all = of({ ...NEGATIVE, vrp20: -1, event: true });
    expect(all.short_strangle.gates).toEqual(["no_premium", "gamma_not_positive", "event"]);
    expect(all.short_strangle.value, "0.6 of 25").toBe(15);
    expect(of({ ...NEGATIVE, event: true }).short_strangle.value, "0.6 of 39, not 39 again").toBe(23);
    expect(all.calendar_spread.gates).toEqual(["event"]);
  });
});

describe("what goes into each", () => {
  test("an asymmetry of 4 to 1 is whole, of 1 to 1 none; without a premium on calls it is whole, without one on puts none", () => {
    const spread = (downsideVrp: number, upsideVrp: number | null) =>
      of({ put25: 1e6, downsideVrp, upsideVrp }).short_put_spread.value!; // Vp is next to nothing then.
    const none = spread(4, 4);
    expect(spread(4, 1)).toBe(none + 30);
    expect(spread(4, -1)).toBe(none + 30);
    expect(spread(4, 1.6), "2.5 to 1").toBe(none + 15);
    expect(spread(-4, -8)).toBe(none);
  });

  test("a strangle wants a skew of 0.15, a put spread 0.30, a straddle none", () => {
    const at = (k: number) => of({ put25: 20 + 18.45 * k, call25: 20 });
    expect(at(0.15).short_strangle.value! - at(0.3).short_strangle.value!).toBe(15);
    expect(at(0.05).short_straddle.value! - at(0.3).short_straddle.value!).toBe(20);
    const steep = (k: number) => of({ put25: 20 + 18.45 * k, call25: 20, downsideVrp: 0 }).short_put_spread.value!;
    expect(steep(0.3) - steep(0.05)).toBe(20);
  });

  test("a jade lizard wants calls that carry no premium", () => {
    expect(of({ upsideVrp: 0 }).jade_lizard.value! - of({ upsideVrp: 16.82 }).jade_lizard.value!).toBe(20);
  });

  test("wide quotes cost a condor 10 and a calendar 15", () => {
    const [tight, wide] = [of({ spreadPct: 1 }), of({ spreadPct: 10 })];
    expect(tight.iron_condor.value! - wide.iron_condor.value!).toBe(10);
    expect(tight.calendar_spread.value! - wide.calendar_spread.value!).toBe(15);
  });
});

describe("missing input", () => {
  test("drops out of the weights, and the coverage says how much is left", () => {
    const { iron_condor, short_strangle } = of({ range: null });
    expect(iron_condor.coverage).toBeCloseTo(0.85, 12);
    expect(short_strangle.coverage).toBeCloseTo(0.85, 12);
    // The same score from what is left: (70.2 − 0.15·50) / 0.85 by the example's unrounded condor.
    expect(iron_condor.value).toBeGreaterThan(70);
  });

  test("below 60 % of the weights there is no score", () => {
    const { short_put_spread, jade_lizard } = of({ put25: null, downsideVrp: null });
    expect(short_put_spread).toEqual({ value: null, coverage: 0.15, gates: [] });
    expect(jade_lizard).toMatchObject({ value: null, coverage: expect.closeTo(0.45, 12) as number });
    expect(of({ slope: null }).calendar_spread, "65 % are enough").toMatchObject({ coverage: expect.closeTo(0.65, 12) as number, value: expect.any(Number) as number }); // prettier-ignore
    expect(of({ put25: null, range: null }).short_strangle.coverage, "70 %").toBeCloseTo(0.7, 12);
    expect(of({ put25: null, call25: null, range: null, vrp20: null }).short_strangle.value).toBeNull();
    expect(of({ put25: null, range: null, spreadPct: null }).iron_condor.value, "45 %").toBeNull();
    expect(of({ vrp7: null, spreadPct: null }).calendar_spread, "exactly 60 % are enough").toMatchObject({
      coverage: 0.6,
      value: expect.any(Number) as number,
    });
    expect(of({ slope: null, spreadPct: null }).calendar_spread.value, "50 % are not").toBeNull();
  });

  test("a missing z leaves richness to the premium alone", () => {
    // V is ramp(5.41 / 18.45, 0, 0.35) = 0.8378 then, instead of half of it and half of 0.835.
    const value = 0.4 * (5.41 / 18.45 / 0.35) + 0.25 * 0.75 + 0.2 * (1 - (4.21 / 18.45 - 0.05) / 0.25) + 0.15 * 0.81944;
    expect(of({ z: null }).short_straddle).toMatchObject({ value: Math.round(100 * value), coverage: 1 });
  });
});

describe("laws", () => {
  const vol = fc.double({ min: 1, max: 100, noNaN: true });
  const points = fc.double({ min: -30, max: 30, noNaN: true });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const missable = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null, freq: 8 });
  const input: fc.Arbitrary<StrategyInput> = fc.record({
    gamma: fc.constantFrom("positive" as const, "negative" as const, "undetermined" as const),
    gammaSupport: share,
    flowRisk: fc.double({ min: 0, max: 100, noNaN: true }),
    z: missable(fc.double({ min: -4, max: 4, noNaN: true })),
    iv: missable(vol),
    vrp20: missable(points),
    put25: missable(vol),
    call25: missable(vol),
    downsideVrp: missable(points),
    upsideVrp: missable(points),
    iv7: missable(vol),
    vrp7: missable(points),
    slope: missable(fc.double({ min: -0.5, max: 0.5, noNaN: true })),
    range: missable(fc.double({ min: 0, max: 3, noNaN: true })),
    spreadPct: missable(fc.double({ min: 0, max: 30, noNaN: true })),
    event: fc.boolean(),
  });

  test("every score is a whole number from 0 to 100, or null below its coverage", () => {
    fc.assert(
      fc.property(input, (any) => {
        for (const { value, coverage } of Object.values(strategyScores(any))) {
          expect(value === null).toBe(coverage < 0.6);
          if (value === null) continue;
          expect(Number.isInteger(value) && value >= 0 && value <= 100).toBe(true);
        }
      }),
    );
  });

  const grows = (structure: Structure, more: (input: StrategyInput, by: number) => Partial<StrategyInput>) =>
    fc.assert(
      fc.property(input, share, (any, by) => {
        const [before, after] = [strategyScores(any), strategyScores({ ...any, ...more(any, by) })];
        const [low, high] = [before[structure].value, after[structure].value];
        if (low !== null && high !== null) expect(high).toBeGreaterThanOrEqual(low);
      }),
    );
  const plus = (x: number | null, by: number) => (x === null ? null : x + by);

  test.each([
    "short_put_spread",
    "short_strangle",
    "iron_condor",
    "calendar_spread",
    "jade_lizard",
    "short_straddle",
  ] as const)("%s never falls with gamma support", (structure) =>
    grows(structure, ({ gammaSupport }, by) => ({ gammaSupport: gammaSupport + by * (1 - gammaSupport) })),
  );
  test("a put spread never falls with the premium on puts, nor rises with that on calls", () => {
    grows("short_put_spread", ({ downsideVrp }, by) => ({ downsideVrp: plus(downsideVrp, 10 * by) }));
    grows("short_put_spread", ({ upsideVrp }, by) => ({ upsideVrp: plus(upsideVrp, -10 * by) }));
  });
  test("a calendar never falls with the slope, nor rises with the premium at the front", () => {
    grows("calendar_spread", ({ slope }, by) => ({ slope: plus(slope, by) }));
    grows("calendar_spread", ({ vrp7 }, by) => ({ vrp7: plus(vrp7, -10 * by) }));
  });
  test("strangle and straddle never rise with flow risk", () => {
    grows("short_strangle", ({ flowRisk }, by) => ({ flowRisk: flowRisk * (1 - by) }));
    grows("short_straddle", ({ flowRisk }, by) => ({ flowRisk: flowRisk * (1 - by) }));
  });
  test("a condor never falls with z", () => grows("iron_condor", ({ z }, by) => ({ z: plus(z, 3 * by) })));
});
