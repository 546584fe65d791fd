import type { APIApplicationCommand } from "discord.js";
import { apiError, invalidForm } from "./apiError.ts";
import { checkCommand, checkCommands } from "./limits/commands.ts";
import { createField, type Problem } from "./limits/field.ts";
import type { NextId } from "./snowflake.ts";

const CHAT_INPUT = 1;
const CREATES_PER_DAY = 200;
const DAY_MS = 24 * 3600_000;

type CommandBody = Partial<APIApplicationCommand> & Pick<APIApplicationCommand, "name">;

/** Commands the bot has registered; `guildId` null means globally. */
export interface Commands {
  all(guildId: string | null): readonly APIApplicationCommand[];
  /** @throws {ApiError} 10063 */
  get(guildId: string | null, id: string): APIApplicationCommand;
  /** The bulk overwrite: a name that was there keeps its id and does not count as a create. */
  replaceAll(guildId: string | null, body: unknown): readonly APIApplicationCommand[];
  add(guildId: string | null, body: unknown): APIApplicationCommand;
  change(guildId: string | null, options: { readonly id: string; readonly body: unknown }): APIApplicationCommand;
  remove(guildId: string | null, id: string): void;
}

interface Deps {
  readonly applicationId: string;
  readonly nextId: NextId;
  readonly now: () => number;
}

/** Every body is checked against the documented limits (50035), and the 200 creates a day are counted (30034). */
export function createCommands({ applicationId, nextId, now }: Deps): Commands {
  const byScope = new Map<string | null, Map<string, APIApplicationCommand>>();
  let creates: number[] = [];

  const scopeOf = (guildId: string | null): Map<string, APIApplicationCommand> => byScope.get(guildId) ?? new Map();

  function countCreate(): void {
    creates = creates.filter((at) => now() - at < DAY_MS);
    if (creates.length >= CREATES_PER_DAY) throw apiError(30034);
    creates.push(now());
  }

  function build(guildId: string | null, body: CommandBody): APIApplicationCommand {
    const type = body.type ?? CHAT_INPUT;
    const known = [...scopeOf(guildId).values()].find((command) => command.name === body.name && command.type === type);
    if (!known) countCreate();
    return {
      default_member_permissions: null,
      description: "",
      nsfw: false,
      name_localizations: null,
      description_localizations: null,
      ...(guildId === null ? { dm_permission: true, integration_types: [0], contexts: null } : { guild_id: guildId }),
      ...body,
      type,
      id: known?.id ?? nextId(),
      application_id: applicationId,
      version: nextId(),
    };
  }

  function get(guildId: string | null, id: string): APIApplicationCommand {
    const command = scopeOf(guildId).get(id);
    if (!command) throw apiError(10063);
    return command;
  }

  function put(guildId: string | null, command: APIApplicationCommand): APIApplicationCommand {
    byScope.set(guildId, scopeOf(guildId).set(command.id, command));
    return command;
  }

  return {
    all: (guildId) => [...scopeOf(guildId).values()],
    get,
    replaceAll(guildId, body) {
      const problems: Problem[] = [];
      checkCommands(createField(body, problems), guildId !== null);
      if (problems.length > 0 || !Array.isArray(body)) throw invalidForm(problems);
      const commands = (body as CommandBody[]).map((command) => build(guildId, command));
      byScope.set(guildId, new Map(commands.map((command) => [command.id, command])));
      return commands;
    },
    add: (guildId, body) => put(guildId, build(guildId, checkedCommand(body, guildId))),
    change(guildId, { id, body }) {
      const before = get(guildId, id);
      const { id: _id, application_id: _application, version: _version, guild_id: _guild, ...kept } = before;
      const after = checkedCommand({ ...kept, ...(body as object) }, guildId);
      return put(guildId, { ...before, ...after, id, version: nextId() });
    },
    remove(guildId, id) {
      scopeOf(guildId).delete(get(guildId, id).id);
    },
  };
}

function checkedCommand(body: unknown, guildId: string | null): CommandBody {
  const problems: Problem[] = [];
  checkCommand(createField(body, problems), guildId !== null);
  if (problems.length > 0) throw invalidForm(problems);
  return body as CommandBody;
}
