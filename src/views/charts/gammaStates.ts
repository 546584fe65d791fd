import { isMonthlyExpiry } from "../../engine/select.ts";
import type { ExposureSnapshot, Flip, NyDate, RollOff, UsdPer1Pct } from "../../engine/snapshot.ts";
import { monthDay, share } from "../format.ts";

export type StateKind = "now" | RollOff["without"];

/** Net gamma of one set of expiries: all of the selection, or without one date. */
export interface KnownState {
  readonly kind: StateKind;
  /** "now", "without today (Nov 23)" */
  readonly name: string;
  readonly netGex: UsdPer1Pct;
  readonly flip: Flip;
  /** Net GEX along the spots of the profile. */
  readonly gex: readonly UsdPer1Pct[];
  readonly reason: null;
}

/** There is no such date, or nothing but it; the reason says which. */
interface MissingState {
  readonly kind: StateKind;
  readonly name: string;
  readonly reason: string;
}

export type GammaState = KnownState | MissingState;

/** Gamma now, without today's expiry and without the next OPEX, always these three in this order. */
export function gammaStates(snapshot: ExposureSnapshot): readonly [KnownState, GammaState, GammaState] {
  const { net, levels, profile, rollOff } = snapshot;
  const without = (kind: RollOff["without"], name: string): GammaState => {
    const rest = rollOff.find((one) => one.without === kind);
    if (!rest) return { kind, name, reason: REASON[kind](snapshot) };
    const { date, netGex, flip, gex } = rest;
    return { kind, name: `${name} (${monthDay(date)})`, netGex, flip, gex, reason: null };
  };
  return [
    { kind: "now", name: "now", netGex: net.gex, flip: levels.flip, gex: profile.gex, reason: null },
    without("today", "without today"),
    without("opex", "without OPEX"),
  ];
}

export const isKnown = (state: GammaState): state is KnownState => state.reason === null;

const REASON: Readonly<Record<RollOff["without"], (snapshot: ExposureSnapshot) => string>> = {
  today: ({ expiries }) => {
    if (!expiries.some(({ dte }) => dte === 0)) return "nothing expires today";
    return expiries.length === 1 ? "nothing left: all of it expires today" : NOTHING_LEFT;
  },
  opex: ({ expiries }) => {
    const opex = nextOpex(expiries);
    if (!opex) return "no monthly expiry in this selection";
    if (opex.dte === 0) return "OPEX is today";
    return expiries.length === 1 ? `nothing left: all of it is OPEX (${monthDay(opex.date)})` : NOTHING_LEFT;
  },
};

const NOTHING_LEFT = "no gamma is left without it";

/** The first monthly expiry of those dates. */
export function nextOpex<Expiry extends { readonly date: NyDate }>(expiries: readonly Expiry[]): Expiry | undefined {
  return expiries.find(({ date }) => isMonthlyExpiry(date));
}

/** How much of net GEX is left, in words: "71 % of now", "2.1 × now", "turns negative"; null where now is nothing. */
export function ofNow(now: UsdPer1Pct, rest: UsdPer1Pct): string | null {
  if (now === 0) return null;
  const part = rest / now;
  if (part < 0) return rest > 0 ? "turns positive" : "turns negative";
  if (part < 1.995) return `${share(part)} of now`;
  return part < 99.95 ? `${part.toFixed(1)} × now` : "over 100 × now";
}

const NO_FLIP = {
  positive_throughout: "no flip: all positive",
  negative_throughout: "no flip: all negative",
  no_gamma: "no flip: no gamma",
} as const;

/** Why a state has no flip, in few words. */
export function noFlipWords({ missing }: Flip): string {
  return NO_FLIP[missing ?? "no_gamma"];
}
