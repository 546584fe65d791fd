import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { ProviderError, type ProviderFailure } from "../../src/errors.ts";
import { createPayloadCache } from "../../src/services/payloadCache.ts";
import type { ExposureProvider } from "../../src/services/provider.ts";
import { asked, ticker } from "./providers.ts";
import {
  type Behaviour,
  drip,
  hang,
  html,
  json,
  reset,
  startUpstream,
  status,
  truncated,
  type Upstream,
} from "./upstream.ts";

export interface Contract {
  /** The provider over a source at this address, on a line that does not pause between retries. */
  readonly make: (origin: string) => { readonly provider: ExposureProvider; close(): Promise<void> };
  /** What the source answers for SPY on an ordinary day, by path. */
  readonly healthy: Readonly<Record<string, Behaviour>>;
  /** The path among them that holds SPY's data: where the trouble is. */
  readonly path: string;
  /** A document of the right shape without a single contract. */
  readonly empty: unknown;
  /** How this source says no: behaviours by path, and what each means. */
  readonly refusals: readonly (readonly [string, Readonly<Record<string, Behaviour>>, ProviderFailure])[];
}

const SPY = ticker("SPY");

/** What every provider owes the service, over real HTTP. Register it once per provider. */
export function providerContract(name: string, { make, healthy, path, empty, refusals }: Contract): void {
  describe(`${name} honours the contract of a provider`, () => {
    let upstream: Upstream;
    let provider: ExposureProvider;

    beforeEach(async () => {
      upstream = await startUpstream(healthy);
      const made = make(upstream.origin);
      ({ provider } = made);
      return async () => {
        await made.close();
        await upstream.close();
      };
    });

    const load = (ms = 5_000) => provider.load(SPY, AbortSignal.timeout(ms));
    const snapshotOf = (payload: Uint8Array) => provider.snapshot(payload, asked("SPY"));

    describe("a healthy source", () => {
      test("gives bytes, when they were fetched, and for how long they are fresh", async () => {
        const { payload, fetchedAt, freshForMs } = await load();
        expect(payload).toBeInstanceOf(Uint8Array);
        expect(new Date(fetchedAt).toISOString()).toBe(fetchedAt);
        expect(freshForMs).toBeGreaterThanOrEqual(30_000);
      });

      test("is asked once, whatever is read from the answer", async () => {
        const { payload } = await load();
        const { length } = upstream.requests;
        await provider.snapshot(payload, asked("SPY", { kind: "zeroDte" }));
        await snapshotOf(payload);
        expect(upstream.requests).toHaveLength(length);
      });

      test("gives bytes that survive a cache and a copy, and can be read again and again", async () => {
        const loaded = await load();
        const cache = createPayloadCache({ keepMs: 60_000, maxBytes: 64 * 1024 * 1024 });
        await cache.set("SPY", loaded);
        const kept = await cache.get("SPY");
        const first = await snapshotOf(kept!.payload);
        expect(await snapshotOf(kept!.payload)).toStrictEqual(first);
        expect(await snapshotOf(structuredClone(loaded.payload))).toStrictEqual(first);
        expect(await snapshotOf(new Uint8Array(Buffer.from(loaded.payload)))).toStrictEqual(first);
      });

      test("tells what single options of a listed date cost, in plain JSON", async () => {
        const { payload } = await load();
        const { listed, spot } = await snapshotOf(payload);
        const board = await provider.board(payload, [listed.at(-1)!.date, "2001-01-01"]);
        expect(JSON.parse(JSON.stringify(board))).toStrictEqual(board);
        expect(board).toMatchObject({ symbol: "SPY", spot });
        expect(board.expiries.map(({ date }) => date)).toEqual([listed.at(-1)!.date]);
      });

      test("becomes a snapshot of plain JSON: no NaN, no Date, nothing undefined", async () => {
        const snapshot = await snapshotOf((await load()).payload);
        expect(JSON.parse(JSON.stringify(snapshot))).toStrictEqual(snapshot);
      });

      test("becomes a snapshot about what was asked, with strikes, expiries and profile ascending", async () => {
        const { payload, fetchedAt } = await load();
        const snapshot = await provider.snapshot(payload, asked("SPY", { kind: "maxDte", days: 45 }));
        expect(snapshot).toMatchObject({ symbol: "SPY", selection: { kind: "maxDte", days: 45 }, fetchedAt });
        expect(snapshot.spot).toBeGreaterThan(0);
        expectAscending(snapshot.strikes.map(({ strike }) => strike));
        expectAscending(snapshot.expiries.map(({ dte }) => dte));
        expectAscending(snapshot.listed.map(({ dte }) => dte));
        expectAscending(snapshot.profile.spots);
      });

      test("has no expiries for a date it does not list, and says so without throwing", async () => {
        const { payload } = await load();
        const snapshot = await provider.snapshot(payload, asked("SPY", { kind: "date", date: "2020-01-01" }));
        expect(snapshot.expiries).toEqual([]);
        expect(snapshot.listed).not.toEqual([]);
      });
    });

    describe("a source in trouble is a ProviderError", () => {
      const troubles: readonly (readonly [string, Behaviour, ProviderFailure])[] = [
        ["connections that end without a word", reset, "unreachable"],
        ["503, again and again", status(503), "unreachable"],
        ["429", status(429, { "retry-after": "7" }), "rate-limited"],
        ["HTML with 200", html(), "bad-response"],
        ["an empty body", json(""), "bad-response"],
        ["JSON of another shape", json({ surprise: true }), "bad-response"],
        ["JSON that breaks off", json('{"timestamp":"2026'), "bad-response"],
        ["no contracts", json(empty), "no-data"],
      ];

      test.each(troubles)("%s", async (_what, behaviour, failure) => {
        upstream.on(path, behaviour);
        await expect(load()).rejects.toMatchObject({ name: "ProviderError", failure });
      });

      test.each(refusals)("%s", async (_what, behaviours, failure) => {
        for (const [where, behaviour] of Object.entries(behaviours)) upstream.on(where, behaviour);
        await expect(load()).rejects.toMatchObject({ name: "ProviderError", failure });
      });

      test("a connection that breaks off in the middle", async () => {
        upstream.on(path, truncated({ padding: "x".repeat(10_000) }));
        const failure = await load().catch((error: unknown) => error);
        expect(failure).toBeInstanceOf(ProviderError);
        expect(["unreachable", "bad-response"]).toContain((failure as ProviderError).failure);
      });

      test.each([
        ["silence", hang],
        ["a byte now and then", drip(5)],
      ])("%s ends with the caller's patience", async (_what, behaviour) => {
        upstream.on(path, behaviour);
        const began = performance.now();
        await expect(load(150)).rejects.toMatchObject({ name: "ProviderError", failure: "unreachable" });
        expect(performance.now() - began).toBeLessThan(2_000);
      });
    });

    describe("a caller who walks away", () => {
      test("before anything was asked costs the source nothing", async () => {
        await expect(provider.load(SPY, AbortSignal.abort())).rejects.toBeInstanceOf(ProviderError);
        expect(upstream.requests).toEqual([]);
      });

      test("in the middle takes the connection with him", async () => {
        const closed = Promise.withResolvers<void>();
        const entered = Promise.withResolvers<void>();
        upstream.on(path, (_request, response) => {
          entered.resolve();
          response.on("close", () => closed.resolve());
        });
        const caller = new AbortController();
        onTestFinished(() => caller.abort());
        const loading = provider.load(SPY, caller.signal);
        loading.catch(() => undefined);
        await entered.promise;
        caller.abort();
        await expect(loading).rejects.toBeInstanceOf(ProviderError);
        await closed.promise;
      });
    });
  });
}

function expectAscending(values: readonly number[]): void {
  expect(values.length).toBeGreaterThan(0);
  expect(values).toEqual([...new Set(values)].toSorted((a, b) => a - b));
}
