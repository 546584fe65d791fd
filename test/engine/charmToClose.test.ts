import { describe, expect, test } from "vitest";
import { analyse } from "../../src/engine/analyse.ts";
import { greeks } from "../../src/engine/blackScholes.ts";
import { charmToClose } from "../../src/engine/charmToClose.ts";
import { prepare } from "../../src/engine/kernel.ts";
import { everyRow, handChain, type HandRow } from "./handChain.ts";
import { call, put } from "./handSnapshot.ts";

const HOUR = 3_600_000;
/** 13:00 in New York on a Friday with a full session: three hours to the bell. */
const ONE_PM = Date.parse("2026-11-20T18:00:00Z");

function inSession(rows: readonly HandRow[], { hours = 24 * 30, quoteTime = ONE_PM } = {}) {
  const years = hours / 24 / 365;
  const chain = handChain(rows, {
    slices: [{ years, settlesAt: quoteTime + hours * HOUR, rate: 0.04, dividendYield: 0.01 }],
  });
  return { ...chain, quoteTime, session: "open" as const };
}
const callDelta = (strike: number, hours: number) =>
  greeks({ right: "call", spot: 100, strike, years: hours / 24 / 365, iv: 0.2, rate: 0.04, dividendYield: 0.01 }).delta;
const toClose = (chain: ReturnType<typeof inSession>) => charmToClose(chain, prepare(chain, everyRow(chain)));

describe("charm until the close", () => {
  test("far from expiry it is the daily rate times the hours left", () => {
    const chain = inSession([call(105, 1000), put(95, 1000)], { hours: 24 * 365 });
    const { chex } = analyse(chain, { selection: { kind: "all" } }).net;
    expect(toClose(chain)! / ((chex * 3) / 24)).toBeCloseTo(1, 3);
  });

  test("is the change of delta that the plain formula gives, as a purchase", () => {
    const chain = inSession([call(103, 700)], { hours: 40 });
    const at = (hours: number) => callDelta(103, hours);
    // Dealers are long the call; what they sold against it they buy back as its delta decays.
    expect(toClose(chain)!).toBeCloseTo((at(40) - at(37)) * 700 * 100 * 100, 4);
    expect(toClose(chain)!).toBeGreaterThan(0);
  });

  test("contracts that settle at the bell end at intrinsic value", () => {
    const otm = inSession([call(100.5, 1000)], { hours: 3 });
    expect(toClose(otm)!).toBeCloseTo(callDelta(100.5, 3) * 1000 * 100 * 100, 2);
    const itm = inSession([call(99.5, 1000)], { hours: 3 });
    expect(toClose(itm)!, "an in-the-money call grows to a full share, which dealers sell").toBeLessThan(0);
  });

  test("is missing when the market is closed", () => {
    const chain = inSession([call(105, 1000)]);
    expect(charmToClose({ ...chain, session: "closed" }, prepare(chain, everyRow(chain)))).toBeNull();
    const bell = inSession([call(105, 1000)], { quoteTime: Date.parse("2026-11-20T21:00:00Z") });
    expect(toClose(bell)).toBeNull();
  });
});
