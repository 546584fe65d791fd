import { dayNumber } from "../../src/engine/newYork.ts";
import type { Expiry, ExpiryKind } from "./expiries.ts";
import { mix, mixText, normal, uniform, wander } from "./noise.ts";
import type { Underlying } from "./symbols.ts";

const POPULARITY: Record<ExpiryKind, number> = {
  daily: 0.9,
  weekly: 0.55,
  monthEnd: 0.3,
  monthly: 0.85,
  quarterly: 1.2,
};

export interface Book {
  /** Contracts open on one strike, whole; 0 on many far ones. */
  contracts(expiry: Expiry, strike: number, right: "C" | "P"): number;
}

/**
 * Open interest as it stands on one day; it never changes within the day. Peaks at round strikes and monthly expiries,
 * lies mostly out of the money, and is centred where the price has been (`centre`), not where it is.
 */
export function openBook(
  underlying: Underlying,
  { seed, day, centre }: { seed: number; day: string; centre: number },
): Book {
  const key = mixText(mixText(seed, "open interest"), underlying.symbol);
  const today = dayNumber(day);
  const lean = wander(mix(key, 1), today, { perDay: 0.018, pin: 0.1 });
  const sides = {
    C: { weight: underlying.calls * Math.exp(lean), peak: 0.4 },
    P: { weight: underlying.puts * Math.exp(-lean), peak: -0.8 },
  };
  return {
    contracts: ({ root, date, days, kind }, strike, right) => {
      const side = sides[right];
      const years = days / 365;
      // Positions were opened when the expiry was further away, hence the 15 days.
      const width = 0.85 * underlying.iv * Math.sqrt(years + 15 / 365);
      const away = (Math.log(strike / centre) / width - side.peak) * (right === "C" ? 1 : -1);
      const decay = Math.exp(away > 0 ? -away / 1.9 : away / 0.7);
      const age = Math.exp(-years / 0.9) * (days > 20 ? 1 : 0.75 + days / 80);
      const own = mix(mix(mixText(mix(key, dayNumber(date)), root), Math.round(strike * 1000)), right === "C" ? 1 : 2);
      const noise = Math.exp(0.6 * normal(own) + 0.05 * normal(mix(own, today)));
      const size = underlying.openInterest * POPULARITY[kind] * side.weight * roundness(underlying, strike);
      const expected = size * age * decay * noise;
      return expected < 3 && uniform(mix(own, 3)) < 0.6 ? 0 : Math.floor(expected);
    },
  };
}

/** Share of the interest an odd strike attracts compared with the roundest ones. */
function roundness({ popular }: Underlying, strike: number): number {
  const [most, more, some] = popular;
  if (strike % most === 0) return 1;
  if (strike % more === 0) return 0.5;
  return strike % some === 0 ? 0.25 : 0.1;
}
