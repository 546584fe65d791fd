import { ApplicationCommandOptionType } from "discord.js";
import { describe, expect, test } from "vitest";
import { defineCommand, type Option } from "../../src/commands/command.ts";
import { shareOption } from "../../src/commands/options.ts";
import { UserError } from "../../src/errors.ts";
import { call, context, optionsOf } from "../support/context.ts";

const loud: Option<string> = {
  json: { type: ApplicationCommandOptionType.String, description: "Any word" },
  read(options, name) {
    const text = options.getString(name);
    if (!text) throw new UserError("Say something.");
    return text.toUpperCase();
  },
  suggest: (typed) => [{ name: `${typed}!`, value: `${typed}!` }],
};

const echo = defineCommand({
  name: "echo",
  description: "Says it louder",
  options: { word: loud, share: shareOption },
  run: async ({ word, share }, _ctx, { userId }) => ({ content: `${userId}: ${word}, ${share}` }),
});

test("run receives every option parsed, by its name, and who called", async () => {
  expect(await echo.run(call({ word: "hi", share: true }), context())).toEqual({ content: "1: HI, true" });
});

test("an option that does not parse rejects like any other failure", async () => {
  await expect(echo.run(call(), context())).rejects.toThrow(new UserError("Say something."));
});

test("Discord is told each option under the name it was declared with", () => {
  expect(echo.json.options?.map(({ name, description }) => [name, description])).toEqual([
    ["word", "Any word"],
    ["share", shareOption.json.description],
  ]);
});

describe("suggestions", () => {
  const suggest = (name: string) => echo.suggest({ name, value: "hi" }, optionsOf(), context());

  test("come from the option being typed", () => expect(suggest("word")).toEqual([{ name: "hi!", value: "hi!" }]));
  test("are none for an option that suggests nothing", () => expect(suggest("share")).toEqual([]));
  test("are none for an option there is no longer", () => expect(suggest("removed")).toEqual([]));
});

test("a command without a share option is private whatever is sent", () => {
  const quiet = defineCommand({ name: "quiet", description: "d", options: {}, run: async () => ({}) });
  expect(quiet.isPrivate(optionsOf({ share: true }))).toBe(true);
});
