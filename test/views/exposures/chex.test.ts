import { describe, expect, test } from "vitest";
import type { ExposureSnapshot } from "../../../src/engine/snapshot.ts";
import { readingOf, snapshotOf } from "../../support/snapshots.ts";
import { viewField, viewWords } from "../../support/viewFields.ts";

const base = snapshotOf();
const reading = (overrides: Partial<ExposureSnapshot>) => readingOf({ overrides });

test.each([
  [1.2e8, "CHEX **+$120M per calendar day**: time alone, with spot and IV unchanged, makes dealers **buy $120M**."],
  [-1.2e8, "CHEX **−$120M per calendar day**: time alone, with spot and IV unchanged, makes dealers **sell $120M**."],
])("CHEX of %d is what time alone makes dealers do", (chex, words) => {
  expect(viewWords("chex", reading({ net: { ...base.net, chex } })).sentences[0]).toBe(words);
});

describe("until the close", () => {
  test.each([
    [1.2e7, "dealers **buy $12.0M**\nby 16:00 ET, re-priced"],
    [-1.2e7, "dealers **sell $12.0M**\nby 16:00 ET, re-priced"],
    [0, "dealers **trade next to nothing**\nby 16:00 ET, re-priced"],
  ])("%d in the session", (charmToClose, words) => {
    expect(viewField("chex", reading({ charmToClose }), "Until the close")).toBe(words);
  });

  test("ends at 13:00 on a half day", () => {
    const words = viewField("chex", reading({ quoteTime: "2026-11-27T15:00:00Z" }), "Until the close");
    expect(words, "the day after Thanksgiving").toContain("by 13:00 ET");
  });

  test("is missing outside the session, with the reason", () => {
    const closed = reading({ charmToClose: null, session: "closed" });
    expect(viewField("chex", closed, "Until the close")).toBe("n/a\nmarket closed: no session is running");
    expect(viewField("chex", reading({ charmToClose: null }), "Until the close")).toBe(
      "n/a\nno session time left in these quotes",
    );
    expect(viewWords("chex", closed).sentences[1]).not.toContain("until the close");
  });
});

test("that the rate runs ahead is said only where something expires today", () => {
  const later = base.expiries.filter(({ dte }) => dte > 0);
  expect(viewWords("chex", reading({})).sentences[1]).toContain("run ahead");
  expect(viewWords("chex", reading({ expiries: later })).sentences[1]).not.toContain("run ahead");
});
