import { describe, expect, it } from "vitest";
import { quoteTime } from "../../../src/services/providers/cboe/clock.ts";
import { feedInstant } from "../../../sandbox/market/clock.ts";
import { createSampleMarket } from "../../../sandbox/market/sampleMarket.ts";
import type { CboeOption } from "../../../sandbox/market/document.ts";

const market = createSampleMarket();
const newYork = (date: string, time: string) => new Date(`${date}T${time}:00-05:00`);
const noon = newYork("2026-11-18", "12:00");
const document = (symbol: string, at = noon) => market.document(symbol, at)!;

const root = (option: string) => option.slice(0, -15);
const expiry = (option: string) => option.slice(-15, -9);
const right = (option: string) => option.at(-9);
const strike = (option: string) => Number(option.slice(-8)) / 1000;

/** The 23 keys of a contract and those of the underlying, as the feed prints them. */
const OPTION_KEYS =
  "option bid bid_size ask ask_size iv open_interest volume delta gamma vega theta rho theo change open high low tick last_trade_price last_trade_time percent_change prev_day_close";
const QUOTE_KEYS =
  "symbol security_type exchange_id current_price price_change price_change_percent bid ask bid_size ask_size open high low close prev_day_close volume iv30 iv30_change iv30_change_percent seqno last_trade_time tick";
const sorted = (keys: readonly string[]) => [...keys].toSorted();

describe("the shape of a document", () => {
  it.each(market.symbols)("%s has Cboe's keys, says that it is a sample, and holds only finite numbers", (symbol) => {
    const { data, ...envelope } = document(symbol);
    const { options, ...quote } = data;
    expect(envelope).toEqual({
      timestamp: "2026-11-18 17:00:00",
      sample: true,
      symbol: symbol === "SPX" ? "_SPX" : symbol,
    });
    expect(sorted(Object.keys(quote))).toEqual(sorted(QUOTE_KEYS.split(" ")));
    expect(quote.symbol).toBe(symbol === "SPX" ? "^SPX" : symbol);
    for (const row of options) {
      if (Object.keys(row).length !== 23) expect(sorted(Object.keys(row))).toEqual(sorted(OPTION_KEYS.split(" ")));
      for (const value of Object.values(row)) if (typeof value === "number") expect(Number.isFinite(value)).toBe(true);
    }
    expect(sorted(Object.keys(options[0]!))).toEqual(sorted(OPTION_KEYS.split(" ")));
    expect(options.every(({ option }) => /^(?:SPXW?|[A-Z]+)\d{6}[CP]\d{8}$/.test(option))).toBe(true);
    expect(new Set(options.map(({ option }) => option)).size).toBe(options.length);
  });

  it("has about as many contracts as a liquid chain", () => {
    const count = (symbol: string) => document(symbol).data.options.length;
    expect(count("SPX")).toBeGreaterThan(6000);
    expect(count("SPX")).toBeLessThan(9000);
    expect(count("SPY")).toBeGreaterThan(3500);
    expect(count("SPY")).toBeLessThan(5000);
    for (const symbol of ["AAPL", "TSLA", "NVDA", "META", "AMZN", "AMD", "GOOGL"]) {
      expect(count(symbol), symbol).toBeGreaterThan(800);
      expect(count(symbol), symbol).toBeLessThan(2000);
    }
  });

  it("a quote is the document without its options, and a symbol that is not listed has neither", () => {
    const { options: _, ...quote } = document("SPX").data;
    expect(market.quote("SPX", noon)).toEqual({ ...document("SPX"), data: quote });
    expect(market.document("MSFT", noon)).toBeNull();
    expect(market.quote("_SPX", noon)).toBeNull();
  });
});

describe("determinism", () => {
  it("the same seed, symbol and minute give the same bytes, whatever was asked before", () => {
    const other = createSampleMarket({ seed: 1 });
    for (const symbol of ["SPX", "TSLA"]) {
      other.document(symbol, newYork("2025-03-04", "10:00"));
      const bytes = JSON.stringify(other.document(symbol, new Date(noon.getTime() + 59_000)));
      expect(bytes === JSON.stringify(document(symbol))).toBe(true);
    }
  });

  it("another seed is another market", () => {
    expect(createSampleMarket({ seed: 2 }).quote("SPY", noon)!.data.close).not.toBe(document("SPY").data.close);
  });

  it("any date works", () => {
    for (const at of ["2019-12-31T12:00:00Z", "2034-07-04T12:00:00Z"])
      expect(market.document("AAPL", new Date(at))!.data.options.length).toBeGreaterThan(800);
  });
});

