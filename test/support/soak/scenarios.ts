import type { Scenario } from "./soak.ts";

/** What the promise "delivered once" is tried with; the last one shows that the trial can fail. */
export const SCENARIOS = {
  sqlite: { store: "sqlite", processes: 2, kills: 1_000 },
  postgres: { store: "postgres", processes: 3, kills: 300 },
  lost: { store: "sqlite", processes: 2, kills: 300, losesAnswers: true },
  // Remembered for longer than the bot relies on it, and for less than it takes to find a lease that ran out.
  expired: { store: "sqlite", processes: 2, kills: 300, nonceMs: 800 },
  stopped: { store: "sqlite", processes: 2, kills: 60, stops: 60 },
  control: { store: "sqlite", processes: 2, kills: 300, withNonce: false },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;
