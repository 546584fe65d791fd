import { describe, expect, it } from "vitest";
import { listStrikes } from "../../../sandbox/market/strikes.ts";
import { UNDERLYINGS } from "../../../sandbox/market/symbols.ts";

const spx = UNDERLYINGS.find(({ symbol }) => symbol === "SPX")!;
const expiry = (days: number) => ({ root: "SPXW", date: "2026-12-18", days, kind: "monthly" as const, am: false });

describe("which strikes are listed", () => {
  it("SPX: 5 points at the money, 25 further out, 100 in the wings", () => {
    const strikes = listStrikes(spx, expiry(30), 6500);
    const stepAt = (level: number) => {
      const i = strikes.findIndex((strike) => strike >= level);
      return strikes[i + 1]! - strikes[i]!;
    };
    expect([stepAt(6500), stepAt(6100), stepAt(5000)]).toEqual([5, 25, 100]);
    expect(strikes).toEqual([...new Set(strikes)].toSorted((a, b) => a - b));
  });

  it("reach further the longer the expiry lives", () => {
    const reach = (days: number) => 1 - listStrikes(spx, expiry(days), 6500)[0]! / 6500;
    expect(reach(1)).toBeGreaterThan(0.18);
    expect(reach(400)).toBeGreaterThan(reach(30) + 0.1);
  });
});
