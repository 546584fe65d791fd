import type { REST } from "discord.js";
import { describe, expect, test } from "vitest";
import type { Command } from "../../src/commands/command.ts";
import { commands } from "../../src/commands/index.ts";
import { deployCommands } from "../../src/discord/deploy.ts";

type Json = Record<string, unknown>;

/** Discord's list of commands and what is sent to change it. */
function listing(present: readonly unknown[]) {
  const puts: { route: string; body: unknown }[] = [];
  const rest = {
    get: async (route: string) => (route === "/applications/@me" ? { id: "42" } : [...present]),
    put: async (route: string, { body }: { body: unknown }) => void puts.push({ route, body }),
  };
  return { puts, rest: rest as unknown as REST };
}

const ours = commands.map(({ json }) => json as unknown as Json);

/** A command as Discord gives it back: its own fields, and defaults written out. */
function asDiscordKeepsIt(command: Json): Json {
  const { integration_types: installs = [], contexts = [] } = command as Record<string, number[]>;
  return {
    id: "1",
    application_id: "42",
    version: "9",
    type: 1,
    default_permission: true,
    default_member_permissions: null,
    dm_permission: true,
    nsfw: false,
    name_localizations: null,
    description_localizations: null,
    handler: null,
    ...command,
    integration_types: installs.toReversed(),
    contexts: contexts.toReversed(),
    options: optionsAsKept(command),
  };
}

/** Those of a part as well. */
function optionsAsKept({ options = [] }: Json): Json[] {
  return (options as Json[]).map((option) => ({
    required: false,
    autocomplete: false,
    name_localizations: null,
    ...option,
    ...("options" in option && { options: optionsAsKept(option) }),
  }));
}

const changed = (name: string, change: (command: Json) => Json) =>
  ours.map((command) => asDiscordKeepsIt(command["name"] === name ? change(command) : command));

async function outcome(present: readonly unknown[], wanted: readonly Command[] = commands) {
  const { puts, rest } = listing(present);
  return { outcome: await deployCommands(rest, wanted), puts };
}

describe("nothing is sent", () => {
  test("when Discord has exactly these commands", async () => {
    expect(await outcome(ours)).toEqual({ outcome: "unchanged", puts: [] });
  });

  test("when it only added its own fields and wrote out defaults", async () => {
    expect(await outcome(ours.map(asDiscordKeepsIt))).toEqual({ outcome: "unchanged", puts: [] });
  });

  test("when it lists them in another order", async () => {
    expect((await outcome(ours.toReversed().map(asDiscordKeepsIt))).outcome).toBe("unchanged");
  });
});

describe("all commands are sent in one overwrite", () => {
  const gex = ours.find(({ name }) => name === "gex")!;
  const options = gex["options"] as Json[];

  test.each<[string, readonly unknown[]]>([
    ["when there are none", []],
    ["when one is missing", ours.slice(1).map(asDiscordKeepsIt)],
    ["when there is one too many", [...ours, { name: "old", description: "d" }].map(asDiscordKeepsIt)],
    ["when a description changed", changed("gex", (command) => ({ ...command, description: "other" }))],
    ["when an option was added", changed("gex", (command) => ({ ...command, options: options.slice(1) }))],
    ["when options changed places", changed("gex", (command) => ({ ...command, options: options.toReversed() }))],
    [
      "when an option is no longer required",
      changed("gex", (command) => ({ ...command, options: options.map((option) => ({ ...option, required: false })) })),
    ],
    [
      "when a choice changed",
      changed("gex", (command) => ({
        ...command,
        options: options.map((option) => ("choices" in option ? { ...option, choices: [] } : option)),
      })),
    ],
    ["when the places it works in changed", ours.map((command) => ({ ...asDiscordKeepsIt(command), contexts: [0] }))],
    [
      "when an option of a part changed",
      changed("watchlist", (command) => ({
        ...command,
        options: (command["options"] as Json[]).map((part) => ({ ...part, options: [] })),
      })),
    ],
    ["when only admins could use it", changed("gex", (command) => ({ ...command, default_member_permissions: "0" }))],
  ])("%s", async (_when, present) => {
    expect(await outcome(present)).toEqual({
      outcome: "registered",
      puts: [{ route: "/applications/42/commands", body: ours }],
    });
  });
});

test("a refusal is thrown as it is", async () => {
  const refused = new Error("401: Unauthorized");
  const rest = { get: () => Promise.reject(refused) } as unknown as REST;
  await expect(deployCommands(rest, commands)).rejects.toBe(refused);
});
