import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { ProviderError, type ProviderFailure } from "../../src/errors.ts";
import type { Allowance } from "../../src/services/allowance.ts";
import { createExposureService, type Answer } from "../../src/services/exposure.ts";
import { createPayloadCache } from "../../src/services/payloadCache.ts";
import type { Loaded } from "../../src/services/provider.ts";
import {
  asked,
  type FakeProvider,
  fakeProvider,
  loadedAt,
  NO_LIMIT,
  stoppedClock,
  ticker,
} from "../support/providers.ts";

const MINUTE = 60_000;

function setup(allowance: Allowance = NO_LIMIT) {
  const clock = stoppedClock();
  const first = fakeProvider(clock, { name: "first" });
  const second = fakeProvider(clock, { name: "second" });
  const service = createExposureService({
    providers: [first, second],
    cache: createPayloadCache({ keepMs: 24 * 60 * MINUTE, maxBytes: 1e6 }),
    now: clock.now,
    allowance,
    timeoutMs: 2_000,
    patienceMs: 500,
    unknownForMs: 15 * MINUTE,
  });
  return { clock, first, second, service };
}

const fails = (provider: FakeProvider, failure: ProviderFailure) =>
  provider.onLoad(async () => {
    throw new ProviderError(provider.name, failure);
  });
const sourceOf = ({ reading }: Answer) => reading.snapshot.source.provider;

describe("the order of sources", () => {
  test("the first that answers is used, and the second is not asked", async () => {
    const { second, service } = setup();
    expect(sourceOf(await service.read(asked("SPY")))).toBe("first");
    expect(second.loads).toEqual([]);
  });

  test.each([
    "unknown-symbol",
    "not-entitled",
    "rate-limited",
    "blocked",
    "unreachable",
    "bad-response",
    "no-data",
  ] as const)("after %s the next one is asked", async (failure) => {
    const { first, service } = setup();
    fails(first, failure);
    const answer = await service.read(asked("SPY"));
    expect(sourceOf(answer)).toBe("second");
    expect(answer.stale).toBeNull();
  });

  test("a payload that cannot be read is a failure of its source", async () => {
    const { first, service } = setup();
    first.snapshot = async () => {
      throw new ProviderError("first", "bad-response");
    };
    expect(sourceOf(await service.read(asked("SPY")))).toBe("second");
  });

  test("when all fail, the reason of the first is thrown", async () => {
    const { first, second, service } = setup();
    fails(first, "rate-limited");
    fails(second, "unknown-symbol");
    await expect(service.read(asked("SPY"))).rejects.toMatchObject({
      name: "ProviderError",
      provider: "first",
      failure: "rate-limited",
    });
  });

  test("a bug is thrown, not taken for a dead source", async () => {
    const { first, second, service } = setup();
    first.onLoad(async () => {
      throw new TypeError("undefined is not a function");
    });
    await expect(service.read(asked("SPY"))).rejects.toThrow(TypeError);
    expect(second.loads).toEqual([]);
  });
});

