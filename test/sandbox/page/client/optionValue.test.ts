import type { APIApplicationCommandBasicOption } from "discord.js";
import { describe, expect, it } from "vitest";
import { readOption, readOptions } from "../../../../sandbox/page/client/optionValue.ts";
import { invocablesOf } from "../../../../sandbox/page/client/catalogue.ts";
import { FAKE_COMMANDS } from "../../../support/fakeGex.ts";
import { FRIEND, GEX_CHANNEL, YOU } from "../../../support/fakeUserSide.ts";

const nameable = {
  users: [YOU, FRIEND],
  channels: [{ id: GEX_CHANNEL, name: "gex", kind: "guild" as const }],
};
const option = (parts: object) => ({ name: "x", description: "x", ...parts }) as APIApplicationCommandBasicOption;
const read = (parts: object, text: string) => readOption(option(parts), text, nameable);

describe("the value of an option", () => {
  it("is a choice by its name, its value, or a beginning only it has", () => {
    const choices = [
      { name: "This week", value: "7" },
      { name: "This month", value: "30" },
    ];
    expect(read({ type: 3, choices }, "this week")).toEqual({ value: "7" });
    expect(read({ type: 3, choices }, "30")).toEqual({ value: "30" });
    expect(read({ type: 3, choices }, "this m")).toEqual({ value: "30" });
    expect(read({ type: 3, choices }, "this")).toEqual({ problem: "Pick one of: This week, This month." });
  });

  it("is yes or no in the words people use", () => {
    expect(read({ type: 5 }, "True")).toEqual({ value: true });
    expect(read({ type: 5 }, "yes")).toEqual({ value: true });
    expect(read({ type: 5 }, "n")).toEqual({ value: false });
    expect(read({ type: 5 }, "maybe")).toHaveProperty("problem");
  });

  it("is a number within its limits", () => {
    expect(read({ type: 10 }, "610.5")).toEqual({ value: 610.5 });
    expect(read({ type: 10 }, "1,250")).toEqual({ value: 1250 });
    expect(read({ type: 10, min_value: 0 }, "-1")).toEqual({ problem: "This has to be at least 0." });
    expect(read({ type: 4, max_value: 5 }, "6")).toEqual({ problem: "This has to be at most 5." });
    expect(read({ type: 4 }, "1.5")).toEqual({ problem: "This has to be a whole number." });
    expect(read({ type: 4 }, "x")).toEqual({ problem: "This has to be a number." });
  });

  it("is text within its limits", () => {
    expect(read({ type: 3, max_length: 4 }, "SPY")).toEqual({ value: "SPY" });
    expect(read({ type: 3, max_length: 2 }, "SPY")).toEqual({ problem: "This has to have at most 2 characters." });
  });

  it("is the id of the user or channel named", () => {
    expect(read({ type: 6 }, "@friend")).toEqual({ value: FRIEND.id });
    expect(read({ type: 7 }, "gex")).toEqual({ value: GEX_CHANNEL });
  });
});

describe("the options of a command", () => {
  const gex = invocablesOf(FAKE_COMMANDS).find(({ label }) => label === "gex");
  const readGex = (texts: Record<string, string>) => readOptions(gex?.options ?? [], texts, nameable);

  it("become values, without those left empty", () => {
    expect(readGex({ symbol: "SPY", expiry: " ", share: "true" })).toEqual({ values: { symbol: "SPY", share: true } });
  });

  it("name the one that is missing or wrong", () => {
    expect(readGex({ share: "true" })).toMatchObject({ option: "symbol" });
    expect(readGex({ symbol: "SPY", expiry: "never" })).toMatchObject({ option: "expiry" });
  });
});
