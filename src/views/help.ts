import { LIMITS } from "./limits.ts";
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
  /** Of a part, "add" of "/watchlist add": then it is no option but holds some. */
  readonly options?: readonly HelpOption[];
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
          ...optionFields(optionsOf(commands).map(optionLine)),
          {
            name: "Under a reply",
            value:
              "**View** and **Expiries** change it in place, **Refresh** asks for newer numbers, **Explain** says why this regime, **Data** adds CSV and JSON, **Share** posts it for everyone, **Watch** puts the symbol on your watchlist or takes it off. Only you can use them; others get a copy of their own.",
          },
        ],
        footer: { text: `Times to expiry count calendar minutes (ACT/365). ${MODEL_NOTE} Not advice.` },
      },
    ],
  };
}

/** "/gex symbol": what must be given, the rest stands among the options; "/digest on | off": its parts. */
function usage({ name, options = [] }: Omit<HelpEntry, "description">): string {
  const parts = options.filter((option) => option.options);
  if (parts.length > 0) return `/${name} ${parts.map((part) => part.name).join(" | ")}`;
  return [`/${name}`, ...options.filter(({ required }) => required).map((option) => option.name)].join(" ");
}

/** As many fields as the lines need, none cut inside a line. */
function optionFields(lines: readonly string[]) {
  const chunks: string[][] = [];
  for (const line of lines) {
    const last = chunks.at(-1);
    if (last && [...last, line].join("\n").length <= LIMITS.fieldValue) last.push(line);
    else chunks.push([line]);
  }
  return chunks.map((chunk, i) => ({ name: i === 0 ? "Options" : "More options", value: chunk.join("\n") }));
}

interface SharedOption extends HelpOption {
  readonly commands: ReadonlySet<string>;
}

/** Every option once, in the order met; one of a single command says whose it is. */
function optionsOf(commands: readonly HelpEntry[]): SharedOption[] {
  const found = new Map<string, HelpOption & { commands: Set<string> }>();
  for (const { name, options = [] } of commands)
    for (const option of options.flatMap((one) => one.options ?? [one])) {
      const key = `${option.name} ${option.description}`;
      const known = found.get(key) ?? { ...option, commands: new Set() };
      known.commands.add(name);
      found.set(key, known);
    }
  return [...found.values()];
}

const optionLine = ({ name, description, commands }: SharedOption): string =>
  `\`${name}\` ${description}${commands.size === 1 ? ` (/${[...commands][0]})` : ""}`;
