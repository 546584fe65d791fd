/** A volatility at one time to expiry; unit as the caller's. */
export interface Node {
  readonly years: number;
  readonly iv: number;
}

/** Volatility at `years` between two nodes, linear in total variance σ²T; at a node it is that node's. */
export function constantMaturity(a: Node, b: Node, years: number): number {
  const span = b.years - a.years;
  const variance = (a.years * a.iv ** 2 * (b.years - years) + b.years * b.iv ** 2 * (years - a.years)) / (span * years);
  return Math.sqrt(variance);
}

/** A Friday's close is a week from the last one's but for the rounding of a double. */
const ROUNDING = 1e-9;

/** The nearest node at or before `years`, and the nearest after it. Nodes ascend in time. */
export function bracket(nodes: readonly Node[], years: number): { before: Node | null; after: Node | null } {
  return {
    before: nodes.findLast((node) => node.years <= years + ROUNDING) ?? null,
    after: nodes.find((node) => node.years > years + ROUNDING) ?? null,
  };
}

/** Volatility at exactly `years`; null when it lies outside the nodes, since nothing is extrapolated. */
export function volatilityAt(nodes: readonly Node[], years: number): number | null {
  const { before, after } = bracket(nodes, years);
  if (before && Math.abs(before.years - years) <= ROUNDING) return before.iv;
  return before && after ? constantMaturity(before, after, years) : null;
}
