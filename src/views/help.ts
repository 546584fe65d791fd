import type { Post } from "./post.ts";
import { MODEL_NOTE } from "./words.ts";

/** What help needs to know of a command; Discord's own description of it fits. */
export interface HelpEntry {
  readonly name: string;
  readonly description: string;
  readonly options?: readonly HelpOption[];
}

interface HelpOption {
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
}

const BLUE = 0x5865f2;

/** A line for every command, every option once, what stands under a reply, and what the numbers are not. */
export function helpPost(commands: readonly HelpEntry[]): Post {
  return {
    embeds: [
      {
        title: "gexcord: what dealers must do when the price moves",
        color: BLUE,
        description: [
          "Try **/gex SPY**. Answers are private unless you set `share:True`.",
          "Read the colour first (green dampens, red amplifies, amber is at the flip), then the flip, then the walls.",
          "Vanna 'aligned' is rare by construction: most books are pro-cyclical in vanna.",
          "",
          ...commands.map(({ description, ...command }) => `**${usage(command)}** · ${description}`),
        ].join("\n"),
        fields: [
          { name: "Options", value: optionsOf(commands).map(optionLine).join("\n") },
          {
            name: "Under a reply",
            value:
              "**View** and **Expiries** change it in place, **Refresh** asks for newer numbers, **Explain** says why this regime, **Data** adds CSV and JSON, **Share** posts it for everyone. Only you can use them; others get a copy of their own.",
          },
        ].filter(({ value }) => value !== ""),
        footer: { text: `Times to expiry count calendar minutes (ACT/365). ${MODEL_NOTE} Not advice.` },
      },
    ],
  };
}

/** "/gex symbol": what must be given; the rest stands among the options. */
function usage({ name, options = [] }: Omit<HelpEntry, "description">): string {
  return [`/${name}`, ...options.filter(({ required }) => required).map((option) => option.name)].join(" ");
}

interface SharedOption extends HelpOption {
  readonly commands: readonly string[];
}

/** Every option once, in the order met; one of a single command says whose it is. */
function optionsOf(commands: readonly HelpEntry[]): SharedOption[] {
  const found = new Map<string, HelpOption & { commands: string[] }>();
  for (const { name, options = [] } of commands)
    for (const option of options) {
      const key = `${option.name} ${option.description}`;
      const known = found.get(key) ?? { ...option, commands: [] };
      known.commands.push(name);
      found.set(key, known);
    }
  return [...found.values()];
}

const optionLine = ({ name, description, commands }: SharedOption): string =>
  `\`${name}\` ${description}${commands.length === 1 ? ` (/${commands[0]})` : ""}`;
