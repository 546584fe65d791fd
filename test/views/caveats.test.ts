import { describe, expect, test } from "vitest";
import { readSnapshot } from "../../src/engine/regime.ts";
import type { ExposureSnapshot, Levels } from "../../src/engine/snapshot.ts";
import type { StaleReason } from "../../src/errors.ts";
import { caveatsOf } from "../../src/views/caveats.ts";
import { LIMITS } from "../../src/views/limits.ts";
import { snapshotOf, withLevels } from "../support/snapshots.ts";

const NOW = new Date("2026-11-23T15:01:00Z");

interface Market {
  readonly overrides?: Partial<ExposureSnapshot>;
  readonly levels?: Partial<Levels>;
  readonly stale?: StaleReason | null;
  readonly now?: Date;
  readonly clockOffMs?: number;
}

function caveats({ overrides = {}, levels = {}, stale = null, now = NOW, clockOffMs = 0 }: Market = {}): string[] {
  return caveatsOf(readSnapshot(withLevels(snapshotOf({ overrides }), levels)), { stale, now, clockOffMs });
}

const base = snapshotOf();
const wall = (strike: number, gex: number) => ({ strike, gex, strength: 0.2 });

test("an ordinary day has none", () => {
  expect(caveats()).toEqual([]);
});

describe("each stale reason names its cause and the age of the copy", () => {
  test.each([
    ["unknown-symbol", "no longer knows this symbol"],
    ["not-entitled", "no longer covers this symbol"],
    ["rate-limited", "asks us to slow down"],
    ["blocked", "refuses this machine"],
    ["unreachable", "does not answer"],
    ["bad-response", "cannot read"],
    ["no-data", "no data right now"],
    ["overloaded", "busy"],
    ["slow", "slow"],
  ] as const)("%s", (stale, words) => {
    const [only, ...others] = caveats({ stale, overrides: { fetchedAt: "2026-11-23T14:21:00Z" } });
    expect(others).toEqual([]);
    expect(only).toContain(words);
    expect(only).toContain("this is the copy fetched 40 min ago");
  });

  test("says when asking again can help, where that is known", () => {
    const now = new Date("2026-11-23T15:01:00Z");
    const said = (retryAt: string | null) =>
      caveatsOf(readSnapshot(snapshotOf()), { stale: "cooldown", retryAt, now })[0];
    expect(said("2026-11-23T15:01:04Z")).toMatch(
      /too often: this is the copy fetched just now\. Try again in 4 seconds\.$/,
    );
    expect(said(null)).toMatch(/fetched just now\.$/);
  });
});

describe("a feed that stands still in the session", () => {
  const noon = new Date("2026-11-23T17:00:00Z");
  const at = (quoteTime: string): Partial<ExposureSnapshot> => ({ quoteTime });

  test("is given away by the age of its quotes, from more than half an hour on", () => {
    expect(caveats({ now: noon, overrides: at("2026-11-23T16:30:00Z") })).toEqual([]);
    expect(caveats({ now: noon, overrides: at("2026-11-23T16:13:00Z") })).toEqual([
      "Data is 47 min old although the market is open.",
    ]);
    expect(caveats({ now: noon, overrides: at("2026-11-23T14:45:00Z") })).toEqual([
      "Data is 2 h old although the market is open.",
    ]);
  });

  test("and shows the last close does not make the market closed", () => {
    expect(caveats({ now: noon, overrides: { ...at("2026-11-20T21:00:00Z"), session: "closed" } })).toEqual([
      "Values at the close of Nov 20, 16:00 ET, although by the calendar the market is open.",
    ]);
  });

  test("is not mentioned beside an older copy, which tells its age already", () => {
    const said = caveats({ now: noon, stale: "unreachable", overrides: at("2026-11-23T16:13:00Z") });
    expect(said).toEqual([expect.stringContaining("does not answer")]);
  });
});

describe("a wrong clock of this machine", () => {
  const HOUR = 3_600_000;

  test.each([
    [62 * 60_000, "1 h"],
    [-150_000, "2 min"],
  ])("is told from more than a minute on: %d ms", (clockOffMs, words) => {
    const now = new Date(NOW.getTime() + clockOffMs);
    expect(caveats({ now, clockOffMs })).toEqual([
      `This machine's clock is off by ${words}: the operator should set it.`,
    ]);
    expect(caveats({ clockOffMs: Math.sign(clockOffMs) * 60_000 })).toEqual([]);
  });

  test("neither makes fresh data look old nor old data look fresh", () => {
    const old = { quoteTime: "2026-11-23T16:13:00Z" };
    const [noon, fresh] = [Date.parse("2026-11-23T17:00:00Z"), { quoteTime: "2026-11-23T16:45:00Z" }];
    const seen = (off: number, overrides: Partial<ExposureSnapshot>) =>
      caveats({ now: new Date(noon + off), clockOffMs: off, overrides }).join(" ");
    expect(seen(HOUR, fresh)).not.toContain("although");
    expect(seen(-HOUR, old)).toContain("Data is 47 min old");
  });
});

