import type { Underlying } from "../../../engine/rawChain.ts";
import type { ExposureSnapshot } from "../../../engine/snapshot.ts";

/**
 * The spot the quotes belong to. In the session the last price; outside it the close, since the feed's last price goes on
 * moving after hours while the options stand still at 16:00 (a recorded evening had them 0.9 % apart). The check against
 * put-call parity on expiry day is the engine's.
 */
export function spotOf(
  { last, close }: Pick<Underlying, "last" | "close">,
  session: ExposureSnapshot["session"],
): { readonly spot: number; readonly basis: ExposureSnapshot["spotBasis"] } {
  if (session === "closed" && close !== null && close > 0) return { spot: close, basis: "close" };
  return { spot: last, basis: "last" };
}

/**
 * Percent from the previous close to the spot shown; null when the feed does not allow to know. Outside the session the
 * feed's own percentage is not used: it divides by a close it has already rolled on.
 */
export function changeOf(
  { changePct, previousClose }: Pick<Underlying, "changePct" | "previousClose">,
  { spot, session }: { readonly spot: number; readonly session: ExposureSnapshot["session"] },
): number | null {
  if (session === "open") return changePct;
  return previousClose === null ? null : (spot / previousClose - 1) * 100;
}
