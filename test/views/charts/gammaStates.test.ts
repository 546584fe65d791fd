import { describe, expect, test } from "vitest";
import type { ExposureSnapshot } from "../../../src/engine/snapshot.ts";
import { gammaStates, isKnown, noFlipWords, ofNow } from "../../../src/views/charts/gammaStates.ts";
import { snapshotOf } from "../../support/snapshots.ts";

const reasons = (snapshot: ExposureSnapshot) =>
  gammaStates(snapshot).map((state) => (isKnown(state) ? state.name : state.reason));
const only = (...dates: string[]): ExposureSnapshot => {
  const snapshot = snapshotOf();
  return { ...snapshot, rollOff: [], expiries: snapshot.expiries.filter(({ date }) => dates.includes(date)) };
};

test("the three states are named with the date that is gone, whatever order they come in", () => {
  const snapshot = snapshotOf();
  const turned = { ...snapshot, rollOff: snapshot.rollOff.toReversed() };
  expect(reasons(turned)).toEqual(["now", "without today (Nov 23)", "without OPEX (Dec 18)"]);
});

test("now is the net, the flip and the profile of the snapshot itself", () => {
  const snapshot = snapshotOf();
  const [now] = gammaStates(snapshot);
  expect(now).toMatchObject({ netGex: snapshot.net.gex, flip: snapshot.levels.flip, gex: snapshot.profile.gex });
});

describe("a state that does not exist says why", () => {
  test.each([
    ["no expiry today, no OPEX", only("2026-11-24"), "nothing expires today", "no monthly expiry in this selection"],
    ["today alone", only("2026-11-23"), "nothing left: all of it expires today", "no monthly expiry in this selection"],
    ["OPEX alone", only("2026-12-18"), "nothing expires today", "nothing left: all of it is OPEX (Dec 18)"],
    [
      "both, and neither leaves gamma",
      only("2026-11-23", "2026-12-18"),
      "no gamma is left without it",
      "no gamma is left without it",
    ],
  ])("%s", (_, snapshot, today, opex) => {
    expect(reasons(snapshot)).toEqual(["now", today, opex]);
  });

  test("an OPEX that is today is told under today and not counted twice", () => {
    const snapshot = only("2026-12-18", "2027-01-15");
    const [first, ...rest] = snapshot.expiries;
    const moved = { ...snapshot, expiries: [{ ...first!, dte: 0 }, ...rest] };
    expect(reasons(moved)[2]).toBe("OPEX is today");
  });
});

test.each([
  [1.25e9, 0.88e9, "70 % of now"],
  [-13.2e9, -14.6e9, "111 % of now"],
  [-0.137e9, -0.276e9, "2.0 × now"],
  [1, 5_000, "over 100 × now"],
  [1e9, 0, "0 % of now"],
  [1e9, -1e6, "turns negative"],
  [-1e9, 1e6, "turns positive"],
  [0, 1e9, null],
])("of %d now, %d left reads %s", (now, rest, words) => {
  expect(ofNow(now, rest)).toBe(words);
});

test("a flip that does not exist says which sign holds", () => {
  const flip = { price: null, direction: null, roots: [] };
  expect(noFlipWords({ ...flip, missing: "negative_throughout" })).toBe("no flip: all negative");
  expect(noFlipWords({ ...flip, missing: "no_gamma" })).toBe("no flip: no gamma");
});
