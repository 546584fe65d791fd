import { describe, expect, test } from "vitest";
import { vrpRegime, type VrpRegimeInput } from "../../../src/engine/vrp/vrpRegime.ts";

/** A quiet day with a fair premium. */
const QUIET: VrpRegimeInput = {
  gamma: "positive",
  z: 0,
  vrp20: 3,
  iv: 20,
  iv7: 20,
  atm30: 20,
  iv30: 20,
  rv5: 15,
  oiDroppedShare: 0.1,
  event: false,
};
const of = (input: Partial<VrpRegimeInput>) => vrpRegime({ ...QUIET, ...input });

describe("the regime of the premium", () => {
  test.each<[string, Partial<VrpRegimeInput>, string]>([
    ["nothing special", {}, "fair_value"],
    ["z of 1, more than 2 points, positive gamma", { z: 1, vrp20: 2.01 }, "harvestable"],
    ["z just below 1", { z: 0.999 }, "fair_value"],
    ["z of 1 on exactly 2 points, which do not pay", { z: 1, vrp20: 2 }, "elevated"],
    ["z of 1 in negative gamma", { z: 1, gamma: "negative" }, "elevated"],
    ["z of 1 without a premium known", { z: 1, vrp20: null }, "elevated"],
    ["z of −1", { z: -1 }, "cheap_convexity"],
    ["z just above −1", { z: -0.999 }, "fair_value"],
    ["no z", { z: null }, "fair_value"],
    ["a negative premium in negative gamma", { vrp20: -0.1, gamma: "negative" }, "toxic_short_vol"],
    ["a negative premium in positive gamma", { vrp20: -0.1 }, "fair_value"],
    ["no premium at all in negative gamma", { vrp20: 0, gamma: "negative" }, "fair_value"],
    ["last week wilder than what is paid", { rv5: 20.1 }, "toxic_short_vol"],
    ["last week as wild as what is paid", { rv5: 20 }, "fair_value"],
    ["an event with a dear front", { event: true, iv7: 23.1 }, "event_only"],
    ["an event with a front 15 % above", { event: true, iv7: 23 }, "fair_value"],
    ["a dear front without an event", { iv7: 30 }, "fair_value"],
    ["our IV and the feed's a quarter apart", { atm30: 25.1 }, "surface_distorted"],
    ["a quarter exactly", { atm30: 25 }, "fair_value"],
    ["a quarter below", { atm30: 14.9 }, "surface_distorted"],
    ["the feed without an IV", { iv30: null, atm30: 99 }, "fair_value"],
    ["more than a fifth of open interest without an IV", { oiDroppedShare: 0.201 }, "surface_distorted"],
    ["a fifth", { oiDroppedShare: 0.2 }, "fair_value"],
  ])("%s", (_, input, label) => {
    expect(of(input)).toBe(label);
  });

  test("is the first that fits: distorted, event, toxic, cheap, harvestable, elevated", () => {
    const everything = { oiDroppedShare: 0.3, event: true, iv7: 30, vrp20: -1, gamma: "negative", z: -2 } as const;
    expect(of(everything)).toBe("surface_distorted");
    expect(of({ ...everything, oiDroppedShare: 0 })).toBe("event_only");
    expect(of({ ...everything, oiDroppedShare: 0, event: false })).toBe("toxic_short_vol");
    expect(of({ ...everything, oiDroppedShare: 0, event: false, gamma: "positive" })).toBe("cheap_convexity");
  });
});
