import { StoreError } from "../store/database.ts";
import type { Claimed, Claims } from "./claims.ts";
import type { Correspondence, LetterCourier, Log } from "./correspondence.ts";
import { createDelivery, FLAGGED_MS, type Delivered, type DeliveryTimes } from "./delivery.ts";
import type { Lease } from "./lease.ts";
import { createPace } from "./pace.ts";
import { createSlotLog } from "./slotLog.ts";

/** Why no letter leaves. */
export type SenderPause =
  /** Discord no longer takes the token. */
  | "locked-out"
  /** Another process has the right to send. */
  | "elsewhere"
  /** Without a durable claim nothing is sent. */
  | "store"
  /** Discord refused so many requests that more might shut us out. */
  | "invalid-requests"
  /** Discord told everything to wait. */
  | "rate-limit"
  /** Discord takes us for spam: for an hour no letter leaves to a user; those to servers do. */
  | "flagged";

export interface Sender {
  /** Looks for letters at once: some were put in. */
  wake(): void;
  /** Letters that could leave now, those that are leaving, and why none does; null when nothing keeps them. @throws {StoreError} */
  status(): Promise<{ readonly due: number; readonly underWay: number; readonly paused: SenderPause | null }>;
  /** Takes out no more, lets what is under way finish for up to `graceMs`, and leaves the right to send to others. */
  stop(graceMs?: number): Promise<void>;
}

export interface SenderTimes extends DeliveryTimes {
  /** Between two looks for letters, ms. */
  readonly pollMs: number;
  /** How long the right to send is taken for, ms; renewed when a third of that is over. */
  readonly rightMs: number;
}

export interface SenderOptions<Post> {
  readonly correspondence: Correspondence<Post>;
  readonly claims: Claims;
  /** The right to send, of one process at a time: Discord's limits are the bot's, not the process's. */
  readonly lease: Lease;
  /** Whether a process that left its name with a letter or a lease is no more. */
  readonly isGone: (owner: string) => boolean;
  readonly courier: LetterCourier<Post>;
  /** Requests of the last ten minutes that Discord refused with 401, 403 or 429. */
  readonly invalidRequests: () => number;
  readonly log: Log;
  /** The clock that schedules go by, ms. */
  readonly now: () => number;
  /** The clock that leases and Discord go by, ms. */
  readonly systemNow?: () => number;
  readonly random?: () => number;
  /** Called once when Discord no longer takes the token. */
  readonly onFatal: (reason: string) => void;
  readonly perSecond?: number;
  readonly times?: Partial<SenderTimes>;
}

/** Discord allows 50 requests a second in all; something is left for answers to commands. */
const LETTERS_PER_SECOND = 40;
/** Letters under way at once: the next are written while Discord answers. */
const AT_ONCE = 8;
/** Discord shuts an address out after 10,000 in ten minutes. */
const INVALID_WARNING = 1_000;
const INVALID_STOP = 3_000;
const EXPIRE_EVERY_MS = 10_000;
const STOP_GRACE_MS = 15_000;
const TIMES: SenderTimes = {
  nonceMs: 60_000,
  requestMs: 10_000,
  writeMs: 45_000,
  retryMs: 1_000,
  pollMs: 1_000,
  rightMs: 30_000,
};

