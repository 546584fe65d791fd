import { averageDollarVolume } from "../dollarVolume.ts";
import { classifyCell, readSnapshot } from "../regime.ts";
import type { ExposureSnapshot } from "../snapshot.ts";
import { type StandingInput, zScoreOf } from "./basis.ts";
import { closesOf } from "./closes.ts";
import { dealerFlowRisk, gammaSupport, harvestScore, netHarvest } from "./harvest.ts";
import { missingFigures } from "./missing.ts";
import {
  DAYS,
  difference,
  directionalVrp,
  levelOf,
  overWindows,
  rangeOf,
  slopeOf,
  termVrp,
  variancePremium,
} from "./premium.ts";
import { garmanKlass, parkinson, realisedVolatilities, realisedVolatility, yangZhang } from "./realised.ts";
import { strategyScores } from "./strategies.ts";
import type { DailyHistory, Estimator, VrpReading } from "./types.ts";
import { vrpRegime } from "./vrpRegime.ts";
import { warningsOf } from "./warnings.ts";

export interface VrpInput {
  /** Of all expiries: gamma and its scores are those of the whole book. */
  readonly snapshot: ExposureSnapshot;
  readonly history: DailyHistory;
  /** An event is known before 30 days are over. */
  readonly event?: boolean;
  /** What realised volatility is measured by; default: close to close. */
  readonly estimator?: Estimator;
}

/**
 * The premium on volatility of one symbol: implied against realised, how unusual that is, by side and by tenor, with the
 * scores and warnings that follow from it and the regime. Vol points; what cannot be had is null with its reason. Scores are
 * ours unless docs/methodology.md says otherwise, and not back-tested. Another estimator takes the place of close to close
 * everywhere but in the volatility by side and in the cell.
 */
export function vrpReading({ snapshot, history, event = false, estimator = "close_to_close" }: VrpInput): VrpReading {
  const { vol, quality, net } = snapshot;
  const { regime: state } = readSnapshot(snapshot);
  const closes = closesOf(snapshot, history.bars);
  const { bars } = closes;
  const realised = realisedVolatilities(bars, estimator);
  const iv = levelOf(snapshot);
  const level = iv?.value ?? null;
  const vrp = overWindows(realised, level);
  const broken = realised[DAYS] === null && realisedVolatility(bars, DAYS) !== null;
  const without = closes.stale ? "stale_closes" : broken ? "no_whole_bars" : "too_few_closes";
  const standing = { snapshot, history, closes, without } as const;
  const zScore = zScoreOf({ ...standing, estimator, rv20: realised[DAYS] });
  const { z } = zScore;
  const closeToClose = closeToCloseOf(standing, { estimator, rv20: realised[DAYS], z });
  const directional = directionalVrp(snapshot, closes);
  const term = termVrp(snapshot, closes, estimator);
  const slope = slopeOf(snapshot, level);
  const support = gammaSupport(state);
  const flowRisk = dealerFlowRisk({
    ...state,
    netGex: net.gex,
    netVex: net.vex,
    adv: averageDollarVolume(bars, closes.session),
    zeroDteShare: snapshot.zeroDteShare,
  });
  const harvest = harvestScore({ z, vrp20: vrp[DAYS], gammaSupport: support });
  const strategies = strategyScores({
    gamma: state.gamma,
    gammaSupport: support,
    flowRisk: flowRisk.value,
    z,
    iv: level,
    vrp20: vrp[DAYS],
    put25: vol.put25?.iv ?? null,
    call25: vol.call25?.iv ?? null,
    downsideVrp: directional.downside,
    upsideVrp: directional.upside,
    iv7: vol.term[7],
    vrp7: term[0]!.vrp,
    slope,
    range: rangeOf(snapshot, level),
    spreadPct: vol.atmSpreadPct,
    event,
  });
  const reading = {
    symbol: snapshot.symbol,
    quoteTime: snapshot.quoteTime,
    iv,
    estimator,
    closeToClose,
    realisedTo: bars.at(-1)?.date ?? null,
    realised,
    estimators: {
      parkinson: parkinson(bars, DAYS),
      garmanKlass: garmanKlass(bars, DAYS),
      yangZhang: yangZhang(bars, DAYS),
    },
    vrp,
    variancePremium: variancePremium(level, realised[DAYS]),
    richness: vrp[DAYS] === null || level === null ? null : vrp[DAYS] / level,
    fairVol: vol.mfiv30,
    convexityPremium: difference(vol.mfiv30, vol.atm30),
    zScore,
    directional,
    term,
    slope,
    ...classifyCell(state.gamma, closeToClose.z),
    gammaSupport: support,
    harvest,
    flowRisk,
    netHarvest: netHarvest({ harvest, flowRisk: flowRisk.value, slope }),
    strategies,
    regime: vrpRegime({
      gamma: state.gamma,
      z,
      vrp20: vrp[DAYS],
      iv: level,
      iv7: vol.term[7],
      atm30: vol.atm30,
      iv30: vol.iv30,
      rv5: realised[5],
      oiDroppedShare: quality.oiDroppedShare,
      event,
    }),
    warnings: warningsOf({ vol, closes, zScore, slope, event, negativeGamma: state.gamma === "negative" }),
    split: closes.split,
  };
  return { ...reading, missing: missingFigures(reading, { vol, stale: closes.stale, without }) };
}

/** What the cell rests on: as measured already, where that is close to close. */
function closeToCloseOf(
  standing: Omit<StandingInput, "estimator" | "rv20">,
  { estimator, ...measured }: { readonly estimator: Estimator } & VrpReading["closeToClose"],
): VrpReading["closeToClose"] {
  if (estimator === "close_to_close") return measured;
  const rv20 = realisedVolatility(standing.closes.bars, DAYS);
  return { rv20, z: zScoreOf({ ...standing, estimator: "close_to_close", rv20 }).z };
}
