import { impliedYield, nearestPair, parityForward, type StrikePair } from "./carry.ts";
import { PRODUCT, type Chain, type Conventions, type Slice, type Valuation } from "./chain.ts";
import { indexContracts } from "./contractIndex.ts";
import { gather } from "./gather.ts";
import { repairIvs, withoutIv, type IvRepair } from "./ivRepair.ts";
import { liveRows, usableIvs } from "./liveRows.ts";
import { isContractCount, isPrice } from "./plausible.ts";
import type { RawChain } from "./rawChain.ts";
import { findSlices, type RawSlice } from "./slices.ts";

/**
 * Rows as printed → a clean chain at one instant: expired, dead, adjusted, crossed, unreadable and repeated rows are
 * dropped and counted; every slice gets its time to settlement and its carry; missing IVs are taken from the other
 * side of the strike, then solved from the mid. Order and rules: docs/methodology.md "From feed to chain".
 */
export function normalise(raw: RawChain, valuation: Valuation, conventions: Conventions = PRODUCT): Chain {
  const { slices: found, sliceOf } = findSlices(raw, valuation, conventions);
  const index = indexContracts(raw, sliceOf, found.length);
  const usableIv = usableIvs(raw, conventions);
  const { live, dropped } = liveRows(raw, { found, sliceOf, index, usableIv, conventions });
  const { mid, spreadPct } = quotesOf(raw, live);
  const slices = withCarry(found, pairsOf(raw, { live, mid, sliceOf, index }), valuation.spot, conventions);
  const repaired = repairIvs(raw, { live, mid, sliceOf, slices, index, usableIv, spot: valuation.spot, conventions });
  const strikes = distinct(raw.strike, live);
  const oi = gather(raw.openInterest, live, new Float64Array(live.length));
  const { iv, ivFromOtherSide, ivFromMid } = repaired;
  const { noIv, oiDroppedShare } = withoutIv(iv, oi);
  return {
    ...valuation,
    slices,
    strikes,
    slice: gather(sliceOf, live, new Uint16Array(live.length)),
    strikeIndex: positions(strikes, raw.strike, live),
    right: gather(raw.right, live, new Int8Array(live.length)),
    iv,
    oi,
    volume: gather(raw.volume, live, new Float64Array(live.length)).map((volume) =>
      isContractCount(volume) ? volume : 0,
    ),
    mid,
    spreadPct,
    quality: {
      contractsInFile: raw.count + raw.unreadable,
      dropped: { ...dropped, noIv },
      oiDroppedShare,
      ivFromOtherSide,
      ivFromMid,
      degraded:
        oiDroppedShare > MOST_OI_DROPPED ||
        (conventions.carry === "parity" && slices.every((slice) => slice.carryFrom === "configured")),
    },
  };
}

/** Above this share of open interest without gamma the numbers are marked as degraded. */
const MOST_OI_DROPPED = 0.1;

function quotesOf(raw: RawChain, live: Uint32Array): Pick<Chain, "mid" | "spreadPct"> {
  const mid = new Float64Array(live.length);
  const spreadPct = new Float32Array(live.length);
  for (let i = 0; i < live.length; i++) {
    const bid = raw.bid[live[i]!]!;
    const ask = raw.ask[live[i]!]!;
    mid[i] = bid > 0 && ask >= bid && isPrice(ask) ? 0.5 * (bid + ask) : Number.NaN;
    spreadPct[i] = (100 * (ask - bid)) / mid[i]!;
  }
  return { mid, spreadPct };
}

function pairsOf(
  raw: RawChain,
  { live, mid, sliceOf, index }: Pick<IvRepair, "live" | "mid" | "sliceOf" | "index">,
): Map<number, StrikePair[]> {
  const midOfRow = new Float64Array(raw.count).fill(Number.NaN);
  for (let i = 0; i < live.length; i++) midOfRow[live[i]!] = mid[i]!;
  const pairs = new Map<number, StrikePair[]>();
  for (const row of live) {
    if (raw.right[row]! < 0 || Number.isNaN(midOfRow[row]!)) continue;
    const other = index.otherSide(row);
    if (other < 0 || Number.isNaN(midOfRow[other]!)) continue;
    const pair = { strike: raw.strike[row]!, callMid: midOfRow[row]!, putMid: midOfRow[other]! };
    const list = pairs.get(sliceOf[row]!);
    if (list) list.push(pair);
    else pairs.set(sliceOf[row]!, [pair]);
  }
  return pairs;
}

function withCarry(
  found: readonly RawSlice[],
  pairs: ReadonlyMap<number, readonly StrikePair[]>,
  spot: number,
  { carry, rate, dividendYield }: Conventions,
): Slice[] {
  return found.map(({ root, date, dte, years, settlesAt }, i) => {
    const pair = carry === "parity" ? nearestPair(pairs.get(i) ?? []) : null;
    const implied = pair && impliedYield({ forward: parityForward(pair, rate, years), spot, rate, years });
    return {
      root,
      date,
      dte,
      years,
      settlesAt,
      rate,
      dividendYield: implied ?? dividendYield,
      carryFrom: implied === null ? "configured" : "parity",
    };
  });
}

/** Distinct strikes of the rows, ascending. */
function distinct(strike: Float64Array, rows: Uint32Array): Float64Array {
  const sorted = gather(strike, rows, new Float64Array(rows.length)).sort();
  return sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
}

/** Where each row's strike stands among `strikes`. Call and put of a strike are neighbours, so the last answer often serves again. */
function positions(strikes: Float64Array, strike: Float64Array, rows: Uint32Array): Uint16Array {
  const at = new Map<number, number>();
  for (let k = 0; k < strikes.length; k++) at.set(strikes[k]!, k);
  const found = new Uint16Array(rows.length);
  let last = Number.NaN;
  for (let i = 0; i < rows.length; i++) {
    const value = strike[rows[i]!]!;
    found[i] = value === last ? found[i - 1]! : at.get(value)!;
    last = value;
  }
  return found;
}
