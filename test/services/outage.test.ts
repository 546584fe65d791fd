import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Answer } from "../../src/context.ts";
import { failurePost } from "../../src/discord/failure.ts";
import { ProviderError, type ProviderFailure } from "../../src/errors.ts";
import { caveatsOf } from "../../src/views/caveats.ts";
import { cboeService, type CboeServiceOptions } from "../support/cboeService.ts";
import { asked } from "../support/providers.ts";
import { recordedLog } from "../support/recordedLog.ts";
import { smallChain } from "../support/smallChain.ts";
import * as up from "../support/upstream.ts";

/** Monday, 11:00 New York: the session is open. */
const OPEN = Date.parse("2026-11-23T16:00:00Z");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SPY = "/delayed_quotes/options/SPY.json";
const QQQ = "/delayed_quotes/options/QQQ.json";
const document = smallChain(new Date(OPEN));
const MONDAY = { date: new Date(OPEN).toUTCString() };

let upstream: up.Upstream;
/** The time of the machine; the source's own is in its headers. */
let time: number;
beforeEach(async () => {
  time = OPEN;
  upstream = await up.startUpstream({ [SPY]: healthy(OPEN) });
});
afterEach(() => upstream.close());

function healthy(at: number): up.Behaviour {
  return up.json(document, { date: new Date(at).toUTCString() });
}

function open(options: Partial<CboeServiceOptions> = {}) {
  const opened = cboeService({ baseUrl: upstream.origin, now: () => new Date(time), ...options });
  afterThis.push(opened.close);
  return opened;
}
const afterThis: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of afterThis.splice(0)) await close();
});

const caveats = ({ reading, stale }: Answer) => caveatsOf(reading, { stale, now: new Date(time) }).join(" ");
const wordsFor = (error: unknown) =>
  failurePost(error, { log: recordedLog().log, now: () => new Date(time) }, "0a1b2c3d").content;
const failureOf = (reading: Promise<unknown>) =>
  reading.then(
    () => "none",
    (error: unknown) => (error instanceof ProviderError ? error.failure : `escaped: ${String(error)}`),
  );

/** What it does, and what that is called. */
const MISBEHAVIOURS: readonly (readonly [string, up.Behaviour, ProviderFailure])[] = [
  ["says nothing", up.hang, "unreachable"],
  ["drips", up.drip(5), "unreachable"],
  ["resets the connection", up.reset, "unreachable"],
  ["breaks off in the middle", up.truncated(document), "unreachable"],
  ["fails", up.status(500), "unreachable"],
  ["is overloaded", up.status(503, { "retry-after": "3600" }), "unreachable"],
  ["asks to slow down", up.status(429, { "retry-after": "30" }), "rate-limited"],
  ["sends a page with 200", up.html(), "bad-response"],
  ["sends half a document as a whole", up.json(JSON.stringify(document).slice(0, 5_000)), "bad-response"],
  ["sends a gzip bomb", up.bomb(64 * 1024 * 1024), "bad-response"],
  ["packs badly", up.json(document, { "content-encoding": "gzip" }), "bad-response"],
  ["redirects elsewhere", up.redirect("http://127.0.0.1:1/"), "bad-response"],
  ["is dated in the future", up.json({ ...document, timestamp: "2026-11-24 16:00:00" }, MONDAY), "bad-response"],
  ["has no time", up.json({ ...document, timestamp: "NaN" }), "bad-response"],
  ["has no price", up.json({ ...document, data: { ...document.data, current_price: null } }), "no-data"],
  ["lists contracts without a number", up.json(withoutNumbers()), "no-data"],
];

function withoutNumbers() {
  const options = document.data.options.map(({ option }) => ({ option, bid: null, ask: null, iv: "NaN", delta: {} }));
  return { ...document, data: { ...document.data, options } };
}

describe.each(MISBEHAVIOURS)("a source that %s", (_what, behaviour, failure) => {
  // Silence is cut soon; an answer that has to be looked at first gets its time on a busy machine.
  const patience = { timeoutMs: failure === "unreachable" ? 300 : 5_000, patienceMs: 5_000 };

  test("is a failure with words of its own when there is nothing else", async () => {
    upstream.on(SPY, behaviour);
    const reading = open({ patience }).service.read(asked("SPY"));
    expect(await failureOf(reading)).toBe(failure);
    expect(wordsFor(await reading.catch((error: unknown) => error))).toMatch(/^The data source .*Try again/);
  });

  test("is an older copy with its date and the reason when there is one", async () => {
    const { service } = open({ patience });
    const before = await service.read(asked("SPY"));
    time += 5 * MINUTE;
    upstream.on(SPY, behaviour);
    const after = await service.read(asked("SPY"));
    expect(after.stale).toBe(failure);
    expect(after.reading).toEqual(before.reading);
    expect(caveats(after)).toMatch(/: this is the copy fetched 5 min ago\./);
  });
});

