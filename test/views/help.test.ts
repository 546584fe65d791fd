import { expect, test } from "vitest";
import { helpPost } from "../../src/views/help.ts";
import { fitPost } from "../../src/views/limits.ts";

const GEX = {
  name: "gex",
  description: "Dealer gamma exposure",
  options: [
    { name: "symbol", description: "Ticker", required: true },
    { name: "expiry", description: "Which expiries" },
  ],
};

const linesOf = (commands: Parameters<typeof helpPost>[0]) => helpPost(commands).embeds![0]!.description!.split("\n");
const fieldOf = (commands: Parameters<typeof helpPost>[0], name: string) =>
  helpPost(commands).embeds![0]!.fields!.find((field) => field.name === name)?.value;

test("a command is one line: its name, what must be given, what it does", () => {
  expect(linesOf([GEX])).toContain("**/gex symbol** · Dealer gamma exposure");
  expect(linesOf([{ name: "help", description: "All commands" }])).toContain("**/help** · All commands");
});

test("an option that several commands share is said once, one of a single command says whose it is", () => {
  const view = { name: "view", description: "Which picture" };
  const dex = { ...GEX, name: "dex", options: [...GEX.options, view] };
  expect(fieldOf([GEX, dex], "Options")).toBe("`symbol` Ticker\n`expiry` Which expiries\n`view` Which picture (/dex)");
});

const SYMBOLS = { name: "symbols", description: "Several", required: true };
const LIST = {
  name: "list",
  description: "Your symbols",
  options: [
    { name: "add", description: "Put on", options: [SYMBOLS] },
    { name: "remove", description: "Take off", options: [SYMBOLS] },
    { name: "show", description: "What is on it", options: [] },
  ],
};

test("a command of parts is one line too, and the options of its parts stand among the others, each once", () => {
  expect(linesOf([LIST])).toContain("**/list add | remove | show** · Your symbols");
  expect(fieldOf([GEX, LIST], "Options")).toMatch(/\n`symbols` Several \(\/list\)$/);
  expect(fieldOf([GEX, LIST], "Options")).not.toContain("Put on");
});

test("more options than a field holds stand in a second one, none of them cut", () => {
  const options = Array.from({ length: 12 }, (_, i) => ({ name: `option${i}`, description: "x".repeat(99) }));
  const post = helpPost([{ ...GEX, options }]);
  expect(fitPost(post)).toEqual(post);
  const [first, more] = ["Options", "More options"].map((name) => fieldOf([{ ...GEX, options }], name));
  expect(`${first}\n${more}`.split("\n").map((line) => line.split("`")[1])).toEqual(options.map(({ name }) => name));
});

test("commands without options leave no empty field", () => {
  expect(fieldOf([{ name: "help", description: "All commands" }], "Options")).toBeUndefined();
});

test("what stands under a reply is explained, and whose it is", () => {
  for (const words of ["View", "Expiries", "Refresh", "Explain", "Data", "Share", "Watch", "Only you"])
    expect(fieldOf([GEX], "Under a reply")).toContain(words);
});

test("it says how to start, that answers are private, how to read the colour, and what the numbers are not", () => {
  const [embed] = helpPost([GEX]).embeds!;
  for (const words of ["/gex SPY", "private", "share:True", "green", "red", "amber"])
    expect(embed!.description).toContain(words);
  expect(embed!.footer?.text).toMatch(/Model, not observed positions.*Not advice\.$/);
});

test("twenty-five commands still fit", () => {
  const post = helpPost(Array.from({ length: 25 }, (_, i) => ({ name: `command${i}`, description: "x".repeat(100) })));
  expect(fitPost(post)).toEqual(post);
});
