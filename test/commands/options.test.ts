import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expiryOption, paletteOption, shareOption, symbolOption } from "../../src/commands/options.ts";
import { parseSelection, selectionKey } from "../../src/engine/selection.ts";
import { UserError } from "../../src/errors.ts";
import { context, optionsOf } from "../support/context.ts";

const symbol = (text: string) => symbolOption.read(optionsOf({ symbol: text }), "symbol");
const expiry = (text?: string) => expiryOption.read(optionsOf(text === undefined ? {} : { expiry: text }), "expiry");

/** The message of the UserError that `read` throws. */
function refusal(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as UserError).message;
  }
  throw new Error("was accepted");
}

describe("a symbol", () => {
  test.each([
    ["SPY", "SPY"],
    ["spy", "SPY"],
    [" qqq ", "QQQ"],
    ["$spy", "SPY"],
    ["^SPX", "SPX"],
    ["_rut", "RUT"],
    ["brk.b", "BRK.B"],
    ["$Brk.B", "BRK.B"],
  ])("%j is read as %s, as traders type it", (typed, read) => expect(symbol(typed)).toBe(read));

  test.each([
    "",
    "   ",
    "SPY;DROP TABLE",
    "../x",
    "..",
    "SPY/..",
    "%2e%2e",
    "SPY?x=1",
    "SPY#",
    "SPY QQQ",
    "123",
    "SPY1",
    "TOOLONGX",
    "🚀",
    "SPY🚀",
    "<@123>",
    "<@&1>",
    "@everyone",
    "@here",
    "`SPY`",
    "**SPY**",
    "S\0PY",
    "ＳＰＹ",
    "СПИ",
    "$$SPY",
  ])("%j is refused with words that help", (typed) => {
    expect(refusal(() => symbol(typed))).toMatch(/is not a ticker\. Type letters only, for example SPY/);
  });

  test.each(["VIX", "vix", "^VIX", "$vix", "VIXW"])("%s is refused with the reason", (typed) => {
    expect(refusal(() => symbol(typed))).toMatch(/VIX options are priced off VIX futures.*Try SPX or SPY/);
  });

  test("whatever is accepted is safe in an address, a cache key and a file name", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: "grapheme" })), (typed) => {
        let read: string;
        try {
          read = symbol(typed);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
          return;
        }
        expect(read).toMatch(/^[A-Z]{1,6}(\.[A-Z])?$/);
      }),
    );
  });
});

describe("an expiry", () => {
  test.each([
    [undefined, { kind: "all" }],
    ["", { kind: "all" }],
    ["All", { kind: "all" }],
    ["0dte", { kind: "zeroDte" }],
    ["0DTE", { kind: "zeroDte" }],
    ["7d", { kind: "maxDte", days: 7 }],
    ["<=30d", { kind: "maxDte", days: 30 }],
    ["opex", { kind: "nextOpex" }],
    [" 2026-12-18 ", { kind: "date", date: "2026-12-18" }],
  ] as const)("%j is read as %j", (typed, read) => expect(expiry(typed)).toEqual(read));

  test.each([
    "tomorrow",
    "7",
    "7w",
    "-7d",
    "12345d",
    "2026-13-01",
    "2026-12-32",
    "18.12.2026",
    "2026/12/18",
    "d",
    "0dte7d",
  ])("%s is refused with every form there is", (typed) => {
    const words = refusal(() => expiry(typed));
    for (const form of ["all", "0dte", "7d", "opex", "2026-12-18"]) expect(words).toContain(form);
  });

  test("as a cache key and in the reproducing command it reads back as itself", () => {
    for (const typed of ["all", "0dte", "7d", "45d", "opex", "2026-12-18"])
      expect(parseSelection(selectionKey(expiry(typed)))).toEqual(expiry(typed));
  });
});

