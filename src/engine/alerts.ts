import type { Brief } from "./brief.ts";
import { classifyCell, type Cell } from "./regime.ts";
import type { NyDate } from "./snapshot.ts";

/** What somebody can be told of. "call-wall" and "put-wall": touched or broken; "near-flip": closer than a percentage. */
export const ALERT_KINDS = ["flip", "call-wall", "put-wall", "regime", "cell", "near-flip"] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** What is watched of a symbol. */
export interface Watched {
  readonly kind: AlertKind;
  /** Percent of spot, for "near-flip" alone; else null. */
  readonly threshold: number | null;
}

/** Live alerts of one user. */
export const ALERT_LIMIT = 10;

/**
 * Where a reading stands. Flip: "above", "below". Walls, seen from inside the range: "away", "at", "beyond". Then the sign
 * of gamma, the cell, and for "near-flip" "near" and "far".
 */
export type Zone = "above" | "below" | "away" | "at" | "beyond" | "positive" | "negative" | Cell | "near" | "far";

/** What an alert remembers between readings. Small plain JSON. */
export interface AlertState {
  readonly version: 1;
  /** What its owner knows: told last, or found when it was set. Null as long as the market had no such thing. */
  readonly zone: Zone | null;
  /** Flip or wall, and spot, of the last reading that stood in this zone. */
  readonly level: number | null;
  readonly spot: number;
  /** Quote time of the last reading, ms. */
  readonly readAt: number;
  /** Only readings of one kind of source are compared. */
  readonly from: string;
  readonly oiDate: NyDate;
  /** Another zone that readings stood in, this many in a row. */
  readonly pending: { readonly zone: Zone; readonly readings: number } | null;
  /** Nothing is told before this quote time, ms. */
  readonly silentUntil: number;
}

/** Something happened. */
export interface AlertEvent {
  readonly from: Zone;
  readonly to: Zone;
  /** Which of the two went past the other; null where there is no level. */
  readonly moved: "price" | "level" | null;
  /** The flip as it is now, or the wall as it was known before; null for sign and cell. */
  readonly level: number | null;
  /** The last reading before. */
  readonly before: { readonly spot: number; readonly level: number | null };
  /** Quote time of the reading that made it certain, ms. */
  readonly at: number;
}

export interface AlertRules {
  /** So many readings in a row make a change certain. */
  readonly hold: number;
  /** Silence after an event, ms of quote time. */
  readonly cooldownMs: number;
  /** Percent: how far beyond a level counts as beyond it. */
  readonly marginPct: number;
}

export const RULES: AlertRules = { hold: 2, cooldownMs: 30 * 60_000, marginPct: 0.1 };

/** Below this share of the gross, net gamma is no sign to speak of. */
const LEAST_SHARE = 0.01;
/** A z-score this near to the border of its cells changes no cell. */
const Z_MARGIN = 0.1;
/** A copy of a minute, looked at every minute. */
const POLL_MS = 2 * 60_000;

/**
 * One reading more: the state after it, and the event if it made one certain. Readings that cannot be compared (older or of
 * the same time, stale, of a closed market) change nothing; another source, or sample data, begins anew in silence. A
 * change during the silence after an event is told when the silence is over, if it is one still.
 * @param input.now by the source's clock, ms
 */
export function evaluate(
  input: {
    readonly alert: Watched;
    readonly state: AlertState | null;
    readonly brief: Brief;
    readonly now: number;
  },
  rules: AlertRules = RULES,
): { readonly state: AlertState | null; readonly event: AlertEvent | null } {
  const { alert, state, brief, now } = input;
  if (whyUnusable(brief, now) !== null) return { state, event: null };
  const begun = begin(alert, brief, rules);
  if (state === null || state.from !== begun.from) return { state: begun, event: null };
  if (begun.readAt <= state.readAt) return { state, event: null };

  const silent = { silentUntil: state.silentUntil };
  // A wall is compared with the wall known before, and only among readings of one night's open interest.
  const level = isWall(alert) ? state.level : begun.level;
  if (state.zone === null || (isWall(alert) && state.oiDate !== brief.oiDate))
    return { state: { ...begun, ...silent }, event: null };
  const zone = zoneOf(alert, brief, { level, told: state.zone, rules });
  if (zone === null) return { state: { ...state, readAt: begun.readAt, pending: null }, event: null };
  if (zone === state.zone) {
    const moved = isWall(alert) && begun.level !== level;
    return { state: { ...begun, ...silent, ...(!moved && { zone }) }, event: null };
  }

  const readings = state.pending?.zone === zone ? state.pending.readings + 1 : 1;
  const pending = { ...state, readAt: begun.readAt, pending: { zone, readings } };
  if (readings < rules.hold) return { state: pending, event: null };
  const settled = { ...begun, ...silent, zone, level };
  if (!isNews(state.zone, zone)) return { state: settled, event: null };
  if (begun.readAt < state.silentUntil) return { state: pending, event: null };
  const event: AlertEvent = {
    from: state.zone,
    to: zone,
    moved: movedOf(alert, brief, { state, zone, rules }),
    level,
    before: { spot: state.spot, level: state.level },
    at: begun.readAt,
  };
  return { state: { ...settled, silentUntil: begun.readAt + rules.cooldownMs }, event };
}