describe("the clock of the feed", () => {
  const at = (date: string, time: string) => market.quote("SPY", newYork(date, time))!;

  it.each([
    ["08:00", "2026-11-18", "08:00", "2026-11-18 13:00:00", "2026-11-17T15:59:59"],
    ["09:35", "2026-11-18", "09:35", "2026-11-18 14:35:00", "2026-11-17T15:59:59"],
    ["12:00", "2026-11-18", "12:00", "2026-11-18 17:00:00", /^2026-11-18T11:44:\d\d$/],
    ["16:30", "2026-11-18", "16:30", "2026-11-18 21:30:00", "2026-11-18T15:59:59"],
    ["Sunday", "2026-11-22", "12:00", "2026-11-22 17:00:00", "2026-11-20T15:59:59"],
    ["Thanksgiving", "2026-11-26", "12:00", "2026-11-26 17:00:00", "2026-11-25T15:59:59"],
    ["the early close after it", "2026-11-27", "14:00", "2026-11-27 19:00:00", "2026-11-27T12:59:59"],
  ])("at %s: timestamp in UTC, last trade in New York", (_, date, time, timestamp, lastTrade) => {
    const { timestamp: shown, data } = at(date, time);
    expect(shown).toBe(timestamp);
    expect(data.last_trade_time).toMatch(lastTrade);
  });

  it("the bot's own adapter reads the same session and quote time off the document, every 25 minutes of two odd weeks", () => {
    for (let ms = Date.UTC(2026, 10, 16); ms < Date.UTC(2026, 10, 30); ms += 25 * 60_000) {
      const at = new Date(ms);
      const { timestamp, data } = market.quote("SPX", at)!;
      const httpDate = at.toISOString();
      const read = quoteTime({ timestamp, lastTrade: data.last_trade_time, fetchedAt: httpDate, httpDate });
      const { session, struckAt, open } = feedInstant(at);
      expect(read, httpDate).toMatchObject({
        sessionDate: session,
        quoteTime: struckAt.toISOString(),
        session: open ? "open" : "closed",
      });
    }
  });

  it("options stand still after the close while the stock moves on and the timestamp runs", () => {
    const [evening, later] = [
      document("TSLA", newYork("2026-11-18", "17:00")),
      document("TSLA", newYork("2026-11-18", "19:30")),
    ];
    expect(later.data.options).toEqual(evening.data.options);
    expect(later.data.close).toBe(evening.data.close);
    expect(later.data.current_price).not.toBe(later.data.close);
    expect(Math.abs(later.data.current_price / later.data.close - 1)).toBeLessThan(0.02);
    expect(later.timestamp).not.toBe(evening.timestamp);
    expect(document("SPX", newYork("2026-11-18", "19:30")).data.current_price, "an index is not calculated then").toBe(
      document("SPX", newYork("2026-11-18", "19:30")).data.close,
    );
  });

  it("prices move from minute to minute during the session", () => {
    const prices = [0, 1, 2, 3].map(
      (i) => market.quote("SPY", new Date(noon.getTime() + i * 60_000))!.data.current_price,
    );
    expect(new Set(prices).size).toBe(4);
  });

  it("prev_day_close is yesterday's close during the session and rolls to the latest close after it", () => {
    const yesterday = at("2026-11-17", "17:00").data.close;
    const today = at("2026-11-18", "12:00").data;
    expect(today.prev_day_close).toBe(yesterday);
    expect(today.price_change).toBeCloseTo(today.current_price - yesterday, 4);
    const evening = at("2026-11-18", "17:00").data;
    expect(evening.prev_day_close).toBe(evening.close);
    expect(evening.price_change, "still against the day before").toBeCloseTo(evening.close - yesterday, 4);
  });

  it("the day's last document before the close and the frozen one agree within a minute's move", () => {
    const last = at("2026-11-18", "16:14").data;
    expect(Math.abs(last.close / at("2026-11-18", "16:15").data.close - 1)).toBeLessThan(0.003);
  });

  it("drops an expiry once it has settled: at the open for SPX, at the close for SPXW", () => {
    const roots = (time: string) =>
      new Set(
        document("SPX", newYork("2026-11-20", time))
          .data.options.filter(({ option }) => expiry(option) === "261120")
          .map(({ option }) => root(option)),
      );
    expect(roots("09:30"), "still Thursday's quotes").toEqual(new Set(["SPX", "SPXW"]));
    expect(roots("12:00")).toEqual(new Set(["SPXW"]));
    expect(roots("16:30")).toEqual(new Set());
  });
});

