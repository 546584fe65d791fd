import type { Post } from "./post.ts";
import { MODEL_NOTE } from "./words.ts";

/** What help needs to know of a command; Discord's own description of it fits. */
export interface HelpEntry {
  readonly name: string;
  readonly description: string;
  readonly options?: readonly { readonly name: string; readonly description: string; readonly required?: boolean }[];
}

const BLUE = 0x5865f2;

/** All commands with their options, how to read an answer, and what the numbers are not. */
export function helpPost(commands: readonly HelpEntry[]): Post {
  const fields = commands.map(({ name, description, options = [] }) => ({
    name: usage(name, options),
    value: [description, ...options.map((option) => `\`${option.name}\` ${option.description}`)].join("\n"),
  }));
  return {
    embeds: [
      {
        title: "gexcord: what dealers must do when the price moves",
        color: BLUE,
        description: [
          "Try **/gex SPY**. Answers are private unless you set `share:True`.",
          "Read the colour first (green dampens, red amplifies, amber is at the flip), then the flip, then the walls.",
          "Vanna 'aligned' is rare by construction: most books are pro-cyclical in vanna.",
        ].join("\n"),
        fields,
        footer: { text: `Times to expiry count calendar minutes (ACT/365). ${MODEL_NOTE} Not advice.` },
      },
    ],
  };
}

function usage(name: string, options: NonNullable<HelpEntry["options"]>): string {
  const parts = options.map((option) => (option.required ? `<${option.name}>` : `[${option.name}]`));
  return [`/${name}`, ...parts].join(" ");
}
