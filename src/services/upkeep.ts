import type { Instant } from "../engine/snapshot.ts";
import type { SenderPause } from "./outbox/sender.ts";

/** How that fares which goes on without anybody asking for it. */
export interface UpkeepReport {
  /** Why no letter leaves; null when nothing keeps them. */
  readonly lettersPaused: SenderPause | null;
  /** When the store was copied last, null: not yet. No backup at all: whoever runs the database copies it. */
  readonly backup: { readonly at: Instant | null } | null;
}

/** Where a command finds out; it starts after the commands do, so it is told of itself later. */
export interface Upkeep {
  /** Null as long as nothing is sent by itself. Throws what the store throws. */
  report(): Promise<UpkeepReport | null>;
  follow(report: () => Promise<UpkeepReport>): void;
}

export function createUpkeep(): Upkeep {
  let followed: (() => Promise<UpkeepReport>) | null = null;
  return {
    report: async () => followed?.() ?? null,
    follow(report) {
      followed = report;
    },
  };
}
