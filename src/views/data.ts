import type { Reading } from "../engine/regime.ts";
import type { VrpReading } from "../engine/vrp/types.ts";
import { selectionKey } from "../engine/selection.ts";
import type { ExposureSnapshot, StrikeExposure } from "../engine/snapshot.ts";
import { MODEL_NOTE } from "./words.ts";

/** Columns of a strike in CSV and JSON; the unit is part of the name, so that it survives every copy. */
const STRIKE_COLUMNS = {
  strike: "strike",
  net_gex_usd_per_1pct: "netGex",
  call_gex_usd_per_1pct: "callGex",
  put_gex_usd_per_1pct: "putGex",
  zero_dte_gex_usd_per_1pct: "zeroDteGex",
  dex_usd: "dex",
  vex_usd_per_vol_point: "vex",
  chex_usd_per_day: "chex",
  call_oi_contracts: "callOi",
  put_oi_contracts: "putOi",
} as const satisfies Readonly<Record<string, keyof StrikeExposure>>;

/**
 * One row per strike, ascending, under one header: full precision, "." as decimal point, nothing formatted,
 * RFC 4180. What the row is and from when stands in columns of every row: comments before a header choke spreadsheets and
 * parsers, and rows of several files can be put together and still be told apart. Plain ASCII, so that no spreadsheet has to
 * guess an encoding. A selection without open interest gives the header alone.
 */
export function csvOf({ snapshot }: Reading): string {
  const provenance = {
    symbol: snapshot.symbol,
    data_kind: dataKind(snapshot),
    quote_time_utc: snapshot.quoteTime,
    source: snapshot.source.provider,
    expiries: selectionKey(snapshot.selection),
    spot_usd: snapshot.spot,
  };
  const header = [...Object.keys(provenance), ...Object.keys(STRIKE_COLUMNS)];
  const rows = snapshot.strikes.map((strike) => [...Object.values(provenance), ...Object.values(strikeRow(strike))]);
  return [header, ...rows].map((cells) => `${cells.map(cell).join(",")}\r\n`).join("");
}

/**
 * Everything a reading says, as plain JSON with keys in snake_case: provenance first, strikes under the names of the CSV, the
 * units of all other figures under `units`. The premium of a reply that shows it stands there with its estimator. Full precision; what the market does not give is null.
 */
export function jsonOf({ snapshot, regime }: Reading, vrp: VrpReading | null = null): string {
  const { source, levels, net, calls, puts, expiries, listed, strikes, profile, quality } = snapshot;
  const document = {
    provenance: {
      symbol: snapshot.symbol,
      data_kind: dataKind(snapshot),
      sample: source.sample,
      source: source.provider,
      source_label: source.label,
      delay_minutes: source.delayMinutes,
      quote_time_utc: snapshot.quoteTime,
      fetched_at_utc: snapshot.fetchedAt,
      session: snapshot.session,
      open_interest_date: snapshot.oiDate,
      spot_basis: snapshot.spotBasis,
      expiries: selectionKey(snapshot.selection),
      rate: snapshot.rate,
    },
    units: UNITS,
    spot: snapshot.spot,
    change_pct: snapshot.changePct,
    regime: snakeKeys(regime),
    levels: snakeKeys(levels),
    net: snakeKeys(net),
    calls: snakeKeys(calls),
    puts: snakeKeys(puts),
    gross_gex: snapshot.grossGex,
    expected_move: snakeKeys(snapshot.expectedMove),
    charm_to_close: snapshot.charmToClose,
    hedge: snakeKeys(snapshot.hedge),
    pin: snakeKeys(snapshot.pin),
    ratios: {
      put_call_oi: snapshot.putCallOi,
      put_call_volume: snapshot.putCallVolume,
      zero_dte_share: snapshot.zeroDteShare,
      oi_weighted_dte: snapshot.oiWeightedDte,
      vanna_ratio: snapshot.vannaRatio,
    },
    expiries: snakeKeys(expiries),
    listed: snakeKeys(listed),
    strikes: strikes.map(strikeRow),
    profile: snakeKeys(profile),
    roll_off: snakeKeys(snapshot.rollOff),
    heat: snakeKeys(snapshot.heat),
    quality: snakeKeys(quality),
    ...(vrp && { volatility_premium: snakeKeys(vrp) }),
    model_note: MODEL_NOTE,
    advice: "Not advice.",
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}

const UNITS = {
  spot: "USD, or index points",
  gex: "USD of delta dealers trade per 1 % move of spot; positive = against the move",
  gex_per_usd: "the same per $1 move of spot",
  dex: "USD of option delta, natural sign, options only, before any stock hedge",
  vex: "USD of option delta per +1 volatility point; positive = dealers buy when IV falls",
  chex: "USD of stock per calendar day; positive = dealers buy as time passes",
  charm_to_close: "USD of stock until the closing bell if only time passes; positive = dealers buy",
  expected_move: "usd and straddle in USD, iv as a decimal, years on ACT/365",
  hedge: "shares and USD dealers trade if spot moves by pct percent; negative = they sell",
  profile: "spots in USD, gex in USD per 1 % move if spot were there",
  roll_off: "net_gex and gex as above, gex along profile.spots, without the contracts of the date",
  heat: "gex[strike][expiry] in USD per 1 % move, null where nobody holds a contract; share of all cells, 0-1",
  pin: "0-100, weights .30 oi, .25 proximity, .25 time, .20 gamma; sub-scores ours, not back-tested",
  strength: "share of the gamma of its side, 0-1",
  distance_pct: "percent of spot",
  volatility_premium:
    "vol points, annualised, in percent; variance_premium in decimals squared; realised volatility by `estimator`, by side and under close_to_close from closes; scores ours, not back-tested",
  times: "ISO 8601 in UTC; dates are New York dates",
} as const;

const dataKind = ({ source }: ExposureSnapshot) => (source.sample ? "SAMPLE" : "market");

const strikeRow = (strike: StrikeExposure): Record<string, number> =>
  Object.fromEntries(Object.entries(STRIKE_COLUMNS).map(([column, field]) => [column, strike[field]]));

/** A number as it is, empty if it is none; text so that no spreadsheet runs it as a formula. */
function cell(value: number | string): string {
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** The same value with every key in snake_case. */
function snakeKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeKeys);
  if (value === null || typeof value !== "object") return value;
  const snake = (key: string) => key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [snake(key), snakeKeys(inner)]));
}
