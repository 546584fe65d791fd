import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseTicker } from "../../src/engine/ticker.ts";

describe("what a user may type as a symbol", () => {
  test.each([
    ["SPY", "SPY"],
    ["spy", "SPY"],
    [" qqq ", "QQQ"],
    ["$tsla", "TSLA"],
    ["^SPX", "SPX"],
    ["_RUT", "RUT"],
    ["brk.b", "BRK.B"],
    ["F", "F"],
    ["GOOGLE", "GOOGLE"],
  ])("%j is %s", (text, ticker) => {
    expect(parseTicker(text)).toBe(ticker);
  });

  test.each([
    "",
    " ",
    "$",
    "TOOLONGX",
    "SP Y",
    "SPY1",
    "BRK.BB",
    "BRK.",
    ".B",
    "$$SPY",
    "../etc",
    "SPY/QQQ",
    "SPY?x=1",
    "SPY\nQQQ",
    "SPÝ",
    "<@123>",
    "%53PY",
    "spy;",
  ])("%j is no symbol", (text) => {
    expect(parseTicker(text)).toBeNull();
  });

  test("nothing else gets through: no character that means something in an address, a path or a cache key", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (text) => {
        const ticker = parseTicker(text);
        if (ticker !== null) expect(ticker).toMatch(/^[A-Z]{1,6}(\.[A-Z])?$/);
      }),
      { numRuns: 1000 },
    );
  });

  test("a parsed symbol parses to itself", () => {
    for (const text of ["spy", "^SPX", "brk.b"]) expect(parseTicker(parseTicker(text)!)).toBe(parseTicker(text));
  });
});
