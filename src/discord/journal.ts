import { createHmac, randomUUID } from "node:crypto";
import type { AppContext } from "../context.ts";
import type { Trace } from "../views/post.ts";

/** How an interaction ended. */
export type Outcome =
  | "answered"
  /** The user was told what to mend. */
  | "refused"
  /** A source could not; the code says how. */
  | "failed"
  | "bug"
  /** Too much under way. */
  | "busy"
  /** Somebody else's reply, or a control that is forged or too old. */
  | "stranger"
  | "forged"
  | "expired"
  /** Acknowledged by another instance, or too late. */
  | "late"
  | "undelivered";

export interface Ending {
  readonly outcome: Outcome;
  /** Discord's or the source's word for it. */
  readonly code?: string | number;
  readonly trace?: Trace;
}

/** The one log line of an interaction, written when it is over. */
export interface Entry {
  /** Short reference; users see it when something breaks. */
  readonly rid: string;
  acknowledged(): void;
  close(ending: Ending): void;
}

export interface Journal {
  open(about: { readonly cmd: string; readonly userId: string; readonly guildId: string | null }): Entry;
}

/** Outcomes that somebody should look at. */
const WARN: ReadonlySet<Outcome> = new Set(["bug", "busy", "forged", "undelivered"]);

/**
 * One line an interaction: what, how it ended, and how long it took in ms. Users and servers appear as keyed hashes that
 * cannot be turned back and differ between installations. The clock is monotonic.
 */
export function createJournal({
  log,
  secret,
  clock = () => performance.now(),
}: {
  readonly log: AppContext["log"];
  readonly secret: string;
  readonly clock?: () => number;
}): Journal {
  const hash = (id: string) => createHmac("sha256", secret).update(`journal ${id}`).digest("hex").slice(0, 12);
  return {
    open({ cmd, userId, guildId }) {
      const start = clock();
      const rid = randomUUID().slice(0, 8);
      let ackMs: number | null = null;
      return {
        rid,
        acknowledged: () => void (ackMs ??= Math.round(clock() - start)),
        close({ outcome, code, trace }) {
          const line = {
            rid,
            cmd,
            user_h: hash(userId),
            ...(guildId !== null && { guild_h: hash(guildId) }),
            ...(trace && { src: trace.source, cache: trace.cache }),
            ...(ackMs !== null && { ack_ms: ackMs }),
            total_ms: Math.round(clock() - start),
            outcome,
            ...(code !== undefined && { code }),
          };
          log[WARN.has(outcome) ? "warn" : "info"](line, "interaction");
        },
      };
    },
  };
}
