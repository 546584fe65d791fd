import type { APIMessage } from "discord.js";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { levelsOf } from "../support/fakeFlashAlpha/figures.ts";
import { spotOf } from "../support/fakeFlashAlpha/seed.ts";
import { blockLines } from "../support/publishedLines.ts";
import * as up from "../support/upstream.ts";
import { openVendorBot, type VendorBot } from "../support/vendorBot.ts";

const MINUTE = 60_000;
let bot: VendorBot;
beforeAll(async () => {
  bot = await openVendorBot({ on: "growth" });
  await bot.ask("levels", { symbol: "SPY" });
});
afterAll(() => bot.stop());
afterEach(() => {
  bot.fake.misbehave("all", null);
  delete bot.fake.quirks.distort;
  bot.setFeedDown(false);
  // What was refused for a while may be asked again.
  bot.clock.pass(16 * MINUTE);
  expect(bot.discord.violations, "what Discord would not have taken").toEqual([]);
});

const fieldsOf = ({ embeds }: APIMessage) => embeds[0]?.fields ?? [];
const vendorFields = (message: APIMessage) => fieldsOf(message).filter(({ name }) => name.includes("FlashAlpha"));
/** What is said on the vendor's figures besides them. */
const notesOf = (message: APIMessage) =>
  vendorFields(message).flatMap(({ name, value }) => (name.includes("as published") ? [] : [value]));
const nextSymbol = (
  (left) => () =>
    left.shift()!
)(["QQQ", "IWM", "AAPL", "TSLA", "NVDA", "META", "AMZN", "AMD", "GOOGL"]);

function expectOursAlone(message: APIMessage): void {
  const [embed] = message.embeds;
  expect(embed?.image, "our picture").toBeDefined();
  expect(embed?.description, "our sentences, in their own place").toMatch(/flip/);
  expect(embed?.author?.name).not.toContain("SAMPLE market");
}

describe("when FlashAlpha cannot be had, ours are there and the reason beside them", () => {
  const clock = (ms: number) =>
    new Date(bot.clock.now() + ms).toLocaleTimeString("en-GB", { timeZone: "America/New_York", timeStyle: "short" });

  test.each<[string, up.Behaviour, () => string]>([
    ["401", up.status(401), () => "FlashAlpha refuses the key; the operator finds the reason in the log."],
    ["404", up.status(404), () => "FlashAlpha has no options data for this symbol."],
    [
      "429",
      up.status(429, { "retry-after": "600" }),
      () => `Today's FlashAlpha calls are used up; back at ${clock(10 * MINUTE)} ET.`,
    ],
    ["down", up.reset, () => "FlashAlpha does not answer."],
    ["503", up.status(503), () => "FlashAlpha does not answer."],
    ["a page instead of figures", up.html(), () => "FlashAlpha sent something we cannot read."],
    ["figures of nothing", up.json({ symbol: "X" }), () => "FlashAlpha sent something we cannot read."],
  ])("%s", async (_name, behaviour, sentence) => {
    bot.fake.misbehave("all", behaviour);
    const symbol = nextSymbol();
    const message = await bot.ask("gex", { symbol });
    expect(notesOf(message)).toEqual([sentence()]);
    expect(vendorFields(message).map(({ name }) => name)).toEqual(["FlashAlpha · no figures"]);
    expectOursAlone(message);
    const calls = bot.fake.count();
    await bot.ask("gex", { symbol });
    expect(bot.fake.count(), "and it is not asked again at once").toBe(calls);
  });

  test("an older copy is shown with the reason, and its own time stays on it", async () => {
    await bot.ask("levels", { symbol: "SPY" });
    const asOf = fieldsOf(await bot.ask("levels", { symbol: "SPY" }))[0]!.name;
    bot.clock.pass(30 * MINUTE);
    bot.fake.misbehave("all", up.reset);
    const message = await bot.ask("levels", { symbol: "SPY" });
    const [figures] = vendorFields(message);
    expect(figures!.name).toBe(asOf);
    expect(figures!.value).toContain("30 min ago");
    expect(notesOf(message)).toEqual(["FlashAlpha does not answer: figures may be missing or old."]);
  });

  test("slow: nobody waits for it longer than four seconds", async () => {
    bot.fake.misbehave("all", up.hang);
    const message = await bot.ask("levels", { symbol: "GOOGL" });
    expect(notesOf(message)).toEqual(["FlashAlpha is slow."]);
    expectOursAlone(message);
  });
});

