import { cumulative, density } from "../normal.ts";

/** Something that ends at one date with a profit that depends on the price there alone. $ per share. */
export interface Bet {
  readonly profit: (price: number) => number;
  /** What counts as a loss of everything at risk, > 0. */
  readonly maxLoss: number;
  /** How the price is believed to end: lognormal, with no view of direction when the drift is rate − yield. */
  readonly forecast: {
    readonly spot: number;
    readonly years: number;
    /** Decimal, per year. */
    readonly sigma: number;
    /** Continuous, per year. */
    readonly drift: number;
  };
  /** Probability of the full loss besides, 0–1: what a lognormal does not know of. */
  readonly tail: number;
}

export interface Outlook {
  /** Expected profit, $ per share, tail included. */
  readonly ev: number;
  /** Expected profit / max loss. */
  readonly evOnRisk: number;
  /** 0–1, tail included. */
  readonly probabilityOfProfit: number;
  /** The fraction of a bankroll at risk that lets it grow fastest, 0–1; 0 when nothing is to be gained. */
  readonly kelly: number;
}

/** How far the price is followed, in standard deviations, and in how many steps. Vendors take fewer. */
export interface Grid {
  readonly deviations: number;
  /** Even. */
  readonly steps: number;
}

const GRID: Grid = { deviations: 8, steps: 4_000 };
const BISECTIONS = 60;

/**
 * What a bet is worth by a forecast: `f* = argmax E[ln(1 + f·P/L)]` by Simpson's rule over the lognormal and bisection on the
 * derivative, which falls in f. A profit that can lose more than L (no bound) ends the search where the bankroll would be gone.
 * docs/methodology.md "Sizing"; ours, checked against FlashAlpha's documented example.
 */
export function outlookOf({ profit, maxLoss, forecast, tail }: Bet, grid: Grid = GRID): Outlook {
  const { ratios, weights } = outcomes({ profit, maxLoss, forecast }, grid);
  const growth = (f: number) => {
    let sum = 0;
    for (let i = 0; i < ratios.length; i++) sum += (weights[i]! * ratios[i]!) / (1 + f * ratios[i]!);
    return (1 - tail) * sum - tail / (1 - f);
  };
  const evOnRisk = growth(0);
  return {
    ev: evOnRisk * maxLoss,
    evOnRisk,
    probabilityOfProfit: (1 - tail) * chanceOfGain(ratios, grid),
    kelly: evOnRisk > 0 ? zeroOf(growth, ruinAt(ratios)) : 0,
  };
}

/** Kelly's fraction of a bet that wins `odds` times the stake with this probability, or loses the stake: max(0, p − (1 − p)/b). */
export const binaryKelly = (probability: number, odds: number): number =>
  Math.max(0, probability - (1 - probability) / odds);

/** Profit over the loss at each price of the grid, and Simpson's weights times the density, which add up to 1. */
function outcomes(
  { profit, maxLoss, forecast: { spot, years, sigma, drift } }: Omit<Bet, "tail">,
  { deviations, steps }: Grid,
): { readonly ratios: Float64Array; readonly weights: Float64Array } {
  const ratios = new Float64Array(steps + 1);
  const weights = new Float64Array(steps + 1);
  const sd = sigma * Math.sqrt(years);
  const centre = Math.log(spot) + (drift - 0.5 * sigma * sigma) * years;
  const width = (2 * deviations) / steps;
  for (let i = 0; i <= steps; i++) {
    const z = i * width - deviations;
    ratios[i] = profit(Math.exp(centre + sd * z)) / maxLoss;
    weights[i] = ((i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2) * width * density(z)) / 3;
  }
  return { ratios, weights };
}

/** Probability that the ratio is above 0, straight between the steps. */
function chanceOfGain(ratios: Float64Array, { deviations, steps }: Grid): number {
  let chance = 0;
  for (let i = 0; i < steps; i++) {
    const [from, to] = [ratios[i]!, ratios[i + 1]!];
    const gaining = (Math.max(0, from) + Math.max(0, to)) / (Math.abs(from) + Math.abs(to) || 1);
    const z = (2 * deviations * i) / steps - deviations;
    chance += gaining * (cumulative(z + (2 * deviations) / steps) - cumulative(z));
  }
  return chance;
}

/** The fraction at which the worst outcome, or the tail, takes the whole bankroll. */
function ruinAt(ratios: Float64Array): number {
  return 1 / Math.max(1, -Math.min(...ratios));
}

function zeroOf(falling: (f: number) => number, end: number): number {
  let low = 0;
  let high = end;
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = 0.5 * (low + high);
    if (falling(middle) > 0) low = middle;
    else high = middle;
  }
  return 0.5 * (low + high);
}
