import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { dmOf, FRIEND, GEX_CHANNEL, YOU } from "../../support/fakeUserSide.ts";
import { PHONE, WAIT, useSandboxPage } from "../../support/sandboxPage.ts";

const open = useSandboxPage();

const overflow = (page: Page) => page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");

describe("the channel", () => {
  it("stays at the newest message, unless the reader has scrolled up", async () => {
    const { page, fake } = open();
    const fromEnd = () =>
      page.evaluate<number>(
        "(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight)(scroller)",
      );
    for (let line = 0; line < 60; line += 1) fake.say(GEX_CHANNEL, { content: `line ${line}` });
    await page.getByText("line 59").waitFor();
    await expect.poll(fromEnd, WAIT).toBeLessThan(2);
    await page.setViewportSize({ width: 1440, height: 600 });
    await expect.poll(fromEnd, WAIT).toBeLessThan(2);
    await page.evaluate("scroller.scrollTop = 0");
    await expect.poll(() => page.evaluate("scroller.scrollTop"), WAIT).toBe(0);
    await page.waitForTimeout(50);
    fake.say(GEX_CHANNEL, { content: "news" });
    await page.getByRole("button", { name: "New messages" }).click();
    await expect.poll(fromEnd, WAIT).toBeLessThan(2);
    expect(await page.getByRole("button", { name: "New messages" }).count()).toBe(0);
  });

  it("shows each person their own direct messages, and where something is new", async () => {
    const { page, fake, type, press, slashes } = open();
    fake.say(dmOf(YOU.id), { content: "your digest" });
    await page.getByRole("button", { name: "gexcord new" }).click();
    await page.getByText("your digest").waitFor();
    expect(await page.title()).toBe("@gexcord | gexcord sandbox");
    await page.getByRole("button", { name: "Switch to friend" }).click();
    await page.getByRole("heading", { name: "Welcome to #gex!" }).waitFor();
    await page.getByRole("button", { name: "gexcord", exact: true }).click();
    await page.getByText("the beginning of your direct messages").waitFor();
    expect(await page.getByText("your digest").count()).toBe(0);
    await type("/help");
    await press("Enter");
    await expect.poll(slashes, WAIT).toMatchObject([{ userId: FRIEND.id, channelId: dmOf(FRIEND.id) }]);
  });

  it("says when the bot is offline", async () => {
    const { page, fake } = open();
    fake.emit("presence", { online: false });
    await page.getByText("gexcord is offline.").waitFor();
    fake.emit("presence", { online: true });
    await page.getByText("gexcord is offline.").waitFor({ state: "hidden" });
  });

  it("has said what it is from the first moment", async () => {
    const { page } = open();
    expect(await page.getByRole("note").innerText()).toBe("Local sandbox with SAMPLE data");
    await page.getByRole("button", { name: "/gex SPY" }).click();
    expect(await page.locator("#composer-text").inputValue()).toBe("/gex SPY");
  });
});

describe("on a phone", () => {
  beforeEach(async () => {
    const { page } = open();
    await page.setViewportSize(PHONE);
  });

  it("nothing is wider than the screen, and the picture nearly as wide", async () => {
    const { page, sendGex } = open();
    expect(await overflow(page)).toBe(0);
    await sendGex();
    expect(await overflow(page)).toBe(0);
    const box = await page.locator(".embed-image").boundingBox();
    expect(box?.width).toBeGreaterThan(320);
    const face = await page.locator(".message > .avatar").boundingBox();
    const embed = await page.locator(".embed").boundingBox();
    expect((face?.y ?? 0) + (face?.height ?? 0), "the wide embed leaves the face alone").toBeLessThanOrEqual(
      embed?.y ?? 0,
    );
    await page.getByRole("combobox", { name: "View: Ladder" }).click();
    expect(await overflow(page)).toBe(0);
  });

  it("the channel list is a drawer", async () => {
    const { page, press } = open();
    const menu = page.getByRole("button", { name: "Channels" });
    await menu.click();
    await page.getByRole("button", { name: "general" }).click();
    await page.getByRole("heading", { name: "Welcome to #general!" }).waitFor();
    expect(await menu.getAttribute("aria-expanded")).toBe("false");
    await menu.click();
    expect(await page.locator("#chat").getAttribute("inert"), "what is behind it takes no key").toBe("");
    await press("Escape");
    await page.getByRole("button", { name: "general" }).waitFor({ state: "hidden" });
  });

  it("a finger sends with the button", async () => {
    const { page, slashes } = open();
    await page.locator("#composer-text").fill("/gex IWM");
    await page.getByRole("button", { name: "Send" }).click();
    await expect.poll(slashes, WAIT).toMatchObject([{ options: { symbol: "IWM" } }]);
  });
});