describe("a user's text in our sentence is inert", () => {
  test.each([
    ["@everyone", "everyone"],
    ["@here", "here"],
    ["<@1234>", "1234"],
    ["[x](http://y)", "xhttpy"],
    ["`code`", "code"],
    ["**b**", "b"],
    ["a_b_c", String.raw`a\_b\_c`],
    ["~~s~~", "s"],
    ["||s||", "s"],
    ["<t:0>", "t0"],
    ["https://a.b", "httpsa.b"],
    ["🚀", "That"],
    ["", "That"],
  ])("%j is quoted as %j", (typed, quoted) => {
    expect(refusal(() => symbol(typed))).toMatch(`**${quoted}** is not a ticker`);
    if (typed !== "") expect(refusal(() => expiry(typed))).toMatch(`**${quoted}** is no expiry`);
  });

  test("at most twenty characters of it, none of them halved", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }), (typed) => {
        let words: string;
        try {
          expiry(typed);
          return;
        } catch (error) {
          words = (error as Error).message;
        }
        const [, quoted = ""] = /^\*\*(.*)\*\* is no expiry/su.exec(words) ?? [];
        expect(quoted.isWellFormed()).toBe(true);
        expect(Array.from(quoted.replaceAll("\\", "")).length).toBeLessThanOrEqual(20);
        expect(quoted).not.toMatch(/[@<>`*~|[\]()#:/\n]|(?<!\\)_/);
      }),
      { numRuns: 500, examples: [[`a${"𝐀".repeat(30)}`], ["_".repeat(40)]] },
    );
  });
});

describe("suggestions for a symbol", () => {
  const many = Array.from({ length: 40 }, (_, i) => ({ symbol: `S${i}`, name: "A very long company name ".repeat(8) }));
  const symbols = { suggest: (_typed: string, limit: number) => many.slice(0, limit), closest: () => [] };
  const suggest = (typed: string) => symbolOption.suggest!(typed, optionsOf(), context({ symbols }));

  test("are at most 25, named by symbol and company within 100 characters", () => {
    const choices = suggest("s");
    expect(choices).toHaveLength(25);
    expect(choices[0]!.value).toBe("S0");
    for (const { name, value } of choices) {
      expect(name).toMatch(new RegExp(`^${value} · A very long`));
      expect(name.length).toBeLessThanOrEqual(100);
    }
  });

  test("are what the directory finds for the text typed so far", () => {
    const asked: string[] = [];
    const directory = { ...symbols, suggest: (typed: string) => (asked.push(typed), []) };
    expect(symbolOption.suggest!("app", optionsOf(), context({ symbols: directory }))).toEqual([]);
    expect(asked).toEqual(["app"]);
  });
});

describe("suggestions for an expiry", () => {
  const listed = Array.from({ length: 40 }, (_, i) => ({ date: `2026-12-${String(i + 1).padStart(2, "0")}`, dte: i }));
  const exposure = {
    ...context().exposure,
    listedExpiries: (of: string) => (of === "SPY" ? listed.slice(0, 31) : []),
  };
  const suggest = (typed: string, spec: Record<string, string> = { symbol: "SPY" }) =>
    expiryOption.suggest!(typed, optionsOf(spec), context({ exposure }));
  const PRESETS = ["all", "0dte", "7d", "45d", "opex"];

  test("begin with the presets, go on with the dates of the chain, and stop at 25", () => {
    const values = suggest("").map(({ value }) => value);
    expect(values).toHaveLength(25);
    expect(values.slice(0, 7)).toEqual([...PRESETS, "2026-12-01", "2026-12-02"]);
  });

  test("a date says when it is and how far off", () => {
    expect(
      suggest("2026-12-0")
        .slice(0, 2)
        .map(({ name }) => name),
    ).toEqual(["2026-12-01 · Dec 1 · today", "2026-12-02 · Dec 2 · 1 d"]);
  });

  test.each([
    ["op", ["opex"]],
    ["0DTE", ["0dte"]],
    ["2026-12-3", ["2026-12-30", "2026-12-31"]],
    ["nonsense", []],
  ])("%j leaves %j", (typed, values) => {
    expect(suggest(typed).map(({ value }) => value)).toEqual(values);
  });

  test("find the chain by the symbol as it was typed", () => {
    expect(suggest("2026", { symbol: " $spy " })).not.toHaveLength(0);
  });

  test.each([{}, { symbol: "" }, { symbol: "../x" }, { symbol: "QQQ" }])("are the presets alone with %j", (spec) => {
    expect(suggest("", spec).map(({ value }) => value)).toEqual(PRESETS);
  });

  test("all read back as a selection", () => {
    for (const { value } of suggest("")) expect(() => expiry(value)).not.toThrow();
  });

  test("every name is within 100 characters", () => {
    for (const { name } of suggest("")) expect(name.length).toBeLessThanOrEqual(100);
  });
});

test("a palette is one of the two or the operator's default", () => {
  const palette = (value?: string) => paletteOption.read(optionsOf(value ? { palette: value } : {}), "palette");
  expect([palette("default"), palette("colorblind"), palette(), palette("neon")]).toEqual([
    "default",
    "colorblind",
    null,
    null,
  ]);
});

test("sharing is off unless asked for", () => {
  const share = (values: Record<string, boolean>) => shareOption.read(optionsOf(values), "share");
  expect([share({}), share({ share: false }), share({ share: true })]).toEqual([false, false, true]);
});
