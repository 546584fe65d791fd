import { expect, test } from "vitest";
import { createHelp } from "../../src/commands/help.ts";
import { commands } from "../../src/commands/index.ts";
import { call, context, optionsOf } from "../support/context.ts";

const help = commands.find(({ json }) => json.name === "help")!;

test("every other command is listed, with every option and its description", async () => {
  const { fields = [] } = (await help.run(call(), context())).embeds![0]!;
  const others = commands.filter((command) => command !== help);
  expect(fields.map(({ name }) => name.split(" ")[0])).toEqual(others.map(({ json }) => `/${json.name}`));
  for (const [i, { json }] of others.entries()) {
    expect(fields[i]!.value).toContain(json.description);
    for (const option of json.options ?? []) {
      expect(fields[i]!.name).toContain(option.name);
      expect(fields[i]!.value).toContain(`\`${option.name}\` ${option.description}`);
    }
  }
});

test("it lists what it is given, so that it cannot fall behind", async () => {
  const { fields = [] } = (await createHelp([help]).run(call(), context())).embeds![0]!;
  expect(fields.map(({ name }) => name)).toEqual(["/help"]);
});

test("it is always private: there is nothing to share", () => {
  expect(help.isPrivate(optionsOf({ share: true }))).toBe(true);
});
