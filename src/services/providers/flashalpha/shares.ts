/** Who asked and who spent, as it is kept: the payer, when he asked last (ms), what he spent this hour. */
export type SavedPayer = readonly [payer: string, askedAt: number, spent: number];

/** Fair shares of a small quota among those who ask. */
export interface Shares {
  /** Everyone who asks has a share, whether he needs a call or not. */
  asked(payer: string): void;
  /** Whether the payer may spend one more of the day's `remaining` calls in this hour. */
  mayTake(payer: string, remaining: number): boolean;
  /** One call more (or fewer: −1) on the payer's account. */
  spend(payer: string, calls: number): void;
  /** When shares are dealt anew, ms since the epoch: the next full hour. */
  resetsAt(): number;
  /** Nobody has spent anything: a new day of calls. */
  deal(): void;
  save(): readonly SavedPayer[];
  load(saved: readonly SavedPayer[]): void;
}

const HOUR = 3_600_000;
const MOST_PAYERS = 10_000;
const SAVED_PAYERS = 500;

/**
 * Max-min by the hour: the calls that were left when the hour began, divided by the payers of the last sixty minutes, at
 * least one each. What is not spent by the full hour is divided again. Times are ms since the epoch.
 */
export function createShares(now: () => number): Shares {
  /** Latest last. */
  const askedAt = new Map<string, number>();
  const spent = new Map<string, number>();
  let hour = hourOf(now());

  const spentBy = (payer: string) => spent.get(payer) ?? 0;
  function turnHour(): void {
    if (hour === hourOf(now())) return;
    hour = hourOf(now());
    spent.clear();
  }
  function forget(): void {
    for (const [payer, at] of askedAt) {
      if (at > now() - HOUR && askedAt.size <= MOST_PAYERS) return;
      askedAt.delete(payer);
    }
  }

  return {
    asked(payer) {
      askedAt.delete(payer);
      askedAt.set(payer, now());
      forget();
    },
    mayTake(payer, remaining) {
      turnHour();
      const atFullHour = remaining + [...spent.values()].reduce((sum, calls) => sum + calls, 0);
      const share = Math.max(1, Math.floor(atFullHour / Math.max(1, askedAt.size)));
      return spentBy(payer) < share;
    },
    spend(payer, calls) {
      turnHour();
      spent.set(payer, Math.max(0, spentBy(payer) + calls));
    },
    resetsAt: () => (hourOf(now()) + 1) * HOUR,
    deal: () => spent.clear(),
    save: () => [...askedAt].slice(-SAVED_PAYERS).map(([payer, at]) => [payer, at, spentBy(payer)]),
    load(saved) {
      for (const [payer, at, calls] of saved.toSorted((a, b) => a[1] - b[1])) {
        askedAt.set(payer, Math.min(at, now()));
        if (hourOf(at) === hour) spent.set(payer, calls);
      }
      forget();
    },
  };
}

const hourOf = (at: number): number => Math.floor(at / HOUR);
