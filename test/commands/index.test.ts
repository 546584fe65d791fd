import { ApplicationCommandOptionType, ApplicationCommandType } from "discord.js";
import { describe, expect, test } from "vitest";
import { commands } from "../../src/commands/index.ts";

/** Source: Discord developer documentation, "Application Command Naming" and "Application Command Structure". */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

interface Shape {
  readonly name: string;
  readonly description: string;
  readonly type?: number;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly max_length?: number;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[];
  readonly options?: readonly Shape[];
}

/** What Discord would refuse in one command or in a part of one, in words. */
function refusals(command: Shape): string[] {
  const parts = (command.options ?? []).filter(({ type }) => type === ApplicationCommandOptionType.Subcommand);
  return [...ownRefusals(command), ...parts.flatMap(refusals)];
}

function ownRefusals(command: Shape): string[] {
  const options = command.options ?? [];
  const required = options.map((option) => option.required === true);
  const choices = options.flatMap((option) => option.choices ?? []);
  const parts = options.filter(({ type }) => type === ApplicationCommandOptionType.Subcommand).length;
  const checks: readonly (readonly [string, boolean])[] = [
    ["name", [command, ...options].some(({ name }) => !NAME.test(name) || name !== name.toLowerCase())],
    ["description", [command, ...options].some(({ description }) => !isWithin(description, 100))],
    ["more than 25 options", options.length > 25],
    ["two options of one name", new Set(options.map(({ name }) => name)).size < options.length],
    ["required after optional", required.lastIndexOf(true) > required.indexOf(false) && required.includes(false)],
    ["more than 25 choices", options.some((option) => (option.choices?.length ?? 0) > 25)],
    ["choice name", choices.some(({ name }) => !isWithin(name, 100))],
    ["choice value", choices.some(({ value }) => typeof value === "string" && !isWithin(value, 100))],
    ["autocomplete beside choices", options.some((option) => option.autocomplete && option.choices)],
    ["max_length", options.some(({ max_length: most = 1 }) => most < 1 || most > 6000)],
    ["parts beside options", parts > 0 && parts < options.length],
    ["more than 8000 characters", lengthOf(command) > 8000],
  ];
  return checks.filter(([, broken]) => broken).map(([name]) => name);
}

const isWithin = (text: string, most: number) => text.length >= 1 && text.length <= most;

function lengthOf({ name, description, options = [], choices = [] }: Shape): number {
  const own = name.length + description.length;
  const chosen = choices.reduce((sum, choice) => sum + choice.name.length + String(choice.value).length, 0);
  return options.reduce((sum, option) => sum + lengthOf(option), own + chosen);
}

const shapes = commands.map(({ json }) => json as Shape);

test.each(shapes)("Discord accepts /$name", (shape) => {
  expect(refusals(shape)).toEqual([]);
});

describe("the check finds", () => {
  const good: Shape = { name: "gex", description: "d", options: [{ name: "symbol", description: "d", type: 3 }] };
  const option = good.options![0]!;
  const choice = { name: "n", value: "v" };

  test.each<[string, Shape]>([
    ["name", { ...good, name: "GEX" }],
    ["name", { ...good, name: "g ex" }],
    ["description", { ...good, description: "" }],
    ["description", { ...good, options: [{ ...option, description: "x".repeat(101) }] }],
    [
      "more than 25 options",
      { ...good, options: Array.from({ length: 26 }, (_, i) => ({ ...option, name: `o${i}` })) },
    ],
    ["two options of one name", { ...good, options: [option, option] }],
    ["required after optional", { ...good, options: [option, { ...option, name: "b", required: true }] }],
    ["more than 25 choices", { ...good, options: [{ ...option, choices: Array.from({ length: 26 }, () => choice) }] }],
    ["choice name", { ...good, options: [{ ...option, choices: [{ ...choice, name: "x".repeat(101) }] }] }],
    ["choice value", { ...good, options: [{ ...option, choices: [{ ...choice, value: "" }] }] }],
    ["autocomplete beside choices", { ...good, options: [{ ...option, choices: [choice], autocomplete: true }] }],
    ["max_length", { ...good, options: [{ ...option, max_length: 6001 }] }],
    ["max_length", { ...good, options: [{ ...good, type: 1, options: [{ ...option, max_length: 6001 }] }] }],
    ["parts beside options", { ...good, options: [option, { ...good, name: "part", type: 1 }] }],
  ])("%s", (problem, shape) => {
    expect(refusals(good)).toEqual([]);
    expect(refusals(shape)).toEqual([problem]);
  });
});

test("no two commands share a name, and Discord's hundred are not exceeded", () => {
  expect(new Set(shapes.map(({ name }) => name)).size).toBe(shapes.length);
  expect(shapes.length).toBeLessThanOrEqual(100);
});

/** What belongs to a server works where the bot is a member, and nowhere else. */
const OF_A_SERVER: readonly string[] = ["dashboard"];

test("all are slash commands, for servers, the bot's DM and people who installed it for themselves", () => {
  for (const { json } of commands) {
    expect(json.type ?? ApplicationCommandType.ChatInput).toBe(ApplicationCommandType.ChatInput);
    expect(json.integration_types).toEqual(OF_A_SERVER.includes(json.name) ? [0] : [0, 1]);
    expect(json.contexts).toEqual(OF_A_SERVER.includes(json.name) ? [0] : [0, 1, 2]);
  }
});

test("an option that can be shared with the channel is a yes or no", () => {
  for (const { options = [] } of shapes)
    for (const { type } of options.filter(({ name }) => name === "share"))
      expect(type).toBe(ApplicationCommandOptionType.Boolean);
});

test("/gex, /explain and /help are there", () => {
  expect(shapes.map(({ name }) => name)).toEqual(expect.arrayContaining(["gex", "explain", "help"]));
});
