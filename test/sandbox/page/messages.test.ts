import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { GEX_CHANNEL, YOU } from "../../support/fakeUserSide.ts";
import { WAIT, useSandboxPage } from "../../support/sandboxPage.ts";

const open = useSandboxPage();

/** What a screen reader would call the element that has the focus. */
const focusedName = (page: Page) =>
  page.evaluate<string>("document.activeElement.getAttribute('aria-label') ?? document.activeElement.id");

const suggested = (page: Page) => page.getByRole("option").allInnerTexts();

describe("answers", () => {
  it("never go back to thinking when their edit overtakes the reply", async () => {
    const { page, fake, count, sendGex } = open();
    await sendGex();
    const [answer] = fake.user.messages(GEX_CHANNEL, YOU.id);
    if (!answer) throw new Error("the fake has no answer");
    fake.emit("message", { message: { ...answer, flags: 1 << 7, embeds: [] }, visibleTo: null });
    fake.say(GEX_CHANNEL, { content: "after it" });
    await page.getByText("after it").waitFor();
    expect(await count(".embed")).toBe(1);
  });

  it("for one person say so and can be dismissed", async () => {
    const { page, fake, type, press, count } = open();
    await type("/help");
    await press("Enter");
    await page.getByText("Only you can see this").waitFor();
    await page.getByRole("button", { name: "Dismiss message" }).press("Enter");
    await expect.poll(() => count(".message"), WAIT).toBe(0);
    expect(fake.acts.at(-1)).toMatchObject({ kind: "dismiss", act: { userId: YOU.id } });
  });

  it("that never come leave the red note, once", async () => {
    const { page, fake, type, press } = open();
    await type("/silent");
    await press("Enter");
    const note = page.locator(".failure", { hasText: "The application did not respond" });
    await note.waitFor();
    fake.emit("failed", { userId: YOU.id, channelId: GEX_CHANNEL, text: "The application did not respond" });
    fake.say(GEX_CHANNEL, { content: "after it" });
    await page.getByText("after it").waitFor();
    expect(await note.count()).toBe(1);
  });

  it("carry buttons: a click edits, a refusal shows below the message", async () => {
    const { page, sendGex } = open();
    await sendGex();
    expect(await page.getByRole("button", { name: "Alert" }).isDisabled()).toBe(true);
    await page.getByRole("button", { name: "Refresh" }).press("Enter");
    await page.getByText("(edited)").waitFor();
    expect(await page.evaluate("document.activeElement.dataset.customId"), "the focus stays").toBe("refresh");
    await page.getByRole("button", { name: "Remove" }).click();
    await page.getByText("This interaction failed").waitFor();
    expect(await page.getByRole("link", { name: "Methodology" }).getAttribute("rel")).toBe("noopener noreferrer");
  });

  it("carry a select that works by keyboard", async () => {
    const { page, fake, type, press, sendGex } = open();
    await sendGex();
    const select = page.getByRole("combobox", { name: "View: Ladder" });
    await select.focus();
    await press("ArrowDown");
    expect(await suggested(page)).toHaveLength(3);
    await press("Escape");
    expect(await suggested(page)).toHaveLength(0);
    await press("Enter");
    await type("h");
    await press("ArrowUp", "Enter");
    await page.getByText("View: profile").waitFor();
    expect(fake.acts.at(-1)).toMatchObject({ act: { customId: "view", values: ["profile"] } });
  });

  it("open their picture large, and Esc leads back to it", async () => {
    const { page, press, sendGex } = open();
    await sendGex();
    const picture = page.getByRole("button", { name: /^Open picture/ });
    await picture.press("Enter");
    expect(await page.getByRole("dialog").getByRole("img").getAttribute("alt")).toContain("dealer exposure");
    await press("Escape");
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(await focusedName(page)).toContain("Open picture");
  });

  it("may be a form, which insists on what is required", async () => {
    const { page, type, press } = open();
    await type("/feedback");
    await press("Enter");
    const dialog = page.getByRole("dialog", { name: "Feedback" });
    await dialog.waitFor();
    await press("Enter");
    await page.getByText("This field is required.").waitFor();
    await type("Walls");
    await press("Enter");
    await page.getByText("Thank you for “Walls”.").waitFor();
    expect(await dialog.count()).toBe(0);
  });

  it("of the bot's can hold no markup and no script", async () => {
    const { page, fake, count } = open();
    fake.say(GEX_CHANNEL, { content: "<img src=x onerror=alert(1)><b>x</b> [x](javascript:alert(1))" });
    await page.getByText("<img src=x").waitFor();
    expect(await count(".message img, .message b, .message a")).toBe(0);
  });
});
