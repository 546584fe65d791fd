export interface Timing {
  /** ms */
  readonly median: number;
  readonly min: number;
}

/** Runs `work` until it is compiled and for about `budgetMs` more; median and least time of those warm runs. */
export function measure(work: () => unknown, budgetMs = 400): Timing {
  const warmUntil = performance.now() + budgetMs / 2;
  for (let run = 0; run < 3 || performance.now() < warmUntil; run++) work();
  const times: number[] = [];
  const until = performance.now() + budgetMs;
  while (times.length < 5 || performance.now() < until) {
    const start = performance.now();
    work();
    times.push(performance.now() - start);
  }
  return summarise(times);
}

/** Median and least of some times in ms. */
export function summarise(times: readonly number[]): Timing {
  const sorted = times.toSorted((a, b) => a - b);
  return { median: sorted[sorted.length >> 1]!, min: sorted[0]! };
}
