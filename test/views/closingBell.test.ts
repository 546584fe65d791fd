import { expect, test } from "vitest";
import { charmUntilClose } from "../../src/views/closingBell.ts";
import { snapshotOf } from "../support/snapshots.ts";

const at = (quoteTime: string) => charmUntilClose({ ...snapshotOf(), charmToClose: 1e7, quoteTime })[1];

test.each([
  ["an ordinary session", "2026-11-23T14:45:00Z", "by 16:00 ET, re-priced"],
  ["the same in summer time", "2026-07-15T14:45:00Z", "by 16:00 ET, re-priced"],
  ["the half day after Thanksgiving", "2026-11-27T15:00:00Z", "by 13:00 ET, re-priced"],
  ["a day without a session", "2026-11-22T15:00:00Z", "by the close, re-priced"],
])("the bell of %s", (_day, quoteTime, words) => expect(at(quoteTime)).toBe(words));

test("less than half a dollar is next to nothing, not a row of zeros", () => {
  expect(charmUntilClose({ ...snapshotOf(), charmToClose: 1e-4 })[0]).toBe("dealers **trade next to nothing**");
});
