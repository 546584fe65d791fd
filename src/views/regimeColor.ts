import { MODERATE_ABOVE_PCT, type Reading, type Regime } from "../engine/regime.ts";

const AMBER = 0xf59e0b;
const SIGN_COLOR: Record<Regime["gamma"], number> = { positive: 0x22c55e, negative: 0xef4444, undetermined: 0x8b949e };

/** Green or red by the sign of gamma, grey without one. */
export const signColor = (sign: Regime["gamma"]): number => SIGN_COLOR[sign];

/** The same, and amber at the flip. */
export function regimeColor({ regime }: Reading): number {
  const atFlip = regime.distancePct !== null && regime.distancePct <= MODERATE_ABOVE_PCT;
  return atFlip && regime.gamma !== "undetermined" ? AMBER : signColor(regime.gamma);
}
