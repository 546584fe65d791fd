import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as up from "../../../support/upstream.ts";
import { HOUR, MINUTE, setup, temporaryFile, wish } from "./setup.ts";

const LEVELS = { wants: ["levels"] } as const;
const MIDNIGHT = "2026-11-24T00:00:00.000Z";
const QUOTA = { kind: "quota", resetsAt: MIDNIGHT };
const SYMBOLS = Array.from({ length: 26 }, (_, i) => `A${String.fromCharCode(65 + i)}`);

describe("a key with five calls a day", () => {
  test("never makes a sixth, though a hundred callers come at once, before the plan is known", async () => {
    const { source, fake } = await setup();
    const many = Array.from({ length: 100 }, (_, i) => wish(SYMBOLS[i % 26]!, { ...LEVELS, payer: `server ${i}` }));
    const answers = await Promise.all(many.map((one) => source.read(one)));
    expect(fake.count()).toBe(5);
    const denied = answers.filter(({ figures }) => figures === null);
    expect(denied.every(({ notes }) => notes.length === 1 && notes[0]!.kind === "quota")).toBe(true);
  });

  test("says when there are calls again, and makes them then", async () => {
    const { source, fake, clock, lines } = await setup();
    for (const symbol of SYMBOLS.slice(0, 5)) await source.read(wish(symbol, LEVELS));
    for (let turn = 0; turn < 3; turn++)
      expect(await source.read(wish("SPY", LEVELS))).toEqual({ figures: null, notes: [QUOTA] });
    expect(lines().map(({ msg }) => msg)).toEqual(["the day's calls are used up"]);
    clock.pass(9 * HOUR - 1);
    expect((await source.read(wish("SPY", LEVELS))).notes).toEqual([QUOTA]);
    clock.pass(1);
    expect((await source.read(wish("SPY", LEVELS))).notes).toEqual([]);
    expect(fake.count()).toBe(6);
    for (const symbol of SYMBOLS.slice(0, 9)) await source.read(wish(symbol, LEVELS));
    expect(lines(), "once a day").toHaveLength(2);
  });

  test("shows what it has with the note, for a day and no longer", async () => {
    const { source, clock, fake } = await setup();
    const { figures } = await source.read(wish("AA", LEVELS));
    for (const symbol of SYMBOLS.slice(1, 5)) await source.read(wish(symbol, LEVELS));
    clock.pass(HOUR);
    expect(await source.read(wish("AA", LEVELS))).toEqual({ figures, notes: [QUOTA] });
    clock.pass(8 * HOUR);
    fake.misbehave("all", up.status(503));
    clock.pass(15 * HOUR - 1);
    expect((await source.read(wish("AA", LEVELS))).figures).toEqual(figures);
    clock.pass(1);
    expect((await source.read(wish("AA", LEVELS))).figures).toBeNull();
  });

  test("counts on after a restart, and after a crash in the middle of a call", async () => {
    const quotaFile = temporaryFile();
    const { source, fake, again } = await setup({ quotaFile });
    for (const symbol of SYMBOLS.slice(0, 3)) await source.read(wish(symbol, LEVELS));
    fake.misbehave("all", up.hang);
    void again().read(wish("AX", LEVELS));
    await expect.poll(() => fake.count()).toBe(4);
    fake.misbehave("all", null);
    const restarted = again();
    expect(restarted.status()).toMatchObject({ plan: "Free", limit: 5, remaining: 1, resetsAt: MIDNIGHT });
    for (const symbol of SYMBOLS.slice(3, 9)) await restarted.read(wish(symbol, LEVELS));
    expect(fake.count()).toBe(5);
  });

  test("has no second try for a 503: what may have been debited stays counted", async () => {
    const { source, fake } = await setup();
    await source.read(wish("SPY", LEVELS));
    fake.misbehave("all", up.status(503));
    await source.read(wish("QQQ", LEVELS));
    expect(fake.count()).toBe(2);
    for (const symbol of SYMBOLS.slice(0, 9)) await source.read(wish(symbol, LEVELS));
    expect(fake.count()).toBe(5);
  });

  test("is not charged for what never reached the vendor", async () => {
    const { again, fake } = await setup({ limits: { breakerFailures: 100 } });
    const gone = await up.startUpstream();
    await gone.close();
    const source = again({ baseUrl: gone.origin });
    for (const symbol of SYMBOLS)
      expect((await source.read(wish(symbol, LEVELS))).notes).toEqual([{ kind: "failed", reason: "unreachable" }]);
    expect(fake.count()).toBe(0);
  });

  test("knows from the headers what somebody else has spent with the key", async () => {
    const { source, fake } = await setup();
    fake.setUsed(3);
    for (const symbol of SYMBOLS.slice(0, 9)) await source.read(wish(symbol, LEVELS));
    expect(fake.count()).toBe(2);
  });
});

