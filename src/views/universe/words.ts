import { isBrief, type Brief, type MissingBrief } from "../../engine/brief.ts";
import { changesBetween } from "../../engine/changes.ts";
import type { Instant, NyDate } from "../../engine/snapshot.ts";
import { isStale } from "../../engine/staleness.ts";
import { VRP_UNKNOWN } from "../cells.ts";
import { duration, monthDay, newYorkClock, newYorkTime } from "../format.ts";
import { MODEL_NOTE } from "../words.ts";
import { changeCounts, changeWords, worthSaying } from "./changeWords.ts";
import type { UniversePostInput } from "./input.ts";

/** What changed, one line per symbol, the most important first; one line that says so when nothing did. */
export function changeLines({ rows, before }: Pick<UniversePostInput, "rows" | "before">): string[] {
  if (before === null) return ["First post: there is nothing to compare with yet."];
  const changes = worthSaying(changesBetween(before.rows, rows));
  if (changes.length === 0) return [`Nothing moved since ${newYorkTime(before.at)}.`];
  const bySymbol = Map.groupBy(changes, ({ symbol }) => symbol);
  return [...bySymbol].map(([symbol, own]) => `**${symbol}** ${own.map(changeWords).join(" · ")}`);
}

/** The same as one sentence for a notification: "2 cells moved, 1 flip crossed since Nov 20, 09:45 ET". */
export function changeSummary({ rows, before }: Pick<UniversePostInput, "rows" | "before">): string {
  if (before === null) return "first post";
  const counts = changeCounts(worthSaying(changesBetween(before.rows, rows)));
  const what = counts.length === 0 ? "nothing moved" : counts.join(", ");
  return `${what} since ${newYorkTime(before.at)}`;
}

export const isSample = (rows: readonly (Brief | MissingBrief)[]): boolean =>
  rows.some((row) => isBrief(row) && row.source.sample);

/** What a reader must know before trusting the table; each is one sentence, and said once for all rows. */
export function tableCaveats({ rows, now, note }: Pick<UniversePostInput, "rows" | "now" | "note">): string[] {
  const briefs = rows.filter(isBrief);
  const list: string[] = [];
  if (isSample(rows)) list.push("**SAMPLE DATA**: a made-up market, not prices anyone can trade.");
  if (note) list.push(note);
  list.push(...ageCaveats(briefs, now));
  const withoutZ = briefs.filter(({ vrpZ }) => vrpZ === null);
  if (withoutZ.length > 0)
    list.push(
      withoutZ.length === briefs.length ? VRP_UNKNOWN : `No VRP z-score: ${named(withoutZ.map((r) => r.symbol))}.`,
    );
  const withoutAdv = briefs.filter(({ adv }) => adv === null);
  if (withoutAdv.length > 0)
    list.push(`No share of average dollar volume: fewer than five full sessions on record, or an index.`);
  return list;
}

/** Which moment rows are of, where that is not the ordinary one. */
export function ageCaveats(rows: readonly Pick<Brief, "symbol" | "session" | "quoteTime">[], now: Date): string[] {
  const list: string[] = [];
  const stale = rows.filter((row) => row.session === "open" && isStale(row, now)).map(({ symbol }) => symbol);
  if (stale.length > 0) list.push(`Data older than half an hour although the market is open: ${named(stale)}.`);
  const closed = rows.filter(({ session }) => session === "closed");
  if (closed.length > 0)
    list.push(
      closed.length === rows.length
        ? `Market closed: values at the close of ${span(closed.map(({ quoteTime }) => quoteTime))}.`
        : `At the last close still: ${named(closed.map(({ symbol }) => symbol))}.`,
    );
  return list;
}

const MOST_NAMED = 8;

/** "SPY, QQQ", of many the first eight and how many more. */
export function named(symbols: readonly string[]): string {
  const more = symbols.length - MOST_NAMED;
  return [...symbols.slice(0, MOST_NAMED), ...(more > 0 ? [`${more} more`] : [])].join(", ");
}

/** Source, delay, time and age of the data, session of the open interest, then the command and what the numbers are. */
export function footerWords(
  { rows, now }: Pick<UniversePostInput, "rows" | "now">,
  { command }: { readonly command: string },
): string {
  const briefs = rows.filter(isBrief);
  return [...(briefs.length > 0 ? [provenance(briefs, now)] : []), command, `${MODEL_NOTE} Not advice.`].join("\n");
}

/** What of a row says where its numbers are from, and when they held. */
export type Sourced = Pick<Brief, "source" | "quoteTime" | "oiDate">;

/** Source, delay, times, session of the open interest, and how old the newest is. At least one row. */
export function provenance(briefs: readonly Sourced[], now: Date): string {
  const times = briefs.map(({ quoteTime }) => quoteTime).sort();
  const age = duration(Math.max(0, now.getTime() - Date.parse(times.at(-1)!)));
  return [...sourceTokens(briefs), `newest ${age} old when written`].join(" · ");
}

/** "Cboe delayed · computed here", "15 min delayed", "data Nov 23, 09:28–09:30 ET", "OI of Nov 20". */
export function sourceTokens(briefs: readonly Sourced[]): string[] {
  const delay = Math.max(...briefs.map(({ source }) => source.delayMinutes));
  return [
    ...new Set(briefs.map(({ source }) => source.label)),
    delay > 0 ? `${delay} min delayed` : "live",
    `data ${span(briefs.map(({ quoteTime }) => quoteTime))}`,
    `OI of ${dates(briefs.map(({ oiDate }) => oiDate))}`,
  ];
}

/** From the oldest to the newest: "Nov 23, 09:28 ET", "Nov 23, 09:28–09:30 ET", "Nov 20, 16:00 ET to Nov 23, 09:30 ET". */
function span(instants: readonly Instant[]): string {
  const sorted = instants.toSorted((a, b) => Date.parse(a) - Date.parse(b));
  const [from, to] = [sorted[0]!, sorted.at(-1)!].map(newYorkTime) as [string, string];
  if (from === to) return to;
  const sameDay = from.split(",")[0] === to.split(",")[0];
  return sameDay ? `${from.replace(" ET", "")}–${newYorkClock(sorted.at(-1)!)}` : `${from} to ${to}`;
}

function dates(all: readonly NyDate[]): string {
  const sorted = [...new Set(all)].sort();
  return sorted.length === 1 ? monthDay(sorted[0]!) : `${monthDay(sorted[0]!)} to ${monthDay(sorted.at(-1)!)}`;
}
