import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { ProviderError, type ProviderFailure } from "../../src/errors.ts";
import { createPayloadCache } from "../../src/services/payloadCache.ts";
import { createPayloads } from "../../src/services/payloads.ts";
import type { Loaded } from "../../src/services/provider.ts";
import { fakeProvider, loadedAt, NO_LIMIT, stoppedClock, ticker } from "../support/providers.ts";

const SPY = ticker("SPY");
const QQQ = ticker("QQQ");
const MINUTE = 60_000;

function setup({ timeoutMs = 2_000, patienceMs = 1_000, allowance = NO_LIMIT } = {}) {
  const clock = stoppedClock();
  const provider = fakeProvider(clock);
  const cache = createPayloadCache({ keepMs: 24 * 60 * MINUTE, maxBytes: 1e6 });
  const options = { cache, now: clock.now, allowance, timeoutMs, patienceMs, unknownForMs: 15 * MINUTE };
  return { clock, provider, cache, ...createPayloads(provider, options) };
}

const failing = (failure: ProviderFailure) => async (): Promise<Loaded> => {
  throw new ProviderError("fake", failure);
};

describe("the copy at hand", () => {
  test("is the answer while it is fresh, and the source is not asked", async () => {
    const { clock, provider, read } = setup();
    const first = await read(SPY);
    clock.pass(MINUTE - 1);
    expect(await read(SPY)).toEqual({ loaded: first.loaded, asked: false, stale: null, retryAt: null });
    expect(first.asked).toBe(true);
    expect(provider.loads).toEqual(["SPY"]);
  });

  test("of the last quarter of an hour will do for whoever only wants to look again", async () => {
    const { clock, provider, read } = setup();
    const { loaded } = await read(SPY);
    clock.pass(15 * MINUTE - 1);
    expect(await read(SPY, { freshness: "recent" })).toEqual({ loaded, asked: false, stale: null, retryAt: null });
    expect(provider.loads).toEqual(["SPY"]);
    clock.pass(1);
    expect((await read(SPY, { freshness: "recent" })).asked).toBe(true);
    expect(provider.loads).toEqual(["SPY", "SPY"]);
  });

  test("is replaced by a new load once it is no longer fresh", async () => {
    const { clock, provider, read } = setup();
    const first = await read(SPY);
    clock.pass(MINUTE);
    const second = await read(SPY);
    expect(second.loaded.fetchedAt > first.loaded.fetchedAt).toBe(true);
    expect(second.stale).toBeNull();
    expect(provider.loads).toEqual(["SPY", "SPY"]);
  });

  test("is not fresh for an hour more because the machine's clock was set back by one", async () => {
    const { clock, provider, read } = setup();
    await read(ticker("SPY"));
    clock.pass(-60 * MINUTE);
    await read(ticker("SPY"));
    expect(provider.loads).toEqual(["SPY", "SPY"]);
  });

  test("belongs to one symbol", async () => {
    const { provider, read } = setup();
    await read(SPY);
    await read(QQQ);
    expect(provider.loads).toEqual(["SPY", "QQQ"]);
  });

  test("belongs to one provider, also in a shared cache", async () => {
    const { clock, cache, read } = setup();
    const other = fakeProvider(clock, { name: "other" });
    const { read: readOther } = createPayloads(other, {
      cache,
      now: clock.now,
      allowance: NO_LIMIT,
      timeoutMs: 100,
      patienceMs: 100,
      unknownForMs: MINUTE,
    });
    await read(SPY);
    await readOther(SPY);
    expect(other.loads).toEqual(["SPY"]);
  });
});

test("equal loads under way are one load", async () => {
  const { clock, provider, read } = setup();
  provider.onLoad(async (symbol) => {
    await sleep(20);
    return loadedAt(clock, symbol);
  });
  const payloads = await Promise.all(Array.from({ length: 50 }, () => read(SPY)));
  expect(provider.loads).toEqual(["SPY"]);
  expect(new Set(payloads.map(({ loaded }) => loaded)).size).toBe(1);
});

