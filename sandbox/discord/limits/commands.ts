import { charactersOf, createField, refuseRepeats, type Field } from "./field.ts";

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const CHAT_INPUT = 1;
const MOST_BY_TYPE: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15 };
/** Names, descriptions and values of one command, the longest localisation of each counting. */
const MAX_CHARACTERS = 8000;
const SUBCOMMAND = 1;
const SUBCOMMAND_GROUP = 2;
const STRING = 3;

/** Checks the body of a bulk overwrite. `inGuild` commands have no contexts or integration types. */
export function checkCommands(commands: Field, inGuild: boolean): void {
  const all = commands.list({ max: 130 });
  for (const [type, most] of Object.entries(MOST_BY_TYPE))
    if (all.filter((command) => typeOf(command) === Number(type)).length > most)
      commands.refuse("APPLICATION_COMMAND_TOO_MANY", `At most ${most} commands of type ${type}`);
  for (const command of all) checkCommand(command, inGuild);
  for (const type of Object.keys(MOST_BY_TYPE)) {
    const names = all.filter((command) => typeOf(command) === Number(type)).map((command) => command.at("name"));
    refuseRepeats(names, "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique");
  }
}

/** Checks one command. */
export function checkCommand(command: Field, inGuild: boolean): void {
  if (typeOf(command) === CHAT_INPUT) {
    checkName(command);
    checkDescription(command);
  } else {
    command.at("name").require();
    command.at("name").text({ min: 1, max: 32 });
    if (command.at("description").value)
      command
        .at("description")
        .refuse("APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED", "Only CHAT_INPUT has a description");
  }
  if (inGuild)
    for (const key of ["contexts", "integration_types"])
      if (!command.at(key).isAbsent)
        command.at(key).refuse("APPLICATION_COMMAND_GUILD_ONLY_FIELD", "For global commands only");
  checkOptions(command.at("options"), 0);
  const characters = sizeOf(command);
  if (characters > MAX_CHARACTERS)
    command.refuse(
      "APPLICATION_COMMAND_TOO_LARGE",
      `Command exceeds maximum size (${MAX_CHARACTERS}), it has ${characters}`,
    );
}

function typeOf(command: Field): unknown {
  return command.at("type").value ?? CHAT_INPUT;
}

/** Localised names obey the same pattern. */
function checkName(holder: Field): void {
  const name = holder.at("name");
  name.require();
  const translations = holder.at("name_localizations");
  for (const spelling of [name, ...Object.keys(Object(translations.value)).map((locale) => translations.at(locale))]) {
    const { value } = spelling;
    if (!spelling.isAbsent && !(typeof value === "string" && NAME.test(value) && value === value.toLowerCase()))
      spelling.refuse("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
  }
}

function checkDescription(holder: Field): void {
  holder.at("description").require();
  holder.at("description").text({ min: 1, max: 100 });
}

function checkOptions(options: Field, depth: number): void {
  const all = options.list({ max: 25 });
  let sawOptional = false;
  for (const option of all) {
    const type = option.at("type").value;
    const isGroup = type === SUBCOMMAND || type === SUBCOMMAND_GROUP;
    checkName(option);
    checkDescription(option);
    if (isGroup && (depth > 1 || (type === SUBCOMMAND_GROUP && depth > 0)))
      option.at("type").refuse("APPLICATION_COMMAND_OPTIONS_NESTED", "Subcommands are nested too deep");
    if (!isGroup && option.at("required").value === true && sawOptional)
      option.refuse(
        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
        "Required options must be placed before non-required options",
      );
    sawOptional ||= !isGroup && option.at("required").value !== true;
    checkChoices(option);
    checkOptions(option.at("options"), depth + 1);
  }
  const names = all.map((option) => option.at("name"));
  refuseRepeats(names, "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists");
}

function checkChoices(option: Field): void {
  const choices = option.at("choices").list({ max: 25 });
  for (const choice of choices) checkChoice(choice);
  if (option.at("autocomplete").value === true && choices.length > 0)
    option
      .at("choices")
      .refuse("APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE", "Autocomplete options cannot have choices");
  if (option.at("type").value === STRING) {
    option.at("min_length").integer({ min: 0, max: 6000 });
    option.at("max_length").integer({ min: 1, max: 6000 });
  }
}

/** Checks a choice, of a command or among the suggestions of an autocomplete. */
export function checkChoice(choice: Field): void {
  choice.at("name").require();
  choice.at("name").text({ min: 1, max: 100 });
  choice.at("value").require();
  if (typeof choice.at("value").value === "string") choice.at("value").text({ min: 1, max: 100 });
}

function sizeOf(holder: Field): number {
  const longest = (key: string): number => {
    const translations = Object.values(Object(holder.at(`${key}_localizations`).value) as Record<string, unknown>);
    return Math.max(
      ...[holder.at(key).value, ...translations].map((text) => (typeof text === "string" ? charactersOf(text) : 0)),
    );
  };
  const quiet = (key: string): readonly Field[] => createField(holder.value, []).at(key).list({ max: Infinity });
  const choices = quiet("choices").map((choice) => sizeOf(choice) + charactersOf(String(choice.at("value").value)));
  const options = quiet("options").map(sizeOf);
  return [longest("name"), longest("description"), ...choices, ...options].reduce((sum, n) => sum + n, 0);
}
