import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { MessageFlags, type APIMessage } from "discord.js";
import { ConfigError, type Config } from "../src/config.ts";
import { PROGRESS_MARK } from "../src/discord/progress.ts";
import type { OptionValues, UserSide } from "./discord/userSide.ts";
import { parseSandboxArguments } from "./marketOptions.ts";
import { invocablesOf, nestValues } from "./page/client/catalogue.ts";
import { parseCommandLine } from "./page/client/commandLine.ts";
import { readOption } from "./page/client/optionValue.ts";
import { readableMessage } from "./readableMessage.ts";
import { createSandbox } from "./sandbox.ts";

const PATIENCE_MS = 60_000;

/**
 * `npm run try -- "/gex SPY"`: one command through the whole path (local Discord, real discord.js, market), its message as
 * JSON and its files in a folder, and a readable form on the terminal. Exit code 0, or 1 with the words a user would see.
 */
export async function tryCommand(config: Config, args: readonly string[]): Promise<number> {
  const { market, out, rest } = parseSandboxArguments(args);
  const line = rest.join(" ").trim();
  if (!line.startsWith("/")) throw new ConfigError('Which command? For example: npm run try -- "/gex SPY"');
  const sandbox = await createSandbox(config, market);
  try {
    const message = await finalMessage(sandbox.user, line);
    const answered = message.embeds.length > 0;
    if (!answered) {
      console.error(message.content);
      return 1;
    }
    const folder = out ?? join("out", "try", line.replace(/[^A-Za-z0-9.]+/g, "-").replace(/^-|-$/g, ""));
    console.log(readableMessage(message));
    console.log(`\nWritten to ${folder}: ${(await save(message, folder)).join(", ")}`);
    return 0;
  } catch (error) {
    if (!(error instanceof TypedWrong)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    await sandbox.stop();
  }
}

/** The line cannot be sent: Discord's own client would not let it through either. */
class TypedWrong extends Error {
  override readonly name = "TypedWrong";
}

/** Sends the line as the first user in the first channel and waits until the bot's answer stands. */
async function finalMessage(user: UserSide, line: string): Promise<APIMessage> {
  const person = user.users().find(({ bot }) => !bot)!;
  const channel = user.channels(person.id)[0]!;
  const { command, options } = understand(user, line, channel.id);
  const settled = Promise.withResolvers<APIMessage>();
  const stopListening = [
    user.on("message", ({ message }) => isFinal(message) && settled.resolve(message)),
    user.on("failed", ({ text }) => settled.reject(new TypedWrong(text))),
  ];
  const tooLong = setTimeout(
    () => settled.reject(new TypedWrong("The bot gave no answer within a minute.")),
    PATIENCE_MS,
  );
  try {
    await user.slash({ userId: person.id, channelId: channel.id, command, options });
    return await settled.promise;
  } finally {
    clearTimeout(tooLong);
    for (const stop of stopListening) stop();
  }
}

const isFinal = ({ flags, content }: APIMessage) =>
  !((flags ?? 0) & MessageFlags.Loading) && !content.startsWith(PROGRESS_MARK);

function understand(user: UserSide, line: string, channelId: string): { command: string; options: OptionValues } {
  const invocables = invocablesOf(user.commands(channelId));
  const read = parseCommandLine(line, invocables);
  if (read.kind !== "command") {
    const known = invocables.map(({ label }) => `/${label}`).join(", ");
    throw new TypedWrong(`There is no such command. Known: ${known}.`);
  }
  const { invocable, texts, problem } = read;
  if (problem) throw new TypedWrong(problem);
  const values: Record<string, string | number | boolean> = {};
  for (const option of invocable.options) {
    const text = texts[option.name];
    if (text === undefined) {
      if (option.required) throw new TypedWrong(`/${invocable.label} needs ${option.name}: ${option.description}.`);
      continue;
    }
    const value = readOption(option, text, { users: user.users(), channels: [] });
    if ("problem" in value) throw new TypedWrong(value.problem);
    values[option.name] = value.value;
  }
  return { command: invocable.command, options: nestValues(invocable, values) };
}

async function save(message: APIMessage, folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "message.json"), `${JSON.stringify(message, null, 2)}\n`);
  const names = ["message.json"];
  for (const url of picturesOf(message)) {
    const name = new URL(url).pathname
      .split("/")
      .at(-1)!
      .replace(/[^A-Za-z0-9._-]/g, "_");
    const response = await fetch(url);
    await writeFile(join(folder, name), Buffer.from(await response.arrayBuffer()));
    names.push(name);
  }
  return names;
}

/** Uploads shown inside an embed are not among the message's attachments. */
const picturesOf = ({ embeds, attachments }: APIMessage): Set<string> =>
  new Set([...embeds.flatMap(({ image }) => (image ? [image.url] : [])), ...attachments.map(({ url }) => url)]);