test("a failed load is not remembered as under way: the next caller asks again", async () => {
  const { clock, provider, read } = setup();
  provider.onLoad(failing("unreachable"));
  await expect(read(SPY)).rejects.toMatchObject({ failure: "unreachable" });
  provider.onLoad(async (symbol) => loadedAt(clock, symbol));
  expect((await read(SPY)).stale).toBeNull();
});

describe("a source that fails", () => {
  const FAILURES: readonly ProviderFailure[] = [
    ...(["unknown-symbol", "not-entitled", "rate-limited", "blocked"] as const),
    ...(["unreachable", "bad-response", "no-data"] as const),
  ];

  test.each(FAILURES)("%s: an older copy is the answer, with the reason", async (failure) => {
    const { clock, provider, read } = setup();
    const { loaded } = await read(SPY);
    clock.pass(MINUTE);
    provider.onLoad(failing(failure));
    expect(await read(SPY)).toMatchObject({ loaded, stale: failure });
  });

  test.each(FAILURES)("%s: without an older copy the failure is thrown", async (failure) => {
    const { provider, read } = setup();
    provider.onLoad(failing(failure));
    await expect(read(SPY)).rejects.toMatchObject({ name: "ProviderError", provider: "fake", failure });
  });

  test("answers fresh again as soon as the source does", async () => {
    const { clock, provider, read } = setup();
    await read(SPY);
    clock.pass(MINUTE);
    provider.onLoad(failing("unreachable"));
    await read(SPY);
    provider.onLoad(async (symbol) => loadedAt(clock, symbol));
    const { loaded, stale } = await read(SPY);
    expect(stale).toBeNull();
    expect(Date.parse(loaded.fetchedAt)).toBe(clock.now());
  });
});

describe("a source that takes its time", () => {
  test("costs the caller only his patience when there is an older copy", async () => {
    const { clock, provider, read } = setup({ patienceMs: 20 });
    const { loaded } = await read(SPY);
    clock.pass(MINUTE);
    const late = Promise.withResolvers<Loaded>();
    provider.onLoad(() => late.promise);
    expect(await read(SPY)).toMatchObject({ loaded, stale: "slow" });
    late.resolve(loadedAt(clock, "SPY"));
  });

  test("refreshes the cache when its answer comes after all", async () => {
    const { clock, provider, read } = setup({ patienceMs: 20 });
    await read(SPY);
    clock.pass(MINUTE);
    const late = Promise.withResolvers<Loaded>();
    provider.onLoad(() => late.promise);
    await read(SPY);
    const fresh = loadedAt(clock, "SPY");
    late.resolve(fresh);
    await sleep(5);
    expect(await read(SPY)).toMatchObject({ loaded: fresh, stale: null });
    expect(provider.loads, "the late answer saved a third load").toEqual(["SPY", "SPY"]);
  });

  test("is not asked twice while the first question is open", async () => {
    const { clock, provider, read } = setup({ patienceMs: 10 });
    await read(SPY);
    clock.pass(MINUTE);
    const late = Promise.withResolvers<Loaded>();
    provider.onLoad(() => late.promise);
    for (let turn = 0; turn < 3; turn++) expect((await read(SPY)).stale).toBe("slow");
    expect(provider.loads).toEqual(["SPY", "SPY"]);
    late.resolve(loadedAt(clock, "SPY"));
  });

  test("is given up after the deadline, and told so by its signal", async () => {
    const { provider, read } = setup({ timeoutMs: 30 });
    let given: AbortSignal | undefined;
    provider.onLoad((_symbol, signal) => {
      given = signal;
      return new Promise(() => {});
    });
    await expect(read(SPY)).rejects.toMatchObject({ name: "ProviderError", failure: "unreachable" });
    expect(given?.aborted).toBe(true);
  });

  test("and fails after the caller left with the older copy leaves no unhandled rejection", async () => {
    const unhandled: unknown[] = [];
    const listen = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", listen);
    const { clock, provider, read } = setup({ patienceMs: 5, timeoutMs: 20 });
    await read(SPY);
    clock.pass(MINUTE);
    provider.onLoad(async () => {
      await sleep(40);
      throw new TypeError("long after everybody left");
    });
    expect((await read(SPY)).stale).toBe("slow");
    await sleep(80);
    process.off("unhandledRejection", listen);
    expect(unhandled).toEqual([]);
  });
});

