import { setTimeout as sleep } from "node:timers/promises";
import { StoreError } from "../store/database.ts";
import type { Claimed, Claims, SkipReason, Together } from "./claims.ts";
import type { Correspondence, LetterCourier, Log } from "./correspondence.ts";
import type { Sent } from "./letter.ts";
import { markerOf, nonceOf } from "./nonce.ts";

export interface DeliveryTimes {
  /** How long Discord surely knows a nonce, ms: it says "the past few minutes" and no figure. */
  readonly nonceMs: number;
  /** After this a request is given up, ms; less than a lease. */
  readonly requestMs: number;
  /** After this a letter that is being written is given up, ms. */
  readonly writeMs: number;
  /** The wait after a request that was not answered, doubled each time, ms. */
  readonly retryMs: number;
}

export interface DeliveryOptions<Post> {
  readonly correspondence: Correspondence<Post>;
  readonly claims: Claims;
  readonly courier: LetterCourier<Post>;
  /** Waits for the turn of one request. */
  readonly pace: () => Promise<void>;
  readonly times: DeliveryTimes;
  readonly log: Log;
  readonly now: () => number;
  readonly systemNow: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly isStopping: () => boolean;
}

/** What it means for the letters after it. */
export type Delivered =
  | { readonly kind: "done" }
  /** Nothing leaves for so long. */
  | { readonly kind: "wait"; readonly ms: number }
  /** No letter to a user leaves for an hour. */
  | { readonly kind: "flagged" }
  /** Nothing leaves any more. */
  | { readonly kind: "locked-out" };

const DONE: Delivered = { kind: "done" };
export const FLAGGED_MS = 3_600_000;
/** Our clock may differ from that of Discord's ids. */
const LOOK_BACK_MS = 60_000;
const MOST_RETRY_MS = 30_000;
/** Times a letter is taken out before one that cannot be written is given up. */
const MOST_WRITES = 4;
const STORE_RETRY_MS = 500;