/** Where the alert stands when it is set, or when there is nothing to compare with. */
export function begin(alert: Watched, brief: Brief, rules: AlertRules = RULES): AlertState {
  const level = levelOf(alert, brief);
  return {
    version: 1,
    zone: zoneOf(alert, brief, { level, told: null, rules }),
    level,
    spot: brief.spot,
    readAt: Date.parse(brief.quoteTime),
    from: sourceOf(alert, brief),
    oiDate: brief.oiDate,
    pending: null,
    silentUntil: 0,
  };
}

/**
 * Why a reading may not set off an alert: the market is closed, or the quotes are older than the source's own delay and two
 * looks at it; null when it may. Quotes of the future have no age.
 * @param now by the source's clock, ms
 */
export function whyUnusable(
  { session, quoteTime, source }: Pick<Brief, "session" | "quoteTime" | "source">,
  now: number,
): "closed" | "stale" | null {
  if (session === "closed") return "closed";
  const age = now - Date.parse(quoteTime);
  return age >= 0 && age <= source.delayMinutes * 60_000 + 2 * POLL_MS ? null : "stale";
}

/** The state as it was kept; null for none, and for one that another version of the program wrote. */
export function parseAlertState(text: string): AlertState | null {
  if (text === "") return null;
  const state = JSON.parse(text) as AlertState;
  return state.version === 1 ? state : null;
}

/** The level an alert is about; null for sign and cell, and where there is none. */
export function levelOf({ kind }: Watched, brief: Brief): number | null {
  switch (kind) {
    case "flip":
    case "near-flip":
      return brief.flip;
    case "call-wall":
      return brief.callWall;
    case "put-wall":
      return brief.putWall;
    case "regime":
    case "cell":
      return null;
  }
}

const isWall = ({ kind }: Watched) => kind === "call-wall" || kind === "put-wall";

/** A z-score that comes or goes would change the cell without the market's doing. */
const sourceOf = ({ kind }: Watched, { source, vrpZ }: Brief) =>
  [source.provider, ...(source.sample ? ["sample"] : []), ...(kind === "cell" && vrpZ !== null ? ["vrp"] : [])].join(
    " ",
  );

interface Against {
  readonly level: number | null;
  /** Where it stood: what lies within the margin stays there. */
  readonly told: Zone | null;
  readonly rules: AlertRules;
}

/** Null when the reading does not say. */
function zoneOf(alert: Watched, brief: Brief, { level, told, rules: { marginPct } }: Against): Zone | null {
  const { kind, threshold } = alert;
  const { spot, netGex, grossGex, vrpZ } = brief;
  if (kind === "regime" || kind === "cell") {
    const sign = Math.abs(netGex) >= LEAST_SHARE * grossGex && netGex !== 0 ? (netGex > 0 ? "positive" : "negative") : null; // prettier-ignore
    if (kind === "regime" || sign === null) return sign;
    return vrpZ !== null && Math.abs(vrpZ - 1) < Z_MARGIN ? null : classifyCell(sign, vrpZ).cell;
  }
  if (level === null || !(level > 0)) return null;
  const beyondPct = ((spot - level) / level) * 100;
  if (kind === "flip") {
    if (told !== null && Math.abs(beyondPct) <= marginPct) return told;
    return beyondPct >= 0 ? "above" : "below";
  }
  if (kind === "near-flip") {
    const awayPct = (Math.abs(spot - level) / spot) * 100;
    return awayPct < threshold! + (told === "near" ? marginPct : 0) ? "near" : "far";
  }
  return wallZone(kind === "call-wall" ? beyondPct : -beyondPct, { told, marginPct });
}

/** Touched within the margin, released at twice the margin; a wall that was broken is whole again once spot is back inside. */
function wallZone(beyondPct: number, { told, marginPct }: { told: Zone | null; marginPct: number }): Zone {
  if (beyondPct > (told === "beyond" ? 0 : marginPct)) return "beyond";
  return beyondPct >= -marginPct * (told === "at" || told === "beyond" ? 2 : 1) ? "at" : "away";
}

/** Coming back from a wall or moving away from the flip is none. */
const isNews = (from: Zone, to: Zone) => to !== "away" && to !== "far" && !(from === "beyond" && to === "at");

/** The price, if it stands in the new zone by the old level too. */
function movedOf(
  alert: Watched,
  brief: Brief,
  { state, zone, rules }: { state: AlertState; zone: Zone; rules: AlertRules },
): AlertEvent["moved"] {
  if (levelOf(alert, brief) === null && state.level === null) return null;
  const byOld = zoneOf(alert, brief, { level: state.level, told: null, rules });
  return byOld === zone ? "price" : "level";
}
