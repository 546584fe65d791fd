import { describe, expect, test } from "vitest";
import { statusPost, type StatusInput } from "../../src/views/status.ts";
import { SLIPS, wordsOf } from "../support/posts.ts";

const now = new Date("2026-11-23T15:10:00Z");
const healthy: StatusInput = {
  exposure: {
    sources: [{ name: "cboe", lastAnswerAt: "2026-11-23T15:07:00Z", lastFailure: null }],
    cache: { entries: 12, bytes: 9_961_472, maxBytes: 268_435_456 },
    answers: { hit: 120, miss: 29, stale: 1 },
  },
  published: null,
  letters: { counts: { sent: 12, failed: 0, skipped: 0, pending: 0, sending: 0 }, underWay: [] },
  upkeep: { lettersPaused: null, backup: { at: "2026-11-23T05:10:00Z" } },
  about: { version: "1.2.3", startedAt: "2026-11-21T15:10:00Z" },
  now,
};
const vendor: NonNullable<StatusInput["published"]> = {
  name: "flashalpha",
  plan: "Basic",
  limit: 250,
  remaining: 81,
  resetsAt: "2026-11-24T00:00:00Z",
  keyRefused: false,
  lastAnswerAt: "2026-11-23T15:09:30Z",
  lastFailure: null,
};
const valueOf = (input: StatusInput, name: string) =>
  statusPost(input).embeds![0]!.fields!.find((field) => field.name.startsWith(name))?.value;

describe("what is sent by itself", () => {
  const told = (letters: StatusInput["letters"]) =>
    valueOf({ ...healthy, letters }, "Dashboards, digests, alerts and exits");

  test("is counted, with a tick when all of it arrived", () =>
    expect(told(healthy.letters)).toBe("✅ 12 sent, 0 refused by Discord, 0 left out"));

  test("that was refused or left out is a warning", () => {
    expect(told({ ...healthy.letters, counts: { ...healthy.letters.counts, failed: 3 } })).toMatch(
      /^⚠️ 12 sent, 3 ref/,
    );
    expect(told({ ...healthy.letters, counts: { ...healthy.letters.counts, skipped: 1 } })).toMatch(
      /^⚠️ .* 1 left out$/,
    );
  });

  test("and still under way shows how far each slot has come", () => {
    const slot = Date.parse("2026-11-23T14:20:00Z");
    const underWay = [{ kind: "digest" as const, slot, planned: 10_000, sent: 812 }];
    const counts = { sent: 812, failed: 0, skipped: 0, pending: 9_180, sending: 8 };
    expect(told({ counts, underWay })?.split("\n")).toEqual([
      "✅ 812 sent, 0 refused by Discord, 0 left out, 9,188 to go",
      "digest of Nov 23, 09:20 ET: 812 of 10,000 sent",
    ]);
  });
});

describe("what keeps letters from leaving", () => {
  const told = (lettersPaused: NonNullable<StatusInput["upkeep"]>["lettersPaused"]) =>
    valueOf({ ...healthy, upkeep: { lettersPaused, backup: null } }, "Dashboards")!.split("\n")[1];

  test("is said with its reason, and nothing when nothing does", () => {
    expect(told("store")).toMatch(/^⚠️ none leaves: the store cannot be written/);
    expect(told("flagged")).toMatch(/none leaves to a user for an hour/);
    expect(told(null)).toBeUndefined();
  });

  test("another process that sends them is no trouble", () => expect(told("elsewhere")).not.toContain("⚠️"));
});

describe("the copy of the store", () => {
  const told = (backup: NonNullable<StatusInput["upkeep"]>["backup"]) =>
    valueOf({ ...healthy, upkeep: { lettersPaused: null, backup } }, "Copy of the store");

  test("is as old as it is; more than a day and a half is a warning", () => {
    expect(told({ at: "2026-11-23T05:10:00Z" })).toBe("✅ made 10 h ago");
    expect(told({ at: "2026-11-22T03:09:00Z" })).toMatch(/^⚠️ made 36 h ago/);
    expect(told({ at: null })).toBe("⚠️ none yet; one is made once a day");
  });

  test("is nobody's business where the database is somebody else's, or nothing is kept", () => {
    expect(told(null)).toBeUndefined();
    expect(valueOf({ ...healthy, upkeep: null }, "Copy of the store")).toBeUndefined();
  });
});

describe("a source", () => {
  const cboe = (history: Partial<StatusInput["exposure"]["sources"][number]>) =>
    valueOf(
      {
        ...healthy,
        exposure: { ...healthy.exposure, sources: [{ ...healthy.exposure.sources[0]!, ...history }] },
      },
      "Cboe delayed",
    );
  const failed = (at: string) => ({ lastFailure: { reason: "unreachable" as const, at } });

  test("that answers says how long ago", () => expect(cboe({})).toBe("✅ last answer 3 min ago"));

  test("nobody has asked yet says so", () => expect(cboe({ lastAnswerAt: null })).toBe("not asked yet"));

  test("that answers again has its last trouble behind it", () =>
    expect(cboe(failed("2026-11-23T14:00:00Z"))).toBe(
      "✅ last answer 3 min ago; last trouble 1 h ago: the source does not answer",
    ));

  test("that fails now begins with that", () =>
    expect(cboe(failed("2026-11-23T15:08:00Z"))).toBe(
      "⚠️ last trouble 2 min ago: the source does not answer; last answer 3 min ago",
    ));

  test("that never answered says that as well", () =>
    expect(cboe({ lastAnswerAt: null, ...failed("2026-11-23T15:08:00Z") })).toMatch(/^⚠️.*no answer yet$/));
});

describe("a vendor", () => {
  const flashAlpha = (status: Partial<typeof vendor>) =>
    valueOf({ ...healthy, published: { ...vendor, ...status } }, "FlashAlpha");

  test("is not mentioned without a key", () => expect(valueOf(healthy, "FlashAlpha")).toBeUndefined());

  test("says its plan, what is left of the day and when it comes back", () =>
    expect(flashAlpha({})).toBe(
      "✅ last answer just now\nplan: Basic; 81 of 250 calls left today, back at Nov 23, 19:00 ET",
    ));

  test.each([
    [{ limit: "unlimited" as const, remaining: null }, /plan: Basic; calls are not limited$/],
    [
      { plan: null, limit: null, remaining: null, lastAnswerAt: null },
      /^not asked yet\nplan: not known yet; calls left today: not known yet$/,
    ],
    [{ keyRefused: true }, /^⚠️ it refuses the key; the operator finds the reason in the log\nplan: Basic/],
    [{ remaining: 0 }, /; 0 of 250 calls left today/],
  ])("%j", (status, words) => expect(flashAlpha(status)).toMatch(words));
});

test("answers, memory, version and how long it runs are there", () => {
  const words = wordsOf(statusPost(healthy)).join("\n");
  expect(words).toContain("150 readings, 80 % from memory, 1 older than they should be");
  expect(words).toContain("12 chains, 9.5 of 256 MB");
  expect(words).toContain("gexcord 1.2.3 · started 2 d ago");
});

test("a bot that was asked nothing yet divides by nothing", () => {
  const idle = { ...healthy, exposure: { ...healthy.exposure, answers: { hit: 0, miss: 0, stale: 0 } } };
  for (const words of wordsOf(statusPost(idle))) expect(words).not.toMatch(SLIPS);
});
