import { expect, test } from "vitest";
import { createLease } from "../../../src/services/outbox/lease.ts";
import { onEachDatabase } from "../../support/databases.ts";
import { NOON } from "../../support/letters.ts";

onEachDatabase("the right to send", (places) => {
  async function rivals() {
    const clock = { now: NOON };
    const place = await places.fresh();
    const leaseOf = async (owner: string) =>
      createLease(await place.open(), { name: "sender", owner, now: () => clock.now, forMs: 30_000 });
    return { clock, one: await leaseOf("one"), two: await leaseOf("two") };
  }

  test("of two processes that reach for it at once exactly one gets it", async () => {
    const { one, two } = await rivals();
    const got = await Promise.all([one.hold(), two.hold()]);
    expect(got.filter((until) => until !== null)).toEqual([NOON + 30_000]);
  });

  test("is kept by renewing, and falls to the other one when it was not renewed in time", async () => {
    const { clock, one, two } = await rivals();
    await one.hold();
    clock.now += 29_999;
    expect([await two.hold(), await one.hold()]).toEqual([null, clock.now + 30_000]);
    clock.now += 30_000;
    expect([await two.hold(), await one.hold()]).toEqual([clock.now + 30_000, null]);
  });

  test("given back it is free at once; what somebody else holds cannot be given back", async () => {
    const { one, two } = await rivals();
    await one.hold();
    await two.drop();
    expect(await two.hold()).toBeNull();
    await one.drop();
    expect(await two.hold()).not.toBeNull();
  });

  test("is taken from a holder that is no more, and from nobody else", async () => {
    const { one, two } = await rivals();
    await one.hold();
    await two.release((owner) => owner === "three");
    expect(await two.hold()).toBeNull();
    await two.release((owner) => owner === "one");
    expect(await two.hold()).not.toBeNull();
  });
});
