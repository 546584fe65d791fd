import { ApplicationCommandOptionType } from "discord.js";
import { explainListPost, explainPost } from "../views/explain.ts";
import { TERM_KEYS, TERMS, type TermKey } from "../views/terms.ts";
import { defineCommand, type Option } from "./command.ts";
import { shareOption } from "./options.ts";

/** Null: list everything. */
const termOption: Option<TermKey | null> = {
  json: {
    type: ApplicationCommandOptionType.String,
    description: "Which number to explain; leave out to see all",
    choices: TERM_KEYS.map((key) => ({ name: TERMS[key].name, value: key })),
  },
  read: (options, name) => TERM_KEYS.find((key) => key === options.getString(name)) ?? null,
};

export const explain = defineCommand({
  name: "explain",
  description: "What each number is, how it is computed here, and what critics say",
  options: { term: termOption, share: shareOption },
  run: async ({ term }) => (term ? explainPost(term) : explainListPost()),
});
