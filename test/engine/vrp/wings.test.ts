import { describe, expect, test } from "vitest";
import { greeks } from "../../../src/engine/blackScholes.ts";
import { wing } from "../../../src/engine/vrp/wings.ts";
import { everyRow, handChain, type HandRow } from "../handChain.ts";

const YEARS = 30 / 365;
const at = (rows: readonly HandRow[], right: "call" | "put") => {
  const chain = handChain(rows, { slices: [{ years: YEARS }] });
  return wing(chain, [...everyRow(chain)], right);
};
const put = (strike: number, iv: number, rest: Partial<HandRow> = {}): HandRow => ({ right: "P", strike, oi: 1, iv, ...rest }); // prettier-ignore
const call = (strike: number, iv: number, rest: Partial<HandRow> = {}): HandRow => ({ ...put(strike, iv, rest), right: "C" }); // prettier-ignore
const delta = (right: "call" | "put", strike: number, iv: number) =>
  Math.abs(greeks({ right, spot: 100, strike, years: YEARS, iv, rate: 0, dividendYield: 0 }).delta);

describe("the 25-delta option", () => {
  test("lies between the two strikes around it, linear in delta", () => {
    const [near, far] = [delta("put", 97, 0.24), delta("put", 95, 0.26)];
    expect(near).toBeGreaterThan(0.25);
    expect(far).toBeLessThan(0.25);
    const share = (near - 0.25) / (near - far);
    const { iv, strike } = at([put(99, 0.22), put(97, 0.24), put(95, 0.26), put(90, 0.3)], "put")!;
    expect(iv).toBeCloseTo(24 + 2 * share, 9);
    expect(strike).toBeCloseTo(97 - 2 * share, 9);
  });

  test("of a call is above the forward, of a put below it, whatever order the rows come in", () => {
    const rows = [call(110, 0.2), put(90, 0.2), call(101, 0.2), put(99, 0.2), call(105, 0.2), put(95, 0.2)];
    expect(at(rows, "call")!.strike).toBeGreaterThan(101);
    expect(at(rows, "put")!.strike).toBeLessThan(99);
    expect(at(rows.toReversed(), "put")).toEqual(at(rows, "put"));
  });

  test("is null when no option lies on one of its sides: nothing is extrapolated", () => {
    expect(at([put(99, 0.2), put(98, 0.2)], "put"), "all of them nearer").toBeNull();
    expect(at([put(90, 0.2), put(85, 0.2)], "put"), "all of them further").toBeNull();
    expect(at([put(99, 0.2), put(90, Number.NaN)], "put"), "without an IV").toBeNull();
    expect(at([put(99, 0.2), put(90, 0.2)], "call"), "the other side").toBeNull();
  });

  test("is not looked for in the money", () => {
    expect(at([put(101, 0.2), put(150, 0.2), put(90, 0.2)], "put")).toBeNull();
  });

  test("has the spread of the listed option that is nearer in delta", () => {
    const near = delta("put", 97, 0.2);
    expect(Math.abs(near - 0.25)).toBeLessThan(Math.abs(delta("put", 92, 0.2) - 0.25));
    const quoted = (a: number, b: number) =>
      at([put(97, 0.2, { mid: 1, spreadPct: a }), put(92, 0.2, { mid: 1, spreadPct: b })], "put")!.spreadPct;
    expect(quoted(4, 20)).toBe(4);
    expect(at([put(97, 0.2), put(92, 0.2)], "put")!.spreadPct, "no two-sided quote").toBeNull();
  });
});
