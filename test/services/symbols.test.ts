import { describe, expect, it } from "vitest";
import { parseTicker } from "../../src/engine/ticker.ts";
import { closestSymbols, LISTED, suggestSymbols } from "../../src/services/symbols.ts";

const suggested = (text: string, limit?: number): string[] => suggestSymbols(text, limit).map(({ symbol }) => symbol);

describe("the list", () => {
  it("holds only symbols that can be asked for, each with a name that fits a Discord choice", () => {
    for (const { symbol, name } of LISTED) {
      expect(parseTicker(symbol), symbol).toBe(symbol);
      expect(name.length, symbol).toBeGreaterThan(1);
      expect(`${symbol} · ${name}`.length, symbol).toBeLessThan(90);
    }
  });

  it("is long enough, and begins with what is asked for most", () => {
    expect(LISTED.length).toBeGreaterThan(280);
    expect(LISTED[0]?.symbol).toBe("SPY");
  });
});

describe("suggestions", () => {
  it("start with the most asked for when nothing is typed, never more than Discord takes", () => {
    expect(suggested("").slice(0, 3)).toEqual(["SPY", "QQQ", "SPX"]);
    expect(suggested("")).toHaveLength(25);
    expect(suggested("s", 5)).toHaveLength(5);
  });

  it("put the exact symbol first, then longer ones, however it is typed", () => {
    expect(suggested("f")[0], "Ford, although others that begin with F are asked for more").toBe("F");
    expect(suggested(" $spx ")[0]).toBe("SPX");
    expect(suggested("^rut")[0]).toBe("RUT");
    expect(suggested("aap")[0]).toBe("AAPL");
  });

  it("find companies by name and by a word of it", () => {
    expect(suggested("tesla")[0]).toBe("TSLA");
    expect(suggested("russell")).toContain("IWM");
  });

  it("give nothing for nonsense", () => {
    expect(suggested("zqzqzq")).toEqual([]);
    expect(suggested("@everyone")).toEqual([]);
  });

  it("are quick enough for every keystroke", () => {
    suggested("warm");
    const started = performance.now();
    for (let i = 0; i < 200; i++) suggested("s");
    expect((performance.now() - started) / 200, "ms each").toBeLessThan(5);
  });
});

describe("did you mean", () => {
  it("finds a swapped, missing, extra or wrong letter", () => {
    expect(closestSymbols("APPL")).toContain("AAPL");
    expect(closestSymbols("NVDIA")).toContain("NVDA");
    expect(closestSymbols("TLSA")).toContain("TSLA");
    expect(closestSymbols("NVD")).toContain("NVDA");
    expect(closestSymbols("SPYY")).toContain("SPY");
    expect(closestSymbols("AMZM")).toContain("AMZN");
  });

  it("knows companies by name, and says nothing when nothing is near", () => {
    expect(closestSymbols("NVIDIA")).toContain("NVDA");
    expect(closestSymbols("apple")).toContain("AAPL");
    expect(closestSymbols("ZQZQZQ")).toEqual([]);
    expect(closestSymbols("")).toEqual([]);
  });
});
