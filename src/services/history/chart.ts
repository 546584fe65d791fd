import { z } from "zod";
import type { NyDate } from "../../engine/snapshot.ts";
import type { DailyBar } from "../../engine/vrp/types.ts";
import { keptSince } from "./sessions.ts";

/** Indices are printed as strings, stocks as numbers; neither is promised. Empty text is 0, which stands for none as well. */
const figure = z
  .union([z.number(), z.string().transform(Number)])
  .pipe(z.number().nonnegative().max(1e12))
  .nullable()
  .catch(null);
const date = z.iso.date();

const row = z.object({ date, open: figure, high: figure, low: figure, close: figure, volume: figure });
const chart = z.object({ data: z.array(z.unknown()) });

/**
 * Daily bars of a document of Cboe's historical charts, three years of them up to `last`, in the order printed; null when it is no such document. Rows without
 * a price are left out: before a listing the feed prints 0. A missing open, high or low stays 0, as it is printed for 1975.
 */
export function parseChart(text: string, last: NyDate): readonly DailyBar[] | null {
  const parsed = chart.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const rows = parsed.data.data;
  const since = keptSince(rows.map(dateOf), last);
  return rows.flatMap((printed) => {
    const printedDate = dateOf(printed);
    if (printedDate === null || printedDate < since) return [];
    const { data } = row.safeParse(printed);
    if (!data?.close) return [];
    const { open, high, low, close, volume } = data;
    return [{ date: data.date, open: open ?? 0, high: high ?? 0, low: low ?? 0, close, volume: volume || null }];
  });
}

const dateOf = (row: unknown): string | null =>
  typeof row === "object" && row !== null && "date" in row && typeof row.date === "string" ? row.date : null;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
