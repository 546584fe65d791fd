import type { APIApplicationCommandBasicOption } from "discord.js";
import type { LocalChannel, LocalUser, OptionValues } from "../../discord/userSide.ts";
import { typeOf } from "./discordType.ts";

export interface Choice {
  readonly name: string;
  readonly value: string | number | boolean;
}

/** Whom and what an option of type user or channel may name. */
export interface Nameable {
  readonly users: readonly LocalUser[];
  readonly channels: readonly LocalChannel[];
}

type Kind = "string" | "integer" | "boolean" | "user" | "channel" | "number" | "unsupported";

/** Discord's option types 3 to 11. Roles, mentionables and files do not exist in the sandbox. */
const KINDS: Readonly<Record<number, Kind>> = {
  3: "string",
  4: "integer",
  5: "boolean",
  6: "user",
  7: "channel",
  10: "number",
};

export function kindOf(option: APIApplicationCommandBasicOption): Kind {
  return KINDS[typeOf(option)] ?? "unsupported";
}

export function suggestsWhileTyping(option: APIApplicationCommandBasicOption): boolean {
  return "autocomplete" in option && (option.autocomplete ?? false);
}

/** The only values this option can take; null if any text or number will do. */
export function choicesOf(
  option: APIApplicationCommandBasicOption,
  { users, channels }: Nameable,
): readonly Choice[] | null {
  const kind = kindOf(option);
  if (kind === "boolean")
    return [
      { name: "True", value: true },
      { name: "False", value: false },
    ];
  if (kind === "user") return users.map(({ id, name }) => ({ name: `@${name}`, value: id }));
  if (kind === "channel") {
    return channels
      .filter((channel) => channel.kind === "guild")
      .map(({ id, name }) => ({ name: `#${name}`, value: id }));
  }
  const declared = "choices" in option ? option.choices : undefined;
  return declared && declared.length > 0 ? declared : null;
}

/** The value the typed text stands for, or why there is none, as a sentence for the person typing. */
export function readOption(
  option: APIApplicationCommandBasicOption,
  text: string,
  nameable: Nameable,
): { readonly value: string | number | boolean } | { readonly problem: string } {
  const typed = text.trim();
  const choices = choicesOf(option, nameable);
  if (choices) return readChoice(choices, typed);
  const kind = kindOf(option);
  if (kind === "unsupported") return { problem: "This kind of option does not exist in the sandbox." };
  if (kind === "string") return readString(option, typed);

  const value = Number(typed.replaceAll(",", ""));
  if (!Number.isFinite(value)) return { problem: "This has to be a number." };
  if (kind === "integer" && !Number.isInteger(value)) return { problem: "This has to be a whole number." };
  const { min_value: min, max_value: max } = option as { min_value?: number; max_value?: number };
  if (min !== undefined && value < min) return { problem: `This has to be at least ${min}.` };
  if (max !== undefined && value > max) return { problem: `This has to be at most ${max}.` };
  return { value };
}

function readString(option: APIApplicationCommandBasicOption, typed: string): { value: string } | { problem: string } {
  const { min_length: min = 0, max_length: max = 6000 } = option as { min_length?: number; max_length?: number };
  if (typed.length < min) return { problem: `This has to have at least ${min} characters.` };
  if (typed.length > max) return { problem: `This has to have at most ${max} characters.` };
  return { value: typed };
}

/** All values of a command, or the first option in need of attention. Empty texts count as not given. */
export function readOptions(
  options: readonly APIApplicationCommandBasicOption[],
  texts: Readonly<Record<string, string>>,
  nameable: Nameable,
): { readonly values: OptionValues } | { readonly option: string; readonly problem: string } {
  const values: Record<string, string | number | boolean> = {};
  for (const option of options) {
    const text = texts[option.name]?.trim() ?? "";
    if (text === "") {
      if (option.required) return { option: option.name, problem: "This option is required. Specify a value." };
      continue;
    }
    const read = readOption(option, text, nameable);
    if ("problem" in read) return { option: option.name, problem: read.problem };
    values[option.name] = read.value;
  }
  return { values };
}

const WORDS_FOR_TRUE = /^(?:t|y|yes|on|1)$/i;
const WORDS_FOR_FALSE = /^(?:f|n|no|off|0)$/i;

function readChoice(choices: readonly Choice[], typed: string): { value: Choice["value"] } | { problem: string } {
  const plain = (text: string) => text.toLowerCase().replace(/^[#@]/, "");
  const wanted = plain(typed);
  const exact = choices.find(({ name, value }) => plain(name) === wanted || plain(String(value)) === wanted);
  if (exact) return { value: exact.value };
  if (choices.some(({ value }) => value === true)) {
    if (WORDS_FOR_TRUE.test(wanted)) return { value: true };
    if (WORDS_FOR_FALSE.test(wanted)) return { value: false };
  }
  const beginning = choices.filter(({ name }) => plain(name).startsWith(wanted));
  if (beginning.length === 1 && beginning[0]) return { value: beginning[0].value };
  const shown = choices
    .slice(0, 5)
    .map(({ name }) => name)
    .join(", ");
  return { problem: `Pick one of: ${shown}${choices.length > 5 ? ", …" : ""}.` };
}
