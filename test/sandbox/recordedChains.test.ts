import { ApplicationCommandOptionType, type APIMessage } from "discord.js";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openMarket, type OpenMarket } from "../../sandbox/openMarket.ts";
import { createApp, type App } from "../../src/app.ts";
import { commands } from "../../src/commands/index.ts";
import { loadConfig } from "../../src/config.ts";
import { VIEW_KEYS, type ViewKey } from "../../src/views/replyState.ts";
import { openLocalBot, type LocalBot } from "../support/localBot.ts";
import { sharedFile } from "../support/shared.ts";

/** Under which name a recording answers; only SPX.B was recorded while its market was open, on a day with an expiry. */
const SYMBOLS = ["SPX", "SPX.B", "QQQ", "AAPL", "RUT"];
const OPEN_TODAY = "SPX.B";

/** How a person asks for each view, and what stands at the bottom of the reply. */
const ASKED: Readonly<Record<ViewKey, { readonly command: string; readonly view?: string; readonly footer: string }>> =
  {
    gex: { command: "gex", footer: "/gex symbol:$ expiry:all" },
    profile: { command: "gex", view: "profile", footer: "/gex symbol:$ expiry:all view:profile" },
    term: { command: "gex", view: "term", footer: "/gex symbol:$ expiry:all view:term" },
    heatmap: { command: "gex", view: "heatmap", footer: "/gex symbol:$ expiry:all view:heatmap" },
    exposure: { command: "exposure", footer: "/exposure symbol:$ expiry:all" },
    dex: { command: "dex", footer: "/dex symbol:$ expiry:all" },
    vex: { command: "vex", footer: "/vex symbol:$ expiry:all" },
    chex: { command: "chex", footer: "/chex symbol:$ expiry:all" },
    levels: { command: "levels", footer: "/levels symbol:$ expiry:all" },
    regime: { command: "regime", footer: "/regime symbol:$ expiry:all" },
    zerodte: { command: "zerodte", footer: "/zerodte symbol:$" },
    vrp: { command: "vrp", footer: "/vrp symbol:$" },
  };
const CHAINS_VIEWS = VIEW_KEYS.filter((view) => view !== "zerodte");

