import { describe, expect, test } from "vitest";
import type { Flip, FlipRoot } from "../../src/engine/snapshot.ts";
import { chosenBecause, crossingLines } from "../../src/views/flipWords.ts";

const root = (price: number, direction: FlipRoot["direction"]): FlipRoot => ({ price, direction });
const flip = (...roots: readonly FlipRoot[]): Flip => ({
  price: roots[0]?.price ?? null,
  direction: roots[0]?.direction ?? null,
  roots,
  missing: roots.length > 0 ? null : "no_gamma",
});

describe("why that crossing", () => {
  test.each([
    [flip(root(594, "up")), "**594.00** is the only crossing within ±20 %: negative below, positive above."],
    [flip(root(594, "down")), "**594.00** is the only crossing within ±20 %: positive below, negative above."],
    [
      flip(root(594, "up"), root(598, "down")),
      "**594.00** is chosen, the nearest upward crossing: negative below, positive above.",
    ],
    [
      flip(root(594, "down"), root(560, "down")),
      "**594.00** is chosen: no crossing is upward, so the nearest one, positive below, negative above.",
    ],
    [flip(), "None: these expiries carry no gamma."],
    [{ ...flip(), missing: "positive_throughout" as const }, "None within ±20 %: net gamma is positive throughout."],
  ])("%#", (one, words) => expect(chosenBecause(one)).toBe(words));
});

describe("every crossing", () => {
  test("the nearest to spot first, the chosen one in bold", () => {
    expect(crossingLines(flip(root(594, "up"), root(640, "down"), root(598, "down")), 600)).toEqual([
      "598.00 −0.33 % · downward",
      "**594.00** −1.0 % · upward",
      "640.00 +6.7 % · downward",
    ]);
  });

  test("more than six are counted", () => {
    const many = Array.from({ length: 9 }, (_, index) => root(601 + index, "up"));
    const lines = crossingLines(flip(...many), 600);
    expect(lines).toHaveLength(7);
    expect(lines.at(-1)).toBe("… and 3 more");
  });
});
