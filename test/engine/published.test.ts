import { describe, expect, test } from "vitest";
import { type PublishedExposure, type PublishedLevels, publishedRegime } from "../../src/engine/published.ts";

const PART = { asOf: "2026-11-23T15:00:00.000Z", fetchedAt: "2026-11-23T15:00:01.000Z", spot: 580, scope: "chain" };

const levelsWith = (over: Partial<PublishedLevels>): PublishedLevels => ({
  ...PART,
  flip: null,
  callWall: null,
  putWall: null,
  maxPositiveGamma: null,
  maxNegativeGamma: null,
  highestOi: null,
  magnet: null,
  ...over,
});
const gexWith = (over: Partial<PublishedExposure>): PublishedExposure => ({
  ...PART,
  net: null,
  flip: null,
  strikes: [],
  ...over,
});

describe("a vendor's regime", () => {
  test("by sign and by flip may differ, and then says so", () => {
    const levels = levelsWith({ flip: 590 });
    expect(publishedRegime({ levels, gex: gexWith({ net: 1e9 }) })).toEqual({
      bySign: "positive",
      byFlip: "negative",
      disagree: true,
    });
    expect(publishedRegime({ levels, gex: gexWith({ net: -1e9 }) }).disagree).toBe(false);
  });

  test("is not read off a single expiry: neither its net nor its flip is the chain's", () => {
    const gex = gexWith({ net: 1e9, flip: 570, scope: "2026-12-18" });
    expect(publishedRegime({ levels: null, gex })).toEqual({ bySign: null, byFlip: null, disagree: false });
  });

  test("is there with GEX alone, whose answer carries the flip", () => {
    expect(publishedRegime({ levels: null, gex: gexWith({ net: 1e9, flip: 570 }) })).toEqual({
      bySign: "positive",
      byFlip: "positive",
      disagree: false,
    });
  });

  test("measures a flip with the spot it was published with", () => {
    const gex = gexWith({ net: 1e9, spot: 600 });
    expect(publishedRegime({ levels: levelsWith({ flip: 590, spot: 580 }), gex }).byFlip).toBe("negative");
    expect(publishedRegime({ levels: levelsWith({ flip: 590, spot: null }), gex }).byFlip).toBeNull();
  });

  test("of exactly zero is undetermined, and of nothing is null", () => {
    expect(publishedRegime({ levels: levelsWith({ flip: 580 }), gex: gexWith({ net: 0 }) })).toMatchObject({
      bySign: "undetermined",
      byFlip: "undetermined",
    });
    expect(publishedRegime({ levels: null, gex: null })).toEqual({ bySign: null, byFlip: null, disagree: false });
  });
});
