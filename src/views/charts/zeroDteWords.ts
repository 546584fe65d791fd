import { utcToNewYork } from "../../engine/newYork.ts";
import { sessionOf } from "../../engine/nyse.ts";
import type { ExposureSnapshot } from "../../engine/snapshot.ts";
import {
  count,
  type Denomination,
  distance,
  MISSING,
  money,
  monthDay,
  newYorkClock,
  newYorkTime,
  percentSize,
  price,
  share,
  strike,
} from "../format.ts";
import type { Figure } from "./card.ts";

/** "±17.42" until the settlement, in % of spot, with the time that is left and the straddle; "n/a" with a reason. */
export function moveWords({ expectedMove, spot, quoteTime }: ExposureSnapshot): {
  readonly usd: string;
  readonly percent: string;
  readonly until: readonly string[];
  readonly straddle: string;
} {
  if (!expectedMove) return { usd: MISSING, percent: "", until: ["no at-the-money IV today"], straddle: "" };
  const { usd, until, straddle } = expectedMove;
  const day = (instant: string) => utcToNewYork(Date.parse(instant)).date;
  const clock = day(until) === day(quoteTime) ? newYorkClock(until) : newYorkTime(until);
  return {
    usd: `±$${price(usd)}`,
    percent: `±${percentSize((usd / spot) * 100)}`,
    until: [`until ${clock}`, timeLeft(quoteTime, until)],
    straddle: straddle === null ? "no straddle" : `straddle $${price(straddle)}`,
  };
}

/** "4 h 15 min left", counted from the quotes and not from whoever looks at them; "settled" when nothing is. */
export function timeLeft(quoteTime: string, until: string): string {
  const minutes = Math.floor((Date.parse(until) - Date.parse(quoteTime)) / 60_000);
  if (minutes <= 0) return "settled";
  if (minutes < 60) return `${minutes} min left`;
  if (minutes >= 48 * 60) return `${Math.floor(minutes / 1440)} d left`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min left`;
}

/** "18.04 below spot", or where else the magnet is. */
export function awayFromSpot(level: number, spot: number): string {
  const away = price(Math.abs(level - spot));
  if (level === spot) return "at spot";
  return `${away} ${level > spot ? "above" : "below"} spot`;
}

/** What dealers trade until the bell if nothing but time passes; without a figure, why there is none. */
export function charmFigure({ charmToClose, quoteTime, session }: ExposureSnapshot, suffix: Denomination): Figure {
  const label = "CHARM TO THE CLOSE";
  if (charmToClose === null) {
    return { label, value: MISSING, note: session === "closed" ? "market closed: no time passes" : "not given" };
  }
  const bell = sessionOf(utcToNewYork(Date.parse(quoteTime)).date)?.closesAt;
  const until = bell === undefined ? "the close" : newYorkClock(new Date(bell).toISOString());
  const size = Math.abs(charmToClose);
  // The suffix is that of the gamma beside it, where a small charm would be a row of zeros.
  const tiny = suffix !== "" && size > 0 && size < 0.01 * DOLLARS[suffix];
  const amount = tiny ? `<$0.01${suffix}` : money(size, { denomination: suffix, signed: false });
  const side = charmToClose > 0 ? "dealers buy" : charmToClose < 0 ? "dealers sell" : "dealers trade";
  return { label, value: `${side} ${amount}`, note: `time alone, until ${until}` };
}

const DOLLARS = { B: 1e9, M: 1e6, K: 1e3 } as const;

/** How much of the whole chain's gamma expires today; what the selection itself holds says nothing about that. */
export function shareFigure(shareOfChain: number | null): Figure {
  const note = shareOfChain === null ? "not known" : "of all gamma";
  return { label: "0DTE SHARE", value: share(shareOfChain), note };
}

export function maxPainFigure({ expiries, spot }: ExposureSnapshot): Figure {
  const maxPain = expiries.find(({ dte }) => dte === 0)?.maxPain ?? null;
  const note = maxPain === null ? "none today" : distance(maxPain, spot);
  return { label: "MAX PAIN", value: strike(maxPain), note };
}

export function putCallFigure({ putCallOi }: ExposureSnapshot): Figure {
  return {
    label: "PUT / CALL",
    value: putCallOi === null ? MISSING : putCallOi.toFixed(2),
    note: putCallOi === null ? "no calls" : "open interest",
  };
}

/** Why there is no card, and when there will be one. */
export function nothingTodayWords({ expiries, listed, session }: ExposureSnapshot): readonly string[] {
  const next = listed.find(({ dte }) => dte > 0);
  const reason =
    expiries.length > 0
      ? "No open interest in what expires today."
      : session === "closed"
        ? "The market is closed: no contract of this session is left."
        : "This chain lists no expiry for today.";
  return [
    expiries.length > 0 ? "Nothing to draw" : "Nothing expires today",
    reason,
    next ? `Next expiry: ${monthDay(next.date)}, in ${count(next.dte)} ${next.dte === 1 ? "day" : "days"}.` : "",
  ].filter((line) => line !== "");
}