describe("an unknown symbol", () => {
  test("is not asked for again until its time is over", async () => {
    const { clock, provider, read } = setup();
    provider.onLoad(failing("unknown-symbol"));
    await expect(read(SPY)).rejects.toMatchObject({ failure: "unknown-symbol" });
    clock.pass(15 * MINUTE - 1);
    await expect(read(SPY)).rejects.toMatchObject({ name: "ProviderError", failure: "unknown-symbol" });
    expect(provider.loads).toEqual(["SPY"]);
    clock.pass(1);
    provider.onLoad(async (symbol) => loadedAt(clock, symbol));
    expect((await read(SPY)).stale).toBeNull();
    expect(provider.loads).toEqual(["SPY", "SPY"]);
  });

  test("does not make its neighbours unknown", async () => {
    const { clock, provider, read } = setup();
    provider.onLoad(failing("unknown-symbol"));
    await expect(read(SPY)).rejects.toMatchObject({ failure: "unknown-symbol" });
    provider.onLoad(async (symbol) => loadedAt(clock, symbol));
    expect((await read(QQQ)).stale).toBeNull();
  });

  test.each(["unreachable", "rate-limited", "bad-response", "no-data"] as const)(
    "is something else than %s, which is asked again at once",
    async (failure) => {
      const { provider, read } = setup();
      provider.onLoad(failing(failure));
      await expect(read(SPY)).rejects.toMatchObject({ failure });
      await expect(read(SPY)).rejects.toMatchObject({ failure });
      expect(provider.loads).toEqual(["SPY", "SPY"]);
    },
  );

  test("that was known before keeps answering with the older copy", async () => {
    const { clock, provider, read } = setup();
    const { loaded } = await read(SPY);
    clock.pass(MINUTE);
    provider.onLoad(failing("unknown-symbol"));
    for (let turn = 0; turn < 3; turn++) expect(await read(SPY)).toMatchObject({ loaded, stale: "unknown-symbol" });
    expect(provider.loads, "the second and third time the source is left alone").toEqual(["SPY", "SPY"]);
  });
});

describe("a bug in a provider", () => {
  const bug = async (): Promise<Loaded> => {
    throw new TypeError("undefined is not a function");
  };

  test("is thrown as it is when there is nothing else", async () => {
    const { provider, read } = setup();
    provider.onLoad(bug);
    await expect(read(SPY)).rejects.toThrow(TypeError);
  });

  test("is not hidden behind an older copy", async () => {
    const { clock, provider, read } = setup();
    await read(SPY);
    clock.pass(MINUTE);
    provider.onLoad(bug);
    await expect(read(SPY)).rejects.toThrow(TypeError);
  });
});

describe("somebody who asks more than is fair", () => {
  const ASKER = { userId: "1", guildId: "2" };
  const impatient = (waits: number[]) => setup({ allowance: { take: () => waits.shift() ?? 0 } });

  test("gets the older copy with the reason, and the source is not asked", async () => {
    const { clock, provider, read } = impatient([0, 4_000]);
    const { loaded } = await read(SPY, { asker: ASKER });
    clock.pass(MINUTE);
    const retryAt = new Date(clock.now() + 4_000).toISOString();
    expect(await read(SPY, { asker: ASKER })).toEqual({ loaded, asked: false, stale: "cooldown", retryAt });
    expect(provider.loads).toEqual(["SPY"]);
  });

  test("without a copy is told when he may", async () => {
    const { clock, provider, read } = impatient([4_000]);
    await expect(read(SPY, { asker: ASKER })).rejects.toMatchObject({
      failure: "cooldown",
      retryAt: new Date(clock.now() + 4_000).toISOString(),
    });
    expect(provider.loads).toEqual([]);
  });

  test("pays only for asking: neither for fresh copies, nor for a load that is under way, nor what the bot does itself", async () => {
    const waits = [0, 9_000, 9_000];
    const { read } = impatient(waits);
    await Promise.all([read(SPY, { asker: ASKER }), read(SPY, { asker: ASKER }), read(SPY, { asker: ASKER })]);
    await read(SPY, { asker: ASKER });
    await read(QQQ);
    expect(waits, "one was taken").toEqual([9_000, 9_000]);
  });
});
