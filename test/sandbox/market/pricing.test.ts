import { describe, expect, it } from "vitest";
import { bidAsk, termsOf, theoretical, tickOf } from "../../../sandbox/market/pricing.ts";
import { UNDERLYINGS } from "../../../sandbox/market/symbols.ts";
import { volState } from "../../../sandbox/market/volatility.ts";

const struckAt = Date.UTC(2026, 10, 18, 16, 45);
const DAY = 86_400_000;
const drivers = { seed: 1, session: "2026-11-18", previous: "2026-11-17", minutes: 705, market: 0 };

describe.each(UNDERLYINGS)("quotes of $symbol", (underlying) => {
  const spot = underlying.anchor;
  const terms = [0.2, 30, 400].map((days) =>
    termsOf(underlying, spot, {
      vol: volState(underlying, drivers),
      struckAt,
      settlesAt: struckAt + days * DAY,
      dent: 1,
    })!,
  );
  const strikes = [0.75, 0.9, 0.97, 1, 1.03, 1.1, 1.3].map((part) => Math.round(part * spot));

  it("enclose the model price on the tick grid, and nobody sells for less than a tick", () => {
    for (const one of terms)
      for (const strike of strikes)
        for (const right of ["C", "P"] as const) {
          const value = theoretical(one, strike, right);
          const { bid, ask } = bidAsk(one, value);
          const tick = tickOf(underlying, value.price);
          expect(bid).toBeLessThanOrEqual(value.price + 1e-9);
          expect(ask).toBeGreaterThanOrEqual(value.price - 1e-9);
          expect(bid).toBeGreaterThanOrEqual(0);
          expect(ask).toBeGreaterThanOrEqual(tick);
          for (const quote of [bid, ask]) expect(Math.abs(quote / tick - Math.round(quote / tick))).toBeLessThan(1e-6);
          expect(ask - bid, "a market maker would be ashamed").toBeLessThan(0.035 * value.price + 6 * tick);
        }
  });

  it("obey put-call parity exactly in the model, and within the spread in the market", () => {
    for (const one of terms)
      for (const strike of strikes) {
        const call = theoretical(one, strike, "C");
        const put = theoretical(one, strike, "P");
        const forward = one.discount * (one.forward - strike);
        expect(call.price - put.price).toBeCloseTo(forward, 6);
        const [c, p] = [bidAsk(one, call), bidAsk(one, put)];
        expect(c.bid - p.ask).toBeLessThanOrEqual(forward + 1e-9);
        expect(c.ask - p.bid).toBeGreaterThanOrEqual(forward - 1e-9);
      }
  });

  it("allow no free butterfly at the listed distances", () => {
    for (const one of terms) {
      const step = underlying.steps[0];
      const at = (strike: number) => theoretical(one, strike, "P").price;
      for (let strike = spot * 0.7; strike < spot * 1.3; strike += step)
        expect(at(strike - step) - 2 * at(strike) + at(strike + step)).toBeGreaterThan(-1e-9 * spot);
    }
  });

  it("end with the expiry", () => {
    const vol = volState(underlying, drivers);
    expect(termsOf(underlying, spot, { vol, struckAt, settlesAt: struckAt, dent: 1 })).toBeNull();
  });
});
