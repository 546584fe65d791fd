import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { markerOf, nonceOf } from "../../../src/services/outbox/nonce.ts";
import { letter, NOON } from "../../support/letters.ts";
import { LEVEL } from "../../support/recordedLog.ts";
import { sending, SENT, SOON } from "../../support/sending.ts";

const MINUTE = 60_000;
const HOUR = 3_600_000;
const SECRET_ID = "digest 2026-11-24 09:20 America/New_York trading 900000000000000007";

describe("a letter", () => {
  test("is written, handed over with its nonce and marker, and noted as sent together with what that means", async () => {
    const { start, becomes, parcels, heard, stateOf } = await sending();
    start();
    await becomes("sent");
    const its = { id: "a", channelId: "97", gen: 0 };
    expect(parcels).toEqual([
      { channelId: "97", post: "post a", ownerId: "7", nonce: nonceOf(its), marker: markerOf(its) },
    ]);
    expect(heard).toEqual(["a sent"]);
    expect(await stateOf()).toMatchObject({ message_id: "77", attempts: 1 });
  });

  test("in a server is everybody's to use", async () => {
    const { start, becomes, parcels } = await sending({ letters: [letter("a", { guildId: "5" })] });
    start();
    await becomes("sent");
    expect(parcels[0]?.ownerId).toBeNull();
  });

  test("is on the disk as taken before Discord hears of it", async () => {
    const states: unknown[] = [];
    const scene = await sending({
      options: {
        courier: {
          send: async () => {
            states.push((await scene.stateOf())["state"]);
            return SENT;
          },
          find: async () => ({ kind: "absent" }),
        },
      },
    });
    scene.start();
    await scene.becomes("sent");
    expect(states).toEqual(["sending"]);
  });

  test.each<[string, Parameters<typeof sending>[0], string]>([
    ["was not answered", { outcomes: [{ kind: "unsure", why: "timeout" }] }, "no answer to a letter"],
    ["was refused", { outcomes: [{ kind: "refused", refusal: "dm-closed", code: 50_007 }] }, "a letter was refused"],
    ["could not be written", { write: () => Promise.reject(new Error("no")) }, "a letter could not be written"],
  ])("that %s is named in the log by its marker: its id holds that of a person", async (_what, script, line) => {
    const { start, lines, messages } = await sending({ letters: [letter(SECRET_ID)], ...script });
    start();
    await expect.poll(messages, SOON).toContain(line);
    expect(JSON.stringify(lines())).not.toContain("900000000000000007");
    expect(JSON.stringify(lines())).toContain(markerOf({ id: SECRET_ID, channelId: "97" }));
  });

  test("with nothing to say is skipped", async () => {
    const { start, becomes, parcels, stateOf } = await sending({ write: async () => null });
    start();
    await becomes("skipped");
    expect([(await stateOf())["error"], parcels]).toEqual(["empty", []]);
  });

  test("that comes too late is skipped and never sent", async () => {
    const { start, becomes, parcels, stateOf, messages } = await sending({
      letters: [letter("a", { expiresAt: NOON })],
    });
    start();
    await becomes("skipped");
    expect([(await stateOf())["error"], parcels]).toEqual(["expired", []]);
    expect(messages()).toContain("letters came too late and were skipped");
  });

  test("that cannot be written is tried four times and skipped, and the others leave meanwhile", async () => {
    const { start, becomes, comesBack, clock, stateOf, parcels } = await sending({
      letters: [letter("a"), ...Array.from({ length: 20 }, (_, i) => letter(`b${i}`))],
      write: async ({ id }) => {
        if (id === "a") throw new Error("a bug");
        return id;
      },
    });
    start();
    await expect.poll(() => parcels.length, SOON).toBe(20);
    for (let tries = 2; tries <= 4; tries += 1) {
      await comesBack(tries - 1);
      clock.now += MINUTE;
      await expect.poll(async () => (await stateOf())["attempts"], SOON).toBe(tries);
    }
    await becomes("skipped");
    expect((await stateOf())["error"]).toBe("unwritable");
  });

  test("that is never done being written does not hold up the sender", async () => {
    const { start, comesBack, messages } = await sending({
      write: () => new Promise(() => undefined),
      options: { times: { pollMs: 5, writeMs: 20 } },
    });
    start();
    await comesBack();
    expect(messages()).toContain("a letter could not be written");
  });

  test("is left lying when its writing took so long that its lease is nearly over", async () => {
    const scene = await sending({
      write: async ({ id }) => {
        scene.clock.now += 50_001;
        return id;
      },
    });
    const sender = scene.start();
    await expect.poll(async () => (await scene.stateOf())["attempts"], SOON).toBe(1);
    await sleep(50);
    await sender.stop();
    expect([scene.parcels, (await scene.stateOf())["state"]]).toEqual([[], "sending"]);
  });
});

