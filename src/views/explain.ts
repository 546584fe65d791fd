import type { Post } from "./post.ts";
import { TERMS, TERM_KEYS, type TermKey } from "./terms.ts";
import { MODEL_NOTE } from "./words.ts";

const VIOLET = 0xa78bfa;

/** One term in three short parts: what it is, how this bot computes it, what critics say. */
export function explainPost(key: TermKey): Post {
  const term = TERMS[key];
  return {
    embeds: [
      {
        title: term.name,
        color: VIOLET,
        fields: [
          { name: "What it is", value: term.what },
          { name: "How it is computed here", value: term.computed },
          { name: "What critics say", value: term.critics },
        ],
        footer: { text: `${MODEL_NOTE} Not advice.` },
      },
    ],
  };
}

/** The list of everything that can be explained. */
export function explainListPost(): Post {
  const lines = TERM_KEYS.map((key) => `**${TERMS[key].name}**: \`/explain term:${key}\``);
  return { embeds: [{ title: "What can be explained", color: VIOLET, description: lines.join("\n") }] };
}
