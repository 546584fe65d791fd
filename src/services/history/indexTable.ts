import { z } from "zod";
import type { NyDate } from "../../engine/snapshot.ts";
import type { DailyBar } from "../../engine/vrp/types.ts";
import { keptSince } from "./sessions.ts";

const AMERICAN_DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const isoDate = z.iso.date();

/**
 * The sessions of one of Cboe's index tables, three years of them up to `last`, in the order printed; null when it is none. The first line is
 * `DATE,OPEN,HIGH,LOW,CLOSE` or `DATE,VIX`: then all four prices are that one value. A byte-order mark, CRLF, blank lines and
 * lines that cannot be read do no harm.
 */
export function parseIndexTable(text: string, last: NyDate): readonly DailyBar[] | null {
  const [head = "", ...lines] = text.split(/\r?\n/);
  const columns = head.split(",").map((name) => name.trim().toUpperCase());
  if (columns[0] !== "DATE" || columns.length < 2) return null;
  const at = (name: string) => Math.max(columns.indexOf(name), columns.length === 2 ? 1 : -1);
  const places = { open: at("OPEN"), high: at("HIGH"), low: at("LOW"), close: at("CLOSE") };
  if (places.close < 0) return null;
  const rows = lines.map((line) => ({ date: readDate(line.split(",", 1)[0] ?? ""), line }));
  const since = keptSince(
    rows.map(({ date }) => date),
    last,
  );
  return rows.flatMap(({ date, line }) => {
    if (date < since || !isoDate.safeParse(date).success) return [];
    const cells = line.split(",");
    const close = readPrice(cells[places.close]);
    if (close === 0) return [];
    const [open, high, low] = [places.open, places.high, places.low].map((place) => readPrice(cells[place]));
    return [{ date, open: open!, high: high!, low: low!, close, volume: null }];
  });
}

/** Rewritten, not yet checked; "" for anything else. */
function readDate(cell: string): string {
  const [, month = "", day = "", year] = AMERICAN_DATE.exec(cell.trim()) ?? [];
  return year === undefined ? "" : `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** 0 for what is no price: the tables print 0 for it themselves. */
function readPrice(cell = ""): number {
  const price = cell.trim() === "" ? 0 : Number(cell);
  return price > 0 && price < 1e7 ? price : 0;
}
