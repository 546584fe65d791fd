import { utcToNewYork } from "../engine/newYork.ts";
import { sessionOf } from "../engine/nyse.ts";
import type { ExposureSnapshot } from "../engine/snapshot.ts";
import { newYorkClock } from "./format.ts";
import { trades } from "./words.ts";

/** When the session of the quotes ends: "16:00 ET", "13:00 ET" on an early close; "the close" of a day without a session. */
function closingBell({ quoteTime }: ExposureSnapshot): string {
  const session = sessionOf(utcToNewYork(Date.parse(quoteTime)).date);
  return session ? newYorkClock(new Date(session.closesAt).toISOString()) : "the close";
}

/** What time alone makes dealers trade until the closing bell, in two short lines; without a figure, why there is none. */
export function charmUntilClose(snapshot: ExposureSnapshot): readonly [string, string] {
  const { charmToClose, session } = snapshot;
  if (charmToClose !== null) return [`dealers **${trades(charmToClose)}**`, `by ${closingBell(snapshot)}, re-priced`];
  return [
    "n/a",
    session === "closed" ? "market closed: no session is running" : "no session time left in these quotes",
  ];
}
