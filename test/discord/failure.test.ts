import { describe, expect, test } from "vitest";
import { failurePost } from "../../src/discord/failure.ts";
import { ProviderError, type ProviderFailure, StoreError, type StoreFailure, UserError } from "../../src/errors.ts";
import { SLIPS } from "../support/posts.ts";
import { LEVEL, recordedLog } from "../support/recordedLog.ts";

/** A failure without a word here does not compile. */
const SAYS: Record<ProviderFailure, RegExp> = {
  "unknown-symbol": /lists no options.*spelling/,
  "not-entitled": /plan does not include/,
  "rate-limited": /slow down.*in a minute/,
  blocked: /refuses this machine.*operator.*\*\*0a1b2c3d\*\*/,
  unreachable: /did not answer in time.*in a minute/,
  "bad-response": /could not read.*operator.*\*\*0a1b2c3d\*\*/,
  "no-data": /no usable data.*market opens/,
  overloaded: /More is asked.*in a minute/,
  cooldown: /faster than this bot may fetch/,
};
const RID = "0a1b2c3d";
const failures = Object.keys(SAYS) as ProviderFailure[];
const now = () => new Date("2026-11-23T15:00:00Z");

describe.each(failures)("a source that failed with %s", (failure) => {
  const { log, lines } = recordedLog();
  const error = new ProviderError("cboe", failure, "GET cdn.example/SPY: HTTP 500", { cause: new Error("socket") });
  const post = failurePost(error, { log, now }, RID);

  test("is told in words, with what to do next", () => {
    expect(post.content).toMatch(SAYS[failure]);
    expect(post.embeds).toBeUndefined();
  });

  test("keeps the details for the log", () => {
    expect(post.content).not.toMatch(/HTTP|cdn\.example|socket|cboe/);
    expect(post.content).not.toMatch(SLIPS);
    expect(lines()).toEqual([
      expect.objectContaining({ level: LEVEL.warn, err: expect.objectContaining({ provider: "cboe", failure }) }),
    ]);
  });
});

/** As above: what is said, and how loudly the log says it. */
const STORE_SAYS: Record<StoreFailure, readonly [RegExp, keyof typeof LEVEL]> = {
  busy: [/busy.*nothing was changed.*in a minute/, "warn"],
  full: [/full.*nothing was changed.*operator/, "error"],
  corrupt: [/damaged.*nothing was changed.*operator/, "error"],
  newer: [/newer version.*nothing was changed.*operator/, "error"],
  unavailable: [/cannot reach.*may not have been saved.*in a minute/, "error"],
};

test.each(Object.entries(STORE_SAYS))("a store that is %s is told in words, and no bug", (failure, [words, level]) => {
  const { log, lines } = recordedLog();
  const error = new StoreError(failure as StoreFailure, "the store: disk I/O error in /var/lib/x.db");
  const { content = "" } = failurePost(error, { log, now }, RID);
  expect(content).toMatch(words);
  expect(content).not.toMatch(/reference|I\/O|\/var/);
  expect(lines()).toEqual([expect.objectContaining({ level: LEVEL[level], msg: "store failed", rid: RID })]);
});

test("no two failures read the same", () => {
  const { log } = recordedLog();
  const words = failures.map((failure) => failurePost(new ProviderError("cboe", failure), { log, now }, RID).content);
  expect(new Set(words).size).toBe(failures.length);
});

describe("a source that says how long to wait is quoted", () => {
  test.each([
    ["2026-11-23T15:00:40.000Z", "Try again in 40 seconds."],
    ["2026-11-23T15:12:00.000Z", "Try again in 12 minutes."],
    ["2026-11-24T01:00:00.000Z", "Try again after Nov 23, 20:00 ET."],
  ])("until %s: %s", (retryAt, words) => {
    const error = new ProviderError("cboe", "rate-limited", "asked to wait", { retryAt });
    expect(failurePost(error, { log: recordedLog().log, now }, RID).content).toContain(words);
  });
});

test("what the caller can fix is told in its own words and is nobody's trouble", () => {
  const { log, lines } = recordedLog();
  expect(failurePost(new UserError("SPX is closed today."), { log, now }, RID)).toEqual({
    content: "SPX is closed today.",
  });
  expect(lines()).toEqual([]);
});

describe("a bug", () => {
  test("shows a reference only, and the log has the stack under the same reference", () => {
    const { log, lines } = recordedLog();
    const { content = "" } = failurePost(new TypeError("cannot read properties of undefined"), { log, now }, RID);
    const [, reference] = /reference: \*\*([0-9a-f]{8})\*\*/.exec(content) ?? [];
    expect(reference).toBeDefined();
    expect(content).not.toContain("properties");
    const [line] = lines();
    expect(line).toMatchObject({ level: LEVEL.error, rid: reference, err: { name: "TypeError" } });
    expect(line?.err?.["stack"]).toContain("failure.test.ts");
  });

  test.each(["a string", null, undefined, 7])("may even be a thrown %j", (thrown) => {
    const { log, lines } = recordedLog();
    expect(failurePost(thrown, { log, now }, RID).content).toMatch(/reference/);
    expect(lines()).toHaveLength(1);
  });
});
