import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Reading, readSnapshot } from "../../src/engine/regime.ts";
import type { Ticker } from "../../src/engine/ticker.ts";
import { csvOf, jsonOf } from "../../src/views/data.ts";
import { anyReading } from "../support/anyReading.ts";
import { HARD_CASES } from "../support/hardCases.ts";
import { readingOf } from "../support/snapshots.ts";

/** RFC 4180, as a spreadsheet reads it. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

function table(reading: Reading): Record<string, string>[] {
  const [header = [], ...rows] = parseCsv(csvOf(reading));
  return rows.map((cells) => Object.fromEntries(header.map((column, index) => [column, cells[index] ?? "missing"])));
}

const numbers = (rows: readonly Record<string, string>[], column: string) => rows.map((row) => Number(row[column]));
const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const parsed = (reading: Reading) => JSON.parse(jsonOf(reading)) as Record<string, unknown>;

const reading = readingOf();
const { snapshot } = reading;

/** Numbers that formatting would spoil, and a source that would like to be run. */
function awkward(): Reading {
  const [first] = snapshot.strikes;
  const strikes = [{ ...first!, strike: 602.125, netGex: -1234567.890123, dex: 1e-9, vex: -0 }];
  const source = { ...snapshot.source, provider: '=HYPERLINK("http://evil.example","a, b")' };
  return readSnapshot({ ...snapshot, symbol: "@SUM(A1)" as Ticker, source, strikes });
}

describe("CSV", () => {
  test("one header whose figures carry their unit in the name, and one row per strike", () => {
    const [header, ...rows] = parseCsv(csvOf(reading));
    expect(header).toEqual([
      "symbol",
      "data_kind",
      "quote_time_utc",
      "source",
      "expiries",
      "spot_usd",
      "strike",
      "net_gex_usd_per_1pct",
      "call_gex_usd_per_1pct",
      "put_gex_usd_per_1pct",
      "zero_dte_gex_usd_per_1pct",
      "dex_usd",
      "vex_usd_per_vol_point",
      "chex_usd_per_day",
      "call_oi_contracts",
      "put_oi_contracts",
    ]);
    expect(rows).toHaveLength(snapshot.strikes.length);
  });

  test("every figure comes back exactly as the snapshot has it, in its own column", () => {
    const columns = {
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
    } as const;
    for (const [column, field] of Object.entries(columns)) {
      const given = snapshot.strikes.map((strike) => strike[field] + 0);
      expect(numbers(table(reading), column), column).toEqual(given);
    }
  });

  test("calls and puts add up to net, and the rows to the net of the reply", () => {
    const rows = table(reading);
    const net = total(numbers(rows, "net_gex_usd_per_1pct"));
    const sides = total(numbers(rows, "call_gex_usd_per_1pct")) + total(numbers(rows, "put_gex_usd_per_1pct"));
    expect(net / snapshot.net.gex).toBeCloseTo(1, 9);
    expect(sides / net).toBeCloseTo(1, 9);
  });

  test("numbers are never formatted: full precision, a point, no separators, no minus before zero", () => {
    const [row] = table(awkward());
    expect(row).toMatchObject({
      strike: "602.125",
      net_gex_usd_per_1pct: "-1234567.890123",
      dex_usd: "1e-9",
      vex_usd_per_vol_point: "0",
    });
  });

  test("every row says what it is and from when, so that rows of several files can be put together", () => {
    const rows = table(readSnapshot({ ...snapshot, selection: { kind: "maxDte", days: 45 } }));
    for (const row of rows) {
      expect(row).toMatchObject({
        symbol: "SPY",
        data_kind: "market",
        quote_time_utc: "2026-11-23T14:45:00Z",
        source: "cboe",
        expiries: "45d",
        spot_usd: "603.42",
      });
    }
  });

  test("made-up data says SAMPLE in every row", () => {
    const kinds = table(HARD_CASES["sample"]!()).map((row) => row["data_kind"]);
    expect(new Set(kinds)).toEqual(new Set(["SAMPLE"]));
  });

  test("text that a spreadsheet would run as a formula is made harmless, and its commas and quotes stay inside the cell", () => {
    const [row] = table(awkward());
    expect(row?.["symbol"]).toBe("'@SUM(A1)");
    expect(row?.["source"]).toBe(`'=HYPERLINK("http://evil.example","a, b")`);
    expect(row?.["spot_usd"], "the columns after it keep their place").toBe("603.42");
  });

  test("a selection without open interest is the header alone", () => {
    expect(parseCsv(csvOf(HARD_CASES["empty selection"]!()))).toHaveLength(1);
  });

  test("plain ASCII: no spreadsheet has to guess an encoding", () => {
    for (const make of Object.values(HARD_CASES)) expect(csvOf(make())).toMatch(/^[\x20-\x7e\r\n]*$/);
  });
});

