import { utcToNewYork } from "../engine/newYork.ts";
import { sessionOf } from "../engine/nyse.ts";
import type { Ticker } from "../engine/ticker.ts";

const MINUTE = 60_000;
/** Delayed quotes move until well after the closing bell. */
const AFTER_CLOSE_MS = 30 * MINUTE;
/** Symbols looked at in one go: sources are asked twice a second. */
const MOST_SYMBOLS = 50;
/** A clock this wrong cannot tell how old a quote is. */
const CLOCK_OFF_MS = MINUTE;

/** From the opening bell until the last delayed quote of the session. */
export function quotesMove(now: Date): boolean {
  const session = sessionOf(utcToNewYork(now.getTime()).date);
  return session !== null && now.getTime() >= session.opensAt && now.getTime() < session.closesAt + AFTER_CLOSE_MS;
}

/** Whose turn it is, beginning behind the one looked at last. @param symbols by their letters */
export function inTurn(symbols: readonly Ticker[], last: Ticker | null): readonly Ticker[] {
  const next = last === null ? 0 : symbols.findIndex((symbol) => symbol > last);
  return (next <= 0 ? symbols : [...symbols.slice(next), ...symbols.slice(0, next)]).slice(0, MOST_SYMBOLS);
}

/** @param offMs ms this machine's clock is ahead of that of the source */
export const isClockWrong = (offMs: number): boolean => Math.abs(offMs) > CLOCK_OFF_MS;