describe("work shared between requests", () => {
  test("equal requests at the same time are one", async () => {
    const { clock, first, service } = setup();
    let snapshots = 0;
    const other = fakeProvider(clock);
    first.snapshot = (payload, request) => {
      snapshots++;
      return other.snapshot(payload, request);
    };
    const answers = await Promise.all(Array.from({ length: 20 }, () => service.read(asked("SPY"))));
    expect(first.loads).toEqual(["SPY"]);
    expect(snapshots).toBe(1);
    expect(new Set(answers).size).toBe(1);
  });

  test("different selections of one symbol share one load and are read apart", async () => {
    const { first, service } = setup();
    const selections = [{ kind: "all" }, { kind: "zeroDte" }, { kind: "maxDte", days: 7 }] as const;
    const answers = await Promise.all(selections.map((selection) => service.read(asked("SPY", selection))));
    expect(first.loads).toEqual(["SPY"]);
    expect(answers.map(({ reading }) => reading.snapshot.selection)).toEqual(selections);
  });

  test("maxDte of 7 and of 45 days are not the same request", async () => {
    const { service } = setup();
    const [week, month] = await Promise.all(
      [7, 45].map((days) => service.read(asked("SPY", { kind: "maxDte", days }))),
    );
    expect(week?.reading.snapshot.selection).not.toEqual(month?.reading.snapshot.selection);
  });

  test("a request after another is computed again, from the cached payload", async () => {
    const { first, service } = setup();
    const before = await service.read(asked("SPY"));
    const after = await service.read(asked("SPY"));
    expect(after).not.toBe(before);
    expect(first.loads).toEqual(["SPY"]);
  });

  test("a failure is shared by those who waited, and forgotten afterwards", async () => {
    const { clock, first, second, service } = setup();
    fails(first, "unreachable");
    fails(second, "unreachable");
    const both = await Promise.allSettled([service.read(asked("SPY")), service.read(asked("SPY"))]);
    expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(first.loads).toEqual(["SPY"]);
    first.onLoad(async (symbol) => loadedAt(clock, symbol));
    expect(sourceOf(await service.read(asked("SPY")))).toBe("first");
  });
});

test("an older copy says why it is older", async () => {
  const { clock, first, service } = setup();
  await service.read(asked("SPY"));
  const fetched = new Date(clock.now()).toISOString();
  clock.pass(5 * MINUTE);
  fails(first, "unreachable");
  const { reading, stale } = await service.read(asked("SPY"));
  expect(stale).toBe("unreachable");
  expect(reading.snapshot.fetchedAt).toBe(fetched);
});

test("a reading carries the regime of its snapshot", async () => {
  const { service } = setup();
  const { reading } = await service.read(asked("SPY"));
  expect(reading.regime.gamma).toBe(reading.snapshot.net.gex > 0 ? "positive" : "negative");
});

describe("the expiries of a symbol", () => {
  test("are unknown, hence none, before it was read", () => {
    const { first, service } = setup();
    expect(service.listedExpiries(ticker("SPY"))).toEqual([]);
    expect(first.loads, "suggestions never ask a source").toEqual([]);
  });

  test("are those last seen, whatever the selection was", async () => {
    const { service } = setup();
    const { reading } = await service.read(asked("SPY", { kind: "zeroDte" }));
    expect(service.listedExpiries(ticker("SPY"))).toEqual(reading.snapshot.listed);
    expect(service.listedExpiries(ticker("QQQ"))).toEqual([]);
  });
});

