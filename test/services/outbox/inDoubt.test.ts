import { describe, expect, test } from "vitest";
import { createClaims } from "../../../src/services/outbox/claims.ts";
import { markerOf, nonceOf } from "../../../src/services/outbox/nonce.ts";
import { letter, NOON } from "../../support/letters.ts";
import { sending, SENT, SOON, type Script } from "../../support/sending.ts";

const MINUTE = 60_000;

describe("a letter that Discord may have, longer ago than it surely knows a nonce", () => {
  /** Handed over at noon by a process that is no more; now its lease is over. */
  async function doubtful(script: Script) {
    const scene = await sending(script);
    const claims = createClaims(scene.sql, { owner: "gone", now: () => NOON, systemNow: () => NOON });
    await claims.claim({ most: 1, toUsers: true });
    scene.clock.now += MINUTE + 1;
    scene.start();
    return scene;
  }

  test("is looked for in its channel, and is sent when it is there", async () => {
    const { becomes, stateOf, parcels, looked, heard } = await doubtful({ found: { kind: "there", messageId: "66" } });
    await becomes("sent");
    expect([(await stateOf())["message_id"], parcels, heard]).toEqual(["66", [], ["a sent"]]);
    expect(looked).toEqual([{ marker: markerOf({ id: "a", channelId: "97" }), since: NOON - MINUTE }]);
  });

  test("is sent under another nonce when it is not there", async () => {
    const { becomes, parcels, stateOf } = await doubtful({ found: { kind: "absent" } });
    await becomes("sent");
    expect(parcels.map(({ nonce }) => nonce)).toEqual([nonceOf({ id: "a", channelId: "97", gen: 1 })]);
    expect((await stateOf())["first_sent_at"]).toBe(NOON + MINUTE + 1);
  });

  test("is skipped and told to the operator when nobody may look: rather none than two", async () => {
    const { becomes, parcels, stateOf, lines } = await doubtful({ found: { kind: "unreadable" } });
    await becomes("skipped");
    expect([(await stateOf())["error"], parcels]).toEqual(["unverifiable", []]);
    expect(lines()).toContainEqual(expect.objectContaining({ msg: "a letter was skipped", reason: "unverifiable" }));
  });

  test("waits when Discord does not let us look at the moment", async () => {
    const { comesBack, parcels, stateOf } = await doubtful({ found: { kind: "later" } });
    await comesBack(2);
    expect([(await stateOf())["first_sent_at"], parcels]).toEqual([NOON, []]);
  });

  test("and that nobody wants any more is looked for, so that the books are right, and never sent", async () => {
    const late = [letter("a", { expiresAt: NOON + 1 })];
    const there = await doubtful({ letters: late, found: { kind: "there", messageId: "66" } });
    await there.becomes("sent");
    const absent = await doubtful({ letters: late, found: { kind: "absent" } });
    await absent.becomes("skipped");
    expect(absent.parcels).toEqual([]);
  });

  test("is not handed over when it was written while the nonce grew old", async () => {
    const scene = await sending({
      outcomes: [{ kind: "unsure", why: "AbortError" }, SENT],
      write: async ({ attempts }) => {
        if (attempts === 2) scene.clock.now += 40_000;
        return "post";
      },
      found: { kind: "there", messageId: "66" },
    });
    scene.start();
    await scene.comesBack();
    scene.clock.now += 30_000;
    await scene.becomes("sent");
    expect([scene.parcels.length, (await scene.stateOf())["message_id"]]).toEqual([1, "66"]);
  });

  test("and whose last attempt had no answer rests for a lease, so that nothing is under way when we look", async () => {
    const { start, comesBack, clock, stateOf } = await sending({ outcomes: [{ kind: "unsure", why: "HTTPError" }] });
    start();
    await comesBack();
    clock.now += 59_500;
    await expect.poll(async () => (await stateOf())["attempts"], SOON).toBe(2);
    await comesBack(2);
    expect((await stateOf())["not_before"]).toBe(NOON + 59_500 + MINUTE);
  });
});
