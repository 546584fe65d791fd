import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { ApplicationCommandOptionType } from "discord.js";
import { describe, expect, test } from "vitest";
import { commands } from "../../src/commands/index.ts";
import { VIEW_LIST, VIEWS } from "../../src/views/exposures/index.ts";

const text = (path: string) => readFileSync(resolve(import.meta.dirname, "../..", path), "utf8");
const document = text("docs/commands.md");
const rowsOf = (markdown: string) => markdown.split("\n").filter((line) => line.startsWith("|"));

/** "symbol [expiry] [share]": an option in brackets can be left out. Parts: "add symbols; show". */
const usage = (options: Options): string =>
  options.some(isPart)
    ? options.map((part) => [part.name, usage(part.options ?? [])].join(" ").trim()).join("; ")
    : options.map(({ name, required }) => (required ? name : `[${name}]`)).join(" ");
type Options = readonly {
  readonly name: string;
  readonly type: number;
  readonly required?: boolean;
  readonly options?: Options;
}[];
const SUBCOMMAND: number = ApplicationCommandOptionType.Subcommand;
const isPart = ({ type }: Options[number]) => type === SUBCOMMAND;

/** Each command with its options, in Discord's order. */
const LISTED = commands.map(({ json }) => ({ name: json.name, usage: usage((json.options ?? []) as Options) }));

describe("docs/commands.md", () => {
  test.each(LISTED)("has /$name in its table with its options, and a section of its own", ({ name, usage }) => {
    const start = `| [\`/${name}\`](#${name})${usage && ` \`${usage}\``} `;
    expect(rowsOf(document).filter((row) => row.startsWith(start))).toHaveLength(1);
    expect(document.split("\n").filter((line) => line === `## /${name}`)).toHaveLength(1);
  });

  test("names every option and no other", () => {
    const table = document.slice(document.indexOf("## Options"), document.indexOf("## What every exposure reply has"));
    const named = [...table.matchAll(/^\| `(\w+)`/gm)].map(([, name = ""]) => name);
    const given = commands.flatMap(({ json }) =>
      ((json.options ?? []) as Options).flatMap((one) =>
        (isPart(one) ? (one.options ?? []) : [one]).map(({ name }) => name),
      ),
    );
    expect(named.toSorted()).toEqual([...new Set(given)].toSorted());
  });

  test("has the commands that exist and no other", () => {
    const sections = [...document.matchAll(/^## \/(\S+)$/gm)].map(([, name = ""]) => name);
    expect(sections.toSorted()).toEqual(LISTED.map(({ name }) => name).toSorted());
  });

  test.each(VIEW_LIST)("has the view $name: the section of its command, or its line among those of /gex", ({ key }) => {
    const [command, pick] = VIEWS[key].command.split(" view:");
    expect(document).toContain(`\n## /${command}\n`);
    if (pick === undefined) return;
    const section = document.split(`\n## /${command}\n`)[1]!.split("\n## ")[0]!;
    expect(rowsOf(section).filter((row) => row.startsWith(`| \`${pick}\` `))).toHaveLength(1);
  });

  test("says how many views there are", () => {
    const WORDS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"];
    expect(document).toContain(`of the ${WORDS[VIEW_LIST.length - 10] ?? VIEW_LIST.length} views`);
  });
});

describe("README.md", () => {
  const table = text("README.md").split("\n## Commands\n")[1]!.split("\n## ")[0]!;

  /** Commands with the same options may share a row: "`/dex`, `/vex`, `/chex` `symbol [expiry]`". */
  test.each(LISTED)("has /$name in its table of commands, with its options", ({ name, usage }) => {
    const rows = rowsOf(table).filter((row) => row.split("|")[1]!.includes(`\`/${name}`));
    expect(rows).toHaveLength(1);
    const words = rows[0]!.split("|")[1]!.replaceAll("`", "").trim();
    expect(words.replace(/^(?:\/\w+,? ?)+/, "")).toBe(usage);
  });
});