describe("contradictions are named, and nothing is settled in silence", () => {
  /** What the vendor's answers say instead: net GEX in $, and the flip by the side of its spot it lies on. */
  function published({ net, flipIs }: { net: number; flipIs: "below spot" | "above spot" }): void {
    bot.fake.quirks.distort = (body, { symbol }) => ({
      ...body,
      net_gex: net,
      gamma_flip: spotOf(symbol) * (flipIs === "below spot" ? 0.98 : 1.02),
    });
  }
  const DISAGREE = "**Its own readings disagree**: net GEX is negative, but its spot against its flip says positive.";
  const against = (theirs: string, ours: string) =>
    `**FlashAlpha's net GEX is ${theirs}, ours ${ours}: the sign is uncertain today.**`;

  async function ask(): Promise<{ said: string; ours: "positive" | "negative" }> {
    const message = await bot.ask("regime", { symbol: "SPY" });
    const sign = /^(POSITIVE|NEGATIVE) γ/.exec(message.embeds[0]?.author?.name ?? "")?.[1];
    if (!sign) throw new Error(`no sign in ${message.embeds[0]?.author?.name}`);
    return { said: vendorFields(message)[0]!.value, ours: sign === "POSITIVE" ? "positive" : "negative" };
  }

  test("its sign against its flip, both by name", async () => {
    published({ net: -5e9, flipIs: "below spot" });
    expect((await ask()).said).toContain(DISAGREE);
  });

  test("its sign against ours, both by name, and only where they differ", async () => {
    for (const [net, sign, flipIs] of [
      [5e9, "positive", "below spot"],
      [-5e9, "negative", "above spot"],
    ] as const) {
      published({ net, flipIs });
      bot.clock.pass(3 * MINUTE);
      const { said, ours } = await ask();
      expect(said).toContain(`Regime ${sign}, by sign and by flip.`);
      expect(said.includes("uncertain today")).toBe(sign !== ours);
      if (sign !== ours) expect(said).toContain(against(sign, ours));
    }
  });
});

describe("when our own feed is down", () => {
  test("FlashAlpha's figures stand alone, with the reason and without a picture", async () => {
    bot.setFeedDown(true);
    const message = await bot.ask("gex", { symbol: "SPX" });
    const [embed] = message.embeds;
    expect(embed?.title).toBe("SAMPLE · SPX · FlashAlpha's figures only");
    expect(embed?.description).toContain("No picture and no figures of ours: our own source does not answer.");
    expect([embed?.image, message.attachments], "nothing of ours to see").toEqual([undefined, []]);
    const [figures, ...more] = embed?.fields ?? [];
    expect(more).toEqual([]);
    const lines = blockLines("SPX", { blocks: ["levels", "gex", "dex", "vex", "chex"], scope: null });
    expect(figures!.value.split("\n").slice(0, lines.length)).toEqual(lines);
    expect(message.content).toContain(`Call Wall ${levelsOf("SPX").call_wall} `);
    expect(message.content).toMatch(/^SAMPLE DATA · /);
    expect(embed?.footer?.text).toContain("/gex symbol:SPX");
  });

  test("and FlashAlpha too, it is one sentence", async () => {
    bot.setFeedDown(true);
    bot.fake.misbehave("all", up.reset);
    bot.clock.pass(25 * 60 * MINUTE);
    const { content, embeds, attachments, components } = await bot.ask("gex", { symbol: "SPX" });
    expect(content).toBe(
      "The data source did not answer in time, and there is no earlier copy to show. Try again in a minute.",
    );
    expect([embeds, attachments, components ?? []]).toEqual([[], [], []]);
  });
});
