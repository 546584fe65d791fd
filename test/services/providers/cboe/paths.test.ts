import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTicker, type Ticker } from "../../../../src/engine/ticker.ts";
import { chartUrl, documentUrl, feedName, indexTableUrl } from "../../../../src/services/providers/cboe/paths.ts";

const BASE = "https://cdn.example/api/global";
const ticker = (text: string): Ticker => parseTicker(text)!;

describe("addresses of the feed", () => {
  it("marks indices with an underscore and leaves everything else alone", () => {
    expect(["SPX", "ndx", "$VIX", "^RUT", "SPY", "BRK.B"].map((text) => feedName(ticker(text)))).toEqual([
      "_SPX",
      "_NDX",
      "_VIX",
      "_RUT",
      "SPY",
      "BRK.B",
    ]);
  });

  it("finds the document that holds a weekly root", () => {
    expect(["SPXW", "RUTW", "NDXP"].map((text) => feedName(ticker(text)))).toEqual(["_SPX", "_RUT", "_NDX"]);
  });

  it("builds the path below the base, with or without its last slash", () => {
    for (const base of [BASE, `${BASE}/`]) {
      expect(documentUrl(base, "options", ticker("SPX")).href).toBe(`${BASE}/delayed_quotes/options/_SPX.json`);
      expect(documentUrl(base, "quotes", ticker("SPY")).href).toBe(`${BASE}/delayed_quotes/quotes/SPY.json`);
    }
  });

  it("has the daily prices of a symbol and of an index beside the chains", () => {
    expect(chartUrl(BASE, ticker("SPXW")).href).toBe(`${BASE}/delayed_quotes/charts/historical/_SPX.json`);
    expect(indexTableUrl(BASE, "VXAPL").href).toBe(`${BASE}/us_indices/daily_prices/VXAPL_History.csv`);
    expect(() => indexTableUrl(BASE, "../VIX")).toThrow(RangeError);
  });

  it("lets nothing a user types lead out of the path", () => {
    const nasty = ["..", "%2e%2e", "?", "#", "\\", "/", "@", ":", "A", "SPY", "é", " ", "\t", "\0"];
    const text = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...nasty)).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, (typed) => {
        const symbol = parseTicker(typed);
        if (symbol === null) return;
        const { origin, pathname, search, hash } = documentUrl(BASE, "options", symbol);
        expect(origin).toBe("https://cdn.example");
        expect(pathname).toMatch(/^\/api\/global\/delayed_quotes\/options\/_?[A-Z.]+\.json$/);
        expect(search + hash).toBe("");
      }),
      { numRuns: 10_000 },
    );
  });

  it("refuses even a symbol that was forged past the allow-list", () => {
    for (const forged of [
      "../quotes/SPY",
      "a/b",
      "%2e%2e/x",
      "SPY?apiKey=1",
      "SPY#",
      "a\\b",
      "//evil.example/x",
      "a b",
    ])
      expect(() => documentUrl(BASE, "options", forged as Ticker), forged).toThrow(RangeError);
  });
});
