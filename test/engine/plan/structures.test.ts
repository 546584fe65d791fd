import { describe, expect, test } from "vitest";
import { isAllowed, structuresFor } from "../../../src/engine/plan/structures.ts";
import type { Cell } from "../../../src/engine/regime.ts";
import type { Structure, VrpReading } from "../../../src/engine/vrp/types.ts";

const SCORES: Record<Structure, number | null> = {
  short_put_spread: 68,
  short_strangle: 71,
  iron_condor: 70,
  calendar_spread: 78,
  jade_lizard: 75,
  short_straddle: 99,
};
const order = (cell: Cell, scores: Partial<typeof SCORES> = {}) =>
  structuresFor({
    cell,
    strategies: Object.fromEntries(
      Object.entries({ ...SCORES, ...scores }).map(([name, value]) => [name, { value, coverage: 1, gates: [] }]),
    ) as unknown as VrpReading["strategies"],
  });

describe("the structures a cell allows", () => {
  test("A: any of the five, the best score first; a straddle only on request", () => {
    expect(order("A")).toEqual(["calendar_spread", "jade_lizard", "short_strangle", "iron_condor", "short_put_spread"]);
    expect(isAllowed("A", "short_straddle")).toBe(true);
  });

  test("B: defined risk only", () => {
    expect(order("B")).toEqual(["iron_condor", "short_put_spread"]);
    expect(isAllowed("B", "short_strangle")).toBe(false);
  });

  test("C: a calendar first, whatever the scores, then a condor", () => {
    expect(order("C", { calendar_spread: 10, iron_condor: 90 })).toEqual(["calendar_spread", "iron_condor"]);
  });

  test("D: none", () => expect(order("D")).toEqual([]));

  test("a tie goes to defined risk", () => {
    expect(order("A", { short_strangle: 78, jade_lizard: 78, iron_condor: 78 }).slice(0, 2)).toEqual([
      "iron_condor",
      "calendar_spread",
    ]);
  });

  test("one without a score is not offered", () => {
    expect(order("C", { calendar_spread: null })).toEqual(["iron_condor"]);
  });
});
