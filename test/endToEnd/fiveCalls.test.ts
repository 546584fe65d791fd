import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { APIMessage } from "discord.js";
import { expect, onTestFinished, test } from "vitest";
import { openVendorBot, type Place, type VendorBot } from "../support/vendorBot.ts";

const SERVERS = 10;
const PEOPLE_PER_SERVER = 4;
const AT_ONCE = 10;

const COMMANDS = ["gex", "levels", "regime", "exposure", "dex", "zerodte"];
const SYMBOLS = ["SPY", "QQQ", "AAPL", "TSLA", "NVDA"];
const DATES = ["2026-12-18", "2027-01-15"];

/** A proxy on the way may drop these; then nothing but our own count keeps us from a sixth call. */
const STRIPPED = { "x-ratelimit-limit": null, "x-ratelimit-remaining": null, "x-ratelimit-reset": null };

test.each([
  { questions: 100, how: "as documented", headers: {} },
  { questions: 20, how: "without its headers", headers: STRIPPED },
])(
  "$questions questions of people in ten servers, a restart, $questions presses: five calls and an answer each ($how)",
  async ({ questions, headers }) => {
    const folder = mkdtempSync(join(tmpdir(), "gexcord-five-calls-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const bot = await openVendorBot({ on: "free", quotaFile: join(folder, "quota.json") });
    onTestFinished(() => bot.stop());
    bot.fake.quirks.headers = headers;
    const people = peopleOf(bot);

    const asked = await inBatches(questions, (i) => ask(bot, people[(i * 7) % people.length]!, i));
    expect(bot.fake.count(), "none is held back").toBe(5);
    await bot.restart();
    const pressed = await inBatches(questions, (i) => press(bot, asked[i]!, i));
    expect(bot.fake.count(), "the restart forgets none of them").toBe(5);

    const answers = [...asked, ...pressed].map(({ message }) => message);
    expect(answers.flatMap(lacks)).toEqual([]);
    const told = answers.filter((answer) => USED_UP.test(vendorText(answer)));
    expect(told.length, "many are told why").toBeGreaterThan(questions / 2);
    expect(bot.discord.violations).toEqual([]);

    // Midnight in UTC, 19:00 in New York: the next day's calls.
    bot.clock.pass(7 * 3_600_000);
    await bot.ask("levels", { symbol: "SPY" });
    expect(bot.fake.count()).toBe(6);
  },
  60_000,
);

interface Answered {
  readonly place: Place;
  readonly message: APIMessage;
}

function peopleOf(bot: VendorBot): Place[] {
  const servers = Array.from({ length: SERVERS }, () => bot.newcomer());
  return servers.flatMap((owner) => [
    owner,
    ...Array.from({ length: PEOPLE_PER_SERVER - 1 }, () => bot.newcomer(owner)),
  ]);
}

async function inBatches(questions: number, act: (i: number) => Promise<Answered>): Promise<Answered[]> {
  const answers: Answered[] = [];
  while (answers.length < questions)
    answers.push(...(await Promise.all(Array.from({ length: AT_ONCE }, (_, j) => act(answers.length + j)))));
  return answers;
}

async function ask(bot: VendorBot, place: Place, i: number): Promise<Answered> {
  const command = COMMANDS[i % COMMANDS.length]!;
  const expiry = i % 4 === 0 && command !== "zerodte" ? { expiry: DATES[(i >> 2) % DATES.length]! } : {};
  // Only some have an expiry every day.
  const symbol = command === "zerodte" ? "SPY" : SYMBOLS[i % SYMBOLS.length]!;
  return { place, message: await bot.ask(command, { symbol, ...expiry }, place) };
}

/** Refresh, or another view, of a reply that the bot made before it was started again. */
async function press(bot: VendorBot, { place, message }: Answered, i: number): Promise<Answered> {
  const use =
    i % 2 === 0 ? { action: "refresh" as const } : { action: "view" as const, value: COMMANDS[(i >> 1) % 5]! };
  return { place, message: await bot.press(message, { ...use, place }) };
}

const vendorText = ({ embeds }: APIMessage) =>
  (embeds[0]?.fields ?? []).flatMap(({ name, value }) => (name.includes("FlashAlpha") ? [name, value] : [])).join("\n");

const USED_UP = /(?:calls are|calls is) used up; back at \d\d:\d\d/;

/** What an answer lacks, in words: each has our picture, and the vendor's figures or why there are none. */
function lacks(answer: APIMessage): string[] {
  const said = vendorText(answer);
  const says = said.includes("as published") || /needs? FlashAlpha's \w+ plan\./.test(said) || USED_UP.test(said);
  return [
    ...(answer.embeds[0]?.image ? [] : [`no picture: ${answer.content}`]),
    ...(says ? [] : [`nothing of FlashAlpha: ${answer.content} ${said}`]),
  ];
}
