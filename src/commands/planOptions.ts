import { ApplicationCommandOptionType } from "discord.js";
import { parseSelection } from "../engine/selection.ts";
import type { NyDate } from "../engine/snapshot.ts";
import { parseTicker } from "../engine/ticker.ts";
import type { Structure } from "../engine/vrp/types.ts";
import { UserError } from "../errors.ts";
import { monthDay } from "../views/format.ts";
import { STRUCTURES } from "../views/vrpWords.ts";
import type { Option } from "./command.ts";
import { CHOICES, inert } from "./options.ts";

const STRUCTURE_KEYS = Object.keys(STRUCTURES) as Structure[];

/** Null: what the scores say. */
export const structureOption: Option<Structure | null> = {
  json: {
    type: ApplicationCommandOptionType.String,
    description: "Which structure (default: the best score that the cell allows)",
    choices: STRUCTURE_KEYS.map((key) => ({ name: STRUCTURES[key], value: key })),
  },
  read(options, name) {
    const text = options.getString(name);
    if (text === null) return null;
    const structure = STRUCTURE_KEYS.find((key) => key === text);
    if (!structure) throw new UserError("There is no such structure. Choose one of those offered.");
    return structure;
  },
};

/** One expiry as a user names it: a date, or so many days whose nearest listed date is meant. */
export type ExpiryWish = { readonly date: NyDate } | { readonly days: number };

const EXPIRY = {
  json: { type: ApplicationCommandOptionType.String, max_length: 20, autocomplete: true },
  suggest(typed, options, { exposure }) {
    const symbol = parseTicker(options.getString("symbol") ?? "");
    const wanted = typed.trim().toLowerCase();
    return (symbol ? exposure.listedExpiries(symbol) : [])
      .map(({ date, dte }) => ({
        name: `${date} · ${monthDay(date)} · ${dte === 0 ? "today" : `${dte} d`}`,
        value: date,
      }))
      .filter(({ name }) => name.toLowerCase().includes(wanted))
      .slice(0, CHOICES);
  },
} as const satisfies Pick<Option<unknown>, "suggest"> & { readonly json: object };

/** A listed date, or "30d" for the nearest. @throws {UserError} anything else */
function parseExpiry(text: string): ExpiryWish {
  const selection = parseSelection(text);
  if (selection?.kind === "date") return { date: selection.date };
  if (selection?.kind === "maxDte") return { days: selection.days };
  throw new UserError(`**${inert(text)}** is no single expiry. Use a listed date like 2026-12-18, or days like 30d.`);
}

/** Null: by the premium. */
export const planExpiryOption: Option<ExpiryWish | null> = {
  ...EXPIRY,
  json: {
    ...EXPIRY.json,
    description: "A listed date like 2026-12-18, or 30d for the nearest (default: by the premium)",
  },
  read(options, name) {
    const text = options.getString(name);
    return text === null ? null : parseExpiry(text);
  },
};

export const spreadExpiryOption: Option<ExpiryWish> = {
  ...EXPIRY,
  json: { ...EXPIRY.json, description: "A listed date like 2026-12-18, or 30d for the nearest", required: true },
  read: (options, name) => parseExpiry(options.getString(name, true)),
};

const LEAST_BANKROLL = 100;
const MOST_BANKROLL = 1e9;

/** $; null when left out. */
export const bankrollOption: Option<number | null> = {
  json: {
    type: ApplicationCommandOptionType.Number,
    description: "Your bankroll in dollars, to see contracts (default: the share of it only)",
    min_value: LEAST_BANKROLL,
    max_value: MOST_BANKROLL,
  },
  read(options, name) {
    const bankroll = options.getNumber(name);
    if (bankroll === null) return null;
    if (!(bankroll >= LEAST_BANKROLL && bankroll <= MOST_BANKROLL))
      throw new UserError("The bankroll must be between $100 and $1,000,000,000.");
    return bankroll;
  },
};