/** Sends what is in the outbox, from now on. Nothing it meets with makes it throw. */
export function startSender<Post>({
  claims,
  lease,
  isGone,
  courier,
  invalidRequests,
  log,
  now,
  systemNow = Date.now,
  random = Math.random,
  onFatal,
  perSecond = LETTERS_PER_SECOND,
  times: given,
  correspondence,
}: SenderOptions<Post>): Sender {
  const times = { ...TIMES, ...given };
  const slots = createSlotLog({ claims, log, now: () => performance.now() });
  const underWay = new Set<Promise<void>>();
  const until = { held: 0, waiting: 0, flagged: 0, expired: 0, reported: 0 };
  const stopped = new AbortController();
  let paused: SenderPause | null = null;
  let warned = false;
  let busy = false;
  let wake = Promise.withResolvers<void>();
  const deliver = createDelivery<Post>({
    correspondence,
    claims,
    courier,
    pace: createPace(perSecond),
    times,
    log,
    now,
    systemNow,
    random,
    isStopping: () => stopped.signal.aborted,
  });
  const running = run();

  return {
    wake: () => wake.resolve(),
    status: async () => ({
      due: await claims.due(),
      underWay: underWay.size,
      paused: paused ?? (isFlagged() ? "flagged" : null),
    }),
    async stop(graceMs = STOP_GRACE_MS) {
      stopped.abort();
      wake.resolve();
      await running;
      await Promise.race([Promise.all(underWay), nap(graceMs)]);
      await lease.drop().catch((error: unknown) => log.warn({ err: error }, "the right to send was not given back"));
    },
  };

  async function run(): Promise<void> {
    while (!stopped.signal.aborted) {
      try {
        const why = await whyNot();
        const started = why ? 0 : await take();
        pause(why);
        await look();
        if (started === 0 || underWay.size >= AT_ONCE) await rest();
      } catch (error) {
        // A durable claim is what keeps a letter from being sent twice: without the store nothing leaves.
        pause("store", error);
        await rest();
      }
    }
  }

  async function whyNot(): Promise<SenderPause | null> {
    if (paused === "locked-out") return paused;
    if (!(await hold())) return "elsewhere";
    const invalid = invalidRequests();
    if (invalid >= INVALID_WARNING && !warned) log.warn({ invalid }, "Discord refuses many requests");
    warned = invalid >= INVALID_WARNING;
    if (invalid >= INVALID_STOP) return "invalid-requests";
    return systemNow() < until.waiting ? "rate-limit" : null;
  }

  async function hold(): Promise<boolean> {
    const at = systemNow();
    if (at < until.held - (times.rightMs * 2) / 3) return true;
    const isNew = at >= until.held;
    if (isNew) await lease.release(isGone);
    until.held = (await lease.hold()) ?? 0;
    if (until.held > 0 && isNew) await claims.release(isGone, times.requestMs);
    return until.held > 0;
  }

  /** Returns how many letters are under way now that were not. */
  async function take(): Promise<number> {
    if (systemNow() >= until.expired) {
      until.expired = systemNow() + EXPIRE_EVERY_MS;
      const expired = await claims.expire();
      if (expired > 0) log.warn({ expired }, "letters came too late and were skipped");
    }
    const room = AT_ONCE - underWay.size;
    if (room === 0) return 0;
    const letters = await claims.claim({ most: room, toUsers: !isFlagged() });
    for (const letter of letters) start(letter);
    return letters.length;
  }

  function start(letter: Claimed): void {
    busy = true;
    slots.note(letter);
    const work = deliver(letter).then(heed);
    underWay.add(work);
    void work.finally(() => {
      underWay.delete(work);
      wake.resolve();
    });
  }

  function heed(delivered: Delivered): void {
    if (delivered.kind === "wait") until.waiting = systemNow() + delivered.ms;
    if (delivered.kind === "flagged" && !isFlagged()) {
      until.flagged = systemNow() + FLAGGED_MS;
      log.error({}, "Discord takes the bot for spam: no letter to a user leaves for an hour");
    }
    if (delivered.kind === "locked-out" && paused !== "locked-out") {
      pause("locked-out");
      onFatal("Discord no longer accepts the token");
    }
  }

  function isFlagged(): boolean {
    return systemNow() < until.flagged;
  }

  /** What became of the letters, when the last one is under way or it has been long since. */
  async function look(): Promise<void> {
    const isIdle = busy && underWay.size === 0;
    if (!isIdle && performance.now() < until.reported) return;
    busy = underWay.size > 0;
    until.reported = performance.now() + REPORT_EVERY_MS;
    await slots.report();
  }

  /** One line when it begins and one when it is over, however long it takes. */
  function pause(why: SenderPause | null, error?: unknown): void {
    if (why === paused || paused === "locked-out") return;
    if (why === "store") {
      const failure = error instanceof StoreError ? error.failure : "unknown";
      log.error({ err: error, failure }, "the store cannot be written: no letter is sent");
    } else if (why === "invalid-requests") log.error({}, "Discord refuses too many requests: no letter is sent");
    else if (why === null && paused !== "rate-limit") log.info({ after: paused }, "letters are sent again");
    paused = why;
  }

  /** Until something happened, or it is time to look again. */
  async function rest(): Promise<void> {
    await Promise.race([wake.promise, nap(times.pollMs)]);
    wake = Promise.withResolvers();
    if (stopped.signal.aborted) wake.resolve();
  }
}

const REPORT_EVERY_MS = 10_000;

const nap = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms).unref());
