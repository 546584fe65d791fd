import { describe, expect, test } from "vitest";
import { symbolsOption } from "../../src/commands/symbolsOption.ts";
import { suggestSymbols, closestSymbols } from "../../src/services/symbols.ts";
import { context, optionsOf } from "../support/context.ts";
import { refusal } from "../support/refusal.ts";

const needed = symbolsOption({ description: "Several", required: true });
const optional = symbolsOption({ description: "Several", required: false });
const read = (text: string) => needed.read(optionsOf({ symbols: text }), "symbols");

describe("several symbols", () => {
  test.each([
    ["SPY", ["SPY"]],
    ["SPY QQQ, NVDA", ["SPY", "QQQ", "NVDA"]],
    ["spy,qqq;$nvda\n^SPX", ["SPY", "QQQ", "NVDA", "SPX"]],
    [" SPY  spy, $SPY brk.b ", ["SPY", "BRK.B"]],
  ])("%j are read as %j: each once, in the order typed", (typed, symbols) => expect(read(typed)).toEqual(symbols));

  test("all bad ones are named in one sentence, each once, and none of the good ones", async () => {
    const words = await refusal(() => read("SPY 123 QQQ TOOLONGX 123"));
    expect(words).toMatch(/^\*\*123\*\*, \*\*TOOLONGX\*\* are not tickers\./);
    expect(words).not.toMatch(/\*\*SPY|\*\*QQQ/);
  });

  test("a single bad one is named in the singular; of many the first five and how many more", async () => {
    expect(await refusal(() => read("SPY 1"))).toMatch(/^\*\*1\*\* is not a ticker\./);
    expect(await refusal(() => read("1 2 3 4 5 6 7"))).toMatch(/^(?:\*\*\d\*\*,? ){5}and 2 more are not tickers/);
  });

  test("what somebody typed is quoted without markup or mention", async () => {
    expect(await refusal(() => read("<@&1234> **x** @everyone"))).toMatch(
      /^\*\*1234\*\*, \*\*x\*\*, \*\*everyone\*\* are/,
    );
  });

  test("VIX among them is refused with the reason, as it is alone", async () => {
    expect(await refusal(() => read("SPY VIX"))).toMatch(/^VIX options are priced off VIX futures/);
  });

  test.each(["", " ", ",;,"])(
    "%j is nothing: refused where some are needed, none where they can be left out",
    async (text) => {
      expect(await refusal(() => read(text))).toMatch(/^Name one symbol or several/);
      expect(optional.read(optionsOf({ symbols: text }), "symbols")).toEqual([]);
      expect(optional.read(optionsOf(), "symbols")).toEqual([]);
    },
  );
});

describe("suggestions", () => {
  const ctx = context({ symbols: { suggest: suggestSymbols, closest: closestSymbols } });
  const values = (typed: string) => needed.suggest!(typed, optionsOf(), ctx).map(({ value }) => value);

  test("complete the word being typed and keep those before it", () => {
    expect(values("SPY, qq")[0]).toBe("SPY QQQ");
    expect(values("nvd")[0]).toBe("NVDA");
    expect(needed.suggest!("SPY QQ", optionsOf(), ctx)[0]?.name).toMatch(/^SPY QQQ · /);
  });

  test("after a blank a further symbol is offered, none that is there already", () => {
    expect(values("SPY QQQ ").length).toBeGreaterThan(10);
    expect(values("SPY QQQ ").every((value) => value.startsWith("SPY QQQ "))).toBe(true);
    for (const value of values("SPY QQQ ")) expect(new Set(value.split(" ")).size).toBe(3);
  });

  test("are none behind a word that is no ticker, and none longer than Discord takes", () => {
    expect(values("@everyone SPY")).toEqual([]);
    const many = Array.from({ length: 16 }, (_, i) => `ABCDE${String.fromCharCode(65 + i)}`).join(" ");
    expect(values(`${many} SPY`)).toEqual([]);
  });
});