test("a slow source costs patience only: the older copy comes first, the new one once it is there", async () => {
  const { service } = open({ patience: { patienceMs: 40 } });
  await service.read(asked("SPY"));
  time += 2 * MINUTE;
  upstream.on(SPY, up.delayed(200, healthy(time)));
  expect((await service.read(asked("SPY"))).stale).toBe("slow");
  await vi.waitFor(async () => expect((await service.read(asked("SPY"))).stale).toBeNull(), { timeout: 5_000 });
  expect(upstream.requests, "one to begin with and one more").toHaveLength(2);
});

test("a 429 is quoted to whoever waits, and nothing is asked before its time, whoever asks", async () => {
  const { service } = open();
  upstream.on(SPY, up.status(429, { "retry-after": "40" }));
  const refused = await service.read(asked("SPY")).catch((error: unknown) => error);
  expect(wordsFor(refused)).toContain("Try again in 40 seconds.");
  for (let second = 0; second < 39; second++) {
    time += 1000;
    await Promise.all(["SPY", "QQQ", "IWM"].map((symbol) => failureOf(service.read(asked(symbol)))));
  }
  expect(upstream.requests).toHaveLength(1);
  expect(wordsFor(await service.read(asked("QQQ")).catch((error: unknown) => error))).toContain("in 1 second.");
  time += 1000;
  upstream.on(SPY, healthy(time));
  expect((await service.read(asked("SPY"))).stale).toBeNull();
});

describe("an hour without the source, somebody asking every second", () => {
  // Only the wall clock is simulated, which the breaker and the cache go by; sockets and their deadlines are real.
  beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: OPEN }));
  afterEach(() => void vi.useRealTimers());

  async function anHour(service: ReturnType<typeof open>["service"]) {
    const seen = { stale: new Set<unknown>(), failures: new Set<string>(), answers: 0 };
    for (let second = 1; second <= 3_600; second++) {
      time = OPEN + MINUTE + second * 1000;
      vi.setSystemTime(time);
      const [known, unknown] = await Promise.all([
        service.read(asked("SPY")),
        failureOf(service.read(asked("QQQ"))),
      ] as const);
      seen.stale.add(known.stale);
      seen.failures.add(unknown);
      if (caveats(known).includes("The source does not answer: this is the copy fetched")) seen.answers++;
    }
    return seen;
  }

  test("it is asked at most 120 times after the five that gave it up; every answer is dated or a sentence", async () => {
    const { service, lines } = open();
    const first = await service.read(asked("SPY"));
    expect(first.stale).toBeNull();
    for (const path of [SPY, QQQ]) upstream.on(path, up.reset);
    const before = upstream.requests.length;
    expect(await anHour(service)).toEqual({
      stale: new Set(["unreachable"]),
      failures: new Set(["unreachable"]),
      answers: 3_600,
    });
    const probes = upstream.requests.length - before - 5;
    expect(probes).toBeLessThanOrEqual(120);
    expect(probes, "it is not given up for good").toBeGreaterThan(100);
    expect(lines().filter(({ msg }) => msg === "source given up for a while").length).toBeGreaterThan(0);

    vi.setSystemTime((time += 31_000));
    upstream.on(SPY, healthy(time));
    expect((await service.read(asked("SPY"))).stale, "back with the first probe").toBeNull();
  });
});

describe("a feed that stands still", () => {
  test("is told by the age of its quotes while the market is open, though every download succeeds", async () => {
    const { service } = open();
    expect(caveats(await service.read(asked("SPY")))).toBe("");
    time += 32 * MINUTE;
    upstream.on(SPY, healthy(time));
    const frozen = await service.read(asked("SPY"));
    expect(frozen.stale, "the source does answer").toBeNull();
    expect(caveats(frozen)).toBe("Data is 47 min old although the market is open.");
  });
});

describe("a machine whose clock is wrong", () => {
  test.each([HOUR, -HOUR])("by %d ms computes the same numbers at the same moment, and is told so", async (off) => {
    const right = await open().service.read(asked("SPY"));
    time += off;
    const { service, clock, lines } = open();
    const wrong = await service.read(asked("SPY"));
    const { fetchedAt } = wrong.reading.snapshot;
    expect(wrong.reading.snapshot).toEqual({ ...right.reading.snapshot, fetchedAt });
    expect(Math.abs(clock.offMs() - off)).toBeLessThanOrEqual(1_000);
    expect(lines().map(({ msg }) => msg)).toEqual([expect.stringContaining("clock")]);
    const { reading, stale } = wrong;
    const said = caveatsOf(reading, { stale, now: new Date(time), clockOffMs: clock.offMs() });
    expect(said).toEqual([expect.stringMatching(/^This machine's clock is off by (59 min|1 h)/)]);
  });
});
