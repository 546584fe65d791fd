import { describe, expect, it } from "vitest";
import { invocablesOf, nestValues } from "../../../../sandbox/page/client/catalogue.ts";
import { optionAtEnd, parseCommandLine, quoted } from "../../../../sandbox/page/client/commandLine.ts";
import { FAKE_COMMANDS } from "../../../support/fakeGex.ts";

const invocables = invocablesOf(FAKE_COMMANDS);

/** The command and what was typed for its options; throws for any other kind of line. */
function read(line: string) {
  const parsed = parseCommandLine(line, invocables);
  if (parsed.kind !== "command") throw new Error(`“${line}” is ${parsed.kind}`);
  return { label: parsed.invocable.label, texts: parsed.texts, problem: parsed.problem };
}

describe("a command typed as text", () => {
  it("gives values to the options in their order", () => {
    expect(read("/gex SPY")).toEqual({ label: "gex", texts: { symbol: "SPY" }, problem: null });
    expect(read("/gex SPY 0dte true").texts).toEqual({ symbol: "SPY", expiry: "0dte", share: "true" });
    expect(read("  /GEX   spy  ").texts).toEqual({ symbol: "spy" });
  });

  it("takes options by name, in any order, around values without one", () => {
    expect(read("/gex symbol:SPY share:true").texts).toEqual({ symbol: "SPY", share: "true" });
    expect(read("/gex share:true SPY").texts).toEqual({ symbol: "SPY", share: "true" });
    expect(read("/gex symbol: SPY").texts).toEqual({ symbol: "SPY" });
  });

  it("keeps quoted words together, also with the quotes of a phone", () => {
    expect(read('/gex SPY "This week"').texts["expiry"]).toBe("This week");
    expect(read("/gex SPY expiry:“This week”").texts["expiry"]).toBe("This week");
    expect(read('/gex "symbol:SPY"').texts, "a quoted name is a value").toEqual({ symbol: "symbol:SPY" });
  });

  it("leaves the words behind the name of a long option with it, until another name comes", () => {
    const text = { type: 3, description: "text" };
    const options = [
      { ...text, name: "symbols", max_length: 300 },
      { ...text, name: "times", max_length: 50 },
      { ...text, name: "zone", max_length: 20 },
    ];
    const [list] = invocablesOf([{ ...FAKE_COMMANDS[0]!, name: "list", options }]);
    const texts = (line: string) => {
      const parsed = parseCommandLine(line, [list!]);
      return parsed.kind === "command" ? { ...parsed.texts, problem: parsed.problem } : parsed;
    };
    expect(texts("/list symbols:SPY QQQ NVDA")).toEqual({ symbols: "SPY QQQ NVDA", problem: null });
    expect(texts("/list symbols:SPY QQQ times:9:45 16:20 zone:ET")).toEqual({
      symbols: "SPY QQQ",
      times: "9:45 16:20",
      zone: "ET",
      problem: null,
    });
    expect(texts('/list symbols:"SPY QQQ" 9:45'), "a quote says where it ends").toMatchObject({ times: "9:45" });
    expect(texts("/list zone:ET SPY"), "a short one takes one word").toMatchObject({ zone: "ET", symbols: "SPY" });
  });

  it("finds subcommands and nests their values as Discord does", () => {
    const { label, texts } = read("/alert add SPY 610.5");
    expect({ label, texts }).toEqual({ label: "alert add", texts: { symbol: "SPY", level: "610.5" } });
    const add = invocables.find((invocable) => invocable.label === "alert add");
    expect(add && nestValues(add, { symbol: "SPY" })).toEqual({ add: { symbol: "SPY" } });
  });

  it("says what it cannot understand", () => {
    expect(read('/gex "SPY').problem).toBe("A quote is opened but never closed.");
    expect(read("/gex SPY 0dte true more").problem).toBe("There is no option left for “more”.");
    expect(read("/help me").problem).toBe("This command takes no options.");
    expect(read("/gex symbl:SPY").problem).toBe("There is no option “symbl”. Did you mean “symbol”?");
    expect(read("/gex symbol:SPY symbol:QQQ").problem).toBe("“symbol” is given twice.");
  });

  it("takes a colon that names nothing for a part of the value", () => {
    expect(read("/gex 09:45")).toMatchObject({ texts: { symbol: "09:45" }, problem: null });
  });

  it("names similar commands for an unknown one", () => {
    expect(parseCommandLine("/gxe SPY", invocables)).toEqual({ kind: "unknown", name: "gxe", similar: ["gex"] });
    expect(parseCommandLine("/alert", invocables)).toEqual({ kind: "unknown", name: "alert", similar: ["alert add"] });
    expect(parseCommandLine("/gexx", invocables)).toMatchObject({ kind: "unknown" });
    expect(parseCommandLine("/zzzzzz", invocables)).toMatchObject({ similar: [] });
  });

  it("is plain text without the slash", () => {
    expect(parseCommandLine("gex SPY", invocables)).toEqual({ kind: "plain" });
  });
});

describe("the option at the end of a half typed line", () => {
  const end = (line: string) => {
    const open = optionAtEnd(line, invocables);
    return open && { option: open.option.name, typed: open.typed, before: open.before };
  };

  it("is the next one in order, or the one named", () => {
    expect(end("/gex ")).toEqual({ option: "symbol", typed: "", before: "/gex " });
    expect(end("/gex SP")).toEqual({ option: "symbol", typed: "SP", before: "/gex " });
    expect(end("/gex SPY 0")).toEqual({ option: "expiry", typed: "0", before: "/gex SPY " });
    expect(end("/gex SPY share:t")).toEqual({ option: "share", typed: "t", before: "/gex SPY share:" });
  });

  it("is none while the command's name is being typed, or when all are given", () => {
    expect(end("/ge")).toBeNull();
    expect(end("/gex")).toBeNull();
    expect(end("/gex SPY 0dte true ")).toBeNull();
  });

  it("is filled so that the line reads back the same", () => {
    const line = `/gex SPY ${quoted("This week")}`;
    expect(read(line).texts["expiry"]).toBe("This week");
  });
});
