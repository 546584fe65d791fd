import { describe, expect, test } from "vitest";
import type { ExpirySelection } from "../../../src/engine/selection.ts";
import { publishedSigns } from "../../../src/views/exposures/publishedSigns.ts";
import { publishedLevels, publishedNet, publishedOf } from "../../support/published.ts";
import { readingOf, snapshotOf } from "../../support/snapshots.ts";

const base = snapshotOf();
const ours = (gex: number, selection: ExpirySelection = { kind: "all" }) =>
  readingOf({ overrides: { selection, net: { ...base.net, gex } } });

describe("its own regime", () => {
  const signs = (some: Parameters<typeof publishedOf>[0]) => publishedSigns(publishedOf(some), null);

  test.each([
    ["both agree", {}, ["Regime positive, by sign and by flip."]],
    [
      "both disagree, and both are named",
      { gex: publishedNet(-1e9) },
      ["**Its own readings disagree**: net GEX is negative, but its spot against its flip says positive."],
    ],
    [
      "no flip",
      { levels: publishedLevels({ flip: null }) },
      ["Regime positive by the sign of net GEX; no flip to check it by."],
    ],
    [
      "a net of one expiry is no sign of the chain",
      { gex: publishedNet(-1e9, { scope: "2026-12-18" }) },
      ["Regime positive by its spot against its flip; no net GEX of the whole chain to check it by."],
    ],
    ["neither", { levels: null, gex: null }, []],
  ] as const)("%s", (_case, some, sentences) => expect(signs(some)).toEqual(sentences));
});

describe("against ours", () => {
  const against = (some: Parameters<typeof publishedOf>[0], reading: ReturnType<typeof ours>) =>
    publishedSigns(publishedOf(some), reading)[1];
  const december: ExpirySelection = { kind: "date", date: "2026-12-18" };

  test("the same sign is not mentioned", () => {
    expect(against({}, ours(1e9))).toBeUndefined();
    expect(against({ gex: publishedNet(-1e9), levels: null }, ours(-1))).toBeUndefined();
  });

  test("two signs make the sign uncertain", () => {
    expect(against({ gex: publishedNet(-1e9) }, ours(1e9))).toBe(
      "**FlashAlpha's net GEX is negative, ours positive: the sign is uncertain today.**",
    );
    expect(against({}, ours(0))).toContain("is positive, ours without a sign");
  });

  test("where it publishes levels only, its flip is what ours is compared with", () => {
    expect(against({ gex: null }, ours(-1e9))).toBe(
      "**By its flip FlashAlpha's gamma is positive, ours negative: the sign is uncertain today.**",
    );
  });

  test("its chain and our selection are different things, and no doubt is cast on either", () => {
    expect(against({}, ours(-1e9, { kind: "maxDte", days: 7 }))).toBe(
      "FlashAlpha's net GEX is positive over the whole chain, ours negative over these expiries.",
    );
    expect(against({ gex: null }, ours(-1e9, { kind: "maxDte", days: 7 }))).toBeUndefined();
  });

  test.each([december, { kind: "nextOpex" } as const])(
    "the same single expiry is compared, however it was chosen (%j)",
    (selection) => {
      const expiries = base.expiries.filter(({ date }) => date === "2026-12-18");
      const one = (gex: number) => readingOf({ overrides: { selection, expiries, net: { ...base.net, gex } } });
      const gex = publishedNet(-1e9, { scope: "2026-12-18" });
      expect(against({ gex }, one(1e9))).toBe(
        "**FlashAlpha's net GEX of Dec 18 is negative, ours positive: the sign is uncertain today.**",
      );
      expect(against({ gex }, one(-1e9))).toBeUndefined();
      expect(against({ gex: publishedNet(-1e9, { scope: "2026-11-27" }) }, one(1e9))).toBeUndefined();
    },
  );
});
