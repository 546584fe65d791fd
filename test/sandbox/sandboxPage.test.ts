import { expect, onTestFinished, test } from "vitest";
import { createPageServer } from "../../sandbox/page/server.ts";
import { findChromium, launchChromium } from "../support/chromium.ts";
import { openSandbox, OPEN_MARKET } from "../support/sandboxes.ts";

test.skipIf(!findChromium())(
  "/gex SPY typed by keyboard gives an embed with a loaded picture (needs Chromium)",
  async () => {
    const sandbox = await openSandbox(OPEN_MARKET);
    const server = await createPageServer({ user: sandbox.user, banner: sandbox.market });
    onTestFinished(() => server.stop());
    const browser = await launchChromium();
    onTestFinished(() => browser.close());
    const page = await browser.newPage();
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(String(error)));

    await page.goto(server.url);
    await page.getByRole("combobox").first().focus();
    await page.keyboard.type("/gex SPY");
    await page.keyboard.press("Enter");

    const picture = page.getByRole("article").getByRole("img");
    await picture.waitFor({ timeout: 15_000 });
    await expect
      .poll(() => picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth))
      .toBe(1080);
    await page.getByText("SAMPLE · SPY · dealer exposure · All expiries").waitFor();
    await page.getByText("Only you can see this").waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    const box = (await picture.boundingBox())!;
    expect(box.x, "on a phone the whole picture is in view").toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(390);
    expect(problems).toEqual([]);
  },
  60_000,
);
