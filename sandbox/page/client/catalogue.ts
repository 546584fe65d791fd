import type { APIApplicationCommand, APIApplicationCommandBasicOption, APIApplicationCommandOption } from "discord.js";
import type { OptionValues } from "../../discord/userSide.ts";
import { CHAT_INPUT, OPTION, typeOf } from "./discordType.ts";

/** Something a person can run: a command, or one of its subcommands. */
export interface Invocable {
  /** As typed after the slash: "gex", "alert add". */
  readonly label: string;
  readonly description: string;
  readonly command: string;
  /** Names of the group and subcommand below the command, if any. */
  readonly path: readonly string[];
  /** In the order the bot declares them; Discord has required ones come first. */
  readonly options: readonly APIApplicationCommandBasicOption[];
}

/** Every slash command and subcommand, in the order the commands come. */
export function invocablesOf(commands: readonly APIApplicationCommand[]): readonly Invocable[] {
  return commands
    .filter((command) => typeOf(command) === CHAT_INPUT)
    .flatMap((command) => leaves(command, { command: command.name, path: [] }));
}

/** Option values as Discord nests them: below the names of group and subcommand. */
export function nestValues(invocable: Invocable, values: OptionValues): OptionValues {
  return invocable.path.toReversed().reduce<OptionValues>((inner, name) => ({ [name]: inner }), values);
}

function leaves(
  node: { name: string; description: string; options?: readonly APIApplicationCommandOption[] },
  at: Pick<Invocable, "command" | "path">,
): Invocable[] {
  const options = node.options ?? [];
  const levels = options.filter(isLevel);
  if (levels.length > 0) {
    return levels.flatMap((level) => leaves(level, { command: at.command, path: [...at.path, level.name] }));
  }
  return [
    {
      label: [at.command, ...at.path].join(" "),
      description: node.description,
      ...at,
      options: options.filter((option): option is APIApplicationCommandBasicOption => !isLevel(option)),
    },
  ];
}

function isLevel(option: APIApplicationCommandOption): boolean {
  return typeOf(option) === OPTION.subcommand || typeOf(option) === OPTION.subcommandGroup;
}
