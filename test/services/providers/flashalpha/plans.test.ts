import { expect, test } from "vitest";
import { createPlanKnown } from "../../../../src/services/providers/flashalpha/planKnown.ts";
import { covers, freshFor, parsePlan, planOfLimit } from "../../../../src/services/providers/flashalpha/plans.ts";

test("a plan is read in any case, and a word that is no plan is none", () => {
  expect([" GROWTH ", "Alpha", "basic", "Free"].map(parsePlan)).toEqual(["growth", "alpha", "basic", "free"]);
  for (const text of ["undetermined", "unknown", "", "__proto__", null, 5, ["basic"]])
    expect(parsePlan(text)).toBeNull();
});

test("both documented numbers of the free plan are Free, and a number between two plans is the smaller", () => {
  expect([5, 10, 100, 250, 2_499, 2_500, 90_000, "unlimited" as const, null].map(planOfLimit)).toEqual([
    "free",
    "free",
    "free",
    "basic",
    "basic",
    "growth",
    "growth",
    "alpha",
    null,
  ]);
});

test("a larger plan has all of a smaller one, and an unknown one is as fresh as the smallest", () => {
  expect([covers("alpha", "free"), covers("basic", "basic"), covers("basic", "growth")]).toEqual([true, true, false]);
  expect(freshFor(null)).toBe(60 * 60_000);
});

test("the vendor's word beats the setting, the setting beats the number of calls, and a new number ends the word", () => {
  let limit: number | null = null;
  let changes = 0;
  const known = createPlanKnown({ setting: null, limit: () => limit, onChange: () => void changes++ });
  expect(known.plan()).toBeNull();
  limit = 250;
  expect([known.plan(), changes]).toEqual(["basic", 0]);
  known.told("growth");
  known.told(null);
  expect([known.plan(), changes]).toEqual(["growth", 1]);
  limit = 5;
  expect([known.plan(), changes]).toEqual(["free", 2]);

  const set = createPlanKnown({ setting: "alpha", limit: () => limit, onChange: () => {} });
  expect(set.plan()).toBe("alpha");
  set.told("basic");
  expect(set.plan()).toBe("basic");
});
