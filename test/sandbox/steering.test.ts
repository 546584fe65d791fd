import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createPageServer, type PageServer } from "../../sandbox/page/server.ts";
import { openMarket, type OpenMarket } from "../../sandbox/openMarket.ts";
import { createApp, type App } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import type { ExpirySelection } from "../../src/engine/selection.ts";
import { commandText, VIEW_LIST } from "../../src/views/exposures/index.ts";
import type { ViewKey } from "../../src/views/replyState.ts";
import { findChromium, launchChromium } from "../support/chromium.ts";
import { openLocalBot, type LocalBot } from "../support/localBot.ts";
import { ticker } from "../support/providers.ts";
import { OPEN_MARKET } from "../support/sandboxes.ts";
import { PHONE } from "../support/sandboxPage.ts";

const DESKTOP = { width: 1440, height: 900 };
const PATIENCE = 10_000;

/** The command at the bottom of a reply on SPY. */
const footer = (view: ViewKey, selection: ExpirySelection = { kind: "all" }) =>
  commandText({ view, symbol: ticker("SPY"), selection, palette: null, extra: "none" });

let browser: Browser;
beforeAll(async () => {
  if (findChromium()) browser = await launchChromium();
});
afterAll(() => browser?.close());

describe.skipIf(!findChromium()).each([
  ["in a desktop window", DESKTOP],
  ["on a phone", PHONE],
])("%s (needs Chromium)", (_where, viewport) => {
  let market: OpenMarket;
  let app: App;
  let local: LocalBot;
  let server: PageServer;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    const config = loadConfig({ LOG_LEVEL: "silent" });
    market = await openMarket(OPEN_MARKET, config);
    app = createApp(config, market.surroundings);
    // As the sandbox, but for the pace: no person presses this fast.
    local = await openLocalBot();
    await local.start(app.ctx);
    server = await createPageServer({ user: local.discord.user, banner: market.title });
    page = await browser.newPage({ viewport });
    page.setDefaultTimeout(PATIENCE);
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    await page.goto(server.url);
  });
  afterAll(async () => {
    await page.close();
    await server.stop();
    await local.stop();
    await app.close();
    await market.close();
  });
  afterEach(async () => {
    expect(faults.splice(0), "errors on the page").toEqual([]);
    expect(local.discord.violations, "what Discord would not have taken").toEqual([]);
    await expectNoOverflow();
  });

  test("every view chosen in the menu is shown by the same message, the last by keyboard", async () => {
    const reply = await sendGex();
    const messages = await page.locator(".message").count();
    for (const { key, name } of [...VIEW_LIST.slice(1), VIEW_LIST[0]!]) {
      if (name === VIEW_LIST.at(-1)!.name) {
        await menu(reply, "View").focus();
        for (const stroke of ["ArrowDown", "End", "Enter"]) await page.keyboard.press(stroke);
      } else await choose(reply, { from: "View", name });
      await shows(reply, footer(key));
      await expectPicture(reply);
      expect(await menu(reply, "View").getAttribute("aria-label")).toBe(`View: ${name}`);
      await expectNoOverflow();
    }
    expect(await page.locator(".message").count(), "one message, never another").toBe(messages);
  });

  test("an expiry, Refresh, Explain and Data change the same message, and Data adds two files", async () => {
    const reply = await sendGex();
    const messages = await page.locator(".message").count();
    await choose(reply, { from: "Expiries", name: "Up to 7 days" });
    await shows(reply, footer("gex", { kind: "maxDte", days: 7 }));

    await redrawn(reply, () => button(reply, "Refresh").click());
    await expectPicture(reply);

    await button(reply, "Explain").click();
    await reply.getByText("Why this regime").waitFor();
    await expectNoOverflow();
    await button(reply, "Data").click();
    await expect.poll(() => reply.locator("a.file-name").allInnerTexts(), { timeout: PATIENCE }).toHaveLength(2);
    expect((await reply.locator("a.file-name").allInnerTexts()).map((name) => name.split(".").at(-1))).toEqual([
      "csv",
      "json",
    ]);
    expect(await reply.getByText("Why this regime").count(), "one replaces the other").toBe(0);
    await expectNoOverflow();
    await button(reply, "Hide data").click();
    await expect.poll(() => reply.locator("a.file-name").count(), { timeout: PATIENCE }).toBe(0);
    expect(await page.locator(".message").count(), "one message, never another").toBe(messages);
  });

  test("Share posts it for everyone, and the second person gets a copy of his own to steer", async () => {
    const reply = await sendGex();
    const messages = await page.locator(".message").count();
    await button(reply, "Share").click();
    await expect.poll(() => page.locator(".message").count(), { timeout: PATIENCE }).toBe(messages + 1);
    const shared = await lastMessage();
    await shows(shared, footer("gex"));
    expect(await shared.getByText("Only you can see this").count()).toBe(0);
    await shows(reply, footer("gex"));

    await become("friend");
    await expect.poll(() => page.locator(".message").count(), { timeout: PATIENCE }).toBe(1);
    await choose(shared, { from: "View", name: "Heatmap" });
    const offer = page.locator(".message", { hasText: "Only the person who asked can steer this reply" });
    await offer.getByRole("button", { name: "Get a private copy" }).click();
    await expect.poll(() => page.locator(".message .embed").count(), { timeout: PATIENCE }).toBe(2);
    const copy = await lastMessage();
    await copy.getByText("Only you can see this").waitFor();
    await shows(copy, footer("gex"));
    await expectNoOverflow();
    await choose(copy, { from: "View", name: "Levels" });
    await shows(copy, footer("levels"));
    expect(await embedText(shared), "the shared one is as it was").toContain(footer("gex"));
    await become("you");
    await expect.poll(() => page.locator(".message").count(), { timeout: PATIENCE }).toBe(messages + 1);
  });

  /** Types /gex SPY and waits for its answer, which is the last message of the channel. */
  async function sendGex(): Promise<Locator> {
    const before = await page.locator(".message").count();
    await page.locator("#composer-text").focus();
    await page.keyboard.type("/gex SPY");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(".message .embed").count(), { timeout: PATIENCE }).toBe(before + 1);
    const reply = await lastMessage();
    await shows(reply, footer("gex"));
    await expectPicture(reply);
    return reply;
  }

  /** By its id, so that it is the same message whatever comes after it. */
  async function lastMessage(): Promise<Locator> {
    const id = await page.locator(".message").last().getAttribute("data-id");
    return page.locator(`.message[data-id="${id}"]`);
  }

  async function choose(reply: Locator, { from, name }: { from: "View" | "Expiries"; name: string }): Promise<void> {
    await menu(reply, from).click();
    await expectNoOverflow();
    // A description may follow the name, and name other views.
    await page.getByRole("option", { name: new RegExp(`^${name}`) }).click();
  }

  /** The message is drawn anew because of an act. */
  async function redrawn(reply: Locator, act: () => Promise<void>): Promise<void> {
    await reply.evaluate((node) => ((node as unknown as { dataset: Record<string, string> }).dataset["old"] = "yes"));
    await act();
    await expect.poll(() => reply.getAttribute("data-old"), { timeout: PATIENCE }).toBe(null);
  }

  async function become(name: "you" | "friend"): Promise<void> {
    if (viewport === PHONE) await page.getByRole("button", { name: "Channels" }).click();
    await page.getByRole("button", { name: `Switch to ${name}` }).click();
    if (viewport === PHONE) await page.getByRole("button", { name: "Channels" }).waitFor();
  }

  const menu = (reply: Locator, name: "View" | "Expiries") =>
    reply.getByRole("combobox", { name: new RegExp(`^${name}: `) });
  const button = (reply: Locator, name: string) => reply.getByRole("button", { name });
  const embedText = (reply: Locator) => reply.locator(".embed").innerText();

  /** A line of the embed is the command, whole: "/gex symbol:SPY expiry:all" is also the beginning of others. */
  async function shows(reply: Locator, command: string): Promise<void> {
    await expect
      .poll(async () => (await embedText(reply)).split("\n").includes(command), { timeout: PATIENCE, message: command })
      .toBe(true);
  }

  async function expectPicture(reply: Locator): Promise<void> {
    const image = reply.locator(".embed-image img");
    const width = () => image.evaluate((node) => (node as unknown as { naturalWidth: number }).naturalWidth);
    await expect.poll(width, { timeout: PATIENCE }).toBe(1080);
    const box = (await image.boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(viewport.width);
  }

  async function expectNoOverflow(): Promise<void> {
    const beyond = await page.evaluate<number>(
      "Math.max(document.documentElement.scrollWidth - innerWidth, scroller.scrollWidth - scroller.clientWidth)",
    );
    expect(beyond, "px beyond the window").toBe(0);
  }
});
