import { describe, expect, test } from "vitest";
import { findLevels } from "../../src/engine/levels.ts";
import type { StrikeExposure } from "../../src/engine/snapshot.ts";

type Numbers = Partial<Pick<StrikeExposure, "callGex" | "putGex" | "zeroDteGex" | "callOi" | "putOi">>;

const strike = (
  at: number,
  { callGex = 0, putGex = 0, zeroDteGex = 0, callOi = 0, putOi = 0 }: Numbers = {},
): StrikeExposure => ({
  strike: at,
  callGex,
  putGex,
  netGex: callGex + putGex,
  zeroDteGex,
  dex: 0,
  vex: 0,
  chex: 0,
  callOi,
  putOi,
});

describe("walls", () => {
  const strikes = [
    strike(90, { callGex: 1, putGex: -8 }),
    strike(95, { callGex: 9, putGex: -3 }),
    strike(105, { callGex: 6, putGex: -9 }),
    strike(110, { callGex: 4, putGex: 0 }),
  ];

  test("are the largest gamma of each side wherever it lies, call wall below spot and put wall above included", () => {
    const { callWall, putWall, wallsOverlap } = findLevels(strikes, 100);
    expect(callWall).toEqual({ strike: 95, gex: 9, strength: 9 / 20 });
    expect(putWall).toEqual({ strike: 105, gex: -9, strength: 9 / 20 });
    expect(wallsOverlap, "call wall at or below put wall").toBe(true);
  });

  test("resistance and support keep to their side of spot, the strike at spot counting for both", () => {
    const { resistance, support } = findLevels(strikes, 100);
    expect(resistance).toMatchObject({ strike: 105, gex: 6 });
    expect(support).toMatchObject({ strike: 90, gex: -8 });
    const atSpot = findLevels(strikes, 95);
    expect(atSpot.resistance?.strike).toBe(95);
    expect(findLevels(strikes, 105).support?.strike).toBe(105);
  });

  test("walls apart do not overlap, walls on one strike do", () => {
    const apart = [strike(95, { putGex: -1 }), strike(105, { callGex: 1 })];
    expect(findLevels(apart, 100).wallsOverlap).toBe(false);
    expect(findLevels([strike(100, { callGex: 1, putGex: -1 })], 100).wallsOverlap).toBe(true);
  });

  test("the strength of a wall is its share of its own side, between 0 and 1", () => {
    const only = findLevels([strike(95, { putGex: -7 }), strike(105, { callGex: 3 })], 100);
    expect(only.callWall?.strength).toBe(1);
    expect(only.putWall?.strength).toBe(1);
  });

  test("a tie goes to the strike nearer to spot, then to the higher for calls and the lower for puts", () => {
    const tie = (near: number, far: number) => [near, far].map((at) => strike(at, { callGex: 5, putGex: -5 }));
    expect(findLevels(tie(98, 110), 100).callWall?.strike).toBe(98);
    expect(findLevels(tie(110, 98), 100).putWall?.strike).toBe(98);
    expect(findLevels(tie(95, 105), 100).callWall?.strike).toBe(105);
    expect(findLevels(tie(95, 105), 100).putWall?.strike).toBe(95);
    expect(findLevels(tie(105, 95), 100).callWall?.strike, "whatever the order of the list").toBe(105);
  });

  test("are missing, not zero, where a side has no gamma", () => {
    const calls = findLevels([strike(105, { callGex: 1, callOi: 3 })], 100);
    expect(calls).toMatchObject({ putWall: null, support: null, wallsOverlap: false, maxNegativeGamma: null });
    expect(findLevels([], 100)).toEqual({
      callWall: null,
      putWall: null,
      resistance: null,
      support: null,
      wallsOverlap: false,
      maxPositiveGamma: null,
      maxNegativeGamma: null,
      highestOi: null,
      magnet: null,
    });
  });
});

describe("single strikes", () => {
  test("the largest net gamma of either sign, which need not be where a wall is", () => {
    const { maxPositiveGamma, maxNegativeGamma, callWall } = findLevels(
      [strike(95, { callGex: 10, putGex: -9 }), strike(100, { callGex: 4 }), strike(105, { callGex: 2, putGex: -8 })],
      100,
    );
    expect(callWall?.strike).toBe(95);
    expect(maxPositiveGamma).toEqual({ strike: 100, gex: 4 });
    expect(maxNegativeGamma).toEqual({ strike: 105, gex: -6 });
  });

  test("the highest open interest counts calls and puts together", () => {
    const { highestOi } = findLevels(
      [strike(95, { callOi: 60, putOi: 50 }), strike(100, { callOi: 100 }), strike(105, { putOi: 90 })],
      100,
    );
    expect(highestOi).toEqual({ strike: 95, oi: 110 });
  });

  test("the magnet is the largest net gamma of today's expiry by amount; a negative one is named an accelerant", () => {
    const up = [strike(99, { zeroDteGex: 5 }), strike(101, { zeroDteGex: -4, callGex: 100 })];
    expect(findLevels(up, 100).magnet).toEqual({ strike: 99, gex: 5, kind: "magnet" });
    const down = [strike(99, { zeroDteGex: 5 }), strike(101, { zeroDteGex: -6 })];
    expect(findLevels(down, 100).magnet).toEqual({ strike: 101, gex: -6, kind: "accelerant" });
    expect(findLevels([strike(99, { callGex: 5 })], 100).magnet, "nothing expires today").toBeNull();
  });
});
