import { ApplicationCommandOptionType } from "discord.js";
import { expect, test } from "vitest";
import { createHelp } from "../../src/commands/help.ts";
import { commands } from "../../src/commands/index.ts";
import { fitPost } from "../../src/views/limits.ts";
import { call, context, optionsOf } from "../support/context.ts";

const help = commands.find(({ json }) => json.name === "help")!;

test("every other command is listed, with every option and its description, and nothing is cut", async () => {
  const post = await help.run(call(), context());
  const [{ description = "", fields = [] }] = post.embeds as [NonNullable<typeof post.embeds>[number]];
  const options = fields.map(({ value }) => value).join("\n");
  for (const { json } of commands.filter((command) => command !== help)) {
    expect(description).toContain(`/${json.name}`);
    expect(description).toContain(json.description);
    for (const option of json.options ?? [])
      if (option.type === ApplicationCommandOptionType.Subcommand) {
        expect(description, `a part of /${json.name}`).toMatch(new RegExp(`/${json.name} .*\\b${option.name}\\b.* · `));
        for (const inner of option.options ?? []) expect(options).toContain(`\`${inner.name}\` ${inner.description}`);
      } else expect(options).toContain(`\`${option.name}\` ${option.description}`);
  }
  expect(fitPost(post)).toEqual(post);
});

test("it lists what it is given, so that it cannot fall behind", async () => {
  const { description = "" } = (await createHelp([help]).run(call(), context())).embeds![0]!;
  expect(description).toContain("**/help**");
  expect(description).not.toContain("**/levels");
});

test("it is always private: there is nothing to share", () => {
  expect(help.isPrivate(optionsOf({ share: true }))).toBe(true);
});
