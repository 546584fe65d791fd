import { ApplicationCommandOptionType } from "discord.js";
import { explainListPost, explainPost } from "../views/explain.ts";
import { TERM_KEYS, TERMS, type TermKey } from "../views/terms.ts";
import { defineCommand, type Option } from "./command.ts";
import { CHOICES, shareOption } from "./options.ts";

/** Null: list everything. */
const termOption: Option<TermKey | null> = {
  json: {
    type: ApplicationCommandOptionType.String,
    description: "Which number to explain; leave out to see all",
    autocomplete: true,
  },
  read(options, name) {
    const typed = options.getString(name)?.trim().toLowerCase() ?? "";
    // Who does not choose but types "z-score" and presses enter means the first that would have been offered.
    return TERM_KEYS.find((key) => key === typed) ?? (typed === "" ? null : (matching(typed)[0] ?? null));
  },
  suggest: (typed) =>
    matching(typed.trim().toLowerCase())
      .slice(0, CHOICES)
      .map((key) => ({ name: TERMS[key].name, value: key })),
};

/** Terms whose key or name holds the text, those that begin with it first. */
function matching(text: string): TermKey[] {
  const begins = (key: TermKey) => key.startsWith(text) || TERMS[key].name.toLowerCase().startsWith(text);
  const found = TERM_KEYS.filter((key) => begins(key) || TERMS[key].name.toLowerCase().includes(text));
  return found.sort((a, b) => Number(begins(b)) - Number(begins(a)));
}

export const explain = defineCommand({
  name: "explain",
  description: "What each number is, how it is computed here, and what critics say",
  options: { term: termOption, share: shareOption },
  run: async ({ term }) => (term ? explainPost(term) : explainListPost()),
});
