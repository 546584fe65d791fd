import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { createClaims } from "../../../src/services/outbox/claims.ts";
import type { Sent } from "../../../src/services/outbox/letter.ts";
import { StoreError, type Database } from "../../../src/services/store/database.ts";
import { openSqlite } from "../../../src/services/store/sqlite.ts";
import { letter, NOON } from "../../support/letters.ts";
import { LEVEL } from "../../support/recordedLog.ts";
import { sending, SENT, SOON } from "../../support/sending.ts";

describe("the sender", () => {
  test("sends nothing while another process has the right to, and takes over when that ends", async () => {
    const { start, rival, clock, parcels, becomes } = await sending();
    await rival.hold();
    const sender = start();
    await expect.poll(async () => (await sender.status()).paused, SOON).toBe("elsewhere");
    clock.now += 29_999;
    await sleep(30);
    expect(parcels).toEqual([]);
    clock.now += 1;
    await becomes("sent");
  });

  test("keeps the right for as long as it runs, and gives it back when it stops", async () => {
    const { start, rival, clock, becomes } = await sending();
    const sender = start();
    await becomes("sent");
    for (let i = 0; i < 4; i += 1) {
      clock.now += 12_000;
      await sleep(30);
      expect(await rival.hold()).toBeNull();
    }
    await sender.stop();
    expect(await rival.hold()).not.toBeNull();
  });

  test("takes over at once from a process that is no more, and its letters as soon as its last request is over", async () => {
    const { start, rival, sql, clock, becomes, parcels } = await sending({
      options: { isGone: (owner) => owner === "rival" },
    });
    await rival.hold();
    await createClaims(sql, { owner: "rival", now: () => NOON, systemNow: () => NOON }).claim({
      most: 1,
      toUsers: true,
    });
    start();
    clock.now += 9_999;
    await sleep(30);
    expect(parcels).toEqual([]);
    clock.now += 10_001;
    await becomes("sent");
  });

  test("sends nothing without a durable claim, says so once, and goes on when the store is back", async () => {
    const database = openSqlite(":memory:");
    const disk = { isFull: false };
    const guarded: Database = {
      ...database,
      all: (sql, params) =>
        disk.isFull && sql.includes("UPDATE outbox")
          ? Promise.reject(new StoreError("full", "the disk is full"))
          : database.all(sql, params),
    };
    const { start, parcels, becomes, lines } = await sending({ database: guarded });
    disk.isFull = true;
    const sender = start();
    await expect.poll(async () => (await sender.status()).paused, SOON).toBe("store");
    await sleep(50);
    expect(parcels).toEqual([]);
    expect(lines().filter(({ level }) => level === LEVEL.error)).toMatchObject([{ failure: "full" }]);
    disk.isFull = false;
    await becomes("sent");
  });

  test("keeps Discord's word when the store cannot take it down at once: the letter leaves once", async () => {
    const database = openSqlite(":memory:");
    const disk = { fails: 2 };
    const guarded: Database = {
      ...database,
      transaction: (work) =>
        disk.fails-- > 0 ? Promise.reject(new StoreError("busy", "locked")) : database.transaction(work),
    };
    const { start, parcels, becomes } = await sending({ database: guarded });
    start();
    await becomes("sent");
    expect(parcels).toHaveLength(1);
  });

  test("warns at 1,000 refused requests in ten minutes, and from 3,000 on sends nothing until there are fewer", async () => {
    const invalid = { count: 1_000 };
    const { start, parcels, becomes, messages, store } = await sending({
      options: { invalidRequests: () => invalid.count },
    });
    const sender = start();
    await becomes("sent");
    expect(messages()).toContain("Discord refuses many requests");
    invalid.count = 3_000;
    await expect.poll(async () => (await sender.status()).paused, SOON).toBe("invalid-requests");
    await store.outbox.add([letter("b")]);
    await sleep(30);
    expect(parcels).toHaveLength(1);
    invalid.count = 2_999;
    await becomes("sent", "b");
    expect(messages().filter((msg) => msg === "Discord refuses many requests")).toHaveLength(1);
  });

  test("has eight letters under way at most, and tells how many are due and under way", async () => {
    const gate = Promise.withResolvers<Sent>();
    let most = 0;
    let open = 0;
    const { start, becomes } = await sending({
      letters: Array.from({ length: 20 }, (_, i) => letter(`a${i}`)),
      options: {
        courier: {
          send: async () => {
            most = Math.max(most, (open += 1));
            await gate.promise;
            open -= 1;
            return SENT;
          },
          find: async () => ({ kind: "absent" }),
        },
      },
    });
    const sender = start();
    await expect.poll(() => open, SOON).toBe(8);
    expect(await sender.status()).toEqual({ due: 12, underWay: 8, paused: null });
    gate.resolve(SENT);
    for (let i = 0; i < 20; i += 1) await becomes("sent", `a${i}`);
    expect(most).toBe(8);
  });

  test("looks at once when it is woken", async () => {
    const { start, store, becomes } = await sending({ letters: [], options: { times: { pollMs: 60_000 } } });
    const sender = start();
    await sleep(50);
    await store.outbox.add([letter("a")]);
    sender.wake();
    await becomes("sent");
  });

  test("tells the operator in one line what became of a slot", async () => {
    const { start, lines } = await sending({
      letters: [letter("a"), letter("b", { notBefore: NOON - 1 })],
      outcomes: [{ kind: "refused", refusal: "dm-closed", code: 50_007 }, SENT],
    });
    start();
    const done = () => lines().filter(({ msg }) => msg === "letters done");
    await expect.poll(() => done().length, SOON).toBe(1);
    expect(done()).toMatchObject([
      {
        level: LEVEL.warn,
        job: "digest",
        slot: "2026-11-23T17:00:00.000Z",
        planned: 2,
        sent: 1,
        failed: 1,
        skipped: 0,
      },
    ]);
  });
});

describe("a sender that is stopped", () => {
  test("lets what Discord has been handed finish, and puts back what it has not", async () => {
    const answer = Promise.withResolvers<Sent>();
    const handed: string[] = [];
    const scene = await sending({
      letters: [letter("a"), letter("b", { notBefore: NOON + 1 })],
      write: async ({ id }) => {
        if (id === "b") await answer.promise;
        return id;
      },
      options: {
        courier: {
          send: async ({ post }) => {
            handed.push(post);
            return answer.promise;
          },
          find: async () => ({ kind: "absent" }),
        },
      },
    });
    scene.clock.now += 1;
    const sender = scene.start();
    await expect.poll(() => handed, SOON).toEqual(["a"]);
    const stopped = sender.stop();
    answer.resolve(SENT);
    await stopped;
    expect([(await scene.stateOf("a"))["state"], handed]).toEqual(["sent", ["a"]]);
    expect(await scene.stateOf("b")).toMatchObject({ state: "pending", first_sent_at: null, owner: null });
  });

  test("does not wait for ever: what is still under way then is found by whoever comes after", async () => {
    const { start, stateOf } = await sending({
      options: { courier: { send: () => new Promise(() => undefined), find: async () => ({ kind: "absent" }) } },
    });
    const sender = start();
    await expect.poll(async () => (await stateOf())["state"], SOON).toBe("sending");
    const began = performance.now();
    await sender.stop(50);
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(await stateOf()).toMatchObject({ state: "sending", owner: "me", first_sent_at: NOON });
  });
});
