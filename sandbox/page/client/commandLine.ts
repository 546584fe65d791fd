import type { APIApplicationCommandBasicOption } from "discord.js";
import type { Invocable } from "./catalogue.ts";
import { OPTION, typeOf } from "./discordType.ts";
import { similarNames } from "./similar.ts";
import { splitWords, type Word } from "./words.ts";

/** What a line of typed text asks for. `texts` holds what was typed for each option, unchecked. */
export type CommandLine =
  | { readonly kind: "plain" }
  | { readonly kind: "unknown"; readonly name: string; readonly similar: readonly string[] }
  | {
      readonly kind: "command";
      readonly invocable: Invocable;
      readonly texts: Readonly<Record<string, string>>;
      /** What cannot be understood in the line; null if all of it can. */
      readonly problem: string | null;
    };

/** The option whose value stands, half typed, at the end of a line. */
export interface OpenOption {
  readonly invocable: Invocable;
  readonly option: APIApplicationCommandBasicOption;
  readonly typed: string;
  /** What was typed for the options before it. */
  readonly texts: Readonly<Record<string, string>>;
  /** The line up to the value; the line with another value is this and the value. */
  readonly before: string;
}

/**
 * Reads a line as traders type it: `/gex SPY 0dte` gives values to the options in their order, `/gex share:true SPY`
 * names one, and quotes keep words together. Several words for a last free-text option need no quotes.
 */
export function parseCommandLine(line: string, invocables: readonly Invocable[]): CommandLine {
  const text = line.trim();
  if (!text.startsWith("/")) return { kind: "plain" };
  const invocable = findInvocable(text.slice(1), invocables);
  if (!invocable) {
    const name = /^\S*/.exec(text.slice(1))?.[0] ?? "";
    return { kind: "unknown", name, similar: similarNames(name, suggestable(name, invocables)) };
  }
  const words = splitWords(text.slice(1 + invocable.label.length));
  if (words.unclosedQuote) {
    return { kind: "command", invocable, texts: {}, problem: "A quote is opened but never closed." };
  }
  return { kind: "command", invocable, ...assign(words.words, invocable.options) };
}

/** Which option the person typing at the end of the line is filling; null before the command's name has ended. */
export function optionAtEnd(line: string, invocables: readonly Invocable[]): OpenOption | null {
  const typed = /[^\s:]*$/.exec(line)?.[0] ?? "";
  const before = line.slice(0, line.length - typed.length);
  const name = /(?:^|\s)([^\s:]+):$/.exec(before)?.[1]?.toLowerCase();
  const earlier = parseCommandLine(name ? before.slice(0, -name.length - 1) : before, invocables);
  if (earlier.kind !== "command" || earlier.problem !== null) return null;
  const { invocable, texts } = earlier;
  if (!/\s/.test(before)) return null;
  const open = invocable.options.filter((option) => !(option.name in texts));
  const option = name ? open.find((candidate) => candidate.name === name) : open[0];
  return option ? { invocable, option, typed, texts, before } : null;
}

/** A value as it has to be typed so that the line is read back the same. */
export function quoted(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value;
}

/** The longest command name the text begins with, followed by a blank or nothing. */
function findInvocable(text: string, invocables: readonly Invocable[]): Invocable | undefined {
  const lower = text.toLowerCase();
  return invocables
    .filter(({ label }) => lower === label || (lower.startsWith(label) && /\s/.test(lower[label.length] ?? "")))
    .sort((a, b) => b.label.length - a.label.length)[0];
}

/** For "/alert" alone, its subcommands; else the names of all commands. */
function suggestable(name: string, invocables: readonly Invocable[]): readonly string[] {
  const below = invocables.filter(({ command, path }) => command === name && path.length > 0);
  return (below.length > 0 ? below : invocables).map(({ label }) => label);
}

function assign(
  words: readonly Word[],
  options: readonly APIApplicationCommandBasicOption[],
): { texts: Readonly<Record<string, string>>; problem: string | null } {
  const texts: Record<string, string> = {};
  const loose: string[] = [];
  let problem: string | null = null;
  /** Named, and still taking words. */
  let sentence: string | null = null;

  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (!word) break;
    const colon = word.quotedFrom === 0 ? -1 : word.text.indexOf(":");
    const name = word.text.slice(0, Math.max(colon, 0)).toLowerCase();
    const option = options.find((candidate) => candidate.name === name);
    if (option) {
      let value = word.text.slice(colon + 1);
      // "symbol: SPY" is how people write it in a sentence.
      if (value === "" && word.quotedFrom === null) value = words[(index += 1)]?.text ?? "";
      if (name in texts) problem ??= `“${name}” is given twice.`;
      texts[name] = value;
      sentence = word.quotedFrom === null && isSentence(option) ? name : null;
      continue;
    }
    const [meant] = name && /^\p{L}+$/u.test(name) ? similarNames(name, namesOf(options), { limit: 1 }) : [];
    if (meant) problem ??= `There is no option “${name}”. Did you mean “${meant}”?`;
    else if (sentence === null) loose.push(word.text);
    else texts[sentence] += ` ${word.text}`;
  }

  const open = options.filter(({ name }) => !(name in texts));
  open.forEach((option, index) => {
    const last = index === open.length - 1;
    const value = last && isFreeText(option) ? loose.splice(0).join(" ") : loose.shift();
    if (value) texts[option.name] = value;
  });
  const [extra] = loose;
  if (extra !== undefined) {
    problem ??= options.length === 0 ? "This command takes no options." : `There is no option left for “${extra}”.`;
  }
  return { texts, problem };
}

/** Longer than any one word: what stands behind its name belongs to it until another name comes. */
const WORD_LENGTH = 40;

function isSentence(option: APIApplicationCommandBasicOption): boolean {
  const most = "max_length" in option ? option.max_length : undefined;
  return isFreeText(option) && most !== undefined && most > WORD_LENGTH;
}

function isFreeText(option: APIApplicationCommandBasicOption): boolean {
  const closed = "choices" in option && option.choices !== undefined && option.choices.length > 0;
  return typeOf(option) === OPTION.string && !closed;
}

function namesOf(options: readonly APIApplicationCommandBasicOption[]): readonly string[] {
  return options.map(({ name }) => name);
}
