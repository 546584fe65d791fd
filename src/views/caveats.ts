import type { Reading } from "../engine/regime.ts";
import type { ExposureSnapshot, Instant } from "../engine/snapshot.ts";
import { isStale } from "../engine/staleness.ts";
import type { StaleReason } from "../errors.ts";
import { age, duration, newYorkTime, share, strike, waitWords } from "./format.ts";
import { wallSide } from "./words.ts";

/** Why a copy is older than it should be, as the beginning of a sentence. */
export const WHY_STALE: Record<StaleReason, string> = {
  "unknown-symbol": "The source no longer knows this symbol",
  "not-entitled": "The data plan no longer covers this symbol",
  "rate-limited": "The source asks us to slow down",
  blocked: "The source refuses this machine",
  unreachable: "The source does not answer",
  "bad-response": "The source sends something we cannot read",
  "no-data": "The source has no data right now",
  overloaded: "The bot is busy",
  cooldown: "You asked for newer numbers too often",
  slow: "The source is slow",
};

/** A wall this near stands at spot; on which side of it is nothing to warn of. */
const AT_SPOT = 0.0005;

/** As much open interest without gamma makes a chain degraded by itself. */
const MUCH_OI = 0.1;

/** Open interest below which a picture says more than the chain does. */
const THIN_CONTRACTS = 40;

/** A clock this wrong makes "today" and every age doubtful. */
const CLOCK_OFF_MS = 60_000;

export interface Circumstances {
  readonly stale: StaleReason | null;
  /** When asking again can help; left out when nobody knows. */
  readonly retryAt?: Instant | null;
  readonly now: Date;
  /** Ms this machine's clock is ahead of the source's; left out when nobody compared. */
  readonly clockOffMs?: number;
}

/** What a reader must know before trusting these numbers; empty on an ordinary day. Each is one sentence. */
export function caveatsOf(
  { snapshot, regime }: Reading,
  { stale, retryAt = null, now, clockOffMs = 0 }: Circumstances,
): string[] {
  const { levels, quality, spot } = snapshot;
  const list: string[] = [];
  const say = (when: boolean, sentence: string) => when && list.push(sentence);
  say(snapshot.source.sample, "**SAMPLE DATA**: a made-up market, not prices anyone can trade.");
  if (stale) {
    const again = retryAt === null ? "" : ` Try again ${waitWords(retryAt, now)}.`;
    list.push(`${WHY_STALE[stale]}: this is the copy fetched ${age(snapshot.fetchedAt, now)}.${again}`);
  }
  list.push(...timeCaveats(snapshot, { stale, now: new Date(now.getTime() - clockOffMs) }));
  if (Math.abs(clockOffMs) > CLOCK_OFF_MS)
    list.push(`This machine's clock is off by ${duration(Math.abs(clockOffMs))}: the operator should set it.`);
  if (snapshot.spotBasis === "parity")
    list.push("Spot is implied by put-call parity of today's expiry: the printed price and the options disagree.");
  for (const [kind, wall] of [["call", levels.callWall] as const, ["put", levels.putWall] as const])
    if (wall && wallSide(kind, wall.strike, spot) === "wrong" && Math.abs(wall.strike - spot) > AT_SPOT * spot)
      list.push(
        `The ${kind} wall ${strike(wall.strike)} lies ${kind === "call" ? "below" : "above"} spot, so it is no ${kind === "call" ? "resistance" : "support"}.`,
      );
  say(levels.wallsOverlap, "The walls have collapsed onto each other: they bound no range.");
  say(
    levels.magnet?.kind === "accelerant",
    "Today's largest gamma is negative: it accelerates moves instead of pinning.",
  );
  if (levels.flip.roots.length > 1)
    list.push(
      `Net gamma crosses zero ${levels.flip.roots.length} times within ±20 %; the flip shown is the nearest upward crossing.`,
    );
  say(
    levels.flip.direction === "down",
    "The flip is a downward crossing: gamma is positive below it and negative above.",
  );
  say(regime.gamma === "undetermined", "Call and put gamma cancel: there is no regime to read.");
  say(
    quality.contractsUsed < THIN_CONTRACTS,
    `Thin chain: only ${quality.contractsUsed} contracts carry open interest.`,
  );
  if (quality.degraded)
    list.push(
      quality.oiDroppedShare > MUCH_OI
        ? `Data quality is reduced: ${share(quality.oiDroppedShare)} of open interest had no usable IV (${quality.dropped.noIv} contracts) and carries no gamma here.`
        : "Data quality is reduced: no expiry had quotes for put-call parity, so configured rates and dividends stand in.",
    );
  return list;
}

/** Which moment the numbers are of, where that is not the ordinary one. An older copy has said its age already. */
function timeCaveats({ quoteTime, session }: ExposureSnapshot, { stale, now }: Circumstances): string[] {
  const standsStill = !stale && isStale({ quoteTime }, now);
  if (session === "closed")
    return standsStill
      ? [`Values at the close of ${newYorkTime(quoteTime)}, although by the calendar the market is open.`]
      : [`Market closed: values at the close of ${newYorkTime(quoteTime)}.`];
  if (!standsStill) return [];
  return [`Data is ${duration(now.getTime() - Date.parse(quoteTime))} old although the market is open.`];
}