describe("the market behind it", () => {
  const oi = (rows: readonly CboeOption[]) => Object.fromEntries(rows.map((row) => [row.option, row.open_interest]));

  it("open interest is constant during a day and another the next", () => {
    const morning = document("QQQ", newYork("2026-11-18", "09:50")).data.options;
    const afternoon = document("QQQ", newYork("2026-11-18", "15:50")).data.options;
    const tomorrow = oi(document("QQQ", newYork("2026-11-19", "09:50")).data.options);
    expect(oi(afternoon)).toEqual(oi(morning));
    const kept = morning.filter(({ option, open_interest }) => open_interest > 100 && option in tomorrow);
    expect(kept.filter((row) => tomorrow[row.option] !== row.open_interest).length).toBeGreaterThan(0.9 * kept.length);
  });

  it("volume only grows during a day", () => {
    const [early, late] = [
      document("AAPL", newYork("2026-11-18", "10:30")),
      document("AAPL", newYork("2026-11-18", "15:30")),
    ];
    const before = new Map(early.data.options.map((row) => [row.option, row.volume]));
    expect(late.data.options.every((row) => row.volume >= (before.get(row.option) ?? 0))).toBe(true);
    const total = (rows: readonly CboeOption[]) => rows.reduce((sum, row) => sum + row.volume, 0);
    expect(total(late.data.options)).toBeGreaterThan(2 * total(early.data.options));
  });

  it.each(["SPX", "SPY", "TSLA"])("%s: the printed smile of a monthly expiry falls, then rises", (symbol) => {
    const { options, close } = document(symbol).data;
    const smile = options.filter(({ option, iv }) => expiry(option) === "261218" && root(option) === symbol && iv > 0);
    const near = (part: number, side: string) =>
      smile
        .filter(({ option }) => right(option) === side)
        .reduce((a, b) =>
          Math.abs(strike(b.option) / close - part) < Math.abs(strike(a.option) / close - part) ? b : a,
        ).iv;
    expect(near(0.9, "P")).toBeGreaterThan(near(1, "P"));
    expect(near(1, "P")).toBeGreaterThan(near(1.03, "C"));
    expect(near(1.25, "C")).toBeGreaterThan(near(1.07, "C"));
  });

  it("greeks and quotes are those of the printed volatility", () => {
    for (const row of document("SPY").data.options) {
      expect(row.bid).toBeLessThanOrEqual(row.theo + 1e-4);
      expect(row.ask).toBeGreaterThanOrEqual(row.theo - 1e-4);
      expect(Math.sign(row.delta) * (right(row.option) === "C" ? 1 : -1)).toBeGreaterThanOrEqual(0);
      if (row.iv === 0) expect([Math.abs(row.delta), row.gamma]).toEqual([1, 0]);
    }
  });

  it("has the feed's nuisances in small number: no volatility deep in the money, no open interest", () => {
    const { options, close } = document("SPX").data;
    const hollow = options.filter(({ iv }) => iv === 0);
    expect(hollow.length / options.length).toBeGreaterThan(0.002);
    expect(hollow.length / options.length).toBeLessThan(0.05);
    expect(
      hollow.every(({ option }) => (right(option) === "C" ? strike(option) < close : strike(option) > close)),
    ).toBe(true);
    const empty = options.filter(({ open_interest }) => open_interest === 0).length / options.length;
    expect(empty).toBeGreaterThan(0.005);
    expect(empty).toBeLessThan(0.15);
  });

  it("always shows both regimes, and on most days at least three symbols in negative gamma", () => {
    const days = Array.from({ length: 12 }, (_, i) => new Date(Date.UTC(2026, 0, 7 + 28 * i, 17)));
    const negatives = days.map(
      (at) =>
        market.symbols.filter((symbol) => {
          const net = document(symbol, at).data.options.reduce(
            (sum, row) => sum + (right(row.option) === "C" ? 1 : -1) * row.gamma * row.open_interest,
            0,
          );
          return net < 0;
        }).length,
    );
    expect(Math.max(...negatives)).toBeLessThan(market.symbols.length);
    expect(Math.min(...negatives)).toBeGreaterThan(0);
    expect(negatives.filter((count) => count >= 3).length).toBeGreaterThanOrEqual(7);
  });
});
