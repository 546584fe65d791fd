import type { Levels, StrikeExposure, StrikeLevel, Wall } from "./snapshot.ts";

/**
 * Walls as the vendors define them (largest call GEX, most negative put GEX, wherever they lie) and, beside them,
 * resistance and support restricted to their side of spot. Null where no strike qualifies.
 * Ties: the strike nearer to spot, then the higher for calls and the lower for puts.
 */
export function findLevels(strikes: readonly StrikeExposure[], spot: number): Omit<Levels, "flip"> {
  const totalCall = sum(strikes, (s) => s.callGex);
  const totalPut = sum(strikes, (s) => s.putGex);
  const wall = (among: readonly StrikeExposure[], side: "call" | "put"): Wall | null => {
    const value = (s: StrikeExposure) => (side === "call" ? s.callGex : -s.putGex);
    const best = pick(among, { spot, value, preferHigher: side === "call" });
    if (!best) return null;
    const gex = side === "call" ? best.callGex : best.putGex;
    return { strike: best.strike, gex, strength: gex / (side === "call" ? totalCall : totalPut) };
  };
  const level = (value: (s: StrikeExposure) => number): StrikeLevel | null => {
    const best = pick(strikes, { spot, value, preferHigher: true });
    return best && { strike: best.strike, gex: best.netGex };
  };
  const callWall = wall(strikes, "call");
  const putWall = wall(strikes, "put");
  const magnet = pick(strikes, { spot, value: (s) => Math.abs(s.zeroDteGex), preferHigher: true });
  const busiest = pick(strikes, { spot, value: (s) => s.callOi + s.putOi, preferHigher: true });
  return {
    callWall,
    putWall,
    resistance: wall(
      strikes.filter(({ strike }) => strike >= spot),
      "call",
    ),
    support: wall(
      strikes.filter(({ strike }) => strike <= spot),
      "put",
    ),
    wallsOverlap: callWall !== null && putWall !== null && callWall.strike <= putWall.strike,
    maxPositiveGamma: level((s) => s.netGex),
    maxNegativeGamma: level((s) => -s.netGex),
    highestOi: busiest && { strike: busiest.strike, oi: busiest.callOi + busiest.putOi },
    magnet: magnet && {
      strike: magnet.strike,
      gex: magnet.zeroDteGex,
      kind: magnet.zeroDteGex > 0 ? "magnet" : "accelerant",
    },
  };
}

/** The strike with the largest positive value; null when none is positive. */
function pick(
  strikes: readonly StrikeExposure[],
  { spot, value, preferHigher }: { spot: number; value: (s: StrikeExposure) => number; preferHigher: boolean },
): StrikeExposure | null {
  let best: StrikeExposure | null = null;
  for (const candidate of strikes) {
    const gain = value(candidate);
    if (!(gain > 0)) continue;
    if (best === null || gain > value(best) || (gain === value(best) && closer(candidate, best))) best = candidate;
  }
  return best;

  function closer(a: StrikeExposure, b: StrikeExposure): boolean {
    const difference = Math.abs(a.strike - spot) - Math.abs(b.strike - spot);
    return difference === 0 ? preferHigher === a.strike > b.strike : difference < 0;
  }
}

const sum = (strikes: readonly StrikeExposure[], value: (s: StrikeExposure) => number) =>
  strikes.reduce((total, s) => total + value(s), 0);
