import { describe, expect, test } from "vitest";
import { failurePost } from "../../src/discord/failure.ts";
import { ProviderError, type ProviderFailure, UserError } from "../../src/errors.ts";
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
