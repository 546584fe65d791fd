import { describe, expect, test } from "vitest";
import { createAllowance } from "../../src/services/allowance.ts";

function setup() {
  let time = 0;
  return { allowance: createAllowance({ now: () => time }), pass: (ms: number) => void (time += ms) };
}
const take = (times: number, one: () => number) => Array.from({ length: times }, one);

describe("a user", () => {
  test("may make us ask five times at once, then once every four seconds", () => {
    const { allowance, pass } = setup();
    const mine = () => allowance.take({ userId: "1", guildId: null });
    expect(take(6, mine)).toEqual([0, 0, 0, 0, 0, 4_000]);
    pass(4_000);
    expect(take(2, mine)).toEqual([0, 4_000]);
  });

  test("does not take from another", () => {
    const { allowance } = setup();
    take(9, () => allowance.take({ userId: "1", guildId: null }));
    expect(allowance.take({ userId: "2", guildId: null })).toBe(0);
  });
});

describe("a server", () => {
  test("may make us ask thirty times a minute, whoever asks in it", () => {
    const { allowance } = setup();
    let user = 0;
    const waits = take(31, () => allowance.take({ userId: String(user++), guildId: "g" }));
    expect(waits.slice(0, 30).every((wait) => wait === 0)).toBe(true);
    expect(waits[30]).toBe(2_000);
    expect(allowance.take({ userId: "x", guildId: "another" })).toBe(0);
    expect(allowance.take({ userId: "y", guildId: null }), "nor outside of it").toBe(0);
  });

  test("is not emptied by one user who is refused himself", () => {
    const { allowance } = setup();
    take(500, () => allowance.take({ userId: "greedy", guildId: "g" }));
    let user = 0;
    expect(take(25, () => allowance.take({ userId: String(user++), guildId: "g" })).every((wait) => wait === 0)).toBe(
      true,
    );
  });
});

describe("a list", () => {
  const QUARTER = 15 * 60_000;

  test("may have fifty symbols fetched at once, and the same again a quarter of an hour later", () => {
    const { allowance, pass } = setup();
    const mine = () => allowance.take({ userId: "1", guildId: null }, "list");
    expect(take(50, mine).every((wait) => wait === 0)).toBe(true);
    expect(mine(), "then one in eighteen seconds").toBe(18_000);
    pass(QUARTER);
    expect(take(50, mine).every((wait) => wait === 0)).toBe(true);
  });

  test("of one server is three times as much, whoever asks in it", () => {
    const { allowance } = setup();
    let asked = 0;
    const ours = () => allowance.take({ userId: String(Math.floor(asked++ / 50)), guildId: "g" }, "list");
    expect(take(150, ours).every((wait) => wait === 0)).toBe(true);
    expect(ours()).toBe(6_000);
  });

  test("takes nothing from single symbols, nor they from it", () => {
    const { allowance } = setup();
    const me = { userId: "1", guildId: "g" };
    take(60, () => allowance.take(me, "list"));
    expect(take(5, () => allowance.take(me))).toEqual([0, 0, 0, 0, 0]);
    const other = { userId: "2", guildId: "h" };
    take(9, () => allowance.take(other));
    expect(allowance.take(other, "list")).toBe(0);
  });
});
