import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { createPageServer } from "../../sandbox/page/server.ts";
import { findChromium, launchChromium, NO_CHROMIUM } from "./chromium.ts";
import { createFakeUserSide, type FakeUserSide } from "./fakeUserSide.ts";

export const PHONE = { width: 390, height: 844 };
/** For `expect.poll`: far above what the page needs, far below the patience of the runner. */
export const WAIT = { timeout: 4000, interval: 20 };

export interface OpenPage {
  readonly page: Page;
  readonly fake: FakeUserSide;
  readonly type: (text: string) => Promise<void>;
  readonly press: (...keys: string[]) => Promise<void>;
  readonly count: (selector: string) => Promise<number>;
  /** The commands sent so far. */
  readonly slashes: () => readonly object[];
  /** Sends /gex SPY and waits for its picture. */
  readonly sendGex: () => Promise<void>;
}

/**
 * Gives each test of the file the sandbox page in a desktop window, with a fake local Discord behind it, and fails it
 * if anything goes wrong on the page. The tests are skipped where no Chromium is.
 */
export function useSandboxPage(): () => OpenPage {
  let browser: Browser | null = null;
  let open: OpenPage | null = null;
  let close = async () => {};

  beforeAll(() => {
    if (findChromium() === null) console.warn(NO_CHROMIUM);
  });
  beforeEach(async (context) => {
    context.skip(findChromium() === null, NO_CHROMIUM);
    browser ??= await launchChromium();
    const fake = await createFakeUserSide();
    const server = await createPageServer({ user: fake.user, banner: "Local sandbox with SAMPLE data" });
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(WAIT.timeout);
    const faults = collectFaults(page);
    open = actions(page, fake);
    close = async () => {
      await page.close();
      await server.stop();
      await fake.stop();
      expect(faults, "errors on the page, among them breaches of its security policy").toEqual([]);
    };
    await page.goto(server.url);
    await page.getByRole("heading", { name: "Welcome to #gex!" }).waitFor();
  });
  afterEach(async () => {
    await close();
    close = async () => {};
  });
  afterAll(async () => browser?.close());

  return () => {
    if (!open) throw new Error("the page opens before each test");
    return open;
  };
}

function collectFaults(page: Page): readonly string[] {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    // A bot's refusal is an HTTP status the browser mentions by itself.
    if (message.type() === "error" && !message.text().includes("422")) faults.push(message.text());
  });
  return faults;
}

function actions(page: Page, fake: FakeUserSide): OpenPage {
  const type = (text: string) => page.keyboard.type(text);
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  return {
    page,
    fake,
    type,
    press,
    count: (selector) => page.locator(selector).count(),
    slashes: () => fake.acts.filter(({ kind }) => kind === "slash").map(({ act }) => act),
    async sendGex() {
      await type("/gex SPY");
      await press("Enter");
      await page.locator(".embed-image img").waitFor();
    },
  };
}
