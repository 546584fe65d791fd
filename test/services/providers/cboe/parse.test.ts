import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RawChain } from "../../../../src/engine/rawChain.ts";
import { ProviderError } from "../../../../src/errors.ts";
import { parseCboe, parseScanned, parseWhole } from "../../../../src/services/providers/cboe/parse.ts";
import { quoteTime } from "../../../../src/services/providers/cboe/clock.ts";
import { changeOf, spotOf } from "../../../../src/services/providers/cboe/spot.ts";
import { readChain } from "../../../support/chains.ts";
import { sharedFile } from "../../../support/shared.ts";

const bytesOf = (document: unknown): Uint8Array =>
  new TextEncoder().encode(typeof document === "string" ? document : JSON.stringify(document));
const ROW = { option: "SPXW240105C04700000", bid: 1.5, ask: 1.6, iv: 0.12, delta: 0.5, open_interest: 10, volume: 3 };

function made(options: unknown = [ROW], data: object = {}): Record<string, unknown> {
  const envelope = { security_type: "index", current_price: 4697.24, last_trade_time: "2024-01-05T16:15:00" };
  return { timestamp: "2024-01-07 15:52:00", data: { options, ...envelope, ...data }, symbol: "_SPX" };
}
function failureOf(document: unknown): string {
  try {
    parseCboe(bytesOf(document));
  } catch (error) {
    return error instanceof ProviderError ? error.failure : `escaped: ${String(error)}`;
  }
  return "none";
}
const rowsOf = (options: unknown): RawChain => parseCboe(bytesOf(made(options))).raw;

describe("reading a row", () => {
  it("takes the contract out of the OCC symbol and keeps fractional strikes exact", () => {
    const symbols = ["SPXW240105C04700000", "SPX240119P00200000", "QQQ240328C00219780", "SPY1250620P00500500"];
    const raw = rowsOf(symbols.map((option) => ({ ...ROW, option })));
    expect([...raw.root].map((i) => raw.roots[i])).toEqual(["SPXW", "SPX", "QQQ", "SPY1"]);
    expect([...raw.expiry]).toEqual([20_240_105, 20_240_119, 20_240_328, 20_250_620]);
    expect([...raw.strike]).toEqual([4700, 200, 219.78, 500.5]);
    expect([...raw.right]).toEqual([1, -1, 1, -1]);
  });

  it("counts rows whose symbol cannot be read and leaves them out", () => {
    const symbols = ["", "SPX", "240105C04700000", "SPXW241305C04700000", "SPXW240132C04700000", "SPXW240105X04700000"];
    const more = [
      "SPXW240105C0470000X",
      "spxw240105C04700000",
      "TOOLONGX240105C04700000",
      "SPXW240105C00000000",
      7,
      null,
    ];
    const raw = rowsOf([ROW, ...[...symbols, ...more].map((option) => ({ ...ROW, option })), {}, null, 5, ROW]);
    expect([raw.count, raw.unreadable]).toEqual([2, symbols.length + more.length + 3]);
  });

  it("makes a number that is missing, null, text or no number NaN and never 0", () => {
    const strange = [undefined, null, "", "n/a", true, {}, []];
    const raw = rowsOf(strange.map((iv) => ({ ...ROW, iv, open_interest: iv })));
    expect([...raw.iv, ...raw.openInterest].every(Number.isNaN)).toBe(true);
    const huge = parseCboe(bytesOf(JSON.stringify(made([{ ...ROW, iv: 12345 }])).replace("12345", "1e999")));
    expect(huge.raw.iv[0], "1e999 is no volatility").toBeNaN();
  });

  it("repairs nothing: crossed, negative and fractional values come out as printed", () => {
    const raw = rowsOf([{ ...ROW, bid: 9, ask: 1, open_interest: -4.5, iv: 0.02 }]);
    expect([raw.bid[0], raw.ask[0], raw.openInterest[0], raw.iv[0]]).toEqual([9, 1, -4.5, 0.02]);
  });
});

