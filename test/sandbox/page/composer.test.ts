import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { GEX_CHANNEL, YOU } from "../../support/fakeUserSide.ts";
import { WAIT, useSandboxPage } from "../../support/sandboxPage.ts";

const open = useSandboxPage();

/** What a screen reader would call the element that has the focus. */
const focusedName = (page: Page) =>
  page.evaluate<string>("document.activeElement.getAttribute('aria-label') ?? document.activeElement.id");

const suggested = (page: Page) => page.getByRole("option").allInnerTexts();

const pictureWidth = (page: Page) =>
  page.locator(".embed-image img").evaluate((image: unknown) => (image as { naturalWidth: number }).naturalWidth);

describe("a newcomer at the keyboard", () => {
  it("is ready to type, and picks a command, a symbol and gets the answer with its picture", async () => {
    const { page, type, press, count, slashes } = open();
    expect(await focusedName(page)).toBe("Message #gex");
    await type("/ge");
    expect(await page.getByRole("option").first().innerText()).toContain("/gex");
    await press("Tab");
    await type("SP");
    const option = page.getByRole("option", { name: "SPX · S&P 500 index" });
    await option.waitFor();
    await press("ArrowDown", "ArrowDown");
    expect(await option.getAttribute("aria-selected")).toBe("true");
    const active = await page.getByLabel("symbol").getAttribute("aria-activedescendant");
    expect(active, "a screen reader follows the highlight").toBe(await option.getAttribute("id"));
    await press("Enter", "Enter");

    await page.getByText("SPX · dealer exposure").waitFor();
    expect(slashes()).toMatchObject([{ command: "gex", options: { symbol: "SPX" } }]);
    await expect.poll(() => pictureWidth(page), WAIT).toBe(1080);
    const used = await page.locator(".used").innerText();
    expect(used.replaceAll(/\s+/g, " ")).toMatch(/you used \/gex$/);
    expect(await count(".message"), "“thinking…” became the answer").toBe(1);
  });

  it.each([
    ["/gex SPY", { symbol: "SPY" }],
    ["/gex SPY all", { symbol: "SPY", expiry: "45" }],
    ["/gex SPY 0dte", { symbol: "SPY", expiry: "0dte" }],
    ["/gex symbol:SPY share:true", { symbol: "SPY", share: true }],
    ['/gex SPY "this week" yes', { symbol: "SPY", expiry: "7", share: true }],
  ])("types %s and Enter as one line", async (line, options) => {
    const { page, type, press, slashes } = open();
    await type(line);
    await press("Enter");
    await expect.poll(slashes, WAIT).toEqual([{ userId: YOU.id, channelId: GEX_CHANNEL, command: "gex", options }]);
    expect(await page.locator("#composer-text").inputValue()).toBe("");
  });

  it("sends what was typed and not what was suggested, unless it was chosen", async () => {
    const { page, type, press, slashes } = open();
    await type("/gex");
    await press("Tab");
    await type("SP");
    await page.getByRole("option", { name: "SPXL · S&P 500 bull 3X" }).waitFor();
    await press("Enter");
    await expect.poll(slashes, WAIT).toMatchObject([{ options: { symbol: "SP" } }]);
  });

  it("is shown the option that is missing", async () => {
    const { page, type, press, slashes } = open();
    await type("/gex");
    await press("Tab");
    await press("Enter");
    expect(await page.getByRole("alert").first().innerText()).toBe("symbol: This option is required. Specify a value.");
    expect(await page.getByLabel("symbol").getAttribute("aria-invalid")).toBe("true");
    await type("SPY");
    expect(await page.getByRole("alert").count(), "the complaint goes while it is mended").toBe(0);
    await press("Enter");
    await expect.poll(slashes, WAIT).toHaveLength(1);
  });

  it("adds optional options, and leaves them again", async () => {
    const { page, type, press, count, slashes } = open();
    await type("/gex");
    await press("Tab");
    await type("QQQ");
    await page.getByRole("option", { name: "QQQ" }).waitFor();
    await press("ArrowDown", "Enter");
    expect(await suggested(page)).toEqual(["expiry\nWhich expiries to include", expect.stringContaining("share")]);
    await press("ArrowDown", "Enter");
    expect(await suggested(page)).toEqual(["0DTE", "This week", "All within 45 days"]);
    await type("this");
    await press("Enter");
    await type("sh");
    await press("Tab");
    expect(await suggested(page)).toEqual(["True", "False"]);
    await press("Backspace");
    expect(await count(".pill"), "an empty optional pill goes with Backspace").toBe(2);
    await press("Enter");
    await expect.poll(slashes, WAIT).toMatchObject([{ options: { symbol: "QQQ", expiry: "7" } }]);
  });

  it("asks the bot for suggestions once he pauses, and not at every key", async () => {
    const { page, fake, type } = open();
    await type("/gex SPY");
    await expect.poll(() => suggested(page), WAIT).toEqual(["SPY · SPDR S&P 500 ETF"]);
    const asked = fake.acts.filter(({ kind }) => kind === "autocomplete").map(({ act }) => act);
    expect(asked).toMatchObject([{ focused: "symbol", options: { symbol: "SPY" } }]);
  });

  it("is told kindly about plain text and unknown commands", async () => {
    const { page, type, press, slashes } = open();
    await type("hello");
    await press("Enter");
    await page.getByText("This sandbox takes slash commands only").waitFor();
    await type("/gxe SPY");
    await press("Enter");
    await page.getByText("Did you mean /gex?").waitFor();
    expect(slashes()).toEqual([]);
  });
});