describe("a larger plan", () => {
  test("is seen in the first answer's headers", async () => {
    const { source, fake } = await setup({ on: "basic" });
    for (const symbol of SYMBOLS) expect((await source.read(wish(symbol, LEVELS))).notes).toEqual([]);
    expect([fake.count(), source.status().remaining]).toEqual([26, 224]);
  });

  test("has a second and third try, each counted", async () => {
    const { source, fake } = await setup({ on: "basic" });
    await source.read(wish("SPY", LEVELS));
    fake.misbehave("levels", up.status(503));
    expect((await source.read(wish("QQQ", LEVELS))).notes).toEqual([{ kind: "failed", reason: "unreachable" }]);
    expect([fake.count(), source.status().remaining]).toEqual([4, 246]);
  });

  test("without a bound is never counted down", async () => {
    const { source, fake } = await setup({ on: "alpha" });
    for (const symbol of SYMBOLS) await source.read(wish(symbol, LEVELS));
    expect([fake.count(), source.status().remaining]).toEqual([26, null]);
  });
});

describe("headers that contradict", () => {
  test.each([
    ["a limit of 10 where the text says 5", { limit: 10 }, 10],
    ["no headers at all: the smallest plan is assumed", { headers: none() }, 5],
    ["a limit that is no number", { headers: { "x-ratelimit-limit": "many" } }, 5],
    ["a limit below zero", { headers: { "x-ratelimit-limit": "-3" } }, 5],
    ["an endless limit in digits", { headers: { "x-ratelimit-limit": "1e999" } }, 5],
    ["a remainder larger than the limit", { headers: { "x-ratelimit-remaining": "900" } }, 5],
    ["a remainder that never falls", { headers: { "x-ratelimit-remaining": "4" } }, 5],
    ["a remainder without end beside a limit", { headers: { "x-ratelimit-remaining": "unlimited" } }, 5],
    ["a remainder of nothing", { headers: { "x-ratelimit-remaining": "0" } }, 1],
    ["a reset in the past", { headers: { "x-ratelimit-reset": "1000" } }, 5],
    ["a reset in a thousand years", { headers: { "x-ratelimit-reset": "99999999999" } }, 5],
  ])("%s", async (_name, quirks, calls) => {
    const { source, fake } = await setup();
    Object.assign(fake.quirks, quirks);
    for (const symbol of SYMBOLS) await source.read(wish(symbol, LEVELS));
    expect(fake.count()).toBe(calls);
    expect((await source.read(wish("SPY", LEVELS))).notes).toEqual([QUOTA]);
  });

  test("a reset before midnight is when calls come back", async () => {
    const { source, fake, clock } = await setup();
    fake.quirks.headers = { "x-ratelimit-reset": String((clock.now() + 2 * HOUR) / 1000) };
    for (const symbol of SYMBOLS) await source.read(wish(symbol, LEVELS));
    expect((await source.read(wish("SPY", LEVELS))).notes).toEqual([
      { ...QUOTA, resetsAt: "2026-11-23T17:00:00.000Z" },
    ]);
    clock.pass(2 * HOUR);
    fake.setUsed(0);
    expect((await source.read(wish("SPY", LEVELS))).notes).toEqual([]);
  });

  test("an answer from before midnight does not spend the new day", async () => {
    const { source, fake, clock } = await setup({ start: "2026-11-23T23:59:59Z" });
    fake.setUsed(4);
    fake.misbehave("levels", async (_request, response) => {
      clock.pass(2_000);
      response.end("{}");
    });
    await source.read(wish("AA", LEVELS));
    fake.misbehave("levels", null);
    fake.setUsed(0);
    expect((await source.read(wish("AB", LEVELS))).notes).toEqual([]);
  });
});

function none(): Record<string, null> {
  return { "x-ratelimit-limit": null, "x-ratelimit-remaining": null, "x-ratelimit-reset": null };
}