describe("JSON", () => {
  test("figures equal the snapshot's, in full precision", () => {
    const document = parsed(reading);
    expect(document).toMatchObject({
      spot: snapshot.spot,
      net: { gex: snapshot.net.gex, gex_per_usd: snapshot.net.gexPerUsd, vex: snapshot.net.vex },
      profile: { spots: snapshot.profile.spots, gex: snapshot.profile.gex },
      expected_move: { usd: snapshot.expectedMove?.usd, iv: 0.16, expiry: "2026-11-24" },
      regime: { gamma: reading.regime.gamma, distance_pct: reading.regime.distancePct },
      quality: { contracts_used: 7_630, dropped: { no_iv: 12, below_min_oi: 0 } },
      charm_to_close: snapshot.charmToClose,
    });
    expect(document["levels"]).toMatchObject({
      flip: { price: snapshot.levels.flip.price, direction: "up" },
      call_wall: snapshot.levels.callWall,
      magnet: snapshot.levels.magnet,
    });
    expect(document["expiries"]).toHaveLength(snapshot.expiries.length);
    expect((document["expiries"] as { max_pain: number }[])[1]?.max_pain).toBe(snapshot.expiries[1]?.maxPain);
  });

  test("strikes have the names and figures of the CSV", () => {
    const fromCsv = table(reading).map((row) => Number(row["vex_usd_per_vol_point"]));
    const strikes = parsed(reading)["strikes"] as { vex_usd_per_vol_point: number }[];
    expect(strikes.map((strike) => strike.vex_usd_per_vol_point)).toEqual(fromCsv);
  });

  test("every exposure has a sentence on its unit and sign", () => {
    const units = parsed(reading)["units"] as Record<string, string>;
    expect(units["gex"]).toContain("per 1 %");
    expect(units["vex"]).toContain("volatility point");
    expect(units["chex"]).toContain("positive = dealers buy");
    expect(units["dex"]).toContain("options only");
  });

  test("model, source, time and what it is not are said in it", () => {
    const document = parsed(reading);
    expect(document["provenance"]).toMatchObject({
      data_kind: "market",
      sample: false,
      source_label: "Cboe delayed · computed here",
      delay_minutes: 15,
      quote_time_utc: "2026-11-23T14:45:00Z",
      open_interest_date: "2026-11-20",
      expiries: "all",
    });
    expect(document["model_note"]).toContain("Model, not observed positions");
    expect(document["advice"]).toBe("Not advice.");
  });

  test("made-up data says SAMPLE", () => {
    expect(parsed(HARD_CASES["sample"]!())["provenance"]).toMatchObject({ data_kind: "SAMPLE", sample: true });
  });

  test("what the market does not give is null, not 0 and not left out", () => {
    const document = parsed(HARD_CASES["0dte without magnet, move and calls"]!());
    expect(document["expected_move"]).toBeNull();
    expect(document["charm_to_close"]).toBeNull();
    expect(document["levels"]).toMatchObject({ magnet: null, call_wall: null });
    expect(document["ratios"]).toMatchObject({ put_call_oi: null });
  });
});

test("whatever the market: both parse, keys are snake_case, no cell is missing and none is NaN", () => {
  fc.assert(
    fc.property(anyReading, (any) => {
      const text = jsonOf(any);
      expect(text).not.toMatch(/NaN|Infinity|undefined/);
      for (const [, key = ""] of text.matchAll(/"([^"\n]+)":/g)) expect(key).toMatch(/^[a-z0-9_]+$/);
      const rows = parseCsv(csvOf(any));
      expect(rows).toHaveLength(any.snapshot.strikes.length + 1);
      for (const row of rows) {
        expect(row).toHaveLength(16);
        expect(row.slice(5).join()).not.toMatch(/NaN|Infinity|undefined|null/);
      }
    }),
    { numRuns: 100 },
  );
});
