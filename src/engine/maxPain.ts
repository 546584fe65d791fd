/** Open interest of one listed strike. */
export interface StrikeOi {
  readonly strike: number;
  readonly callOi: number;
  readonly putOi: number;
}

/** Contracts' worth of intrinsic value holders would collect if settlement were at `price`; × 100 for dollars. */
export function painAt(strikes: readonly StrikeOi[], price: number): number {
  return strikes.reduce(
    (pain, s) => pain + s.callOi * Math.max(0, price - s.strike) + s.putOi * Math.max(0, s.strike - price),
    0,
  );
}

/**
 * The listed strike at which option holders collect least; null without open interest. Ties go to the strike nearest spot.
 * Pain is linear between strikes, so one sweep with running sums finds it.
 * @param strikes ascending
 */
export function maxPain(strikes: readonly StrikeOi[], spot: number): number | null {
  const first = strikes[0];
  if (!first || !strikes.some((s) => s.callOi + s.putOi > 0)) return null;
  let pain = painAt(strikes, first.strike);
  let slope = -strikes.reduce((total, s) => total + s.putOi, 0);
  let best = { strike: first.strike, pain };
  let previous = first.strike;
  for (const s of strikes) {
    pain += slope * (s.strike - previous);
    const tie = Math.abs(pain - best.pain) <= 1e-9 * Math.abs(best.pain);
    if (tie ? Math.abs(s.strike - spot) < Math.abs(best.strike - spot) : pain < best.pain)
      best = { strike: s.strike, pain };
    slope += s.callOi + s.putOi;
    previous = s.strike;
  }
  return best.strike;
}