describe("a 429", () => {
  const HTTP_DATE = "Mon, 23 Nov 2026 18:00:00 GMT";
  const RESET_AT = { error: "Quota exceeded", reset_at: "2026-11-23T20:00:00Z", limit: 10, message: "5 requests" };
  const rows = [
    ["in seconds", "7200", RESET_AT, "2026-11-23T17:00:00.000Z"],
    ["of zero seconds is not believed to the second", "0", RESET_AT, "2026-11-23T15:00:01.000Z"],
    ["missing: the body says when", null, RESET_AT, "2026-11-23T20:00:00.000Z"],
    ["negative: the body says when", "-5", RESET_AT, "2026-11-23T20:00:00.000Z"],
    ["in words: the body says when", "soon", RESET_AT, "2026-11-23T20:00:00.000Z"],
    ["missing, and no body: midnight in UTC", null, "", MIDNIGHT],
    ["missing, and a page: midnight in UTC", null, "<html>slow down</html>", MIDNIGHT],
    ["missing, and a body that names yesterday: midnight in UTC", null, { reset_at: "2026-11-22T00:00:00Z" }, MIDNIGHT],
    [
      "missing, and a body that names another year: midnight in UTC",
      null,
      { reset_at: "2030-01-01T00:00:00Z" },
      MIDNIGHT,
    ],
    ["huge: a day at most", "99999999999", RESET_AT, "2026-11-24T15:00:00.000Z"],
  ] as const;

  test.each(rows)("with Retry-After %s", async (_name, retryAfter, body, until) => {
    const { source, fake, clock } = await setup({ on: "basic", plan: "basic" });
    fake.quirks.limit = 0;
    fake.quirks.headers = { ...none(), "retry-after": retryAfter };
    fake.quirks.tooManyBody = body;
    const QUIET = [{ kind: "quota", resetsAt: until }];
    expect((await source.read(wish("SPY", LEVELS))).notes).toEqual(QUIET);
    delete fake.quirks.limit;
    clock.pass(Date.parse(until) - clock.now() - 1);
    expect((await source.read(wish("QQQ", LEVELS))).notes, "never before, whatever the symbol").toEqual(QUIET);
    expect(fake.count()).toBe(1);
    clock.pass(1);
    expect((await source.read(wish("QQQ", LEVELS))).notes).toEqual([]);
  });

  test("with Retry-After as an HTTP date", async () => {
    // The HTTP layer counts from the server's own clock, which here is the fake's.
    const { source, fake } = await setup();
    fake.quirks.limit = 0;
    fake.quirks.headers = { ...none(), "retry-after": HTTP_DATE, date: "Mon, 23 Nov 2026 15:00:00 GMT" };
    expect((await source.read(wish("SPY", LEVELS))).notes).toEqual([
      { kind: "quota", resetsAt: "2026-11-23T18:00:00.000Z" },
    ]);
  });

  test("is still obeyed after a restart", async () => {
    const quotaFile = temporaryFile();
    const { source, fake, again, clock } = await setup({ quotaFile });
    fake.quirks.limit = 0;
    fake.quirks.headers = { ...none(), "retry-after": "600" };
    await source.read(wish("SPY", LEVELS));
    delete fake.quirks.limit;
    clock.pass(10 * MINUTE - 1);
    await again().read(wish("SPY", LEVELS));
    expect(fake.count()).toBe(1);
    clock.pass(1);
    expect((await again().read(wish("SPY", LEVELS))).notes).toEqual([]);
  });

  test("names the plan, and the vendor's sentence goes nowhere", async () => {
    const { source, fake, text, lines } = await setup();
    fake.setUsed(99);
    const answer = await source.read(wish("SPY"));
    expect(answer.notes).toContainEqual(QUOTA);
    expect(source.status()).toMatchObject({ plan: "Free", limit: 5, remaining: 0 });
    expect(JSON.stringify(answer) + text()).not.toContain("You have used");
    expect(lines().filter(({ msg }) => msg === "the day's calls are used up")).toHaveLength(1);
  });
});

describe("the file", () => {
  test.each([
    ["is no JSON", "{"],
    ["is of another version", '{"version":2,"keys":{}}'],
    ["is a list", "[]"],
    ["is empty", ""],
    ["counts in words", '{"version":1,"keys":{"x":{"limit":"five"}}}'],
  ])("%s: nothing is known, and counting goes on", async (_name, content) => {
    const quotaFile = temporaryFile();
    writeFileSync(quotaFile, content);
    const { source, fake, again } = await setup({ quotaFile });
    await source.read(wish("SPY", LEVELS));
    expect(again().status().remaining).toBe(4);
    for (const symbol of SYMBOLS) await again().read(wish(symbol, LEVELS));
    expect(fake.count()).toBe(5);
  });

  test("that cannot be written is told once, and the count goes on in memory", async () => {
    const blocked = temporaryFile();
    writeFileSync(blocked, "");
    const { source, fake, lines } = await setup({ quotaFile: `${blocked}/quota.json` });
    for (const symbol of SYMBOLS) await source.read(wish(symbol, LEVELS));
    expect(fake.count()).toBe(5);
    expect(lines().filter(({ msg }) => msg?.includes("cannot be written"))).toHaveLength(1);
  });

  test("keeps each key's count apart, there and back again", async () => {
    const quotaFile = temporaryFile();
    const { source, again } = await setup({ quotaFile });
    await source.read(wish("SPY", LEVELS));
    const other = again({ apiKey: "another-key-0000" });
    expect(other.status().remaining).toBeNull();
    await other.read(wish("SPY", LEVELS));
    expect(again().status().remaining).toBe(4);
  });
});
