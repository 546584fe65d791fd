import { describe, expect, test } from "vitest";
import { type Reading, readSnapshot } from "../../src/engine/regime.ts";
import type { ExposureSnapshot, Flip } from "../../src/engine/snapshot.ts";
import {
  driftSentence,
  flipSentence,
  gammaSentence,
  ladderAltText,
  shareLine,
  wallSide,
} from "../../src/views/words.ts";
import { HARD_CASES } from "../support/hardCases.ts";
import { snapshotOf, withLevels } from "../support/snapshots.ts";

const upward = (price: number): Flip => ({
  price,
  direction: "up",
  roots: [{ price, direction: "up" }],
  missing: null,
});
const without = (missing: Flip["missing"]): Flip => ({ price: null, direction: null, roots: [], missing });

interface Parts {
  readonly net?: Partial<ExposureSnapshot["net"]>;
  readonly flip?: Flip;
  readonly overrides?: Partial<ExposureSnapshot>;
}

/** Spot 600, flip 594, +$2.10B per 1 %, unless told otherwise. */
function reading({ net = {}, flip = upward(594), overrides = {} }: Parts = {}): Reading {
  const snapshot = snapshotOf({ spot: 600, overrides });
  const sized = { ...snapshot.net, gex: 2.1e9, gexPerUsd: 3.5e8, vex: 3.4e8, chex: 1.2e8, ...net };
  return readSnapshot(withLevels({ ...snapshot, net: sized }, { flip }));
}

describe("what dealers must do, from the numbers", () => {
  test("positive gamma leans against moves", () => {
    expect(gammaSentence(reading())).toBe(
      "Model shows dealers **long gamma**: hedging leans against moves. Net GEX **+$2.10B per 1 % move** (+$350M per $1).",
    );
  });

  test("negative gamma leans with moves", () => {
    expect(gammaSentence(reading({ net: { gex: -9e8, gexPerUsd: -1.5e8 } }))).toBe(
      "Model shows dealers **short gamma**: hedging leans with moves. Net GEX **−$900M per 1 % move** (−$150M per $1).",
    );
  });

  test("no sign is said as such", () => {
    expect(gammaSentence(reading({ net: { gex: 0, gexPerUsd: 0 } }))).toMatch(/^No usable gamma sign\./);
  });

  test("nothing promises: it is the model that shows", () => {
    for (const make of Object.values(HARD_CASES)) expect(gammaSentence(make())).toMatch(/^(Model shows|No usable)/);
  });
});

describe("where spot is against the flip", () => {
  test("above it, with the distance that sets the confidence", () => {
    expect(flipSentence(reading())).toMatch(
      /^Spot is \*\*1\.0 % above the flip 594\.00\*\* \([\d.]+ one-day moves\) → confidence \*\*moderate\*\*\.$/,
    );
  });

  test("below it", () => {
    expect(flipSentence(reading({ flip: upward(618) }))).toMatch(
      /^Spot is \*\*3\.0 % below the flip 618\.00\*\*.*confidence \*\*high\*\*/,
    );
  });

  test("the distance is also told in one-day moves of the front IV", () => {
    const sentence = flipSentence(
      reading({
        overrides: {
          expectedMove: {
            usd: 10,
            until: "2026-11-24T21:00:00Z",
            years: 2 / 365,
            iv: 0.01 * Math.sqrt(365),
            straddle: null,
            expiry: "2026-11-24",
          },
        },
      }),
    );
    expect(sentence, "one day at this IV is 1 % of spot, that is $6; the flip is $6 away").toContain(
      "(1.0 one-day moves)",
    );
  });

  test("without an at-the-money IV the moves are left out", () => {
    expect(flipSentence(reading({ overrides: { expectedMove: null } }))).not.toContain("moves");
  });

  test("within half a percent it says that the sign can change", () => {
    expect(flipSentence(reading({ flip: upward(598) }))).toMatch(
      /confidence \*\*low\*\*\. Spot is at the flip; the sign can change on a small move\.$/,
    );
    expect(flipSentence(reading({ flip: upward(596) }))).not.toContain("Spot is at the flip");
  });

  test.each([
    ["positive_throughout", "positive throughout"],
    ["negative_throughout", "negative throughout"],
  ] as const)(
    "none because gamma keeps its sign (%s): a stable regime, and why confidence reads low",
    (missing, words) => {
      const sentence = flipSentence(reading({ flip: without(missing) }));
      expect(sentence).toContain(`No flip within ±20 %: net gamma stays **${words}**`);
      expect(sentence).toContain("confidence reads low only because there is no flip");
    },
  );

  test("none because there is no gamma", () => {
    expect(flipSentence(reading({ flip: without("no_gamma") }))).toBe("No flip: these expiries carry no gamma.");
  });
});

