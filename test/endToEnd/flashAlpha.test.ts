import type { APIEmbed, APIMessage } from "discord.js";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { OptionValues } from "../../sandbox/discord/userSide.ts";
import { exposureReply } from "../../src/commands/exposureReply.ts";
import type { PublishedBlock } from "../../src/engine/published.ts";
import { parseSelection } from "../../src/engine/selection.ts";
import type { ViewKey } from "../../src/views/replyState.ts";
import { VIEW_KEYS } from "../../src/views/replyState.ts";
import type { FakePlan } from "../support/fakeFlashAlpha.ts";
import { ticker } from "../support/providers.ts";
import { blockLines, spotDigits } from "../support/publishedLines.ts";
import { quietDoor } from "../support/context.ts";
import { openVendorBot, type VendorBot } from "../support/vendorBot.ts";

/** An answer by the vendor's name: "levels" or "gex 2026-12-18". */
type Calls = readonly string[];

/** What a command costs where nothing is at hand, and what of the vendor's it shows: decision 0010 and README.md. */
interface Row {
  readonly view: ViewKey;
  readonly command: string;
  readonly options: OptionValues & { readonly symbol: string; readonly expiry?: string };
  readonly on: Readonly<Record<"free" | "basic" | "growth", Cell>>;
}
interface Cell {
  readonly calls: Calls;
  readonly blocks: readonly PublishedBlock[];
  readonly missing: readonly string[];
}

const DATE = "2026-12-18";
const TODAY = "2026-11-24";
const GEX = "GEX needs FlashAlpha's Growth plan.";
const needsBasic = (blocks: string) => `${blocks} FlashAlpha's Basic plan.`;
const cell = (calls: Calls, blocks: readonly PublishedBlock[], missing: readonly string[] = []): Cell => ({
  calls,
  blocks,
  missing,
});
const ALL: readonly PublishedBlock[] = ["levels", "gex", "dex", "vex", "chex"];

const everything: Row["on"] = {
  free: cell(["levels"], ["levels"], [GEX, needsBasic("DEX, VEX and CHEX need")]),
  basic: cell(["levels", "dex", "vex", "chex"], ["levels", "dex", "vex", "chex"], [GEX]),
  growth: cell(["levels", "sheet"], ALL),
};
const INDEX_ON_FREE = cell([], [], [needsBasic("Levels, DEX, VEX and CHEX need"), GEX]);
const gammaAlone: Row["on"] = {
  free: cell(["levels"], ["levels"], [GEX]),
  basic: cell(["levels"], ["levels"], [GEX]),
  growth: cell(["gex"], ["gex"]),
};
const alone = (block: "dex" | "vex" | "chex"): Row["on"] => ({
  free: cell([], [], [needsBasic(`${block.toUpperCase()} needs`)]),
  basic: cell([block], [block]),
  // One call either way, and a sheet has the other exposures as well.
  growth: cell(["sheet"], [block]),
});

/** Each with a symbol or an expiry of its own, so that nothing is at hand. */
const ROWS: readonly Row[] = [
  { view: "gex", command: "gex", options: { symbol: "SPY" }, on: everything },
  {
    view: "gex",
    command: "gex",
    options: { symbol: "QQQ", expiry: DATE },
    on: {
      free: cell(["levels", `gex ${DATE}`], ["levels", "gex"], [needsBasic("DEX, VEX and CHEX need")]),
      basic: cell(["levels", ...["gex", "dex", "vex", "chex"].map((one) => `${one} ${DATE}`)], ALL),
      growth: cell(["levels", `sheet ${DATE}`], ALL),
    },
  },
  { view: "dex", command: "dex", options: { symbol: "AMD" }, on: alone("dex") },
  { view: "vex", command: "vex", options: { symbol: "AAPL" }, on: alone("vex") },
  { view: "chex", command: "chex", options: { symbol: "TSLA" }, on: alone("chex") },
  { view: "exposure", command: "exposure", options: { symbol: "NVDA" }, on: everything },
  {
    view: "levels",
    command: "levels",
    options: { symbol: "META" },
    on: {
      free: cell(["levels"], ["levels"]),
      basic: cell(["levels"], ["levels"]),
      growth: cell(["levels"], ["levels"]),
    },
  },
  { view: "regime", command: "regime", options: { symbol: "AMZN" }, on: gammaAlone },
  {
    view: "zerodte",
    command: "zerodte",
    options: { symbol: "QQQ" },
    on: {
      free: cell([], [], [GEX]),
      basic: cell([], [], [GEX]),
      growth: cell([`gex ${TODAY}`], ["gex"]),
    },
  },
];

/** For how long an answer is used again (README.md), and the calls a day the fake grants: Free may be 5 or 10. */
const PLANS = [
  { plan: "free", like: "free", freshMs: 60 * 60_000 },
  { plan: "basic", like: "basic", freshMs: 10 * 60_000 },
  { plan: "growth", like: "growth", freshMs: 2 * 60_000 },
  { plan: "alpha", like: "growth", freshMs: 30_000 },
] as const satisfies readonly { plan: FakePlan; like: keyof Row["on"]; freshMs: number }[];