describe("many symbols", () => {
  test("come in the order asked, and a dead one is a gap", async () => {
    const { clock, first, second, service } = setup();
    const answer = (source: FakeProvider) =>
      source.onLoad(async (symbol): Promise<Loaded> => {
        await sleep(symbol === "SPY" ? 30 : 1);
        if (symbol === "DEAD") throw new ProviderError(source.name, "unknown-symbol");
        return loadedAt(clock, symbol);
      });
    answer(first);
    answer(second);
    const symbols = ["SPY", "DEAD", "QQQ", "IWM", "TLT", "GLD"];
    const rows = await service.readMany(symbols.map((symbol) => asked(symbol)));
    expect(rows.map((row) => ("missing" in row ? row : row.reading.snapshot.symbol))).toEqual([
      "SPY",
      { missing: "DEAD", failure: "unknown-symbol" },
      "QQQ",
      "IWM",
      "TLT",
      "GLD",
    ]);
  });

  test("are asked for four at a time at most, and a slow one holds up only its lane", async () => {
    const { clock, first, service } = setup();
    let [underWay, most] = [0, 0];
    first.onLoad(async (symbol) => {
      most = Math.max(most, ++underWay);
      await sleep(symbol === "A" ? 60 : 5);
      underWay--;
      return loadedAt(clock, symbol);
    });
    const started = performance.now();
    const symbols = Array.from({ length: 20 }, (_, i) => String.fromCharCode(65 + i));
    const rows = await service.readMany(symbols.map((symbol) => asked(symbol)));
    expect(rows).toHaveLength(20);
    expect(most).toBe(4);
    expect(performance.now() - started, "in turn it would be 155 ms at the least").toBeLessThan(150);
  });

  test("are paid by who asked for the list, out of what is there for lists; without him by nobody", async () => {
    const payers: unknown[] = [];
    const { service } = setup({ take: (...payer) => (payers.push(payer), payer[0].userId === "poor" ? 9_000 : 0) });
    const asker = { userId: "1", guildId: "2" };
    await service.readMany([asked("SPY"), asked("QQQ")], { asker });
    expect(payers).toEqual([
      [asker, "list"],
      [asker, "list"],
    ]);
    await service.readMany([asked("IWM")]);
    expect(payers).toHaveLength(2);
    expect(await service.readMany([asked("SPY"), asked("DIA")], { asker: { userId: "poor", guildId: null } })).toEqual([
      expect.objectContaining({ cache: "hit" }),
      { missing: "DIA", failure: "cooldown" },
    ]);
  });

  test("of the last quarter of an hour will do where that was asked for", async () => {
    const { clock, first, service } = setup();
    await service.readMany([asked("SPY")]);
    clock.pass(14 * MINUTE);
    await service.readMany([asked("SPY")], { freshness: "recent" });
    expect(first.loads).toEqual(["SPY"]);
    await service.readMany([asked("SPY")]);
    expect(first.loads).toEqual(["SPY", "SPY"]);
  });

  test("may be none", async () => {
    expect(await setup().service.readMany([])).toEqual([]);
  });

  test("do not turn a bug into a gap", async () => {
    const { first, service } = setup();
    first.onLoad(async () => {
      throw new TypeError("undefined is not a function");
    });
    await expect(service.readMany([asked("SPY"), asked("QQQ")])).rejects.toThrow(TypeError);
  });

  test("leave no unhandled rejection behind when several bugs surface at once", async () => {
    const unhandled: unknown[] = [];
    const listen = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", listen);
    const { first, service } = setup();
    first.onLoad(async (symbol) => {
      await sleep(symbol.length);
      throw new TypeError(symbol);
    });
    const symbols = ["A", "AB", "ABC", "ABCD", "ABCDE"];
    await expect(service.readMany(symbols.map((s) => asked(s)))).rejects.toThrow(TypeError);
    await sleep(20);
    process.off("unhandledRejection", listen);
    expect(unhandled).toEqual([]);
  });
});

describe("one copy of a chain", () => {
  test("is computed once for a selection, whoever asks: the same reading is the same object", async () => {
    const { service, first, clock } = setup();
    let computed = 0;
    const snapshot = first.snapshot.bind(first);
    first.snapshot = (payload, request) => (computed++, snapshot(payload, request));
    const [a, b] = [await service.read(asked("SPY")), await service.read(asked("SPY"))];
    expect(b.reading).toBe(a.reading);
    expect([a.cache, b.cache]).toEqual(["miss", "hit"]);
    await service.read(asked("SPY", { kind: "zeroDte" }));
    expect(computed).toBe(2);
    clock.pass(60_000);
    expect((await service.read(asked("SPY"))).reading, "a new copy is a new reading").not.toBe(a.reading);
  });

  test("that could not be computed is tried again", async () => {
    const { service, first } = setup();
    const snapshot = first.snapshot.bind(first);
    first.snapshot = async () => {
      throw new ProviderError("first", "overloaded");
    };
    expect(sourceOf(await service.read(asked("SPY")))).toBe("second");
    first.snapshot = snapshot;
    expect(sourceOf(await service.read(asked("SPY")))).toBe("first");
  });
});