describe("what the document says of the underlying", () => {
  const underlying = (data: object) => parseCboe(bytesOf(made([ROW], data))).underlying;

  it("makes everything it does not know null", () => {
    expect(underlying({})).toMatchObject({
      last: 4697.24,
      close: null,
      previousClose: null,
      changePct: null,
      iv30: null,
    });
    expect(underlying({ close: 0, iv30: "n/a", last_trade_time: "yesterday" })).toMatchObject({
      close: null,
      iv30: null,
      lastTrade: null,
    });
    expect(underlying({ last_trade_time: null, security_type: null }).isIndex, "by its name").toBe(true);
  });

  it("has the shares traded, unless it is an index, which prints 0", () => {
    const stock = { security_type: "stock" };
    const parsed = (data: object) => parseCboe(bytesOf({ ...made([ROW], data), symbol: "AAPL" })).underlying.volume;
    expect(parsed({ ...stock, volume: 19_121_164 })).toBe(19_121_164);
    expect(parsed({ ...stock, volume: 0 })).toBeNull();
    expect(parsed(stock)).toBeNull();
    expect(parsed({ security_type: "index", volume: 19_121_164 }), "whatever an index prints").toBeNull();
  });

  it("finds the close before the session also when the feed has rolled it on", () => {
    expect(underlying({ close: 312.03, prev_day_close: 312.41, price_change: -0.38 }).previousClose).toBe(312.41);
    const evening = { close: 203.92, prev_day_close: 203.92, price_change: 3.29 };
    expect(underlying(evening).previousClose).toBeCloseTo(200.63, 9);
    expect(underlying({ ...evening, price_change: null }).previousClose).toBeNull();
  });
});

describe("documents that are none", () => {
  it("are bad responses, whatever is wrong with them", () => {
    const whole = JSON.stringify(made([ROW, ROW]));
    for (let share = 0; share < 100; share++)
      expect(failureOf(whole.slice(0, Math.floor((whole.length * share) / 100))), `${share} %`).toBe("bad-response");
    const absurd = [
      "<html></html>",
      "null",
      "[]",
      "{}",
      "42",
      `{"data":{}}`,
      made("none"),
      made({}),
      { ...made(), timestamp: 5 },
    ];
    for (const document of absurd) expect(failureOf(document), JSON.stringify(document)).toBe("bad-response");
  });

  it("are no data when they hold no contract", () => {
    expect(failureOf(made([]))).toBe("no-data");
    expect(failureOf(made([{ ...ROW, option: "?" }]))).toBe("no-data");
  });

  it("are refused with more roots than a chain can have", () => {
    const rows = Array.from({ length: 300 }, (_, i) => ({ ...ROW, option: `R${i}240105C04700000` }));
    expect(failureOf(made(rows))).toBe("bad-response");
    expect(failureOf(made(rows.slice(0, 255)))).toBe("none");
  });

  it("never let anything but a ProviderError out, however the bytes are bent", () => {
    const whole = bytesOf(made([ROW, { ...ROW, note: "é" }]));
    const flips = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(flips, (changes) => {
        const bent = whole.slice();
        for (const [at, value] of changes) bent[at] = value;
        const quick = parseScanned(bent);
        const slow = outcome(() => parseWhole(bent));
        // Whatever the quick way accepts, the slow way accepts and reads the same.
        if (quick) expect(slow).toEqual({ read: columns(quick.raw), timestamp: quick.timestamp });
      }),
      { numRuns: 3_000 },
    );
  });
});