const PART = ApplicationCommandOptionType.Subcommand;
const chains = sharedFile("data/chains");
describe.skipIf(!chains)("on recorded chains (they are not part of the repository)", () => {
  let market: OpenMarket;
  let app: App;
  let local: LocalBot;
  beforeAll(async () => {
    const config = loadConfig({ LOG_LEVEL: "silent" });
    market = await openMarket({ kind: "recorded", folder: chains! }, config);
    app = createApp(config, market.surroundings);
    local = await openLocalBot();
    await local.start(app.ctx);
  });
  afterAll(async () => {
    await local.stop();
    await app.close();
    await market.close();
  });
  afterEach(() => expect(local.discord.violations, "what Discord would not have taken").toEqual([]));

  async function ask(symbol: string, key: ViewKey): Promise<APIMessage> {
    const { command, view } = ASKED[key];
    return local.finished(await local.slash(command, { symbol, ...(view && { view }) }));
  }

  async function expectCard(message: APIMessage, { symbol, view }: { symbol: string; view: ViewKey }): Promise<void> {
    const [embed] = message.embeds;
    expect(embed, `${symbol} ${view}: ${message.content}`).toBeDefined();
    expect(embed!.title).toMatch(new RegExp(`^${symbol.replace(".", "\\.")} · `));
    expect(embed!.footer?.text.split("\n")[1]).toBe(ASKED[view].footer.replace("$", symbol));
    expect(await sizeOf(embed!.image!.url), `${symbol} ${view}`).toEqual([1080, 1350]);
  }

  describe.each(SYMBOLS)("%s", (symbol) => {
    test("has every view of its chain, asked for several at a time, each with its picture and its command", async () => {
      const messages = await Promise.all(CHAINS_VIEWS.map((view) => ask(symbol, view)));
      for (const [i, view] of CHAINS_VIEWS.entries()) await expectCard(messages[i]!, { symbol, view });
      expect(new Set(messages.map(({ embeds }) => embeds[0]?.title)).size, "each says what it is").toBeGreaterThan(7);
    });

    test("gives away figures whose rows add up to the net GEX beside them", async () => {
      const reply = await ask(symbol, "gex");
      const { csv, json } = await dataOf(reply);
      const [header = "", ...rows] = csv.trim().split("\r\n");
      const column = header.split(",").indexOf("net_gex_usd_per_1pct");
      expect(column).toBeGreaterThan(0);
      const sum = rows.reduce((total, row) => total + Number(row.split(",")[column]), 0);
      const { net, provenance } = JSON.parse(json) as { net: { gex: number }; provenance: { symbol: string } };
      expect([provenance.symbol, rows.length > 50]).toEqual([symbol, true]);
      // Both are sums of the same doubles in another order.
      expect(Math.abs(sum - net.gex)).toBeLessThan(
        1e-9 * rows.reduce((all, row) => all + Math.abs(Number(row.split(",")[column])), 0),
      );
    });

    test("has a plan at its own quotes with the picture of its payoff, or the reason why there is none", async () => {
      const { embeds, content } = await local.finished(await local.slash("plan", { symbol, bankroll: 100_000 }));
      const [embed] = embeds;
      expect(embed?.title, content).toMatch(
        new RegExp(`^${symbol.replace(".", "\\.")} · (?:plan to review · .|no plan)`),
      );
      expect(embed!.footer?.text).toContain("not back-tested");
      if (!embed!.image) return expect(embed!.description).toMatch(/^\*\*No plan:\*\* /);
      expect(embed!.description).toMatch(/^\*\*(?:At most \$|No bound)/);
      expect(await sizeOf(embed!.image.url)).toEqual([1080, 1350]);
    });

    test(`has ${symbol === OPEN_TODAY ? "the card of today's expiry" : "a sentence with the next expiries in place of today's"}`, async () => {
      const message = await ask(symbol, "zerodte");
      if (symbol === OPEN_TODAY) return expectCard(message, { symbol, view: "zerodte" });
      expect(message.embeds).toEqual([]);
      expect(message.content).toMatch(
        new RegExp(
          `^${symbol} has no expiry left today\\. Next expiries: (?:\\d{4}-\\d\\d-\\d\\d \\(\\w+ \\d+\\)(?:, |\\.$)){4}$`,
        ),
      );
    });
  });

  test("all of them stand in one table, the live one among them", async () => {
    await local.finished(await local.slash("watchlist", { add: { symbols: SYMBOLS.join(" ") } }));
    const { embeds } = await local.finished(await local.slash("digest", { now: {} }));
    const table = embeds[0]!.fields!.find(({ name }) => name === "All symbols")!.value.split("\n");
    const symbols = table.map((row) => /^\*\*(\S+)\*\* [A-D] · /.exec(row)?.[1]);
    expect(new Set(symbols)).toEqual(new Set(SYMBOLS));
    const [width] = await sizeOf(embeds[0]!.image!.url);
    expect(width).toBe(1080);
  });

  test("all of them are screened in one message, each in its cell", async () => {
    const { embeds } = await local.finished(await local.slash("scan", { symbols: SYMBOLS.join(" ") }));
    const [embed] = embeds;
    expect(embed!.description).toMatch(/^\*\*Gate: z ≥ 1 and VRP20 > 2 — \d of 5 pass/);
    const words = embed!.fields!.map(({ name, value }) => `${name} ${value}`).join("\n");
    for (const symbol of SYMBOLS) expect(words).toMatch(new RegExp(`\\b${symbol.replace(".", "\\.")}\\b`));
    expect((await sizeOf(embed!.image!.url))[0]).toBe(1080);
  });

  test("the commands without a symbol answer as well", async () => {
    const others = commands
      .filter(({ json }) => !COMMANDS_WITH_SYMBOL.has(json.name) && json.options?.every(({ type }) => type !== PART))
      .map(({ json }) => json.name);
    expect(others.toSorted()).toEqual(["explain", "help", "scan", "status"]);
    for (const name of others) {
      const message = await local.finished(await local.slash(name));
      expect(message.embeds, name).toHaveLength(1);
    }
  });

  /** The two files that the button Data adds to the reply. */
  async function dataOf(reply: APIMessage): Promise<{ csv: string; json: string }> {
    const userId = local.discord.user.users()[0]!.id;
    const customId = JSON.stringify(reply.components).match(/v1\.data\.[^"]+/)![0];
    await local.discord.user.click({ userId, messageId: reply.id, customId });
    const filesNow = () =>
      local.discord.user
        .messages(reply.channel_id, userId)
        .find(({ id }) => id === reply.id)!
        .attachments.filter(({ filename }) => !filename.endsWith(".png"));
    await expect.poll(() => filesNow().length, { timeout: 10_000, interval: 20 }).toBe(2);
    const textOf = async (ending: string) =>
      (await fetch(filesNow().find(({ filename }) => filename.endsWith(ending))!.url)).text();
    return { csv: await textOf(".csv"), json: await textOf(".json") };
  }
});

const COMMANDS_WITH_SYMBOL = new Set(["plan", ...Object.values(ASKED).map(({ command }) => command)]);

/** Width and height of a PNG, px. */
async function sizeOf(url: string): Promise<[number, number]> {
  const png = Buffer.from(await (await fetch(url)).arrayBuffer());
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}
