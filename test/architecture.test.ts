import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import {
  circles,
  impurities,
  importsOf,
  isTooLong,
  LAYERS,
  misplacedImports,
  shortcuts,
  type Source,
} from "./support/architecture.ts";

const ROOT = resolve(import.meta.dirname, "..");

function sourcesIn(...folders: readonly string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(resolve(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.(?:ts|mjs)$/.test(file))
      .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
      .map((path) => ({ path, text: readFileSync(resolve(ROOT, path), "utf8") })),
  );
}

const src = sourcesIn("src");
const pure = src.filter(({ path }) => /^src\/(?:engine|views)\//.test(path));
const everything = [...src, ...sourcesIn("sandbox", "scripts", "bench", "bin")];
const tests = sourcesIn("test");

describe("who may import whom", () => {
  test.each(src)("$path keeps to its layer", (source) => {
    expect(misplacedImports(source)).toEqual([]);
  });

  test("every layer of the list exists", () => {
    const existing = new Set(src.map(({ path }) => path.split("/")[1]));
    expect(Object.keys(LAYERS).filter((layer) => !existing.has(layer))).toEqual([]);
  });

  test.each([
    ["src/engine/levels.ts", 'import { pino } from "pino";'],
    ["src/engine/levels.ts", 'import { readFileSync } from "node:fs";'],
    ["src/engine/levels.ts", 'import { UserError } from "../errors.ts";'],
    ["src/views/exposures/gex.ts", 'import { createHttp } from "../../services/http.ts";'],
    ["src/views/exposures/gex.ts", 'import { EmbedBuilder } from "discord.js";'],
    ["src/views/charts/axes.ts", 'import { createCanvas } from "@napi-rs/canvas";'],
    ["src/services/payloads.ts", 'import { gex } from "../views/exposures/gex.ts";'],
    ["src/services/payloads.ts", 'import { createPool } from "../workers/pool.ts";'],
    ["src/commands/gex.ts", 'import type { Http } from "../services/http.ts";'],
    ["src/commands/gex.ts", 'export * from "../discord/reply.ts";'],
    ["src/discord/reply.ts", 'import { analyse } from "../engine/analyse.ts";'],
    ["src/app.ts", 'import { createSandbox } from "../sandbox/sandbox.ts";'],
    ["src/app.ts", 'await import("../sandbox/sandbox.ts");'],
    ["src/main.ts", 'import { runSandbox } from "../sandbox/start.ts";'],
    ["src/main.ts", 'import {\n  runSandbox,\n} from "../sandbox/start.ts";'],
    ["src/context.ts", 'import { createHttp } from "./services/http.ts";'],
    ["src/newcomer/x.ts", ""],
  ])("finds that %s may not say %s", (path, text) => {
    expect(misplacedImports({ path, text })).toHaveLength(1);
  });

  test.each([
    ["src/views/exposures/gex.ts", 'import type { APIEmbed } from "discord.js";'],
    ["src/services/providers/cboe/provider.ts", 'import type { WorkerPool } from "../../../workers/pool.ts";'],
    ["src/main.ts", 'const { runSandbox } = await import("../sandbox/start.ts");'],
    ["src/engine/levels.ts", '// import { pino } from "pino";'],
  ])("does not mind that %s says %s", (path, text) => {
    expect(misplacedImports({ path, text })).toEqual([]);
  });

  test("sees every form of import", () => {
    const text = [
      'import a from "a"; // import x from "x"',
      'import type { B } from "b";',
      'export { c } from "c";',
      'import "d";',
      'import {\n  e,\n  type F,\n} from "e";',
      'const g = await import("g");',
    ].join("\n");
    expect(importsOf({ path: "", text }).map(({ target }) => target)).toEqual(["a", "b", "c", "d", "e", "g"]);
  });
});

describe("layers point one way", () => {
  test("in the running program there is no circle among them", () => {
    expect(circles(src)).toEqual([]);
  });

  test("a circle is found", () => {
    const back = { path: "src/engine/x.ts", text: 'import { createHttp } from "../services/http.ts";' };
    expect(circles([...src, back])).toContain("engine → services → engine");
  });

  test("a type that points back is no circle", () => {
    const back = { path: "src/engine/x.ts", text: 'import type { Post } from "../views/post.ts";' };
    expect(circles([...src, back])).toEqual([]);
  });
});

describe("the engine and the views are pure", () => {
  test.each(pure)("$path takes no clock, no chance, no environment and no time", (source) => {
    expect(impurities(source)).toEqual([]);
  });

  test.each([
    "const now = Date.now();",
    "const now = new Date();",
    "Math.random()",
    'process.env["TZ"]',
    "await x;",
    "async () => 1",
    "fetch(url)",
    "console.log(1)",
    "setTimeout(f, 1)",
    "performance.now()",
  ])("finds %s", (text) => expect(impurities({ path: "x", text })).toHaveLength(1));

  test.each([
    "new Date(instant)",
    "// Date.now() is forbidden",
    "/** await nothing */",
    "processed.length",
    "const fetched = 1",
  ])("does not mind %s", (text) => expect(impurities({ path: "x", text })).toEqual([]));
});

describe("no problem is postponed or hidden", () => {
  test.each([...everything, ...tests.filter(({ path }) => path !== "test/architecture.test.ts")])("$path", (source) => {
    expect(shortcuts(source)).toEqual([]);
  });

  test.each([
    "vi.mock('x')",
    "const x: any = 1;",
    "x as any)",
    "Array<any>",
    "f(y: T, x: any)",
    "// @ts-ignore",
    "// @ts-expect-error",
    "test.skip(",
    "describe.only(",
    "test.todo(",
    "test.skip.each(",
    "// TODO later",
    "// FIXME",
  ])("finds %s", (text) => expect(shortcuts({ path: "x", text })).toHaveLength(1));

  test.each([
    "test.skipIf(file === null)",
    "context.skip(browser === null, why)",
    "(or any number of days)",
    "// any: thing",
    "company",
    "{ a: any, b: any }",
    "Todo list",
    "skip(4)",
  ])("does not mind %s", (text) => expect(shortcuts({ path: "x", text })).toEqual([]));
});

describe("no file is too long", () => {
  test.each(everything)("$path", (source) => expect(isTooLong(source)).toBe(false));

  test("251 lines are too many, 250 are not, and a table of data is no reading matter", () => {
    const lines = (count: number) => "x\n".repeat(count);
    expect(isTooLong({ path: "a.ts", text: lines(251) })).toBe(true);
    expect(isTooLong({ path: "a.ts", text: lines(250) })).toBe(false);
    expect(isTooLong({ path: "a.data.ts", text: lines(251) })).toBe(false);
  });
});
