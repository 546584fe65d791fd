import { expect, it } from "vitest";
import { keep } from "../../../sandbox/market/keep.ts";

it("makes a value once and forgets the least recently used beyond the limit", () => {
  const made: string[] = [];
  const kept = keep<string>(2);
  const get = (key: string) => kept.get(key, () => (made.push(key), key.toUpperCase()));
  expect(["a", "b", "a", "c", "a", "b"].map(get)).toEqual(["A", "B", "A", "C", "A", "B"]);
  expect(made, "a was used when c came, so b had to go").toEqual(["a", "b", "c", "b"]);
  expect(kept.size).toBe(2);
});
