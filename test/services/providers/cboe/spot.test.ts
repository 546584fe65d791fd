import { describe, expect, it } from "vitest";
import { changeOf, spotOf } from "../../../../src/services/providers/cboe/spot.ts";

describe("the spot the quotes belong to", () => {
  it("is the last price in the session", () => {
    expect(spotOf({ last: 297.68, close: 295.14 }, "open")).toEqual({ spot: 297.68, basis: "last" });
  });

  it("is the close when the market is shut, for the last price goes on moving", () => {
    expect(spotOf({ last: 297.68, close: 295.14 }, "closed")).toEqual({ spot: 295.14, basis: "close" });
  });

  it("is the last price, and called that, when the document knows no close", () => {
    expect(spotOf({ last: 4697.24, close: null }, "closed")).toEqual({ spot: 4697.24, basis: "last" });
  });
});

describe("change since the previous close", () => {
  it("is the feed's own in the session", () => {
    expect(changeOf({ changePct: -0.12, previousClose: 50 }, { spot: 100, session: "open" })).toBe(-0.12);
  });

  it("is that of the close outside it, and unknown without a previous close", () => {
    expect(changeOf({ changePct: 9, previousClose: 200 }, { spot: 203, session: "closed" })).toBeCloseTo(1.5, 12);
    expect(changeOf({ changePct: 9, previousClose: null }, { spot: 203, session: "closed" })).toBeNull();
  });
});
