import { findChromium, NO_CHROMIUM } from "./chromium.ts";
import { hasRedis } from "./redis.ts";
import { findPostgres, NO_POSTGRES } from "./postgres.ts";
import { sharedFile } from "./shared.ts";

/** Before the first test: what will be skipped on this machine, and why, in plain lines. */
export default function announceSkips(): void {
  if (!findChromium()) console.log(`Skipped here: the tests of the sandbox page in a browser (${NO_CHROMIUM})`);
  if (!hasRedis) console.log("Skipped here: the shared cache on a real Redis (no redis-server found)");
  if (!findPostgres()) console.log(`Skipped here: the store on Postgres (${NO_POSTGRES})`);
  if (!sharedFile("data/chains"))
    console.log(
      "Skipped here: comparisons with recorded chains, vectors and Discord's description (../shared is absent)",
    );
}
