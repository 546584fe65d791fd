import { describe, expect, test } from "vitest";
import { greeks } from "../../src/engine/blackScholes.ts";
import { fixedCarry } from "../support/valuation.ts";
import { c, clean, everything, p } from "./printedRows.ts";

describe("a missing IV", () => {
  test.each([
    ["0", 0],
    ["the sentinel 0.02", 0.02],
    ["NaN", Number.NaN],
    ["a negative one", -0.3],
    ["1,200 %", 12],
  ])("printed as %s is taken from the other side of the strike", (_, iv) => {
    const chain = clean([c(80, { iv, bid: 19.9, ask: 20.3 }), p(80, { iv: 0.31 })]);
    expect([...chain.iv]).toEqual([0.31, 0.31]);
    expect(chain.quality.ivFromOtherSide).toBe(1);
    expect(chain.quality.ivFromMid).toBe(0);
  });

  test("just above the sentinel is an IV", () => {
    expect(clean([c(100, { iv: 0.0201 })]).iv[0]).toBe(0.0201);
  });

  test("is not taken from another root of the same expiry and strike, nor from another expiry", () => {
    const rows = [
      p(80, { root: "SPX", iv: 0, bid: 0, ask: 0.05, delta: -0.01 }),
      c(80, { root: "SPXW", iv: 0.4 }),
      c(80, { root: "SPX", iv: 0.5, expiry: 20_261_120 }),
    ];
    const chain = clean(rows);
    expect(chain.iv[0]).toBeNaN();
    expect(chain.quality.ivFromOtherSide).toBe(0);
  });

  test("on both sides is solved from the mid of the quote", () => {
    const years = 28 / 365;
    const { price } = greeks({
      right: "put",
      spot: 100,
      strike: 97,
      years,
      iv: 0.27,
      rate: 0,
      dividendYield: 0,
    });
    const quote = { bid: price - 0.02, ask: price + 0.02, iv: 0 };
    const chain = clean([p(97, quote)]);
    expect(chain.iv[0]).toBeCloseTo(0.27, 8);
    expect(chain.quality.ivFromMid).toBe(1);
  });

  test("is not solved from a mid without time value, whose answer would be the size of a tick", () => {
    const chain = clean([c(50, { iv: 0, bid: 49.9, ask: 50.1001, delta: 1 })]);
    expect(chain.iv[0]).toBeNaN();
    expect(chain.quality.ivFromMid).toBe(0);
  });

  test.each([
    ["only a bid", { bid: 1, ask: 0 }],
    ["only an ask", { bid: 0, ask: 1 }],
    ["no numbers", { bid: Number.NaN, ask: Number.NaN, delta: 0.5 }],
  ])("is not solved from a quote that has %s", (_, quote) => {
    expect(clean([c(100, { iv: 0, ...quote })]).iv[0]).toBeNaN();
  });

  test("that cannot be had leaves the row its open interest and its intrinsic delta, but no gamma", () => {
    const hopeless = { iv: 0, bid: 0, ask: 0.01 };
    const chain = clean([
      c(50, { ...hopeless, oi: 3 }),
      p(40, { ...hopeless, oi: 4 }),
      p(150, { ...hopeless, oi: 5 }),
      c(160, { ...hopeless, oi: 6 }),
    ]);
    expect(chain.quality.dropped.noIv).toBe(4);
    expect(chain.quality.oiDroppedShare).toBe(1);
    expect(chain.quality.degraded).toBe(true);
    const snapshot = everything(chain);
    expect(snapshot.net).toMatchObject({ gex: 0, vex: 0, chex: 0 });
    expect(snapshot.calls.dex, "only the call in the money").toBe(3 * 100 * 100);
    expect(snapshot.puts.dex, "only the put in the money").toBe(-5 * 100 * 100);
    expect(snapshot.expiries[0]!).toMatchObject({ callOi: 9, putOi: 9 });
    expect(snapshot.levels.flip.missing).toBe("no_gamma");
  });

  test("without open interest costs nothing and is not counted as lost", () => {
    const { quality } = clean([c(100), p(40, { iv: 0, bid: 0, ask: 0.01, oi: 0 })]);
    expect([quality.dropped.noIv, quality.oiDroppedShare, quality.degraded]).toEqual([0, 0, false]);
  });

  test("on more than a tenth of the open interest makes the data degraded", () => {
    const lost = (oi: number) => clean([c(100, { oi: 100 - oi }), p(40, { iv: 0, bid: 0, ask: 0.01, oi })]).quality;
    expect(lost(10)).toMatchObject({ oiDroppedShare: 0.1, degraded: false });
    expect(lost(11)).toMatchObject({ oiDroppedShare: 0.11, degraded: true });
  });

  test("stays missing under conventions that repair nothing", () => {
    const none = fixedCarry({ ivFromOtherSide: false, ivFromMid: false });
    expect(clean([c(100, { iv: 0 }), p(100)], { conventions: none }).iv[0]).toBeNaN();
  });
});
