import type { Claims } from "./claims.ts";
import type { Log } from "./correspondence.ts";
import type { Letter, LetterKind } from "./letter.ts";

/** Tells the operator how the letters of a slot come along. */
export interface SlotLog {
  /** A letter of the slot was taken out. */
  note(letter: Letter): void;
  /** A line for each slot whose letters have all ended; for the others one every ten seconds in which something happened. */
  report(): Promise<void>;
}

interface Progress {
  readonly kind: LetterKind;
  readonly slot: number;
  readonly since: number;
  toldAt: number;
  told: number;
}

const EVERY_MS = 10_000;

/** @param now ms on a clock that never goes back */
export function createSlotLog({ claims, log, now }: { claims: Claims; log: Log; now: () => number }): SlotLog {
  const slots = new Map<string, Progress>();
  return {
    note({ kind, slot }) {
      const key = `${kind} ${slot}`;
      if (!slots.has(key)) slots.set(key, { kind, slot, since: now(), toldAt: now(), told: 0 });
    },
    async report() {
      for (const [key, progress] of slots) {
        const { kind, slot, since } = progress;
        const { pending, sending, sent, failed, skipped } = await claims.ofSlot(kind, slot);
        const [left, ended] = [pending + sending, sent + failed + skipped];
        const fields = {
          job: kind,
          slot: new Date(slot).toISOString(),
          planned: left + ended,
          sent,
          failed,
          skipped,
          seconds: Math.round((now() - since) / 1000),
        };
        if (left === 0) {
          slots.delete(key);
          log[failed + skipped > 0 ? "warn" : "info"](fields, "letters done");
        } else if (ended > progress.told && now() - progress.toldAt >= EVERY_MS) {
          Object.assign(progress, { toldAt: now(), told: ended });
          log.info(fields, "letters under way");
        }
      }
    },
  };
}
