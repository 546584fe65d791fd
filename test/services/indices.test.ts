import { expect, test } from "vitest";
import { isIndex, underlyingOf } from "../../src/services/indices.ts";
import { ticker } from "../support/providers.ts";

test("a weekly root belongs to its index, and everything else to itself", () => {
  const underlyings = ["SPXW", "RUTW", "NDXP", "VIXW", "SPX", "SPY", "BRK.B"].map((text) => underlyingOf(ticker(text)));
  expect(underlyings).toEqual(["SPX", "RUT", "NDX", "VIX", "SPX", "SPY", "BRK.B"]);
});

test("an ETF on an index is none, nor is a name from the prototype of objects", () => {
  expect(["SPX", "VIX", "XSP"].map((text) => isIndex(ticker(text)))).toEqual([true, true, true]);
  expect(["SPY", "QQQ", "VXX"].map((text) => isIndex(ticker(text)))).toEqual([false, false, false]);
});
