import { describe, expect, test } from "vitest";
import { fixedCarry } from "../support/valuation.ts";
import { c, clean, DEAD, everything, newYork, p } from "./printedRows.ts";

describe("dead rows", () => {
  const rows = [
    c(95, { oi: 10 }),
    p(95, { oi: 10 }),
    c(100, { oi: 10 }),
    p(100, { oi: 10 }),
    p(90, { oi: 500, ...DEAD }),
    c(90, { oi: 500, ...DEAD }),
    p(130, { oi: 900, ...DEAD }),
  ];

  test("are dropped before everything: put/call ratio, max pain, open interest and expiries do not know them", () => {
    const chain = clean(rows);
    expect(chain.quality.dropped.dead).toBe(3);
    expect(chain.slice.length).toBe(4);
    expect([...chain.strikes]).toEqual([95, 100]);
    const snapshot = everything(chain);
    expect(snapshot.putCallOi).toBe(1);
    expect([95, 100]).toContain(snapshot.expiries[0]!.maxPain);
    expect(snapshot.levels.highestOi!.oi).toBe(20);
    expect(chain.quality.oiDroppedShare, "not part of the live open interest either").toBe(0);
    const kept = everything(clean(rows, { conventions: fixedCarry({ dropDeadRows: false }) }));
    expect(kept.putCallOi, "with them the ratio is another").toBeGreaterThan(2);
    expect(kept.expiries[0]!.maxPain).toBe(130);
  });

  test.each([
    ["a bid", { ...DEAD, bid: 0.05 }],
    ["an ask", { ...DEAD, ask: 0.05 }],
    ["an IV", { ...DEAD, iv: 0.3 }],
    ["a delta", { ...DEAD, delta: -0.01 }],
  ])("a row with %s is alive", (_, signs) => {
    expect(clean([c(100), p(100), p(90, signs)]).quality.dropped.dead).toBe(0);
  });

  test("a row whose other side has an IV is alive: only its own quote is missing", () => {
    const chain = clean([c(100), p(100, DEAD)]);
    expect(chain.quality.dropped.dead).toBe(0);
    expect(chain.iv[1]).toBe(0.2);
  });

  test("a feed without deltas does not keep dead rows alive", () => {
    expect(clean([c(100), p(90, { ...DEAD, delta: Number.NaN })]).quality.dropped.dead).toBe(1);
  });
});

describe("expired rows", () => {
  test("stay in the file until the overnight roll and are dropped from the minute of settlement on", () => {
    const rows = [c(100, { expiry: 20_261_120 }), c(100)];
    const at = (iso: string) => clean(rows, { at: newYork(iso, "2026-11-20") });
    expect(at("2026-11-20T20:59:00Z").quality.dropped.expired).toBe(0);
    expect(at("2026-11-20T21:00:00Z").quality.dropped.expired).toBe(1);
    expect(at("2026-11-20T21:00:00Z").slice.length).toBe(1);
    expect(everything(at("2026-11-20T21:00:00Z")).listed).toEqual([{ date: "2026-12-18", dte: 28 }]);
  });
});

describe("adjusted contracts", () => {
  test("whose root ends in a digit deliver something other than 100 shares: excluded and counted", () => {
    const chain = clean([c(100, { root: "XYZ" }), c(100, { root: "XYZ1" }), p(90, { root: "XYZ2", oi: 9999 })]);
    expect(chain.quality.dropped.adjusted).toBe(2);
    expect([...chain.oi]).toEqual([100]);
  });
});

describe("rows that make no sense are skipped and counted", () => {
  test("a crossed market", () => {
    const { quality } = clean([c(100, { bid: 2, ask: 1 }), c(101, { bid: 1, ask: 1 }), c(102, { bid: 1, ask: 0 })]);
    expect(quality.dropped.crossed, "locked is not crossed, and a bid without an ask is one-sided").toBe(1);
  });

  test("a contract listed twice counts once, as it was printed first", () => {
    const chain = clean([c(100, { oi: 5 }), p(100, { oi: 6 }), c(100, { oi: 700 })]);
    expect([...chain.oi]).toEqual([5, 6]);
    expect(chain.quality.dropped.duplicate).toBe(1);
  });

  test.each([
    ["negative", -1],
    ["no number", Number.NaN],
    ["infinite", Number.POSITIVE_INFINITY],
    ["a fraction", 10.5],
  ])("open interest that is %s", (_, oi) => {
    const chain = clean([c(100), p(100, { oi })]);
    expect(chain.quality.dropped.unreadable).toBe(1);
    expect([...chain.oi]).toEqual([100]);
  });

  test.each([0, -5, Number.NaN, Number.POSITIVE_INFINITY])("a strike of %d", (strike) => {
    expect(clean([c(100), c(strike)]).quality.dropped.unreadable).toBe(1);
  });

  test("rows the parser could not read are counted with them, and in the size of the file", () => {
    const { quality } = clean([c(100), c(101, { oi: -1 })], { unreadable: 3 });
    expect(quality.dropped.unreadable).toBe(4);
    expect(quality.contractsInFile).toBe(5);
  });

  test("a volume that is negative or missing is none", () => {
    expect([...clean([c(100, { volume: -3 }), p(100, { volume: Number.NaN }), c(101, { volume: 4 })]).volume]).toEqual([
      0, 0, 4,
    ]);
  });

  test("every row of the file is either live or counted under one reason", () => {
    const chain = clean(
      [
        c(100),
        c(100),
        p(100, { bid: 3, ask: 1 }),
        c(90, DEAD),
        c(95, { root: "XYZ9" }),
        c(96, { expiry: 20_261_119 }),
        c(97, { oi: -2 }),
      ],
      { unreadable: 2 },
    );
    const { expired, dead, adjusted, unreadable, duplicate, crossed } = chain.quality.dropped;
    expect({ expired, dead, adjusted, unreadable, duplicate, crossed }).toEqual({
      expired: 1,
      dead: 1,
      adjusted: 1,
      unreadable: 3,
      duplicate: 1,
      crossed: 1,
    });
    expect(chain.slice.length + expired + dead + adjusted + unreadable + duplicate + crossed).toBe(
      chain.quality.contractsInFile,
    );
  });

  test("a file without a single live row gives an empty chain", () => {
    const chain = clean([c(100, { expiry: 20_261_119 })]);
    expect(chain.slice.length).toBe(0);
    expect(chain.strikes.length).toBe(0);
  });
});
