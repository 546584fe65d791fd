import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** A chain document on disk, as the feed serves it. */
export interface BenchDocument {
  readonly name: string;
  readonly symbol: string;
  readonly path: string;
}

/** Recordings are vendor data and not part of the repository; a plain clone measures the synthetic chain alone. */
const RECORDED = resolve(import.meta.dirname, "../../shared/data/chains");
const RECORDINGS = [
  ["SPX", "spx-20240105-weekend.fromcsv.cboe.json"],
  ["SPX", "spx-20230609-intraday.fromcsv.cboe.json"],
  ["QQQ", "qqq-20250606-weekend.cboe.json"],
  ["AAPL", "aapl-20250606-weekend.cboe.json"],
  ["RUT", "rut-20250604-close.cboe.json"],
] as const;

/** The folder of recordings; null in a plain clone. */
export const recordedFolder = (): string | null => (existsSync(RECORDED) ? RECORDED : null);

export function recordedDocuments(): BenchDocument[] {
  return RECORDINGS.map(([symbol, file]) => ({
    name: file.split(".")[0]!,
    symbol,
    path: join(RECORDED, file),
  })).filter(({ path }) => existsSync(path));
}

/** Runs `use` with made-up documents on disk and removes them afterwards. */
export function withSynthetic(sizes: readonly number[], use: (documents: readonly BenchDocument[]) => void): void {
  const folder = mkdtempSync(join(tmpdir(), "gexcord-bench-"));
  try {
    const documents = sizes.map((contracts) => {
      const path = join(folder, `${contracts}.json`);
      writeFileSync(path, JSON.stringify(syntheticDocument(contracts)));
      return { name: `synthetic-${contracts}`, symbol: "XYZ", path };
    });
    use(documents);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const bytesOf = ({ path }: BenchDocument): Uint8Array => readFileSync(path);

const SPOT = 600;
const EXPIRIES = 40;

/** Forty expiries of equal size around a spot of 600, a quarter of the contracts without open interest; the same every time. */
function syntheticDocument(contracts: number) {
  const strikes = Math.round(contracts / EXPIRIES / 2);
  const options = Array.from({ length: EXPIRIES }, (_, e) => expiryDate(e)).flatMap((expiry, e) =>
    Array.from({ length: strikes }, (_, k) => {
      const strike = Math.round(SPOT * (0.7 + (0.6 * k) / strikes) * 100) / 100;
      const years = (4 + e * 9) / 365;
      const iv = 0.18 - 0.25 * Math.log(strike / SPOT) + 0.02 / Math.sqrt(years);
      return (["C", "P"] as const).map((right, side) => {
        const intrinsic = Math.max(0, right === "C" ? SPOT - strike : strike - SPOT);
        const away = Math.abs(Math.log(strike / SPOT)) / (iv * Math.sqrt(years));
        const mid = intrinsic + 0.4 * SPOT * iv * Math.sqrt(years) * Math.exp(-away);
        return {
          option: `XYZ${expiry}${right}${String(Math.round(strike * 1000)).padStart(8, "0")}`,
          bid: round(mid * 0.99, 2),
          bid_size: 10,
          ask: round(mid * 1.01 + 0.01, 2),
          ask_size: 12,
          iv: round(iv, 4),
          open_interest:
            (k + e) % 4 === 0 ? 0 : Math.round(openInterest(right, strike, away)) + ((k * 37 + e * 11 + side * 5) % 97),
          volume: (k * 13 + e) % 211,
          delta: round((right === "C" ? 1 : -1) * Math.exp(-away) * 0.5, 4),
          gamma: 0.0123,
          vega: 0.4567,
          theta: -0.0891,
          rho: 0.0123,
          theo: round(mid, 4),
          change: 0,
          open: 0,
          high: 0,
          low: 0,
          tick: "up",
          last_trade_price: round(mid, 2),
          last_trade_time: "2026-11-20T15:59:59",
          percent_change: 0,
          prev_day_close: round(mid, 2),
        };
      });
    }).flat(),
  );
  return {
    timestamp: "2026-11-21 01:00:00",
    symbol: "XYZ",
    data: {
      symbol: "XYZ",
      security_type: "stock",
      current_price: SPOT,
      close: SPOT,
      prev_day_close: SPOT - 2,
      price_change: 2,
      price_change_percent: 0.3344,
      iv30: 18.2,
      last_trade_time: "2026-11-20T16:00:00",
      options,
    },
  };
}

/** Puts below spot and calls above, as customers hold them: such a chain has one flip. */
const openInterest = (right: "C" | "P", strike: number, away: number) =>
  ((right === "C") === strike > SPOT ? 6000 : 1500) * Math.exp(-away);

function expiryDate(index: number): string {
  const day = new Date(Date.UTC(2026, 10, 24 + index * 9));
  return day.toISOString().slice(2, 10).replaceAll("-", "");
}

const round = (value: number, digits: number) => Number(value.toFixed(digits));
