import { briefOf, type Brief, type MissingBrief } from "../../src/engine/brief.ts";
import { classifyCell } from "../../src/engine/regime.ts";
import type { Ticker } from "../../src/engine/ticker.ts";
import type { UniverseInput } from "../../src/views/charts/universe.ts";
import { missingBrief } from "../../src/views/universe/gap.ts";
import { HARD_CASES } from "./hardCases.ts";
import { readingOf } from "./snapshots.ts";

/** The seed's ten, then others with long names, dots and large prices. */
const SYMBOLS =
  "SPY QQQ IWM AAPL TSLA NVDA META AMZN AMD GOOGL SPX NDX RUT VIX BRK.B MSFT NFLX AVGO COIN PLTR SMCI MSTR BA DIS GS JPM XLF XLE XLK SMH TLT GLD SLV HYG EEM FXI ARKK UBER SHOP SNOW CRWD PANW INTC MU QCOM ORCL CRM ADBE COST WMT".split(
    " ",
  );
const SPOTS: Readonly<Record<string, number>> = {
  SPY: 603.42,
  QQQ: 521.6,
  SPX: 6012.34,
  NDX: 21_604.25,
  RUT: 2310.07,
  "BRK.B": 471.2,
};

/** A symbol of a made-up table; seeded, so that every run has the same one. */
export function rowOf(symbol: string, rest: Partial<Brief> = {}): Brief {
  const seed = symbol.split("").reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 997;
  const spot = SPOTS[symbol] ?? 40 + ((seed * 13) % 560) + 0.23;
  const shape = { callWeight: 0.8 + (seed % 7) / 10, putWeight: 0.8 + (seed % 5) / 8, putCentre: -0.6 - (seed % 4) };
  const size = 2e6 * (1 + (seed % 90)) * (symbol === "SPX" ? 20 : 1);
  const reading = readingOf({ symbol, spot, spacing: Math.max(0.5, Math.round(spot / 120)), seed, size, ...shape });
  const brief = briefOf(reading, { adv: symbol === "SPX" ? null : 4e8 * (1 + (seed % 60)) });
  return { ...brief, changePct: ((seed % 53) - 26) / 10, ...rest };
}

/** The same with a z-score, and the cell that it makes. */
export const withZ = (row: Brief, vrpZ: number): Brief => ({ ...row, vrpZ, cell: classifyCell(row.regime.gamma, vrpZ).cell }); // prettier-ignore

const rows = (many: number): Brief[] => SYMBOLS.slice(0, many).map((symbol) => rowOf(symbol));

/** Where the same symbols were at the last post: a bit off, so that something has changed for some. */
const earlier = (now: readonly (Brief | MissingBrief)[]): (Brief | MissingBrief)[] =>
  now.map((row, index) => {
    if ("missing" in row) return index % 2 === 0 ? rowOf(row.missing) : row;
    const netGex = index % 4 === 0 ? -row.netGex : row.netGex * 0.7;
    const gamma = netGex > 0 ? ("positive" as const) : ("negative" as const);
    const callWall = row.callWall === null || index % 3 > 0 ? row.callWall : row.callWall * 0.985;
    const spot = index % 5 === 0 && row.flip !== null ? 2 * row.flip - row.spot : row.spot * 1.002;
    return {
      ...row,
      netGex,
      spot,
      callWall,
      regime: { ...row.regime, gamma },
      cell: classifyCell(gamma, row.vrpZ).cell,
    };
  });

const LAST = "2026-11-20T14:45:00Z";

export function universeOf(now: readonly (Brief | MissingBrief)[], rest: Partial<UniverseInput> = {}): UniverseInput {
  return {
    rows: now,
    before: { rows: earlier(now), at: LAST },
    title: "Daily universe",
    slot: "Nov 23, 09:45 ET",
    command: "/dashboard now",
    palette: "default",
    ...rest,
  };
}

const missing = (symbol: string, failure: Parameters<typeof missingBrief>[0]["failure"]) =>
  missingBrief({ missing: symbol as Ticker, failure });

const sample = (row: Brief): Brief => ({
  ...row,
  source: { provider: "sandbox", label: "Sample data", delayMinutes: 15, sample: true },
});

const BARE = { changePct: null, flip: null, flipMissing: "positive_throughout", callWall: null, putWall: null, expectedMove: null, adv: null } as const; // prettier-ignore

/** Tables that break pictures and wording, by name. */
export const UNIVERSE_CASES: Readonly<Record<string, () => UniverseInput>> = {
  ten: () => universeOf(rows(10)),
  "first post": () => universeOf(rows(10), { before: null }),
  "nothing moved": () => universeOf(rows(10), { before: { rows: rows(10), at: LAST } }),
  "one symbol": () => universeOf(rows(1)),
  two: () => universeOf([rowOf("SPX"), rowOf("BRK.B")], { title: "Your watchlist", command: "/digest now" }),
  "twenty-five": () => universeOf(rows(25)),
  fifty: () => universeOf(rows(50)),
  "fifty (colorblind)": () => universeOf(rows(50), { palette: "colorblind" }),
  "with z-scores": () => universeOf(rows(12).map((row, index) => withZ(row, ((index * 7) % 12) / 2.5 - 1.9))),
  "z-scores for half": () =>
    universeOf(rows(25).map((row, index) => (index % 2 === 0 ? withZ(row, ((index * 5) % 11) / 3 - 1) : row))),
  "fifty with z-scores": () => universeOf(rows(50).map((row, index) => withZ(row, ((index * 7) % 50) / 12 - 1.5))),
  "z far away": () => universeOf(rows(5).map((row, index) => withZ(row, index === 0 ? 9.7 : -8))),
  "no level at all": () => universeOf(rows(6).map((row) => ({ ...row, ...BARE, regime: { ...row.regime, distancePct: null, confidence: "low" as const, confidenceReason: "flip_unavailable" as const, stability: "one_sided" as const } }))), // prettier-ignore
  "no gamma": () => universeOf([briefOf(HARD_CASES["no gamma"]!()), ...rows(2)]),
  "all missing": () =>
    universeOf([missing("SPY", "unreachable"), missing("QQQ", "unknown-symbol"), missing("BRK.B", "bad-response")]),
  "some missing": () => universeOf([...rows(6), missing("UBER", "no-data"), missing("COIN", "not-entitled")]),
  sample: () => universeOf(rows(10).map(sample), { before: { rows: earlier(rows(10).map(sample)), at: LAST } }),
  "sample, one": () => universeOf([sample(rowOf("SPY"))], { before: null }),
  "one is stale": () =>
    universeOf(rows(8).map((row, index) => (index === 2 ? { ...row, quoteTime: "2026-11-20T21:00:00Z", session: "closed", oiDate: "2026-11-19" } : row))), // prettier-ignore
  "another source": () =>
    universeOf(rows(4), { before: { rows: rows(4).map((row) => ({ ...row, source: { ...row.source, provider: "tradier" } })), at: LAST } }), // prettier-ignore
  "the same dot": () => universeOf(Array.from({ length: 50 }, (_, index) => ({ ...rowOf("SPY"), symbol: `S${index}X` as Ticker }))), // prettier-ignore
  "every hard case": () =>
    universeOf(Object.values(HARD_CASES).map((make, index) => ({ ...briefOf(make()), symbol: `${"ABCDE"[index % 5]}${index}QQ` as Ticker }))), // prettier-ignore
  "no symbol": () => universeOf([]),
};