describe("what Discord says of a letter", () => {
  test("wait: it waits so long, without any doubt", async () => {
    const { start, becomes, comesBack, clock, parcels, stateOf } = await sending({
      outcomes: [{ kind: "wait", ms: 4_000 }, SENT],
    });
    start();
    await comesBack();
    expect(await stateOf()).toMatchObject({ not_before: NOON + 4_000, first_sent_at: null });
    await sleep(30);
    expect(parcels).toHaveLength(1);
    clock.now += 4_000;
    await becomes("sent");
  });

  test("everything must wait: the others wait too", async () => {
    const { start, parcels, clock } = await sending({
      letters: [letter("a"), letter("b", { notBefore: NOON + 1 })],
      outcomes: [{ kind: "wait", ms: 4_000, all: true }, SENT],
    });
    const sender = start();
    await expect.poll(async () => (await sender.status()).paused, SOON).toBe("rate-limit");
    clock.now += 3_999;
    await sleep(30);
    expect(parcels).toHaveLength(1);
    clock.now += 1;
    await expect.poll(() => parcels.length, SOON).toBe(3);
  });

  test("nothing, or an error after which it may be there: once more under the same nonce", async () => {
    const { start, becomes, comesBack, clock, parcels, looked } = await sending({
      outcomes: [{ kind: "unsure", why: "AbortError" }, SENT],
    });
    start();
    await comesBack();
    clock.now += 30_000;
    await becomes("sent");
    expect(parcels[1]?.nonce).toBe(parcels[0]?.nonce);
    expect(looked).toEqual([]);
  });

  test("it is there already, or it was and somebody deleted it: sent", async () => {
    const { start, becomes, stateOf } = await sending({ outcomes: [{ kind: "sent", messageId: null }] });
    start();
    await becomes("sent");
    expect((await stateOf())["message_id"]).toBeNull();
  });

  test("no, for good: failed, told to whoever ordered it in the same transaction, and never tried again", async () => {
    const { start, becomes, heard, parcels, clock, stateOf } = await sending({
      outcomes: [{ kind: "refused", refusal: "dm-closed", code: 50_007 }],
    });
    start();
    await becomes("failed");
    clock.now += HOUR;
    await sleep(30);
    expect([heard, parcels.length]).toEqual([["a dm-closed"], 1]);
    expect((await stateOf())["error"]).toBe("dm-closed 50007");
  });

  test("no, and what that means cannot be written: the letter has failed nevertheless", async () => {
    const { start, becomes, lines, parcels } = await sending({
      outcomes: [{ kind: "refused", refusal: "dm-closed", code: 50_007 }],
      options: {
        correspondence: {
          write: async () => "post",
          refused: () => Promise.reject(new Error("a bug")),
          sent: async () => undefined,
        },
      },
    });
    start();
    await becomes("failed");
    expect(parcels).toHaveLength(1);
    expect(lines().filter(({ level }) => level === LEVEL.error)).toMatchObject([{ err: { message: "a bug" } }]);
  });

  test("we are spam: for an hour no letter leaves to a user, those to servers do", async () => {
    const { start, becomes, comesBack, clock, parcels, stateOf, lines } = await sending({
      letters: [
        letter("a"),
        letter("z", { notBefore: NOON + 1 }),
        letter("server", { guildId: "5", userId: null, notBefore: NOON + 1 }),
      ],
      outcomes: [{ kind: "refused", refusal: "flagged", code: 20_026 }, SENT],
    });
    const sender = start();
    await comesBack();
    await expect.poll(async () => (await sender.status()).paused, SOON).toBe("flagged");
    clock.now += 30 * MINUTE;
    await becomes("sent", "server");
    await sleep(30);
    expect([parcels.length, (await stateOf("z"))["state"]]).toEqual([2, "pending"]);
    expect(lines().filter(({ level }) => level === LEVEL.error)).toHaveLength(1);
    clock.now += 30 * MINUTE;
    await becomes("sent", "a");
    await becomes("sent", "z");
  });

  test("the token is no longer good: nothing leaves any more, and the program is told once", async () => {
    const { start, fatal, parcels, stateOf, comesBack } = await sending({
      letters: [letter("a"), letter("b", { notBefore: NOON + 1 })],
      outcomes: [{ kind: "locked-out" }],
    });
    const sender = start();
    await expect.poll(() => fatal, SOON).toEqual(["Discord no longer accepts the token"]);
    await comesBack();
    await sleep(30);
    expect([parcels.length, fatal.length, (await sender.status()).paused]).toEqual([1, 1, "locked-out"]);
    expect((await stateOf())["first_sent_at"]).toBeNull();
  });
});
