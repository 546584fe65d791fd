import { isDeepStrictEqual } from "node:util";
import { Routes, type APIApplication, type REST } from "discord.js";
import type { Command } from "../commands/command.ts";

/**
 * Makes Discord's list of global commands equal to ours: one bulk overwrite, and none when nothing changed, since creates
 * are counted per day. Unchanged names keep their ids.
 * @throws {DiscordAPIError} when Discord refuses, for example a wrong token.
 */
export async function deployCommands(rest: REST, commands: readonly Command[]): Promise<"registered" | "unchanged"> {
  const { id } = (await rest.get(Routes.currentApplication())) as APIApplication;
  const wanted = commands.map(({ json }) => json);
  const present = (await rest.get(Routes.applicationCommands(id))) as unknown[];
  const same = isDeepStrictEqual(byName(present), byName(wanted));
  if (same) return "unchanged";
  await rest.put(Routes.applicationCommands(id), { body: wanted });
  return "registered";
}

/** What Discord adds to a command on its own account. */
const ADDED: ReadonlySet<string> = new Set([
  "id",
  "application_id",
  "guild_id",
  "version",
  "default_permission",
  "dm_permission",
  "handler",
]);

/** Commands without what Discord adds and without absent-by-default values, in one order. */
function byName(commands: readonly unknown[]): unknown[] {
  return commands.map((command) => essence(command) as { name: string }).sort((a, b) => a.name.localeCompare(b.name));
}

function essence(value: unknown): unknown {
  if (Array.isArray(value))
    return value.every((item) => typeof item === "number") ? value.toSorted((a, b) => a - b) : value.map(essence);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, item]) => !ADDED.has(key) && !isDefault(key, item))
      .map(([key, item]) => [key, essence(item)])
      .sort(([a], [b]) => String(a).localeCompare(String(b))),
  );
}

function isDefault(key: string, item: unknown): boolean {
  if (item === null || item === undefined || item === false) return true;
  return (Array.isArray(item) && item.length === 0) || (key === "type" && item === 1);
}
