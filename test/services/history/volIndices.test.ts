import { expect, test } from "vitest";
import type { Ticker } from "../../../src/engine/ticker.ts";
import { volIndexOf } from "../../../src/services/history/volIndices.ts";

test.each([
  ["SPY", "VIX"],
  ["SPX", "VIX"],
  ["QQQ", "VXN"],
  ["NDX", "VXN"],
  ["IWM", "RVX"],
  ["RUT", "RVX"],
  ["AAPL", "VXAPL"],
  ["AMZN", "VXAZN"],
  ["GOOGL", "VXGOG"],
  ["GOOG", "VXGOG"],
])("the exchange's volatility index on %s is %s", (symbol, index) => {
  expect(volIndexOf(symbol as Ticker)).toBe(index);
});

test.each(["TSLA", "NVDA", "META", "AMD", "MSFT", "VIX"])("there is none on %s", (symbol) => {
  expect(volIndexOf(symbol as Ticker)).toBeNull();
});
