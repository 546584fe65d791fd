import { levelOf, type AlertEvent, type AlertKind, type Watched, type Zone } from "../engine/alerts.ts";
import type { Brief } from "../engine/brief.ts";
import type { AlertPause } from "../services/store/alerts.ts";
import { CELLS, VRP_UNKNOWN } from "./cells.ts";
import { distance, percentSize, price, strike } from "./format.ts";
import { HEDGING, REGIME_NAME } from "./words.ts";

/** As Discord shows them in the list of choices. */
export const KIND_NAMES: Readonly<Record<AlertKind, string>> = {
  flip: "Spot crosses the flip",
  "call-wall": "Spot touches or breaks the call wall",
  "put-wall": "Spot touches or breaks the put wall",
  regime: "Gamma changes its sign",
  cell: "The cell changes",
  "near-flip": "Spot comes near the flip (give percent)",
};

/** The end of "tells you when …". */
export function whenWords({ kind, threshold }: Watched): string {
  if (kind === "near-flip") return `spot comes within ${trimmed(threshold)} % of the flip`;
  const name = KIND_NAMES[kind];
  return name[0]!.toLowerCase() + name.slice(1);
}

/** 1 → "1", 0.25 → "0.25". */
const trimmed = (percent: number | null) => String(Number((percent ?? 0).toFixed(2)));

/** Where it stands at present: "spot 601.20, flip 594.10 (−1.2 %)". */
export function nowWords(watched: Watched, brief: Brief): string {
  switch (watched.kind) {
    case "regime":
      return REGIME_NAME[brief.regime.gamma];
    case "cell":
      return cellWords(brief);
    default: {
      const level = levelOf(watched, brief);
      return level === null
        ? `${noLevel(watched, brief)}, spot ${price(brief.spot)}`
        : `spot ${price(brief.spot)}, ${levelWords(watched, level)} (${distance(level, brief.spot)})`;
    }
  }
}

/** "flip 594.10", "call wall 610". */
function levelWords({ kind }: Watched, level: number): string {
  if (kind === "call-wall") return `call wall ${strike(level)}`;
  return kind === "put-wall" ? `put wall ${strike(level)}` : `flip ${price(level)}`;
}

const cellWords = ({ cell, vrpZ }: Brief) =>
  `cell ${cell}, ${CELLS[cell].name}${vrpZ === null ? " (VRP unknown)" : `: ${CELLS[cell].when}`}`;

const NO_FLIP: Record<NonNullable<Brief["flipMissing"]>, string> = {
  positive_throughout: "no flip within ±20 %, gamma is positive throughout",
  negative_throughout: "no flip within ±20 %, gamma is negative throughout",
  no_gamma: "no flip, there is no gamma",
};

function noLevel({ kind }: Watched, { flipMissing }: Brief): string {
  if (kind === "call-wall") return "no call wall";
  return kind === "put-wall" ? "no put wall" : NO_FLIP[flipMissing ?? "no_gamma"];
}

/** What an alert that already stands there waits for; null when nothing needs saying. */
export function alreadyWords({ kind }: Watched, zone: Zone | null): string | null {
  if (zone === "near") return "It is that near already: you hear of it when it comes back from farther away.";
  const wall = kind === "call-wall" ? "call wall" : "put wall";
  if (zone === "at") return `Spot is at the ${wall} already: you hear of it when it breaks, or is touched anew.`;
  if (zone === "beyond") return `Spot is beyond the ${wall} already: you hear of it when it is broken anew.`;
  return null;
}

/** An event of a symbol, as the letter tells it. */
export interface Told {
  readonly watched: Watched;
  readonly event: AlertEvent;
  readonly brief: Brief;
}

/** What happened, as a headline: "SPY fell below its flip 594.10". */
export function headline({ watched, event, brief }: Told): string {
  const { symbol, regime, cell } = brief;
  const { level, moved, to } = event;
  switch (watched.kind) {
    case "flip": {
      const below = to === "below";
      return moved === "level"
        ? `${symbol}: the flip ${below ? "rose above" : "fell below"} spot, to ${price(level)}`
        : `${symbol} ${below ? "fell below" : "rose above"} its flip ${price(level)}`;
    }
    case "call-wall":
    case "put-wall":
      return `${symbol} ${to === "at" ? "touched" : "broke"} its ${levelWords(watched, level ?? 0)}`;
    case "regime":
      return `${symbol} turned to ${REGIME_NAME[regime.gamma]}`;
    case "cell":
      return `${symbol} moved from cell ${event.from} to ${cell}, ${CELLS[cell].name}`;
    case "near-flip":
      return moved === "level"
        ? `${symbol}: the flip came within ${trimmed(watched.threshold)} % of spot, to ${price(level)}`
        : `${symbol} came within ${trimmed(watched.threshold)} % of its flip ${price(level)}`;
  }
}

/** The numbers behind the headline, and what they mean in the model: one sentence each. */
export function eventSentences({ watched, event, brief }: Told): string[] {
  const { spot, regime, flip } = brief;
  const { before } = event;
  const away = event.level === null ? "" : ` (${percentSize(((spot - event.level) / event.level) * 100)} from it)`;
  const levelBefore = before.level === null || watched.kind === "call-wall" || watched.kind === "put-wall" ? "" : `, flip ${price(before.level)}`; // prettier-ignore
  const was = `Spot **${price(spot)}**${away}; before: ${price(before.spot)}${levelBefore}.`;
  const near = regime.distancePct !== null && regime.distancePct <= 0.5 && flip !== null;
  return [
    was,
    ...movedOn({ watched, event, brief }),
    HEDGING[regime.gamma],
    ...(near ? [`Spot is at the flip ${price(flip)}; the sign can change on a small move.`] : []),
    ...(watched.kind === "cell" && brief.vrpZ === null ? [VRP_UNKNOWN] : []),
  ];
}

/** A wall that has moved on since it was touched. */
function movedOn({ watched, event, brief }: Told): string[] {
  if (watched.kind !== "call-wall" && watched.kind !== "put-wall") return [];
  const level = levelOf(watched, brief);
  if (level === event.level) return [];
  return [`The ${watched.kind === "call-wall" ? "call" : "put"} wall is ${level === null ? "gone" : `at ${strike(level)}`} by now.`]; // prettier-ignore
}

/** Why nothing is sent any more, and what mends it. */
export const PAUSED: Readonly<Record<AlertPause, string>> = {
  "dm-closed": "paused, your direct messages are closed to me: open them, then set any alert or exit to resume",
  "no-common-server": "paused, we have no server in common: join one, then set any alert or exit to resume",
  forbidden: "paused, I may not post there: grant it, then set any alert there to resume",
  "channel-gone": "paused, the channel is gone",
};
