import { describe, expect, test } from "vitest";
import { measuredAnew } from "../../../src/engine/vrp/measuredAnew.ts";
import { vrpReading } from "../../../src/engine/vrp/reading.ts";
import type { DailyBar, DailyHistory, DailySnapshot, Estimator } from "../../../src/engine/vrp/types.ts";
import { joinRows } from "../../../src/services/history/rows.ts";
import { GOLDEN } from "../../support/golden.ts";
import { snapshotOf } from "../../support/snapshots.ts";
import { barsTo, row, sessionsTo, swinging } from "./history.ts";
import { FRIDAY, VIX } from "./morning.ts";

const OTHERS = ["parkinson", "garman_klass", "yang_zhang"] as const satisfies readonly Estimator[];
/** √252 in percent: what a daily deviation of 1 % is in a year. */
const YEAR = Math.sqrt(252);
/** Parkinson of bars whose ln(H/L) is always this many percent: range / √(4 ln 2) a day. */
const parkinsonOf = (rangePct: number) => (rangePct * YEAR) / Math.sqrt(4 * Math.LN2);

/** Bars that end on Friday, with closes that swing by `swing` and this ln(H/L), in percent, by place. */
const bars = (count: number, rangePct: (place: number) => number, swing = 0.0065): DailyBar[] =>
  barsTo(FRIDAY, swinging(count, swing)).map((bar, place) => {
    const half = rangePct(place) / 200;
    return { ...bar, high: bar.close * Math.exp(half), low: bar.close * Math.exp(-half) };
  });

/** Rows of the last sessions with these IVs of the feed, and a stored volatility that is none of ours. */
const rows = (ivs: readonly number[]): DailySnapshot[] =>
  sessionsTo(FRIDAY, ivs.length).map((date, i) => {
    const { iv, realised } = row(date);
    return row(date, { iv: { ...iv, iv30: ivs[i]! }, realised: { ...realised, 20: 0.5 } });
  });

const read = (history: Partial<DailyHistory>, estimator?: Estimator) =>
  vrpReading({
    snapshot: snapshotOf(),
    history: { bars: bars(90, () => 3), rows: rows(Array(60).fill(20) as number[]), volIndex: null, ...history },
    ...(estimator && { estimator }),
  });

describe("another estimator takes the place of close to close", () => {
  test("in every window and tenor, and in the premiums over them", () => {
    const reading = read({}, "parkinson");
    const rv = expect.closeTo(parkinsonOf(3), 9) as number;
    expect(reading.estimator).toBe("parkinson");
    expect(reading.realised).toEqual({ 5: rv, 10: rv, 20: rv, 30: rv, 60: rv });
    expect(reading.term.map((node) => node.rv)).toEqual([rv, rv, rv, rv]);
    expect(reading.vrp[60]).toBeCloseTo(18.45 - parkinsonOf(3), 9);
    expect(reading.term[3]!.vrp).toBeCloseTo(19.5 - parkinsonOf(3), 9);
    expect(reading.variancePremium).toBeCloseTo(0.1845 ** 2 - (parkinsonOf(3) / 100) ** 2, 12);
    expect(reading.zScore.today, "the feed's 18.3 today").toBeCloseTo(18.3 - parkinsonOf(3), 9);
  });

  test.skipIf(GOLDEN === null)("by the figures of the reference file (needs ../shared)", () => {
    const { o, h, l, c, parkinson5, gk5, yz5 } = GOLDEN!.rv.ohlc;
    const six = barsTo(FRIDAY, c).map((bar, i) => ({ ...bar, open: o[i]!, high: h[i]!, low: l[i]! }));
    const [park, garman, yang] = OTHERS.map((estimator) => read({ bars: six }, estimator).realised[5]);
    expect([park, garman, yang]).toEqual([parkinson5, gk5, yz5].map((value) => expect.closeTo(value, 9) as number));
  });

  test("in every row of the history, over the bars up to that row's own date", () => {
    // 30 calm sessions, then 40 with twice the range.
    const { zScore } = read({ bars: bars(70, (place) => (place < 30 ? 2 : 4)), rows: rows(Array(60).fill(20) as number[]) }, "parkinson"); // prettier-ignore
    // The first bar with 20 up to it is the 20th; of 70 bars that leaves 51 rows.
    expect(zScore.n).toBe(51);
    expect(zScore.history[0]).toEqual({ date: sessionsTo(FRIDAY, 51)[0], vrp: expect.closeTo(20 - parkinsonOf(2), 9) });
    expect(zScore.history.at(-1)).toEqual({ date: FRIDAY, vrp: expect.closeTo(20 - parkinsonOf(4), 9) });
    // Half of its bars are calm: the variances of 2 % and 4 % are averaged.
    const half = sessionsTo(FRIDAY, 31)[0];
    const mixed = zScore.history.find(({ date }) => date === half)!;
    expect(mixed.vrp).toBeCloseTo(20 - parkinsonOf(Math.sqrt((2 ** 2 + 4 ** 2) / 2)), 9);
  });

  test("and never mixes with what was stored: a row without a bar of its date is left out", () => {
    const all = bars(90, () => 3);
    const [gone, other] = [all.at(-5)!.date, all.at(-6)!.date];
    const { zScore } = read({ bars: all.filter(({ date }) => date !== gone) }, "garman_klass");
    expect(zScore.n).toBe(59);
    const dates = zScore.history.map(({ date }) => date);
    expect([dates.includes(gone), dates.includes(other)]).toEqual([false, true]);
    for (const { vrp } of zScore.history) expect(vrp, "the stored 0.5 would be 19.5").toBeLessThan(5);
  });

  test("on the same basis, also where that is an index of another day", () => {
    const withIndex = rows(Array.from({ length: 60 }, (_, i) => 20 + (i % 3))).map((one) => ({
      ...one,
      iv: { ...one.iv, cboe_index: 30, iv30: 1 },
    }));
    const { zScore } = read({ rows: withIndex, volIndex: VIX }, "parkinson");
    expect(zScore).toMatchObject({ basis: "cboe_index", index: "VIX", asOf: FRIDAY, n: 59 });
    expect(zScore.today).toBeCloseTo(30 - parkinsonOf(3), 9);
  });

  test("of a window that looks at 252 rows, however many there are", () => {
    const { zScore } = read({ bars: bars(400, () => 3), rows: rows(Array(380).fill(20) as number[]) }, "parkinson");
    expect([zScore.n, zScore.history.at(-1)!.date]).toEqual([252, FRIDAY]);
  });
});

