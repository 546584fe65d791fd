import { expect, test } from "vitest";
import type { Call } from "../../../../src/services/providers/flashalpha/endpoints.ts";
import { createRefusals } from "../../../../src/services/providers/flashalpha/refusals.ts";
import { stoppedClock, ticker } from "../../../support/providers.ts";
import { HOUR, MINUTE } from "./setup.ts";

const TODAY = "2026-11-23";
const dex = (symbol: string, expiration: string | null = null): Call => ({
  endpoint: "dex",
  symbol: ticker(symbol),
  expiration,
});

test("a refused plan holds for 24 hours, for the same kind of symbol and expiry and no other", () => {
  const clock = stoppedClock();
  const refusals = createRefusals(clock.now);
  refusals.refusePlan({ call: dex("SPY"), needed: "basic", current: "free", today: TODAY });
  const held = () =>
    [dex("QQQ"), dex("SPX"), dex("QQQ", TODAY), dex("QQQ", "2026-12-18")].map((call) =>
      refusals.planRefused(call, TODAY),
    );
  expect(held()).toEqual(["basic", null, null, null]);
  clock.pass(24 * HOUR - 1);
  expect(held()[0]).toBe("basic");
  clock.pass(1);
  expect(held()[0]).toBeNull();
});

test("what the plan should have is refused for this symbol only", () => {
  const refusals = createRefusals(stoppedClock().now);
  refusals.refusePlan({ call: dex("SOX"), needed: "growth", current: "basic", today: TODAY });
  expect([dex("SOX"), dex("SPY")].map((call) => refusals.planRefused(call, TODAY))).toEqual(["growth", null]);
});

test("at most 5,000 symbols are remembered, and the oldest is forgotten first", () => {
  const refusals = createRefusals(stoppedClock().now);
  const name = (n: number) =>
    `Q${[17_576, 676, 26, 1].map((unit) => String.fromCharCode(65 + (Math.floor(n / unit) % 26))).join("")}`;
  for (let n = 0; n <= 5_000; n++) refusals.refuseSymbol(dex(name(n)));
  expect([0, 1, 5_000].map((n) => refusals.reasonAgainst(dex(name(n))))).toEqual([
    null,
    "unknown-symbol",
    "unknown-symbol",
  ]);
});

test("a rest is of one call, an unknown symbol of all of its calls", () => {
  const clock = stoppedClock();
  const refusals = createRefusals(clock.now);
  refusals.rest(dex("SPY"), "unreachable", MINUTE);
  refusals.refuseSymbol(dex("ZZZZ"));
  expect([dex("SPY"), dex("SPY", TODAY), dex("ZZZZ", TODAY)].map((call) => refusals.reasonAgainst(call))).toEqual([
    "unreachable",
    null,
    "unknown-symbol",
  ]);
  clock.pass(MINUTE);
  expect(refusals.reasonAgainst(dex("SPY"))).toBeNull();
});
