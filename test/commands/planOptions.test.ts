import { describe, expect, test } from "vitest";
import {
  bankrollOption,
  planExpiryOption,
  spreadExpiryOption,
  structureOption,
} from "../../src/commands/planOptions.ts";
import { UserError } from "../../src/errors.ts";
import { context, optionsOf } from "../support/context.ts";

describe("expiry", () => {
  const read = (expiry?: string) => planExpiryOption.read(optionsOf(expiry === undefined ? {} : { expiry }), "expiry");

  test("is a date, a number of days, or left to the premium", () => {
    expect(read("2026-12-18")).toEqual({ date: "2026-12-18" });
    expect(read(" 30D ")).toEqual({ days: 30 });
    expect(read()).toBeNull();
  });

  test.each(["all", "opex", "soon", "2026-13-01", "0dte", "@everyone"])("%s is no single expiry", (text) => {
    expect(() => read(text)).toThrow(UserError);
  });

  test("what is echoed carries no mention and no markup", () => {
    expect(() => read("<@&1>**x**")).toThrow(/^\*\*1x\*\* is no single expiry/);
  });

  test("listed dates are offered, with their days, by whatever part of them is typed", () => {
    const listed = [
      { date: "2026-11-23", dte: 0 },
      { date: "2026-12-18", dte: 25 },
    ];
    const ctx = context({ exposure: { ...context().exposure, listedExpiries: () => listed } });
    const offered = (typed: string) => planExpiryOption.suggest!(typed, optionsOf({ symbol: "SPY" }), ctx);
    expect(offered("")).toEqual([
      { name: "2026-11-23 · Nov 23 · today", value: "2026-11-23" },
      { name: "2026-12-18 · Dec 18 · 25 d", value: "2026-12-18" },
    ]);
    expect(offered("dec").map(({ value }) => value)).toEqual(["2026-12-18"]);
    expect(planExpiryOption.suggest!("", optionsOf(), ctx), "no symbol yet").toEqual([]);
  });

  test("of a spread has to be given", () => {
    expect(spreadExpiryOption.json.required).toBe(true);
    expect(spreadExpiryOption.read(optionsOf({ expiry: "30d" }), "expiry")).toEqual({ days: 30 });
  });
});

describe("bankroll", () => {
  const read = (bankroll?: number) =>
    bankrollOption.read(optionsOf(bankroll === undefined ? {} : { bankroll }), "bankroll");

  test("is a number of dollars between a hundred and a thousand million", () => {
    expect([read(100), read(1e9), read()]).toEqual([100, 1e9, null]);
  });

  test.each([99.99, 1e9 + 1, -5, Number.NaN, Infinity])("%d is none", (bankroll) => {
    expect(() => read(bankroll)).toThrow("The bankroll must be between $100 and $1,000,000,000.");
  });
});

describe("structure", () => {
  test("is one of six, or left to the scores", () => {
    expect(structureOption.json).toMatchObject({ choices: { length: 6 } });
    expect(structureOption.read(optionsOf({ structure: "iron_condor" }), "structure")).toBe("iron_condor");
    expect(structureOption.read(optionsOf(), "structure")).toBeNull();
  });

  test.each(["butterfly", "constructor", "__proto__"])("%s is none", (structure) => {
    expect(() => structureOption.read(optionsOf({ structure }), "structure")).toThrow(UserError);
  });
});