describe("vanna and charm", () => {
  test("vanna names the move of IV it assumes, always", () => {
    for (const make of Object.values(HARD_CASES)) expect(driftSentence(make())).toMatch(/^\*If IV falls\* 1 point/);
  });

  test("positive VEX buys when IV falls, and in positive gamma that is pro-cyclical", () => {
    expect(driftSentence(reading())).toBe(
      "*If IV falls* 1 point dealers buy $340M (pro-cyclical: it adds selling if IV jumps). Time decay alone leaves them net buyers of $120M a day.",
    );
  });

  test("negative VEX sells, and in positive gamma both legs dampen", () => {
    expect(driftSentence(reading({ net: { vex: -3.4e8, chex: -1.2e8 } }))).toBe(
      "*If IV falls* 1 point dealers sell $340M (leaning the same, dampening way as gamma). Time decay alone leaves them net sellers of $120M a day.",
    );
  });

  test.each([3.4e8, -3.4e8])("in negative gamma vanna has no vote (VEX %d)", (vex) => {
    expect(driftSentence(reading({ net: { gex: -1e9, vex } }))).not.toMatch(/pro-cyclical|dampening/);
  });
});

describe("the side a wall is on", () => {
  test.each([
    ["call", 610, "right"],
    ["call", 600, "right"],
    ["call", 599.9, "wrong"],
    ["put", 590, "right"],
    ["put", 600, "right"],
    ["put", 600.1, "wrong"],
  ] as const)("a %s wall at %d with spot at 600 is on the %s side", (kind, wall, side) => {
    expect(wallSide(kind, wall, 600)).toBe(side);
  });
});

describe("the line for search", () => {
  test("has the levels in the words people search for", () => {
    const snapshot = withLevels(reading().snapshot, {
      callWall: { strike: 610, gex: 1e9, strength: 0.3 },
      putWall: { strike: 590, gex: -1e9, strength: 0.3 },
    });
    expect(shareLine(readSnapshot(snapshot))).toBe(
      "SPY: spot 600.00 | Call Wall 610 | Put Wall 590 | Gamma Flip 594.00 | Net GEX +$2.10B per 1 % (15-min delayed)",
    );
  });

  test("says n/a for a level there is none of", () => {
    const snapshot = withLevels(reading().snapshot, { callWall: null, putWall: null, flip: without("no_gamma") });
    expect(shareLine(readSnapshot(snapshot))).toContain("Call Wall n/a | Put Wall n/a | Gamma Flip n/a");
  });

  test("the delay is the source's own", () => {
    const { source } = reading().snapshot;
    expect(shareLine(reading({ overrides: { source: { ...source, delayMinutes: 0 } } }))).toContain("(0-min delayed)");
  });
});

describe("the picture in words", () => {
  test("says what it shows, the regime, and every level with its distance", () => {
    const snapshot = withLevels(reading().snapshot, {
      callWall: { strike: 610, gex: 1e9, strength: 0.3 },
      putWall: { strike: 590, gex: -1e9, strength: 0.3 },
      maxPositiveGamma: { strike: 605, gex: 1e8 },
    });
    expect(ladderAltText(readSnapshot(snapshot))).toBe(
      "Ladder of dealer gamma exposure by strike for SPY, spot 600.00; regime positive gamma, net GEX +$2.10B per 1 percent move; gamma flip 594.00; call wall 610 (+1.7 %); put wall 590 (−1.7 %); largest positive gamma 605 (+0.83 %)",
    );
  });

  test("says which level is not there", () => {
    const levels = { callWall: null, putWall: null, maxPositiveGamma: null, flip: without("positive_throughout") };
    const words = ladderAltText(readSnapshot(withLevels(reading().snapshot, levels)));
    for (const none of ["no flip within 20 percent", "no call wall", "no put wall", "no largest positive gamma"])
      expect(words).toContain(none);
  });
});
