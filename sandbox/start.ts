import { ConfigError, type Config } from "../src/config.ts";
import { parseSandboxArguments } from "./marketOptions.ts";
import { createPageServer } from "./page/server.ts";
import { createSandbox } from "./sandbox.ts";

/** Starts the sandbox with its page, prints one address, and runs until SIGINT or SIGTERM. Resolves to the exit code. */
export async function runSandbox(config: Config, args: readonly string[]): Promise<number> {
  const { market, rest } = parseSandboxArguments(args);
  if (rest.length > 0)
    throw new ConfigError(`${rest[0]}: not understood. Known: --live, --data FOLDER, --at TIME, --speed N.`);
  const sandbox = await createSandbox(config, market);
  const page = await openPage(config.SANDBOX_PORT, (port) =>
    createPageServer({ user: sandbox.user, port, banner: sandbox.market }),
  );
  console.log(`gexcord sandbox: ${sandbox.market}`);
  if (sandbox.details) console.log(sandbox.details);
  console.log(
    `\n  Open  ${page.url}  and type  /gex\n\nNo token, no key: set DISCORD_TOKEN in .env for the real Discord. Ctrl+C stops.`,
  );
  const ended = Promise.withResolvers<void>();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => ended.resolve());
  await ended.promise;
  await page.stop();
  await sandbox.stop();
  return 0;
}

/** The configured port, or any free one when another program has it: a second sandbox is no error. */
async function openPage<Page>(port: number, open: (port: number) => Promise<Page>): Promise<Page> {
  try {
    return await open(port);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    console.log(`Port ${port} is in use; taking a free one.`);
    return open(0);
  }
}
