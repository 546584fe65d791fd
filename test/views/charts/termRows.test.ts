import { expect, test } from "vitest";
import { termRows } from "../../../src/views/charts/termRows.ts";
import { HARD_CASES } from "../../support/hardCases.ts";
import { snapshotOf } from "../../support/snapshots.ts";

const { expiries } = HARD_CASES["fifty expiries"]!().snapshot;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

test("as many expiries as there is room for stand alone, one more and the last row is a sum", () => {
  const six = snapshotOf().expiries;
  expect(termRows(six, { most: 6 }).map(({ dte }) => dte)).toEqual([0, 1, 4, 25, 53, 206]);
  expect(termRows(six, { most: 5 }).map(({ dte, expiries: count }) => [dte, count])).toEqual([
    [0, 1],
    [1, 1],
    [4, 1],
    [25, 1],
    [null, 2],
  ]);
});

test("no dollar is lost: the rows add up to all expiries, the sum names its last date and how many it holds", () => {
  const rows = termRows(expiries, { most: 16 });
  expect(rows.length).toBe(16);
  const all = sum(expiries.map(({ net }) => net.gex));
  expect(sum(rows.map(({ netGex }) => netGex)) / all).toBeCloseTo(1, 12);
  expect(sum(rows.map((row) => row.expiries))).toBe(50);
  expect(rows.at(-1)).toMatchObject({ date: expiries.at(-1)!.date, atmIv: null, maxPain: null, monthly: false });
});

test("shares are of gross gamma, not of net, and what is gone never falls and ends at all of it", () => {
  const rows = termRows(expiries, { most: 16 });
  const gross = sum(expiries.map(({ grossGex }) => grossGex));
  expect(rows[2]!.share).toBeCloseTo(expiries[2]!.grossGex / gross, 12);
  expect(rows[2]!.gone).toBeCloseTo(sum(expiries.slice(0, 3).map(({ grossGex }) => grossGex)) / gross, 12);
  const gone = rows.map((row) => row.gone!);
  expect(gone.every((part, index) => part >= (gone[index - 1] ?? 0))).toBe(true);
  expect(gone.at(-1)).toBeCloseTo(1, 12);
});

test("without any gamma there is no share, rather than a share of nothing", () => {
  const none = expiries.map((expiry) => ({ ...expiry, grossGex: 0 }));
  expect(termRows(none, { most: 16 }).map(({ share, gone }) => share ?? gone)).toEqual(Array(16).fill(null));
});

test("the third Friday is a monthly expiry, and so is the Thursday before a holiday on it", () => {
  const monthly = termRows(snapshotOf().expiries, { most: 16 }).filter((row) => row.monthly);
  expect(monthly.map(({ date }) => date)).toEqual(["2026-12-18", "2027-01-15", "2027-06-17"]);
});