describe("what stays close to close", () => {
  /** Closes grew wilder while ranges shrank: by closes volatility is dear no more, by ranges it is. */
  const split = bars(120, (place) => (place < 100 ? 4 - place / 1000 : 1)).map((bar, place) => {
    const scale = place < 100 || place % 2 === 0 ? 1 : 1.03;
    return { ...bar, open: bar.open * scale, high: bar.high * scale, low: bar.low * scale, close: bar.close * scale };
  });
  const joined = joinRows(snapshotOf().symbol, {
    rows: rows(Array.from({ length: 60 }, (_, i) => 18 + (i % 3))).map((one) => ({ ...one, realised: row(one.date).realised })), // prettier-ignore
    bars: split,
    index: [],
  });

  test("the cell and its z, named beside the other", () => {
    const plain = read({ bars: split, rows: joined });
    const parkinson = read({ bars: split, rows: joined }, "parkinson");
    expect(plain.zScore.z!).toBeLessThan(1);
    expect(parkinson.zScore.z!).toBeGreaterThan(1);
    expect([plain.cell, parkinson.cell]).toEqual(["C", "C"]);
    expect(parkinson.closeToClose).toEqual({ rv20: plain.realised[20], z: plain.zScore.z });
    expect(plain.closeToClose).toEqual(parkinson.closeToClose);
    expect(parkinson.harvest!, "scores follow the estimator").toBeGreaterThan(plain.harvest!);
  });

  test.each(OTHERS)("the premium by side under %s", (estimator) => {
    expect(read({}, estimator).directional).toEqual(read({}).directional);
  });

  test("everything, when nobody chose", () => {
    expect(read({}, "close_to_close")).toEqual(read({}));
    expect(read({}).realised[20], "returns of ±0.65 % by turns").toBeCloseTo(0.65 * YEAR * Math.sqrt(20 / 19), 9);
  });
});

describe("bars that are none", () => {
  test.each(OTHERS)("closes alone, without any range, give no %s instead of a volatility of 0", (estimator) => {
    const reading = read({ bars: barsTo(FRIDAY, swinging(90, 0.0065)) }, estimator);
    expect(reading).toMatchObject({ realised: { 20: null }, vrp: { 20: null }, harvest: null });
    expect(reading.missing).toMatchObject({ vrp20: "no_whole_bars", z: "no_whole_bars" });
    expect(reading.missing.downside, "by side needs closes only").toBeUndefined();
    expect(reading.closeToClose.rv20).not.toBeNull();
  });

  test("an index waits for whole bars as well", () => {
    const withIndex = rows(Array(60).fill(20) as number[]).map((one) => ({
      ...one,
      iv: { ...one.iv, cboe_index: 20 },
    }));
    const reading = read({ bars: barsTo(FRIDAY, swinging(90, 0.0065)), rows: withIndex, volIndex: VIX }, "parkinson");
    expect(reading.missing.z).toBe("no_whole_bars");
  });

  test("one day without a range is a quiet day", () => {
    const reading = read({ bars: bars(90, (place) => (place === 80 ? 0 : 3)) }, "parkinson");
    expect(reading.realised[20]).toBeCloseTo(parkinsonOf(3 * Math.sqrt(19 / 20)), 9);
  });

  test("too few closes stay too few closes", () => {
    expect(read({ bars: bars(15, () => 3) }, "parkinson").missing.vrp20).toBe("too_few_closes");
    expect(read({ bars: [] }, "yang_zhang").missing.vrp20).toBe("too_few_closes");
  });
});

test("rows measured anew close to close are those that were worked out when they were joined", () => {
  const all = bars(120, () => 3, 0.011);
  const empty = rows(Array(80).fill(20) as number[]).map((one) => ({ ...one, realised: row(one.date).realised }));
  const joined = joinRows(snapshotOf().symbol, { rows: empty, bars: all, index: [] });
  const anew = measuredAnew(joined, { bars: all, estimator: "close_to_close", most: 300 });
  expect(anew.map(({ date, realised }) => [date, realised[20]])).toEqual(
    joined.map(({ date, realised }) => [date, realised[20]]),
  );
});
