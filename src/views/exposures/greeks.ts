import type { Exposure, ExposureSnapshot, StrikeExposure } from "../../engine/snapshot.ts";
import { distance, money, strike } from "../format.ts";
import { trades } from "../words.ts";

export type GreekKey = "gex" | "dex" | "vex" | "chex";

interface Greek {
  readonly title: string;
  /** Behind the amount. */
  readonly unit: string;
  readonly ofStrike: (strike: StrikeExposure) => number;
  /** What the sign makes dealers do, one plain sentence. */
  readonly meaning: (exposure: Exposure) => string;
}

/** Name, unit and plain meaning of each exposure; docs/methodology.md says how it is made. */
export const GREEKS: Readonly<Record<GreekKey, Greek>> = {
  gex: {
    title: "GEX · gamma",
    unit: "per 1 % move",
    ofStrike: ({ netGex }) => netGex,
    meaning: ({ gex }) =>
      gex === 0
        ? "No sign: call and put gamma cancel."
        : gex > 0
          ? "Dealers sell rises and buy falls."
          : "Dealers buy rises and sell falls.",
  },
  dex: {
    title: "DEX · delta",
    unit: "of delta, options only",
    ofStrike: ({ dex }) => dex,
    meaning: ({ dex }) =>
      `${dex === 0 ? "Call and put delta cancel" : `${dex > 0 ? "Call" : "Put"} delta outweighs ${dex > 0 ? "put" : "call"} delta`}; before the dealers' stock hedge.`,
  },
  vex: {
    title: "VEX · vanna",
    unit: "per vol point",
    ofStrike: ({ vex }) => vex,
    meaning: ({ vex }) => `*If IV falls* 1 point dealers ${trades(vex)}; if it rises, the reverse.`,
  },
  chex: {
    title: "CHEX · charm",
    unit: "per calendar day",
    ofStrike: ({ chex }) => chex,
    meaning: ({ chex }) => `Time alone makes dealers ${trades(chex)} over a day.`,
  },
};

/** The strikes where most of an exposure sits, by size whatever the sign. */
export function heaviestStrikes(
  { strikes }: Pick<ExposureSnapshot, "strikes">,
  greek: GreekKey,
  most = 3,
): { readonly strike: number; readonly usd: number }[] {
  const { ofStrike } = GREEKS[greek];
  return strikes
    .map((one) => ({ strike: one.strike, usd: ofStrike(one) }))
    .filter(({ usd }) => usd !== 0)
    .sort((a, b) => Math.abs(b.usd) - Math.abs(a.usd))
    .slice(0, most);
}

/** "**610** +1.1 % · +$340M" for each of them; without any, that there is none. */
export function heaviestLines(snapshot: ExposureSnapshot, greek: GreekKey): string[] {
  const lines = heaviestStrikes(snapshot, greek).map(
    (one) => `**${strike(one.strike)}** ${distance(one.strike, snapshot.spot)} · ${money(one.usd)}`,
  );
  return lines.length > 0 ? lines : ["none: no strike carries any"];
}

/** The same for a picture's alt text. */
export function heaviestInWords(snapshot: ExposureSnapshot, greek: GreekKey): string {
  const list = heaviestStrikes(snapshot, greek).map((one) => `${strike(one.strike)} (${money(one.usd)})`);
  return list.length > 0 ? `heaviest strikes ${list.join(", ")}` : "no strike carries any";
}
