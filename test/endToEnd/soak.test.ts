import { describe, expect, test } from "vitest";
import { mulberry32 } from "../support/snapshots.ts";
import { sendMany } from "../support/soak/many.ts";
import { SCENARIOS } from "../support/soak/scenarios.ts";
import { soak } from "../support/soak/soak.ts";

/** The long form is `npm run soak`; its figures are in docs/reliability.md. Counted at the local Discord. */
const LONG = { timeout: 180_000 };
const SEED = 1;

describe("processes of the sender that are killed at random, with -9, during digests", () => {
  test("no letter comes twice and none is lost", LONG, async () => {
    const found = await soak({ ...SCENARIOS.sqlite, kills: 50, seconds: 15 }, mulberry32(SEED));
    expect(found).toMatchObject({ doubled: 0, lost: 0 });
    expect(found.kills, "on a busy machine in 15 seconds").toBeGreaterThan(3);
  });

  test("without a nonce letters come twice: the trial would have found it", LONG, async () => {
    const found = await soak({ ...SCENARIOS.control, kills: 8, seconds: 15 }, mulberry32(SEED));
    expect(found.doubled).toBeGreaterThan(0);
  });
});

test("a digest to 300 users, 90 of whom take no DMs, is 300 requests and no 429", LONG, async () => {
  const found = await sendMany({ letters: 300, closedInTen: 3 });
  expect(found).toMatchObject({ sent: 210, failed: 90, requests: 300, mostEach: 1, limited: 0 });
});
