import { describe, expect, it } from "vitest";
import { simulatedClock } from "../../../sandbox/market/simulatedClock.ts";

describe("the sandbox clock", () => {
  it("is the real one unless told otherwise", () => {
    expect(simulatedClock({}, () => 5000)()).toEqual(new Date(5000));
  });

  it("starts at another instant and runs faster from there", () => {
    let real = 1_000_000;
    const now = simulatedClock({ at: new Date("2026-03-02T15:00:00Z"), speed: 60 }, () => real);
    expect(now().toISOString()).toBe("2026-03-02T15:00:00.000Z");
    real += 1000;
    expect(now().toISOString(), "a second is a minute").toBe("2026-03-02T15:01:00.000Z");
  });

  it.each([
    { speed: 0 },
    { speed: -1 },
    { speed: Number.NaN },
    { speed: Number.POSITIVE_INFINITY },
    { at: new Date("soon") },
  ])("refuses %o", (options) => {
    expect(() => simulatedClock(options)).toThrow(RangeError);
  });
});
