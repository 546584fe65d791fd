import type { SenderTimes } from "../../../src/services/outbox/sender.ts";
import type { Store } from "../../../src/services/store/store.ts";

/** What a process is to send, and how. */
export interface SenderTask {
  readonly token: string;
  readonly apiBase: string;
  /** A file, or the address of a Postgres. */
  readonly storeAt: string;
  readonly times: Pick<SenderTimes, "nonceMs" | "requestMs" | "retryMs" | "pollMs" | "rightMs">;
  readonly leaseMs: number;
  /** False: every attempt has a nonce of its own, as if there were none. */
  readonly withNonce: boolean;
  /** One per user: whom a digest goes to. */
  readonly channels: readonly string[];
  readonly logs: "silent" | "warn";
}

export type Order = { readonly kind: "plan"; readonly slot: number } | { readonly kind: "stop" };

/** After that nobody wants a digest any more; longer than a run. */
const USEFUL_MS = 3_600_000;

export const letterId = (slot: number, channelId: string): string => `digest:${slot}:${channelId}`;

/** A digest to everybody, all letters or none, and only once. Returns whether it was not planned before. */
export function plan(
  store: Store,
  { slot, channels }: { readonly slot: number; readonly channels: readonly string[] },
): Promise<boolean> {
  return store.transaction(async (tx) => {
    if (!(await tx.runs.decide({ slot: `digest ${slot}`, job: "digest", at: slot, outcome: "planned" }))) return false;
    await tx.outbox.add(
      channels.map((channelId) => ({
        id: letterId(slot, channelId),
        kind: "digest",
        slot,
        guildId: null,
        userId: channelId,
        channelId,
        recipe: {},
        notBefore: slot,
        expiresAt: slot + USEFUL_MS,
      })),
    );
    return true;
  });
}