describe.each(PLANS)("with a key of the plan $plan", ({ plan, like, freshMs }) => {
  let bot: VendorBot;
  const since = (from: number) =>
    bot.fake.calls.slice(from).map(({ endpoint, expiration }) => (expiration ? `${endpoint} ${expiration}` : endpoint));

  beforeAll(async () => {
    bot = await openVendorBot({ on: plan });
    if (plan === "free") bot.fake.quirks.limit = 10;
    // Which plan it is, the first answer tells.
    await bot.ask("levels", { symbol: "GOOGL" });
  });
  afterAll(() => bot.stop());
  afterEach(() => expect(bot.discord.violations, "what Discord would not have taken").toEqual([]));

  test.each(ROWS)("/$command $options asks as little as it can, and shows what it got as published", async (row) => {
    const { calls, blocks, missing } = row.on[like];
    const { symbol, expiry } = row.options;
    const from = bot.fake.calls.length;
    const place = bot.newcomer();
    const message = await bot.ask(row.command, row.options, place);
    expect(since(from).toSorted(), "the calls").toEqual([...calls].toSorted());
    expect(bot.fake.calls.slice(from).every((call) => call.symbol === symbol)).toBe(true);

    const { figures, notes, others } = fieldsOf(message);
    const scope = row.view === "zerodte" ? TODAY : (expiry ?? null);
    if (blocks.length === 0) expect(figures).toBeUndefined();
    else {
      expect(figures?.name, "its own name and time").toBe("SAMPLE · FlashAlpha · as published · 12:00 ET");
      const expected = blockLines(symbol, { blocks, scope });
      const lines = figures!.value.split("\n");
      expect(lines.slice(0, expected.length)).toEqual(expected);
      expect(lines[expected.length]).toMatch(/^Its figures are from .*12:00 ET.*\.$/);
      expect(lines.slice(expected.length + 1).join(), "the rest is words on the sign").not.toMatch(/\$|\d{2,}\.\d/);
    }
    expect(notes, "each plan named once, and none that is not lacking").toEqual(missing);

    const state = { view: row.view, symbol: ticker(symbol), selection: parseSelection(expiry ?? "all")! };
    const keyless = await exposureReply(
      { ...state, palette: null, extra: "none" },
      { ...bot.ctx(), door: quietDoor(), published: null, lead: "ours" },
      { caller: { userId: "1", guildId: "2" }, freshness: "recent" },
    );
    expect(others, "ours are what they are without a key").toEqual(ourFields(keyless.embeds![0]!, blocks.length > 0));
    expect(JSON.stringify(others), "none of the vendor's").not.toContain(spotDigits(symbol));

    await bot.ask(row.command, row.options, bot.newcomer());
    await bot.press(message, { action: "refresh", place });
    expect(since(from), "nothing twice within the fresh time, whoever asks").toHaveLength(calls.length);
  });

  test("an index is asked for where the plan has indices, else what it needs is said and nothing is asked", async () => {
    const from = bot.fake.calls.length;
    const { figures, notes } = fieldsOf(await bot.ask("gex", { symbol: "SPX" }));
    const { calls, blocks, missing } = plan === "free" ? INDEX_ON_FREE : everything[like];
    expect(since(from).toSorted()).toEqual([...calls].toSorted());
    expect(figures === undefined).toBe(blocks.length === 0);
    expect(notes).toEqual(missing);
  });

  test("a press costs only what nothing at hand can answer", async () => {
    const place = bot.newcomer();
    let message = await bot.ask("gex", { symbol: "SPY" }, place);
    const from = bot.fake.calls.length;
    for (const view of VIEW_KEYS) {
      message = await bot.press(message, { action: "view", value: view, place });
      expect(message.embeds[0]?.image, view).toBeDefined();
    }
    for (const action of ["explain", "data", "share"] as const) message = await bot.press(message, { action, place });
    expect(message.embeds[0]?.image, "shared").toBeDefined();
    const premium = plan === "alpha" ? ["vrp", "vrpHistory"] : [];
    expect(since(from)).toEqual([...(like === "growth" ? [`gex ${TODAY}`] : []), ...premium]);
  });

  test("an answer is used again for as long as the plan says, to the millisecond", async () => {
    await bot.ask("levels", { symbol: "SPY" });
    bot.clock.pass(freshMs);
    if (plan === "free") bot.fake.quirks.limit = 10;
    const from = bot.fake.calls.length;
    await bot.ask("levels", { symbol: "SPY" });
    expect(since(from)).toEqual(["levels"]);
    bot.clock.pass(freshMs - 1);
    await bot.ask("levels", { symbol: "SPY" });
    expect(since(from)).toEqual(["levels"]);
    bot.clock.pass(1);
    await bot.ask("levels", { symbol: "SPY" });
    expect(since(from)).toEqual(["levels", "levels"]);
  });
});

/** The vendor's block, the sentences on what is missing, and all other fields. */
function fieldsOf({ embeds }: APIMessage) {
  const fields = embeds[0]?.fields ?? [];
  const vendors = fields.filter(({ name }) => name.includes("FlashAlpha"));
  const figures = vendors.find(({ name }) => name.includes("as published"));
  const notes = vendors.filter((field) => field !== figures).flatMap(({ value }) => value.split("\n"));
  return { figures, notes, others: fields.filter((field) => !vendors.includes(field)) };
}

/** Where the vendor leads, our sentences are a field under our own name. */
function ourFields({ description = "", fields = [], footer }: APIEmbed, vendorLeads: boolean) {
  const label = /^(.+?) · \d+ min delayed · data (.+?) · OI/.exec(footer?.text ?? "");
  const sentences = { name: `${label?.[1]} · ${label?.[2]}`, value: description, inline: false };
  return [...(vendorLeads ? [sentences] : []), ...fields].map(({ inline = false, ...field }) => ({ ...field, inline }));
}
