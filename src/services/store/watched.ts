import type { Ticker } from "../../engine/ticker.ts";
import type { Sql } from "./database.ts";

/** Every symbol that somebody watches, has on a dashboard or waits for, by its letters. */
export async function watchedSymbols(sql: Sql): Promise<readonly Ticker[]> {
  const single = await sql.all<{ symbol: Ticker }>(
    "SELECT symbol FROM watch UNION SELECT symbol FROM alert UNION SELECT symbol FROM plan WHERE armed <> ''",
  );
  const lists = await sql.all<{ symbols: string }>("SELECT DISTINCT symbols FROM dashboard WHERE paused IS NULL");
  const all = [
    ...single.map(({ symbol }) => symbol),
    ...lists.flatMap(({ symbols }) => symbols.split(" ") as Ticker[]),
  ];
  return [...new Set(all)].toSorted((a, b) => (a < b ? -1 : 1));
}