/** Returns how one letter that was claimed is brought to its end, or put back. It never throws. */
export function createDelivery<Post>({
  claims,
  courier,
  correspondence,
  pace,
  times,
  log,
  now,
  systemNow,
  random,
  isStopping,
}: DeliveryOptions<Post>): (letter: Claimed) => Promise<Delivered> {
  return async (letter) => {
    try {
      return await deliver(letter);
    } catch (error) {
      // Lines name a letter by its marker, since its id holds that of a user. It stays leased: whoever takes it after that asks Discord whether it has it.
      log.error({ err: error, letter: markerOf(letter) }, "a letter is left lying");
      return DONE;
    }
  };

  async function deliver(claimed: Claimed): Promise<Delivered> {
    const letter = isDoubtful(claimed) || isExpired(claimed) ? await looked(claimed) : claimed;
    if (!letter) return DONE;
    if (isExpired(letter)) return skip(letter, "expired");
    const written = await writing(letter);
    if (written === "failed") return unwritten(letter);
    if (written === null) return skip(letter, "empty");
    await pace();
    if (isStopping()) return putBack(letter, { ms: 0, unsent: true });
    // The fence: what we hand over now must be answered while the letter is ours, and known by its nonce.
    if (systemNow() > letter.leaseUntil - times.requestMs) return DONE;
    if (isDoubtful(letter)) return putBack(letter, { ms: 0, unsent: true });
    const { channelId, guildId, userId } = letter;
    const nonce = nonceOf(letter);
    const outcome = await courier.send({
      channelId,
      post: written,
      ownerId: guildId === null ? userId : null,
      nonce,
      marker: markerOf(letter),
    });
    return settle(letter, outcome);
  }

  /** Discord may have it, and may have forgotten its nonce. */
  function isDoubtful({ firstSentAt }: Claimed): boolean {
    return firstSentAt !== null && systemNow() - firstSentAt > times.nonceMs;
  }

  function isExpired({ expiresAt }: Claimed): boolean {
    return now() >= expiresAt;
  }

  /** Reads the channel: the letter, if Discord does not have it; null when it is done with for now. */
  async function looked(letter: Claimed): Promise<Claimed | null> {
    if (letter.firstSentAt === null) return letter;
    await pace();
    const found = await courier.find(letter.channelId, markerOf(letter), letter.firstSentAt - LOOK_BACK_MS);
    if (found.kind === "there") await arrived(letter, found.messageId);
    if (found.kind === "unreadable") await skip(letter, "unverifiable");
    if (found.kind === "later") await putBack(letter, { ms: retryMs(letter), unsent: true });
    if (found.kind !== "absent") return null;
    return isExpired(letter) ? letter : claims.nextGeneration(letter);
  }

  async function writing(letter: Claimed): Promise<Post | null | "failed"> {
    const over = new AbortController();
    try {
      const late = sleep(times.writeMs, undefined, { signal: over.signal }).then(() => {
        throw new Error("writing took too long");
      });
      return await Promise.race([correspondence.write(letter), late]);
    } catch (error) {
      log.error({ err: error, letter: markerOf(letter), attempt: letter.attempts }, "a letter could not be written");
      return "failed";
    } finally {
      over.abort();
    }
  }

  function unwritten(letter: Claimed): Promise<Delivered> {
    if (letter.attempts >= MOST_WRITES) return skip(letter, "unwritable");
    return putBack(letter, { ms: retryMs(letter), unsent: true });
  }

  async function settle(letter: Claimed, outcome: Sent): Promise<Delivered> {
    switch (outcome.kind) {
      case "sent":
        return arrived(letter, outcome.messageId);
      case "wait":
        await putBack(letter, { ms: outcome.ms, unsent: true });
        return outcome.all ? { kind: "wait", ms: outcome.ms } : DONE;
      case "unsure": {
        log.warn({ letter: markerOf(letter), why: outcome.why, attempt: letter.attempts }, "no answer to a letter");
        return putBack(letter, { ms: unsureMs(letter), unsent: false });
      }
      case "locked-out":
        await putBack(letter, { ms: MOST_RETRY_MS, unsent: true });
        return { kind: "locked-out" };
      case "refused": {
        if (outcome.refusal === "flagged") {
          await putBack(letter, { ms: FLAGGED_MS, unsent: true });
          return { kind: "flagged" };
        }
        const { refusal, code } = outcome;
        const level = refusal === "invalid" ? "error" : "info";
        log[level]({ letter: markerOf(letter), refusal, code }, "a letter was refused");
        await ended(letter, {
          end: (together) => claims.failed(letter, `${refusal} ${code}`, together),
          together: (store) => correspondence.refused(letter, refusal, store),
        });
        return DONE;
      }
    }
  }

  async function arrived(letter: Claimed, messageId: string | null): Promise<Delivered> {
    await ended(letter, {
      end: (together) => claims.sent(letter, messageId, together),
      together: (store) => correspondence.sent(letter, store),
    });
    return DONE;
  }

  async function skip(letter: Claimed, reason: SkipReason): Promise<Delivered> {
    if (reason !== "empty") log.warn({ letter: markerOf(letter), reason }, "a letter was skipped");
    await patiently(letter, () => claims.skipped(letter, reason));
    return DONE;
  }

  async function putBack(letter: Claimed, { ms, unsent }: { ms: number; unsent: boolean }): Promise<Delivered> {
    await patiently(letter, () => claims.putBack(letter, { notBefore: now() + ms, unsent }));
    return DONE;
  }

  /** That the letter ended counts for more than what was to be written with it: or it would be sent again. */
  async function ended(
    letter: Claimed,
    { end, together }: { end: (together?: Together) => Promise<boolean>; together: Together },
  ): Promise<void> {
    try {
      await patiently(letter, () => end(together));
    } catch (error) {
      if (error instanceof StoreError) throw error;
      log.error({ err: error, letter: markerOf(letter) }, "what a letter's end meant was not written");
      await patiently(letter, () => end());
    }
  }

  /** Discord's word is kept for as long as the letter is ours; the store may come back. */
  async function patiently(letter: Claimed, work: () => Promise<unknown>): Promise<void> {
    for (;;) {
      try {
        await work();
        return;
      } catch (error) {
        if (!(error instanceof StoreError) || systemNow() + STORE_RETRY_MS > letter.leaseUntil) throw error;
        await sleep(STORE_RETRY_MS);
      }
    }
  }

  function retryMs({ attempts }: Claimed): number {
    return Math.min(MOST_RETRY_MS, times.retryMs * 2 ** (attempts - 1)) * (0.5 + random() / 2);
  }

  /** Again while the nonce is surely known; else as late as a lease ends, when Discord has long done what it was asked to. */
  function unsureMs(letter: Claimed): number {
    const ms = retryMs(letter);
    const first = letter.firstSentAt ?? letter.leaseUntil - claims.leaseMs;
    return systemNow() + ms - first < times.nonceMs ? ms : Math.max(ms, claims.leaseMs);
  }
}