describe("what is said when", () => {
  test.each<[string, Market, RegExp]>([
    ["made-up data", { overrides: { source: { ...base.source, sample: true } } }, /SAMPLE DATA/],
    [
      "outside the session",
      {
        overrides: { session: "closed", quoteTime: "2026-11-20T21:00:00Z" },
        now: new Date("2026-11-21T15:00:00Z"),
      },
      /^Market closed: values at the close of Nov 20, 16:00 ET/,
    ],
    ["spot from parity", { overrides: { spotBasis: "parity" } }, /put-call parity/],
    [
      "a call wall below spot",
      { levels: { callWall: wall(590, 1e9) } },
      /call wall 590 lies below spot, so it is no resistance/,
    ],
    [
      "a put wall above spot",
      { levels: { putWall: wall(615, -1e9) } },
      /put wall 615 lies above spot, so it is no support/,
    ],
    ["walls on one another", { levels: { wallsOverlap: true } }, /collapsed/],
    ["an accelerant", { levels: { magnet: { strike: 603, gex: -1e8, kind: "accelerant" } } }, /accelerates/],
    [
      "a downward flip",
      {
        levels: { flip: { price: 590, direction: "down", roots: [{ price: 590, direction: "down" }], missing: null } },
      },
      /downward crossing/,
    ],
    ["no gamma sign", { overrides: { net: { ...base.net, gex: 0 } } }, /no regime to read/],
    ["a thin chain", { overrides: { quality: { ...base.quality, contractsUsed: 39 } } }, /only 39 contracts/],
    [
      "reduced quality",
      { overrides: { quality: { ...base.quality, degraded: true, oiDroppedShare: 0.14 } } },
      /14 % of open interest had no usable IV/,
    ],
  ])("%s", (_name, market, words) => {
    const said = caveats(market);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(words);
  });

  test("several crossings are counted", () => {
    const roots = [571.3, 588.8, 596.4].map((price, i) => ({
      price,
      direction: i % 2 ? ("down" as const) : ("up" as const),
    }));
    const flip = { price: 596.4, direction: "up" as const, roots, missing: null };
    expect(caveats({ levels: { flip } })).toEqual([expect.stringContaining("crosses zero 3 times")]);
  });

  test("a wall at spot, to within 0.05 %, is on no side to warn of", () => {
    const { spot } = base;
    expect(caveats({ levels: { callWall: wall(spot * 0.9996, 1e9), putWall: wall(spot * 1.0004, -1e9) } })).toEqual([]);
  });

  test("forty contracts are not thin", () => {
    expect(caveats({ overrides: { quality: { ...base.quality, contractsUsed: 40 } } })).toEqual([]);
  });
});

test("all of them at once fit into one field", () => {
  const said = caveats({
    stale: "bad-response",
    clockOffMs: 3_600_000,
    overrides: {
      source: { ...base.source, sample: true },
      session: "closed",
      spotBasis: "parity",
      net: { ...base.net, gex: 0 },
      quality: { ...base.quality, contractsUsed: 12, degraded: true, oiDroppedShare: 0.14 },
    },
    levels: {
      callWall: wall(590, 1e9),
      putWall: wall(615, -1e9),
      wallsOverlap: true,
      magnet: { strike: 603, gex: -1e8, kind: "accelerant" },
      flip: {
        price: 590,
        direction: "down",
        roots: [
          { price: 590, direction: "down" },
          { price: 585, direction: "down" },
        ],
        missing: null,
      },
    },
  });
  expect(said.map((sentence) => `• ${sentence}`).join("\n").length).toBeLessThanOrEqual(LIMITS.fieldValue);
});

describe("reduced quality names the cause that applies", () => {
  const because = (oiDroppedShare: number) =>
    caveats({ overrides: { quality: { ...base.quality, degraded: true, oiDroppedShare } } }).join(" ");

  test("open interest left out", () => {
    expect(because(0.14)).toContain("14 % of open interest had no usable IV");
    expect(because(0.14)).not.toContain("put-call parity");
  });

  test("no quotes for parity", () => {
    expect(because(0.004)).toContain("put-call parity");
    expect(because(0.004)).not.toContain("of open interest");
  });
});
