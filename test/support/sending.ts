import { expect, onTestFinished } from "vitest";
import { createClaims } from "../../src/services/outbox/claims.ts";
import type { Correspondence, LetterCourier } from "../../src/services/outbox/correspondence.ts";
import { createLease } from "../../src/services/outbox/lease.ts";
import type { Found, NewLetter, Sent } from "../../src/services/outbox/letter.ts";
import { startSender, type SenderOptions } from "../../src/services/outbox/sender.ts";
import type { Database, SqlValue } from "../../src/services/store/database.ts";
import { openSqlite } from "../../src/services/store/sqlite.ts";
import { createStore } from "../../src/services/store/store.ts";
import { letter, NOON } from "./letters.ts";
import { recordedLog } from "./recordedLog.ts";

export const SENT: Sent = { kind: "sent", messageId: "77" };
/** For what comes at once on a machine that has nothing else to do. */
export const SOON = { timeout: 10_000, interval: 5 };
type Parcel = Parameters<LetterCourier<string>["send"]>[0];

export interface Script {
  readonly letters?: readonly NewLetter[];
  /** What comes of the sends, one after the other; the last one again and again. */
  readonly outcomes?: readonly Sent[];
  readonly found?: Found;
  readonly write?: Correspondence<string>["write"];
  readonly options?: Partial<SenderOptions<string>>;
  readonly database?: Database;
}

/** A sender over an outbox of its own, with a Discord that follows a script, on clocks that a test sets. */
export async function sending({
  letters = [letter("a")],
  outcomes = [SENT],
  found,
  write,
  options,
  database,
}: Script = {}) {
  const clock = { now: NOON };
  const now = () => clock.now;
  const sql = database ?? openSqlite(":memory:");
  const store = createStore(sql, now);
  await store.outbox.add(letters);
  const parcels: Parcel[] = [];
  const looked: { readonly marker: string; readonly since: number }[] = [];
  const heard: string[] = [];
  const fatal: string[] = [];
  const { log, lines } = recordedLog();
  const lease = createLease(sql, { name: "sender", owner: "me", now, forMs: 30_000 });
  const rival = createLease(sql, { name: "sender", owner: "rival", now, forMs: 30_000 });
  const start = () => {
    const sender = startSender<string>({
      claims: createClaims(sql, { owner: "me", now, systemNow: now }),
      lease,
      isGone: () => false,
      courier: {
        send: async (parcel) => {
          parcels.push(parcel);
          return outcomes[Math.min(parcels.length, outcomes.length) - 1]!;
        },
        find: async (_channelId, marker, since) => {
          looked.push({ marker, since });
          return found ?? { kind: "absent" };
        },
      },
      correspondence: {
        write: write ?? (async ({ id }) => `post ${id}`),
        refused: async ({ id }, refusal) => void heard.push(`${id} ${refusal}`),
        sent: async ({ id }) => void heard.push(`${id} sent`),
      },
      invalidRequests: () => 0,
      log,
      now,
      systemNow: now,
      random: () => 1,
      onFatal: (reason) => void fatal.push(reason),
      perSecond: 1_000,
      times: { pollMs: 5 },
      ...options,
    });
    onTestFinished(() => sender.stop(1_000));
    return sender;
  };
  const stateOf = async (id = "a") =>
    (await sql.all<Record<string, SqlValue>>("SELECT * FROM outbox WHERE id = $1", [id]))[0]!;
  const becomes = (state: string, id = "a") => expect.poll(async () => (await stateOf(id))["state"], SOON).toBe(state);
  /** Put back after so many tries. */
  const comesBack = (tries = 1) =>
    expect
      .poll(async () => {
        const { state, attempts } = await stateOf();
        return [state, attempts];
      }, SOON)
      .toEqual(["pending", tries]);
  const messages = () => lines().map(({ msg }) => msg);
  return {
    clock,
    sql,
    store,
    parcels,
    looked,
    heard,
    fatal,
    lines,
    messages,
    lease,
    rival,
    start,
    stateOf,
    becomes,
    comesBack,
  };
}
