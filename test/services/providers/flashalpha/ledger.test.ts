import { describe, expect, test } from "vitest";
import { createLedger, type Turn } from "../../../../src/services/providers/flashalpha/ledger.ts";
import type { QuotaStore, SavedQuota } from "../../../../src/services/providers/flashalpha/quotaFile.ts";
import { readRateHeaders } from "../../../../src/services/providers/flashalpha/rateHeaders.ts";
import { stoppedClock } from "../../../support/providers.ts";
import { MINUTE } from "./setup.ts";

function memory(saved: SavedQuota | null = null) {
  const kept: { quota: SavedQuota | null } = { quota: saved };
  const store: QuotaStore = { load: () => kept.quota, save: (quota) => void (kept.quota = quota) };
  return { kept, store };
}

function ledgerAt(start: string, saved: SavedQuota | null = null) {
  const clock = stoppedClock(Date.parse(start));
  const { kept, store } = memory(saved);
  const make = () => createLedger({ store, now: clock.now });
  return { clock, kept, make, ledger: make() };
}

const NOON = "2026-11-23T12:00:00Z";
const at = (text: string) => Date.parse(text);
const headers = (limit: number, remaining: number) => ({ limit, remaining, resetsAt: null });

function turnOf(taken: ReturnType<ReturnType<typeof createLedger>["take"]>): Turn {
  if ("denied" in taken) throw new Error(`denied: ${taken.denied.kind}`);
  return taken.turn;
}

describe("the count of a day", () => {
  test("is kept before the call is made", () => {
    const { ledger, kept } = ledgerAt(NOON);
    ledger.take("a");
    expect(kept.quota?.used).toBe(1);
  });

  test("believes the emptier of two answers that overtook each other", () => {
    const { ledger } = ledgerAt(NOON);
    const [first, second] = [turnOf(ledger.take("a")), turnOf(ledger.take("a"))];
    second.settle(headers(250, 100));
    first.settle(headers(250, 101));
    expect(ledger.state().remaining).toBe(100);
  });

  test("counts what is under way at midnight to the new day, and nothing else", () => {
    const { ledger, clock } = ledgerAt("2026-11-23T23:59:59Z");
    turnOf(ledger.take("a")).settle(headers(5, 4));
    const late = turnOf(ledger.take("a"));
    clock.pass(2_000);
    expect(ledger.state()).toEqual({ limit: 5, remaining: 4, resetsAt: at("2026-11-25T00:00:00Z") });
    late.settle(headers(5, 0));
    expect(ledger.state().remaining, "what the late answer says is about yesterday").toBe(4);
  });

  test("gives back nothing to a day the call was not taken from", () => {
    const { ledger, clock } = ledgerAt("2026-11-23T23:59:59Z");
    turnOf(ledger.take("a")).settle(headers(5, 4));
    const late = turnOf(ledger.take("a"));
    clock.pass(2_000);
    turnOf(ledger.take("b")).settle(headers(5, 4));
    late.giveBack();
    expect(ledger.state().remaining).toBe(3);
  });

  test("begins anew with new shares when the vendor's day ends within an hour", () => {
    const { ledger, clock } = ledgerAt("2026-11-23T12:10:00Z");
    for (const payer of ["a", "b"]) ledger.asked(payer);
    const reset = { limit: 4, remaining: 3, resetsAt: at("2026-11-23T12:20:00Z") };
    turnOf(ledger.take("a")).settle(reset);
    turnOf(ledger.take("a")).settle({ ...reset, remaining: 2 });
    expect(ledger.take("a")).toEqual({ denied: { kind: "share", resetsAt: "2026-11-23T12:20:00.000Z" } });
    clock.pass(10 * MINUTE);
    turnOf(ledger.take("a"));
    turnOf(ledger.take("a"));
    expect(ledger.take("a"), "two of four are its share of the new day as well").toHaveProperty("denied");
  });

  test("remembers shares across a restart within the hour, and not beyond it", () => {
    const { ledger, clock, make } = ledgerAt("2026-11-23T12:30:00Z");
    for (const payer of ["a", "b"]) ledger.asked(payer);
    turnOf(ledger.take("a")).settle(headers(5, 4));
    turnOf(ledger.take("a")).settle(headers(5, 3));
    expect(make().take("a")).toEqual({ denied: { kind: "share", resetsAt: "2026-11-23T13:00:00.000Z" } });
    clock.pass(30 * MINUTE);
    expect(make().take("a")).toHaveProperty("turn");
  });

  test("does not take a second try where calls are few, and not below zero", () => {
    const { ledger } = ledgerAt(NOON);
    const turn = turnOf(ledger.take("a"));
    expect(turn.again(), "the limit is not known").toBe(false);
    turn.settle(headers(10, 9));
    expect(turnOf(ledger.take("a")).again()).toBe(false);
    turnOf(ledger.take("a")).settle(headers(250, 2));
    const last = turnOf(ledger.take("a"));
    expect([last.again(), last.again()]).toEqual([true, false]);
  });
});

describe("what is read from the store", () => {
  const saved: SavedQuota = { limit: 5, used: 5, resetsAt: at("2026-11-24T00:00:00Z"), quietUntil: 0, payers: [] };

  test("of today counts, of yesterday only the limit does", () => {
    expect(ledgerAt(NOON, saved).ledger.state().remaining).toBe(0);
    expect(ledgerAt("2026-11-24T00:00:00Z", saved).ledger.state()).toMatchObject({ limit: 5, remaining: 5 });
  });

  test("and lies beyond a day is not believed: neither a reset nor a silence", () => {
    const far = at("2027-01-01T00:00:00Z");
    expect(ledgerAt(NOON, { ...saved, resetsAt: far }).ledger.state().remaining).toBe(5);
    expect(ledgerAt(NOON, { ...saved, used: 0, quietUntil: far }).ledger.take("a")).toHaveProperty("turn");
    const today = at("2026-11-23T18:00:00Z");
    expect(ledgerAt(NOON, { ...saved, used: 0, quietUntil: today }).ledger.take("a")).toEqual({
      denied: { kind: "quota", resetsAt: "2026-11-23T18:00:00.000Z" },
    });
  });
});

describe("the headers", () => {
  const read = (limit: string | null, remaining: string | null, reset: string | null = null) => {
    const table: Readonly<Record<string, string | null>> = {
      "x-ratelimit-limit": limit,
      "x-ratelimit-remaining": remaining,
      "x-ratelimit-reset": reset,
    };
    return readRateHeaders((name) => table[name] ?? null, at(NOON));
  };

  test("are whole numbers, or a limit without bound", () => {
    expect(read(" 250 ", "249")).toEqual({ limit: 250, remaining: 249, resetsAt: null });
    expect(read("Unlimited", "unlimited")).toEqual({ limit: "unlimited", remaining: null, resetsAt: null });
  });

  test.each(["", "-1", "1.5", "1e3", "0x10", "NaN", "12345678901234567890", "five"])(
    "%j is no number of calls",
    (text) => {
      expect(read(text, text)).toEqual({ limit: null, remaining: null, resetsAt: null });
    },
  );

  test("name a reset within a day, in seconds", () => {
    const seconds = (text: string) => String(at(text) / 1000);
    expect(read(null, null, seconds("2026-11-24T00:00:00Z")).resetsAt).toBe(at("2026-11-24T00:00:00Z"));
    for (const reset of [seconds("2026-11-26T00:00:00Z"), seconds(NOON), String(at("2026-11-24T00:00:00Z"))])
      expect(read(null, null, reset).resetsAt).toBeNull();
  });
});
