import { describe, expect, test } from "vitest";
import { type Reading, readSnapshot } from "../../../src/engine/regime.ts";
import type { ExposureSnapshot, Levels } from "../../../src/engine/snapshot.ts";
import { readingOf, snapshotOf, withLevels } from "../../support/snapshots.ts";
import { viewField, viewWords } from "../../support/viewFields.ts";

const base = snapshotOf({ spot: 600 });
const move = {
  usd: 3.12,
  until: "2026-11-23T21:00:00Z",
  years: 0.0007,
  iv: 0.12,
  straddle: 2.4,
  expiry: "2026-11-23",
};
const today = base.expiries.filter(({ dte }) => dte === 0);

const reading = (levels: Partial<Levels> = {}, overrides: Partial<ExposureSnapshot> = {}): Reading =>
  readSnapshot(
    withLevels(
      { ...base, selection: { kind: "zeroDte" }, expiries: today, expectedMove: move, ...overrides },
      { magnet: { strike: 603, gex: 2e8, kind: "magnet" }, ...levels },
    ),
  );
const sentences = (one: Reading) => viewWords("zerodte", one).sentences;

describe("the magnet", () => {
  test("with its distance, its sign, and that it needs the model's sign", () => {
    expect(sentences(reading())[0]).toBe(
      "**Magnet** at **603** (+0.50 %): today's largest net gamma, +$200M per 1 %, is positive, so hedging pulls towards it if the sign holds.",
    );
  });

  test("a negative one is an accelerant and pushes away", () => {
    const negative = reading({ magnet: { strike: 603, gex: -2e8, kind: "accelerant" } });
    expect(sentences(negative)[0]).toMatch(/^\*\*Accelerant\*\*, not magnet, .*−\$200M.*negative.*pushes away/);
    expect(viewField("zerodte", negative, PIN)).toContain("read no pinning into it");
  });

  test("without one says whether there is no gamma or no expiry", () => {
    expect(sentences(reading({ magnet: null }))[0]).toBe("No magnet: today's contracts carry no net gamma.");
    expect(sentences(reading({ magnet: null }, { expiries: [] }))[0]).toBe("Nothing expires today.");
  });
});

const PIN = "Pin score: ours, not back-tested";

describe("the pin score", () => {
  test("is labelled as ours and shows its parts with their weights", () => {
    expect(viewField("zerodte", reading(), PIN)).toBe(
      "**62** of 100\nOI 70 (× .30) · proximity 55 (× .25) · time 20 (× .25) · gamma 100 (× .20)",
    );
  });

  test.each([
    [reading({ magnet: null }, { pin: null }), "n/a: there is no magnet to pin to"],
    [reading({}, { pin: null }), "n/a: today's contracts have settled"],
    [reading({ magnet: null }, { pin: null, expiries: [] }), "n/a: nothing expires today"],
  ])("is missing for a reason (%#)", (one, words) => expect(viewField("zerodte", one, PIN)).toBe(words));
});

describe("the move that is left", () => {
  test("until when, how wide, and the straddle", () => {
    expect(sentences(reading())[1]).toBe("Left until 16:00 ET: 1σ of **±3.12** (±0.52 %), straddle 2.40.");
    expect(viewField("zerodte", reading(), "1σ range")).toBe("**596.88** to\n**603.12**");
  });

  test("without quotes or IV", () => {
    expect(sentences(reading({}, { expectedMove: { ...move, straddle: null } }))[1]).toContain("no two-sided straddle");
    expect(sentences(reading({}, { expectedMove: null }))[1]).toBe("Expected move n/a: no at-the-money IV today.");
    expect(viewField("zerodte", reading({}, { expectedMove: null }), "1σ range")).toBe("n/a\nno at-the-money IV");
  });
});

describe("today's share", () => {
  test("is that of the whole chain, not of today's own", () => {
    const whole = readingOf({ overrides: { zeroDteShare: 0.13 } });
    expect(viewField("zerodte", reading({}, { zeroDteShare: 1 }), "0DTE share", { whole })).toBe(
      "**13 %**\nof the whole chain's γ",
    );
  });

  test("is not known without the whole chain", () => {
    expect(viewField("zerodte", reading(), "0DTE share", { whole: null })).toBe("n/a\nthe whole chain was not read");
  });
});

test("charm until the close is dealers' trade in dollars", () => {
  expect(viewField("zerodte", reading({}, { charmToClose: -1.67e9 }), "Charm until the close")).toBe(
    "dealers **sell $1.67B**\nby 16:00 ET, re-priced",
  );
});

test("max pain is today's", () => {
  expect(viewField("zerodte", reading({}, { expiries: [{ ...today[0]!, maxPain: 597 }] }), "Max pain today")).toBe(
    "**597**\n−0.50 % from spot",
  );
  expect(viewField("zerodte", reading({}, { expiries: [] }), "Max pain today")).toBe("n/a\nno open interest today");
});

test("that trades opened today are invisible is said every time", () => {
  for (const one of [reading(), reading({ magnet: null }, { expiries: [] })])
    expect(sentences(one)[2]).toMatch(/yesterday's open interest.*invisible/);
});
