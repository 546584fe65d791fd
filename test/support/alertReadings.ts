import { evaluate, type AlertEvent, type AlertState, type Watched } from "../../src/engine/alerts.ts";
import { briefOf, type Brief } from "../../src/engine/brief.ts";
import { readingOf } from "./snapshots.ts";

/** Monday, one hour into the session; quotes are fifteen minutes old. */
export const TEN_THIRTY = Date.parse("2026-11-23T15:30:00Z");
export const MINUTE = 60_000;

const ORDINARY = briefOf(readingOf());

/** What a symbol's row says, so many minutes after the first one. */
export function briefAt(minute: number, row: Partial<Brief> = {}): Brief {
  const quoteTime = new Date(TEN_THIRTY + minute * MINUTE).toISOString();
  const brief = { ...ORDINARY, spot: 600, flip: 590, callWall: 610, putWall: 580, quoteTime, ...row };
  const distancePct = brief.flip === null ? null : (Math.abs(brief.spot - brief.flip) / brief.spot) * 100;
  return { ...brief, regime: { ...brief.regime, distancePct } };
}

export const watched = (kind: Watched["kind"], threshold: number | null = null): Watched => ({ kind, threshold });

/** What an alert tells of these readings, one after the other, and what it remembers in the end. */
export function follow(
  alert: Watched,
  briefs: readonly Brief[],
  { state = null, delay = 15 }: { readonly state?: AlertState | null; readonly delay?: number } = {},
): { readonly events: readonly (AlertEvent & { readonly minute: number })[]; readonly state: AlertState | null } {
  const events: (AlertEvent & { minute: number })[] = [];
  let known = state;
  for (const brief of briefs) {
    const now = Date.parse(brief.quoteTime) + delay * MINUTE;
    const next = evaluate({ alert, state: known, brief, now });
    if (next.event) events.push({ ...next.event, minute: (next.event.at - TEN_THIRTY) / MINUTE });
    known = next.state;
  }
  return { events, state: known };
}

/** One reading a minute, each with another spot. */
export const spots = (prices: readonly number[], row: Partial<Brief> = {}): Brief[] =>
  prices.map((spot, minute) => briefAt(minute, { ...row, spot }));
