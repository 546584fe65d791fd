import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseTicker, type Ticker } from "../../../../src/engine/ticker.ts";
import { type Call, callKey, callUrl, planFor } from "../../../../src/services/providers/flashalpha/endpoints.ts";
import { ticker } from "../../../support/providers.ts";
import { ENDPOINTS, requiredPlan, WITHOUT_EXPIRY } from "../../../support/fakeFlashAlpha/plans.ts";

const BASE = "https://lab.example";
const TODAY = "2026-11-23";

describe("addresses", () => {
  test("are below the base, with or without its last slash, and carry an expiry and nothing else", () => {
    const call: Call = { endpoint: "gex", symbol: ticker("BRK.B"), expiration: "2026-12-18" };
    for (const base of [BASE, `${BASE}/`])
      expect(callUrl(base, call).href).toBe(`${BASE}/v1/exposure/gex/BRK.B?expiration=2026-12-18`);
    expect(callUrl(`${BASE}/proxy`, { ...call, expiration: null }).href).toBe(`${BASE}/proxy/v1/exposure/gex/BRK.B`);
  });

  test("of the premium and of its history are those of the reference", () => {
    const of = (endpoint: Call["endpoint"]) =>
      callUrl(BASE, { endpoint, symbol: ticker("SPY"), expiration: null }).href;
    expect(of("vrp")).toBe(`${BASE}/v1/vrp/SPY`);
    expect(of("vrpHistory")).toBe(`${BASE}/v1/vrp/SPY/history?days=365`);
  });

  test("lead nowhere else, whatever is typed", () => {
    const nasty = ["..", "%2e%2e", "?apiKey=", "#", "\\", "/", "@", ":", "A", "SPY", "é", " ", "\t", "\0"];
    const text = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...nasty)).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(...ENDPOINTS), (typed, endpoint) => {
        const symbol = parseTicker(typed);
        if (symbol === null) return;
        const { origin, pathname, search, hash } = callUrl(BASE, { endpoint, symbol, expiration: null });
        expect(origin).toBe(BASE);
        expect(pathname).toMatch(/^\/v1\/(?:exposure\/[a-z]+\/[A-Z.]+|vrp\/[A-Z.]+(?:\/history)?)$/);
        expect(search + hash).toBe(endpoint === "vrpHistory" ? "?days=365" : "");
      }),
      { numRuns: 10_000 },
    );
  });

  test.each(["..", "../gex/SPY", "%2e%2e/x", "SPY?apiKey=1", "SPY#", "a\\b", "//evil.example/x", "a b", "spy", ""])(
    "refuse the forged symbol %j",
    (forged) => {
      expect(() => callUrl(BASE, { endpoint: "gex", symbol: forged as Ticker, expiration: null })).toThrow(RangeError);
    },
  );

  test.each(["2026-12-18&apiKey=1", "", "today", "2026-12-18T00:00"])("refuse the forged expiry %j", (expiration) => {
    expect(() => callUrl(BASE, { endpoint: "gex", symbol: ticker("SPY"), expiration })).toThrow(RangeError);
  });
});

test("the plan of every call is the one the vendor's reference names", () => {
  for (const endpoint of ENDPOINTS)
    for (const symbol of ["SPY", "SPX", "VIX"])
      for (const expiration of WITHOUT_EXPIRY.includes(endpoint) ? [null] : [null, TODAY, "2026-12-18"]) {
        const call = { endpoint, symbol: ticker(symbol), expiration };
        expect(planFor(call, TODAY), callKey(call)).toBe(requiredPlan(call, TODAY));
      }
});

test("no two calls share a name", () => {
  const calls = ENDPOINTS.flatMap((endpoint) =>
    ["SPY", "QQQ"].flatMap((symbol) =>
      [null, TODAY].map((expiration) => callKey({ endpoint, symbol: ticker(symbol), expiration })),
    ),
  );
  expect(new Set(calls).size).toBe(calls.length);
});
