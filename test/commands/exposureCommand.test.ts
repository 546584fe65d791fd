import { describe, expect, test } from "vitest";
import { commands } from "../../src/commands/index.ts";
import { UserError } from "../../src/errors.ts";
import { call, context } from "../support/context.ts";

const commandOf = (name: string) => commands.find(({ json }) => json.name === name)!;
const footer = async (name: string, values: Record<string, string>) => {
  const post = await commandOf(name).run(call(values), context());
  return post.embeds?.[0]?.footer?.text.split("\n")[1];
};

describe.each(["gex", "dex", "vex", "chex", "exposure", "levels", "regime"])("/%s", (name) => {
  test("answers with its own view, for the expiries asked for, and prints itself", async () => {
    expect(await footer(name, { symbol: "SPY", expiry: "7d" })).toBe(`/${name} symbol:SPY expiry:7d`);
  });

  test("takes the options of /gex", () => {
    const { options = [] } = commandOf(name).json;
    expect(options.map((option) => option.name)).toEqual(
      expect.arrayContaining(["symbol", "expiry", "share", "palette"]),
    );
  });

  test("refuses what is no symbol", async () => {
    await expect(commandOf(name).run(call({ symbol: "../x" }), context())).rejects.toThrow(UserError);
  });
});

test.each(["profile", "term", "heatmap"])("/gex view:%s shows that picture and prints the option", async (view) => {
  expect(await footer("gex", { symbol: "SPY", view })).toBe(`/gex symbol:SPY expiry:all view:${view}`);
});

test("/zerodte has one expiry by definition and takes none", async () => {
  expect(await footer("zerodte", { symbol: "SPY" })).toBe("/zerodte symbol:SPY");
  const { options = [] } = commandOf("zerodte").json;
  expect(options.map(({ name }) => name)).toEqual(["symbol", "share", "palette"]);
});
