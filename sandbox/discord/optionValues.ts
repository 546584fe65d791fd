import type { APIApplicationCommandOption } from "discord.js";
import type { OptionValues } from "./userSide.ts";

const TYPE = { subcommand: 1, group: 2, string: 3, integer: 4, boolean: 5, channel: 7, number: 10 } as const;

interface OptionDefinition {
  readonly name: string;
  readonly type: number;
  readonly required?: boolean;
  readonly options?: readonly OptionDefinition[];
  readonly choices?: readonly { readonly value: string | number }[];
  readonly min_value?: number;
  readonly max_value?: number;
  readonly min_length?: number;
  readonly max_length?: number;
}

/** An option as INTERACTION_CREATE carries it. */
export interface DataOption {
  readonly name: string;
  readonly type: number;
  readonly value?: string | number | boolean;
  readonly options?: readonly DataOption[];
  readonly focused?: true;
}

/**
 * Returns the options of an interaction from what the user filled in, as Discord's client checks it before sending.
 * @param focused name of the option being typed (autocomplete): it may be unfinished, and others may be missing
 * @throws {Error} what is wrong with the input
 */
export function toDataOptions(
  definitions: readonly APIApplicationCommandOption[],
  values: OptionValues,
  { focused = null }: { readonly focused?: string | null } = {},
): DataOption[] {
  return convert(definitions, values, focused);
}

/** Returns the command with its chosen subcommand as people say it: "watch add". */
export function spokenName(command: string, options: readonly DataOption[]): string {
  const [first] = options;
  return first?.options ? spokenName(`${command} ${first.name}`, first.options) : command;
}

/** Returns the channels chosen among the options, those of a subcommand too. */
export function channelIds(options: readonly DataOption[]): string[] {
  return options.flatMap((option) =>
    option.type === TYPE.channel ? [String(option.value)] : channelIds(option.options ?? []),
  );
}

function convert(definitions: readonly OptionDefinition[], values: OptionValues, focused: string | null): DataOption[] {
  for (const name of Object.keys(values))
    if (!definitions.some((definition) => definition.name === name)) throw new Error(`There is no option "${name}"`);
  const groups = definitions.filter(isGroup);
  if (groups.length > 0 && Object.keys(values).length !== 1) throw new Error("Exactly one subcommand must be chosen");

  return definitions.flatMap((definition): DataOption[] => {
    const { name, type } = definition;
    const value = values[name];
    if (isGroup(definition)) {
      if (value === undefined) return [];
      if (typeof value !== "object") throw new Error(`"${name}" is a subcommand`);
      return [{ name, type, options: convert(definition.options ?? [], value, focused) }];
    }
    // What is being typed is sent as text, whatever the option's type.
    if (name === focused)
      return [{ name, type, value: typeof value === "object" ? "" : String(value ?? ""), focused: true }];
    if (value === undefined) {
      if (definition.required && focused === null) throw new Error(`"${name}" is required`);
      return [];
    }
    if (typeof value === "object") throw new Error(`"${name}" is no subcommand`);
    if (focused === null) checkValue(definition, value);
    return [{ name, type, value }];
  });
}

function isGroup({ type }: OptionDefinition): boolean {
  return type === TYPE.subcommand || type === TYPE.group;
}

function checkValue(definition: OptionDefinition, value: string | number | boolean): void {
  const { name, type, choices = [] } = definition;
  const expected =
    type === TYPE.boolean ? "boolean" : type === TYPE.integer || type === TYPE.number ? "number" : "string";
  if (typeof value !== expected) throw new Error(`"${name}" must be a ${expected}`);
  if (type === TYPE.integer && !Number.isInteger(value)) throw new Error(`"${name}" must be a whole number`);
  if (choices.length > 0 && !choices.some((choice) => choice.value === value))
    throw new Error(`"${name}" must be one of the choices`);
  const { min_value = -Infinity, max_value = Infinity, min_length = 0, max_length = Infinity } = definition;
  if (typeof value === "number" && (value < min_value || value > max_value))
    throw new Error(`"${name}" must be from ${min_value} to ${max_value}`);
  if (typeof value === "string" && (value.length < min_length || value.length > max_length))
    throw new Error(`"${name}" must have ${min_length} to ${max_length} characters`);
}
