import { ApplicationCommandOptionType } from "discord.js";
import { parseTicker, type Ticker } from "../engine/ticker.ts";
import { UserError } from "../errors.ts";
import type { Option } from "./command.ts";
import { CHOICES, inert, whyNotServed } from "./options.ts";

/** Fifty symbols of the longest kind, with what stands between them. */
const LONGEST = 500;
/** Discord's limit of a suggestion. */
const LONGEST_CHOICE = 100;
const NAMED = 5;
const BETWEEN = /[\s,;]+/u;

/** Several symbols, "SPY QQQ, NVDA", each once, in the order typed; none when it can be and was left out. */
export const symbolsOption = ({
  description,
  required,
}: {
  readonly description: string;
  readonly required: boolean;
}): Option<readonly Ticker[]> => ({
  json: {
    type: ApplicationCommandOptionType.String,
    description,
    required,
    max_length: LONGEST,
    autocomplete: true,
  },
  read(options, name) {
    const words = wordsOf(options.getString(name, required) ?? "");
    if (required && words.length === 0) throw new UserError("Name one symbol or several, for example SPY QQQ NVDA.");
    const bad = words.filter((word) => !parseTicker(word));
    if (bad.length > 0) throw new UserError(noTickers(bad));
    const symbols = [...new Set(words.flatMap((word) => parseTicker(word) ?? []))];
    const refused = symbols.map(whyNotServed).find((why) => why !== null);
    if (refused) throw new UserError(refused);
    return symbols;
  },
  /** Completes the last word and keeps those before it. */
  suggest: (typed, _options, { symbols }) => completions(typed, (word) => symbols.suggest(word, CHOICES)),
});

/**
 * The text typed, its last word completed, with those before it kept; nothing when one of them is no ticker.
 * @param matching symbols for the word being typed, which may be empty
 */
export function completions(
  typed: string,
  matching: (word: string) => readonly { readonly symbol: string; readonly name: string }[],
): readonly { readonly name: string; readonly value: string }[] {
  const isBetween = /(?:^|[\s,;])$/u.test(typed);
  const words = wordsOf(typed);
  const before = (isBetween ? words : words.slice(0, -1)).map(parseTicker);
  if (before.includes(null)) return [];
  return matching(isBetween ? "" : (words.at(-1) ?? ""))
    .filter(({ symbol }) => !before.some((one) => one === symbol))
    .map(({ symbol, name }) => ({ value: [...before, symbol].join(" "), name }))
    .filter(({ value }) => value.length <= LONGEST_CHOICE)
    .map(({ value, name }) => ({ name: `${value} · ${name}`.slice(0, LONGEST_CHOICE), value }));
}

const wordsOf = (text: string): string[] => text.split(BETWEEN).filter((word) => word !== "");

function noTickers(words: readonly string[]): string {
  const names = [...new Set(words.map((word) => `**${inert(word)}**`))];
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : "";
  const are = names.length === 1 ? "is not a ticker" : "are not tickers";
  return `${names.slice(0, NAMED).join(", ")}${more} ${are}. Type letters only, with blanks between, for example SPY QQQ BRK.B.`;
}
