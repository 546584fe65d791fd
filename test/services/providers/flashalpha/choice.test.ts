import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PublishedBlock } from "../../../../src/engine/published.ts";
import { chooseEndpoints } from "../../../../src/services/providers/flashalpha/choice.ts";
import { blocksOf, type Endpoint, givers } from "../../../../src/services/providers/flashalpha/endpoints.ts";

const BLOCKS: readonly PublishedBlock[] = ["levels", "gex", "dex", "vex", "chex"];
const ENDPOINTS: readonly Endpoint[] = [...BLOCKS, "sheet"];
const CHAIN = { kind: "chain" } as const;
const EXPIRY = { kind: "expiry", date: "2026-12-18" } as const;

function chosen(
  wants: readonly PublishedBlock[],
  {
    fresh = [],
    lacks = [],
    reach = CHAIN,
  }: { fresh?: Endpoint[]; lacks?: Endpoint[]; reach?: typeof CHAIN | typeof EXPIRY } = {},
): string {
  return chooseEndpoints(wants, {
    reach,
    can: (endpoint) => !lacks.includes(endpoint),
    isFresh: (endpoint) => fresh.includes(endpoint),
  }).join(" ");
}

describe("the fewest calls", () => {
  test("one sheet for any exposure but GEX alone, whose own answer has the flip", () => {
    expect(["gex", "dex", "vex", "chex"].map((block) => chosen([block as PublishedBlock]))).toEqual([
      "gex",
      "sheet",
      "sheet",
      "sheet",
    ]);
    expect(chosen(["gex", "dex", "vex", "chex"])).toBe("sheet");
  });

  test("the premium and its days cost a call each and come with whatever else is wanted", () => {
    expect(chosen(["vrp", "vrpHistory"])).toBe("vrp vrpHistory");
    expect(chosen(["vrp", "vrpHistory"], { lacks: ["vrp", "vrpHistory"] })).toBe("");
    expect(chosen(["dex", "vrp"])).toBe("sheet vrp");
    expect(chosen(["gex", "vrp"], { lacks: ["sheet"] })).toBe("gex vrp");
  });

  test("one GEX stands for the levels of the chain, not for those of one expiry", () => {
    expect(chosen(["levels", "gex"])).toBe("gex");
    expect(chosen(["levels", "gex"], { reach: EXPIRY })).toBe("levels gex");
  });

  test("levels come with a sheet, which has no flip", () => {
    expect(chosen(["levels", "gex", "dex"])).toBe("levels sheet");
  });

  test("what is at hand is free: a sheet serves GEX, single answers save a sheet", () => {
    expect(chosen(["gex"], { fresh: ["sheet"] })).toBe("sheet");
    expect(chosen(["levels", "gex"], { fresh: ["sheet", "levels"] })).toBe("levels sheet");
    expect(chosen(["levels", "gex"], { fresh: ["sheet"] })).toBe("gex");
    expect(chosen(["dex", "vex"], { fresh: ["dex", "vex"] })).toBe("dex vex");
  });

  test("without a sheet each for itself, in the order of the wishes", () => {
    expect(chosen(["chex", "levels", "dex"], { lacks: ["sheet", "gex"] })).toBe("chex levels dex");
    expect(chosen(["gex"], { lacks: ["sheet", "gex"] })).toBe("");
  });
});

test("whatever is wanted, lacking and at hand: everything that can be had is chosen, nothing that is lacking", () => {
  const some = <T>(values: readonly T[]) => fc.subarray([...values]);
  fc.assert(
    fc.property(
      some(BLOCKS),
      some(ENDPOINTS),
      some(ENDPOINTS),
      fc.constantFrom(CHAIN, EXPIRY),
      (wants, lacks, fresh, reach) => {
        const choice = chooseEndpoints(wants, {
          reach,
          can: (endpoint) => !lacks.includes(endpoint),
          isFresh: (endpoint) => fresh.includes(endpoint),
        });
        expect(choice.filter((endpoint) => lacks.includes(endpoint))).toEqual([]);
        const given = new Set(choice.flatMap(blocksOf));
        const missing = wants.filter((block) => !given.has(block) && givers(block).some((one) => !lacks.includes(one)));
        expect(missing.filter((block) => block !== "levels" || !choice.includes("gex"))).toEqual([]);
        expect(new Set(choice).size).toBe(choice.length);
      },
    ),
    { numRuns: 2_000 },
  );
});
