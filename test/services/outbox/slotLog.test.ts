import { expect, test } from "vitest";
import { createClaims } from "../../../src/services/outbox/claims.ts";
import { createSlotLog } from "../../../src/services/outbox/slotLog.ts";
import { openSqlite } from "../../../src/services/store/sqlite.ts";
import { createStore } from "../../../src/services/store/store.ts";
import { letter, NOON } from "../../support/letters.ts";
import { LEVEL, recordedLog } from "../../support/recordedLog.ts";

test("a long slot is told every ten seconds in which something happened, and once when it is done", async () => {
  const database = openSqlite(":memory:");
  const clock = { ms: 0 };
  const claims = createClaims(database, { owner: "me", now: () => NOON, systemNow: () => NOON });
  await createStore(database, () => NOON).outbox.add([letter("a"), letter("b"), letter("c")]);
  const { log, lines } = recordedLog();
  const slots = createSlotLog({ claims, log, now: () => clock.ms });
  const taken = await claims.claim({ most: 3, toUsers: true });
  for (const one of taken) slots.note(one);
  const tell = async (seconds: number) => {
    clock.ms = seconds * 1_000;
    await slots.report();
    return lines().length;
  };
  await claims.sent(taken[0]!, "77");
  expect(await tell(9), "not yet").toBe(0);
  expect(await tell(10)).toBe(1);
  expect(await tell(30), "nothing happened since").toBe(1);
  await claims.sent(taken[1]!, "78");
  expect(await tell(31)).toBe(2);
  await claims.skipped(taken[2]!, "unwritable");
  expect([await tell(32), await tell(60)], "at once, and once").toEqual([3, 3]);
  const slot = { job: "digest", slot: "2026-11-23T17:00:00.000Z", planned: 3, failed: 0 };
  expect(lines()).toMatchObject([
    { ...slot, msg: "letters under way", level: LEVEL.info, sent: 1, skipped: 0, seconds: 10 },
    { ...slot, msg: "letters under way", level: LEVEL.info, sent: 2, skipped: 0, seconds: 31 },
    { ...slot, msg: "letters done", level: LEVEL.warn, sent: 2, skipped: 1, seconds: 32 },
  ]);
  await database.close();
});