describe("the quick and the slow way", () => {
  const number = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => JSON.stringify(x)),
    fc.tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.nat(999_999)).map(([a, b]) => `${a}.${b}`),
    fc.constantFrom(
      "0",
      "-0",
      "-0.0",
      "1e5",
      "1E-5",
      "1e999",
      "9007199254740993",
      "0.1000000000000000055511151231257827",
    ),
    fc.bigInt({ min: 0n, max: 10n ** 25n }).map(String),
  );
  const ordinary = fc.oneof({ weight: 6, arbitrary: number }, { weight: 1, arbitrary: fc.constant("null") });
  const strange = fc.constantFrom('"1.5"', '"x"', "true", "[1]", "{}", '{"bid":1}', "01", "1.", ".5", "+1", "NaN");
  const anything = fc.oneof({ weight: 40, arbitrary: ordinary }, { weight: 1, arbitrary: strange });
  const option = fc
    .tuple(
      fc.constantFrom("SPX", "SPXW", "A", "BRK.B", "SPY1"),
      fc.integer({ min: 200_101, max: 301_231 }),
      fc.nat(99_999_999),
    )
    .map(([root, date, strike]) => `"${root}${date}${strike % 2 ? "C" : "P"}${String(strike).padStart(8, "0")}"`);
  const symbol = fc.oneof(
    { weight: 20, arbitrary: option },
    { weight: 1, arbitrary: fc.constantFrom("null", '"\\u0053PX240105C04700000"', '"łSPX240105C04700000"', "5", '""') },
  );
  const key = fc.constantFrom(
    "bid",
    "ask",
    "iv",
    "delta",
    "open_interest",
    "volume",
    "gamma",
    "theta",
    "vol",
    "change",
  );
  const field = fc.tuple(
    fc.oneof({ weight: 30, arbitrary: key }, { weight: 1, arbitrary: fc.constant("opt\\u0069on") }),
    anything,
  );
  const row = fc
    .tuple(fc.array(field, { maxLength: 9 }), symbol, fc.nat(9), fc.boolean())
    .map(([fields, option, at, named]) => {
      const parts = fields.map(([name, value]) => `"${name}":${value}`);
      if (named) parts.splice(at, 0, `"option":${option}`);
      return `{${parts.join(",")}}`;
    });
  const space = fc.constantFrom("", " ", "\n", "\t\r\n ");
  const document = fc
    .tuple(
      fc.array(row, { maxLength: 6 }),
      space,
      fc.constantFrom("", '"meta":{"options":[1]},', '"options":5,', '"x":"\\"options\\":[",'),
    )
    .map(
      ([rows, gap, before]) =>
        `{${before}"timestamp":"2024-01-07 15:52:00","data":{"options"${gap}:${gap}[${gap}${rows.join(`${gap},${gap}`)}${gap}],"current_price":5},"symbol":"X"}`,
    );

  it("read the same from generated documents, and the quick way is taken for the ordinary ones", () => {
    let quickly = 0;
    fc.assert(
      fc.property(document, (text) => {
        const bytes = bytesOf(text);
        const quick = parseScanned(bytes);
        if (!quick) return;
        quickly++;
        expect(outcome(() => parseWhole(bytes))).toEqual({ read: columns(quick.raw), timestamp: quick.timestamp });
      }),
      { numRuns: 4_000 },
    );
    expect(quickly).toBeGreaterThan(800);
  });

  it("give every number bit for bit as JSON.parse does", () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 20 }), (numbers) => {
        const rows = numbers.map((value) => `{"option":"X240105C04700000","iv":${value}}`);
        const quick = parseScanned(bytesOf(`{"timestamp":"t","symbol":"X","data":{"options":[${rows.join(",")}]}}`))!;
        numbers.forEach((value, i) => {
          const parsed = JSON.parse(value) as number;
          expect(quick.raw.iv[i], value).toBe(Number.isFinite(parsed) ? parsed : Number.NaN);
        });
      }),
      { numRuns: 2_000 },
    );
  });

  it("takes the quick way whatever the order of keys and the white space", () => {
    const reversed = Object.fromEntries(Object.entries(ROW).toReversed());
    expect(parseScanned(bytesOf(made([reversed, ROW])))?.raw.count).toBe(2);
    expect(parseScanned(bytesOf(JSON.stringify(made([ROW, ROW]), null, 2)))?.raw.count).toBe(2);
    const byteOrderMark = new Uint8Array([0xef, 0xbb, 0xbf, ...bytesOf(made())]);
    expect(parseCboe(byteOrderMark).raw.count).toBe(1);
  });

  it("does not take the rows of a namesake", () => {
    const { data, ...rest } = made();
    const text = JSON.stringify({ meta: { options: [ROW, ROW] }, ...rest, data });
    expect(parseScanned(bytesOf(text))).toBeNull();
    expect(parseCboe(bytesOf(text)).raw.count).toBe(1);
  });
});

