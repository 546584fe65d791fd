import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseState, stateText, VIEW_KEYS, type ReplyState } from "../../src/views/replyState.ts";
import { ticker } from "../support/providers.ts";

const anyState: fc.Arbitrary<ReplyState> = fc.record(
  {
    view: fc.constantFrom(...VIEW_KEYS),
    symbol: fc.constantFrom("A", "SPY", "BRK.B", "GOOGLQ").map(ticker),
    selection: fc.constantFrom<ReplyState["selection"]>(
      { kind: "all" },
      { kind: "zeroDte" },
      { kind: "maxDte", days: 9999 },
      { kind: "nextOpex" },
      { kind: "date", date: "2026-12-18" },
    ),
    palette: fc.constantFrom(null, "default", "colorblind"),
    extra: fc.constantFrom("none", "explain", "data"),
    estimator: fc.constantFrom("parkinson", "garman_klass", "yang_zhang"),
  },
  { requiredKeys: ["view", "symbol", "selection", "palette", "extra"] },
);

test("a state comes back as it went into its text, which is short", () => {
  fc.assert(
    fc.property(anyState, (state) => {
      const text = stateText(state);
      expect(parseState(text)).toEqual(state);
      expect(text.length).toBeLessThanOrEqual(36);
    }),
  );
});

test("buttons from before there was a choice of estimators mean close to close, which is still written as then", () => {
  const old = parseState("SPY~all~vrp~-n")!;
  expect(old).not.toHaveProperty("estimator");
  expect(stateText({ ...old, estimator: "close_to_close" })).toBe("SPY~all~vrp~-n");
  expect(parseState("SPY~all~vrp~cdy")).toMatchObject({
    palette: "colorblind",
    extra: "data",
    estimator: "yang_zhang",
  });
});

describe("what no state has written is none", () => {
  test.each([
    "",
    "SPY",
    "SPY~all~gex",
    "SPY~all~gex~",
    "SPY~all~gex~-",
    "SPY~all~gex~xn",
    "SPY~all~gex~dx",
    "SPY~all~gex~dn0",
    "SPY~all~vrp~dnx",
    "SPY~all~vrp~dnpp",
    "SPY~all~vrp~dp",
    "SPY~all~gex~dn~more",
    "../x~all~gex~dn",
    "SPY~soon~gex~dn",
    "SPY~all~constructor~dn",
    "SPY~all~gex~_n",
  ])("%j", (text) => expect(parseState(text)).toBeNull());

  test("whatever is typed, nothing is thrown", () => {
    fc.assert(fc.property(fc.string(), (text) => void parseState(text)));
  });
});
