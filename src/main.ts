import { existsSync } from "node:fs";
import { REST } from "discord.js";
import { createApp, type App } from "./app.ts";
import { commands } from "./commands/index.ts";
import { ConfigError, loadConfig, secretsOf, type Config } from "./config.ts";
import { startDelivery } from "./delivery.ts";
import { startBot, type Bot } from "./discord/bot.ts";
import { deployCommands } from "./discord/deploy.ts";
import { restOptions } from "./discord/restOptions.ts";
import { isPassing, wordsForStart } from "./discord/startFailure.ts";
import { parseTicker } from "./engine/ticker.ts";
import { createHealth } from "./health.ts";
import { createLog, createScrubber } from "./log.ts";
import { backfill, progressBar, type Progress } from "./services/history/backfill.ts";
import { StoreError, type StoreFailure } from "./services/store/database.ts";
import { openStoreDatabase, type OpenedStore } from "./services/store/open.ts";

/** Exit code of a failure that trying again cannot mend, so that a supervisor does not (sysexits: EX_CONFIG). */
const EXIT_CONFIG = 78;

/** What is wrong with the store until somebody does something about it. */
const FOR_THE_OPERATOR: ReadonlySet<StoreFailure> = new Set(["corrupt", "newer"]);

const USAGE = `Usage:
  npm start                          the bot; without DISCORD_TOKEN the sandbox on the sample market
  npm start -- --live                the sandbox on the real delayed feed
  npm start -- --data FOLDER         the sandbox on recorded chains
  npm run try -- "/gex SPY"          one command from the terminal (takes --live and --data FOLDER too)
  npm run deploy                     register the commands at Discord
  npm run backfill -- SPY QQQ …      fetch what free history has of these symbols; without any, of those that are watched`;

/** Runs one verb; resolves to the exit code. The bot and the sandbox run until SIGINT or SIGTERM. */
export async function main([verb = "start", ...args]: readonly string[]): Promise<number> {
  // `npm run try … | head` closes our output early; that is no error.
  process.stdout.on("error", () => process.exit(0));
  process.on("uncaughtException", (error) => process.exit(crashed(error)));
  try {
    if (existsSync(".env")) process.loadEnvFile(".env");
    const config = loadConfig(process.env);
    if (verb === "start") return await start(config, args);
    if (verb === "deploy") return await deploy(config);
    if (verb === "backfill") return await fillHistory(config, args);
    if (verb === "try") return await (await import("../sandbox/try.ts")).tryCommand(config, args);
    console.error(USAGE);
    return 1;
  } catch (error) {
    const isTold = error instanceof ConfigError || error instanceof StoreError;
    const words = isTold ? error.message : wordsForStart(error);
    if (words === null) return crashed(error);
    console.error(createScrubber(secretsOf(process.env))(words));
    const mayPass = error instanceof StoreError ? !FOR_THE_OPERATOR.has(error.failure) : isPassing(error);
    return mayPass ? 1 : EXIT_CONFIG;
  }
}

/** What nobody foresaw: one line by the log's rules, since Node's own would print the error with everything it carries. */
function crashed(error: unknown): number {
  createLog({ level: "fatal", secrets: secretsOf(process.env) }).fatal({ err: error }, "crash");
  return 1;
}

async function start(config: Config, args: readonly string[]): Promise<number> {
  const { DISCORD_TOKEN: token } = config;
  if (!token) return (await import("../sandbox/start.ts")).runSandbox(config, args);
  if (args.length > 0)
    throw new ConfigError(
      `${args[0]} is for the sandbox. With DISCORD_TOKEN set the bot serves real Discord from the real feed only.`,
    );
  const log = createLog({ level: config.LOG_LEVEL, secrets: secretsOf(config) });
  const { STORE_URL: url, DATA_DIR: dataDir } = config;
  const opened = await openStoreDatabase({ url, dataDir, log, now: Date.now });
  const app = createApp(config, { database: opened.database });
  try {
    return await serve(app, { ...config, token, ...opened });
  } finally {
    await app.close();
  }
}

/** The bot until it is asked to stop or Discord closes the door for good; resolves to the exit code. */
async function serve(
  app: App,
  { token, database, backups, HEALTH_PORT: port, HEALTH_HOST: host }: Config & OpenedStore & { readonly token: string },
): Promise<number> {
  const { ctx } = app;
  const ended = Promise.withResolvers<number>();
  let bot: Bot | null = null;
  const report = async () => ({ gateway: bot?.isConnected() === true, ...(await app.status()) });
  const onFatal = (reason: string) => {
    console.error(`Discord ended the connection for good: ${reason}.`);
    ended.resolve(EXIT_CONFIG);
  };
  const health = port === undefined ? null : await createHealth({ port, host, status: report });
  try {
    bot = await startBot(ctx, { token, commands, onFatal });
    const delivery = startDelivery({ bot, database, backups, onFatal });
    ctx.log.info({ bot: bot.name, commands: bot.commands }, "connected to Discord");
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => ended.resolve(0));
    const code = await ended.promise;
    ctx.log.info("stopping");
    await Promise.all([bot.stop(), delivery.stop()]);
    return code;
  } finally {
    await health?.stop();
  }
}

/** Resolves to 1 when something could not be had, which another run may have. */
async function fillHistory(config: Config, args: readonly string[]): Promise<number> {
  const { STORE_URL: url, DATA_DIR: dataDir } = config;
  const log = createLog({ level: config.LOG_LEVEL, secrets: secretsOf(config) });
  const named = args.map((text) => parseTicker(text) ?? notASymbol(text));
  const { database } = await openStoreDatabase({ url, dataDir, log, now: Date.now });
  const app = createApp(config, { database });
  try {
    const { history, store } = app.ctx;
    const symbols = named.length > 0 ? named : await store.watched();
    if (symbols.length === 0) throw new ConfigError("Which symbols? For example: npm run backfill -- SPY QQQ AAPL");
    const [before, after] = process.stderr.isTTY ? ["\r\u001B[K", ""] : ["", "\n"];
    const onProgress = (progress: Progress) => void process.stderr.write(before + progressBar(progress) + after);
    const filled = await backfill(symbols, { history, onProgress });
    if (process.stderr.isTTY) process.stderr.write("\n");
    for (const { words } of filled) console.log(words);
    return filled.every(({ complete }) => complete) ? 0 : 1;
  } finally {
    await app.close();
  }
}

function notASymbol(text: string): never {
  throw new ConfigError(`${JSON.stringify(text)} is not a symbol. For example: npm run backfill -- SPY QQQ AAPL`);
}

async function deploy({ DISCORD_TOKEN: token }: Config): Promise<number> {
  if (!token) throw new ConfigError("Settings to correct in .env:\n  DISCORD_TOKEN: needed to register the commands");
  const outcome = await deployCommands(new REST(restOptions()).setToken(token), commands);
  console.log(outcome === "registered" ? `Registered ${commands.length} commands.` : "Commands are up to date.");
  return 0;
}
