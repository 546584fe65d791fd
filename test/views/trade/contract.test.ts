import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contractUsd, exactUsd, quoted } from "../../../src/views/trade/contract.ts";

test.each([
  [2.1, "$210"],
  [-12.9, "−$1,290"],
  [0.0004, "$0"],
  [-0.0004, "$0"],
  [1234.567, "$123,457"],
])("%f a share is %s a contract, to the dollar", (perShare, words) => expect(contractUsd(perShare)).toBe(words));

test("a gain has its plus only where it is asked for", () => {
  expect([contractUsd(0.74, { signed: true }), contractUsd(-0.74, { signed: true }), contractUsd(0, { signed: true })]).toEqual(["+$74", "−$74", "$0"]); // prettier-ignore
});

describe("to the cent", () => {
  test.each([
    [12.9, "$1,290"],
    [12.895, "$1,289.50"],
    [-5.4052, "−$540.52"],
  ])("%f a share is %s", (perShare, words) => expect(exactUsd(perShare)).toBe(words));

  test("a loss is never said to be less than it is, and not a cent more for what a float leaves over", () => {
    expect(exactUsd(12.89511, "up")).toBe("$1,289.52");
    expect(exactUsd(15 - 2.1, "up")).toBe("$1,290");
    expect(exactUsd(0, "up")).toBe("$0");
    fc.assert(
      fc.property(fc.double({ min: 0.0001, max: 1e5, noNaN: true }), (loss) => {
        const said = Number(exactUsd(loss, "up").replace(/[$,]/g, ""));
        expect(said).toBeGreaterThanOrEqual(100 * loss - 1e-6);
        expect(said).toBeLessThan(100 * loss + 0.0101);
      }),
    );
  });
});

test.each([
  [2.1, "2.10"],
  [1.705, "1.705"],
  [-0.125, "−0.125"],
  [1234.5, "1,234.50"],
  [-0.0001, "0.00"],
])("%f is quoted as %s: half cents are kept", (value, words) => expect(quoted(value)).toBe(words));