interface Recorded {
  readonly file: string;
  readonly rows: number;
  readonly struck: string;
  readonly session: "open" | "closed";
  readonly spot: number;
  readonly changePct: number | null;
}
const recorded: Recorded[] = [
  {
    file: "spx-20230609-intraday.fromcsv",
    rows: 17_788,
    struck: "2023-06-09T17:25:00Z",
    session: "open",
    spot: 4300.0098,
    changePct: null,
  },
  {
    file: "spx-20240105-weekend.fromcsv",
    rows: 21_038,
    struck: "2024-01-05T21:00:00Z",
    session: "closed",
    spot: 4697.2402,
    changePct: null,
  },
  {
    file: "qqq-20250606-weekend",
    rows: 8_096,
    struck: "2025-06-06T20:00:00Z",
    session: "closed",
    spot: 529.92,
    changePct: 0.97753,
  },
  {
    file: "aapl-20250606-weekend",
    rows: 2_428,
    struck: "2025-06-06T20:00:00Z",
    session: "closed",
    spot: 203.92,
    changePct: 1.63983,
  },
  {
    file: "rut-20250604-close",
    rows: 7_882,
    struck: "2025-06-04T20:00:00Z",
    session: "closed",
    spot: 2098.4824,
    changePct: -0.21387,
  },
];

describe("recorded chains", () => {
  for (const { file, rows, struck, session, spot, changePct } of recorded) {
    const path = sharedFile(`data/chains/${file}.cboe.json`);
    it.skipIf(path === null)(`${file} is read quickly, exactly and at its moment (needs ../shared)`, () => {
      const bytes = readFileSync(path!);
      const quick = parseScanned(bytes);
      expect(quick, "a real document holds no surprise").not.toBeNull();
      expect(columns(parseWhole(bytes).raw)).toEqual(columns(quick!.raw));
      expect(columns(quick!.raw)).toEqual(columns(readChain(path!)));
      const { raw, underlying, timestamp } = parseCboe(bytes);
      expect([raw.count, raw.unreadable]).toEqual([rows, 0]);

      const fetchedAt = `${timestamp.replace(" ", "T")}Z`;
      const clock = quoteTime({ timestamp, lastTrade: underlying.lastTrade, fetchedAt, httpDate: fetchedAt });
      expect([Date.parse(clock.quoteTime), clock.session, clock.timestampReadAs]).toEqual([
        Date.parse(struck),
        session,
        "utc",
      ]);
      expect(spotOf(underlying, session).spot).toBe(spot);
      const change = changeOf(underlying, { spot, session });
      if (changePct === null) expect(change).toBeNull();
      else expect(change).toBeCloseTo(changePct, 4);
    });
  }
});

/** Columns as plain values, in which NaN equals NaN and −0 is not 0. */
function columns(raw: RawChain): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [
      name,
      ArrayBuffer.isView(value) ? [...(value as Float64Array)] : value,
    ]),
  );
}

function outcome(run: () => ReturnType<typeof parseWhole>): unknown {
  try {
    const { raw, timestamp } = run();
    return { read: columns(raw), timestamp };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return error.failure;
  }
}
