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

test("a command is listed with its description and every option, the required ones marked", () => {
  const [field] = helpPost([GEX]).embeds![0]!.fields!;
  expect(field).toEqual({
    name: "/gex <symbol> [expiry]",
    value: "Dealer gamma exposure\n`symbol` Ticker\n`expiry` Which expiries",
  });
});

test("a command without options is its name alone", () => {
  expect(helpPost([{ name: "help", description: "All commands" }]).embeds![0]!.fields).toEqual([
    { name: "/help", value: "All commands" },
  ]);
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
