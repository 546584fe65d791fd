import { dateOfDay, dayNumber } from "../../engine/newYork.ts";
import type { NyDate } from "../../engine/snapshot.ts";
import type { DailyBar } from "../../engine/vrp/types.ts";
import { keptSince } from "./sessions.ts";

/**
 * Daily bars of a document of Cboe's historical charts, three years of them up to `last`, in the order printed; null when it is no such document. Rows without
 * a price are left out: before a listing the feed prints 0. A missing open, high or low stays 0, as it is printed for 1975.
 * Read by hand: a schema takes ten times as long for the thousands of rows, on the thread that answers people.
 */
export function parseChart(text: string, last: NyDate): readonly DailyBar[] | null {
  const rows = rowsOf(parseJson(text));
  if (rows === null) return null;
  const since = keptSince(rows.map(dateOf), last);
  return rows.flatMap((row) => {
    const date = dateOf(row);
    return date !== null && date >= since && isDate(date) ? barOf(date, row as PrintedRow) : [];
  });
}

type PrintedRow = Readonly<Partial<Record<"open" | "high" | "low" | "close" | "volume", unknown>>>;

function barOf(date: NyDate, row: PrintedRow): readonly DailyBar[] {
  const close = figure(row.close);
  if (!close) return [];
  const [open, high, low] = [figure(row.open) ?? 0, figure(row.high) ?? 0, figure(row.low) ?? 0];
  return [{ date, open, high, low, close, volume: figure(row.volume) || null }];
}

const LARGEST = 1e12;

/** Indices are printed as strings, stocks as numbers; neither is promised. Empty text is 0, which stands for none as well. */
function figure(printed: unknown): number | null {
  const value = typeof printed === "string" ? Number(printed) : printed;
  return typeof value === "number" && value >= 0 && value <= LARGEST ? value : null;
}

const DATE = /^\d{4}-\d\d-\d\d$/;
const isDate = (text: string) => DATE.test(text) && dateOfDay(dayNumber(text)) === text;

const rowsOf = (document: unknown): readonly unknown[] | null =>
  typeof document === "object" && document !== null && "data" in document && Array.isArray(document.data)
    ? document.data
    : null;

const dateOf = (row: unknown): string | null =>
  typeof row === "object" && row !== null && "date" in row && typeof row.date === "string" ? row.date : null;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
