import { accessSync, constants } from "node:fs";
import { chromium, type Browser } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** What a test prints as its reason when it cannot run. */
export const NO_CHROMIUM = "no Chromium found: set CHROMIUM_PATH to run the tests in a browser";

/** The browser to test with: CHROMIUM_PATH, else the usual places; null if there is none. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | null {
  const candidates = env["CHROMIUM_PATH"] ? [env["CHROMIUM_PATH"]] : PLACES;
  return candidates.find(isExecutable) ?? null;
}

/** A headless browser that makes no connection of its own. @throws {Error} if there is no Chromium */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error(NO_CHROMIUM);
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
