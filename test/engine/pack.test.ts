import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyse } from "../../src/engine/analyse.ts";
import { packChain, unpackChain } from "../../src/engine/pack.ts";
import { handChain } from "./handChain.ts";
import { anyChain } from "./randomChains.ts";

const chain = handChain(
  [
    { right: "C", strike: 219.78, oi: 12, volume: 7, mid: 1.25, spreadPct: 4.5 },
    { right: "P", strike: 100, oi: 0, iv: Number.NaN },
    { right: "P", strike: 90, oi: 5, slice: 1 },
  ],
  { slices: [{ root: "SPX" }, { root: "SPXW", years: 0.5, carryFrom: "parity", dividendYield: 0.0123456789012345 }] },
);

/** The same bytes beginning `shift` bytes into a larger buffer, as a pool hands them out. */
function shifted(bytes: Uint8Array, shift: number): Uint8Array {
  const pool = new Uint8Array(bytes.length + 64).fill(0xaa);
  pool.set(bytes, shift);
  return pool.subarray(shift, shift + bytes.length);
}

describe("a chain as bytes", () => {
  test("comes out as it went in: strikes, missing IVs, names and carry", () => {
    expect(unpackChain(packChain(chain))).toEqual(chain);
  });

  test("packs to the same bytes again", () => {
    fc.assert(
      fc.property(anyChain(), (any) => {
        const bytes = packChain(any);
        expect(packChain(unpackChain(bytes))).toEqual(bytes);
        expect(unpackChain(bytes)).toEqual(any);
      }),
      { numRuns: 50 },
    );
  });

  test.each([0, 1, 3, 4, 8, 13])("reads bytes that start %i into a larger buffer", (shift) => {
    expect(unpackChain(shifted(packChain(chain), shift))).toEqual(chain);
  });

  test.each([0, 1, 4, 8])("reads a Buffer that starts %i into the pool of Node, whose slice is a view", (shift) => {
    const bytes = packChain(chain);
    const pool = Buffer.alloc(bytes.length + 64);
    pool.set(bytes, shift);
    expect(unpackChain(pool.subarray(shift, shift + bytes.length))).toEqual(chain);
  });

  test("gives the same snapshot", () => {
    const snapshot = (of: typeof chain) => analyse(of, { selection: { kind: "all" } });
    expect(snapshot(unpackChain(packChain(chain)))).toEqual(snapshot(chain));
  });

  test("holds an empty chain", () => {
    const empty = handChain([], { slices: [] });
    expect(unpackChain(packChain(empty))).toEqual(empty);
  });

  test("copies nothing when the bytes are aligned", () => {
    const bytes = packChain(chain);
    expect(unpackChain(bytes).strikes.buffer).toBe(bytes.buffer);
  });

  test("costs about 42 bytes a contract", () => {
    const many = handChain(
      Array.from({ length: 2000 }, (_, i) => ({ right: "C" as const, strike: 50 + (i % 400), oi: i })),
    );
    expect(packChain(many).length / 2000).toBeLessThan(43.5);
  });
});

describe("bytes that are no chain", () => {
  test("of another version are refused, naming both versions", () => {
    const bytes = packChain(chain);
    new DataView(bytes.buffer).setUint32(0, 99, true);
    expect(() => unpackChain(bytes)).toThrow(new RangeError("packed chain of version 99, expected 3"));
  });

  test.each([0, 3, 7])("%i of them are refused", (length) => {
    expect(() => unpackChain(packChain(chain).slice(0, length))).toThrow(RangeError);
  });

  test("cut short are refused, also inside a larger buffer whose neighbours are not theirs", () => {
    const bytes = packChain(chain);
    expect(() => unpackChain(bytes.slice(0, -8))).toThrow(RangeError);
    expect(() => unpackChain(shifted(bytes, 8).subarray(0, bytes.length - 8))).toThrow(RangeError);
  });
});
