import { ApplicationCommandOptionType } from "discord.js";
import { parseSelection, type ExpirySelection } from "../engine/selection.ts";
import { parseTicker, type Ticker } from "../engine/ticker.ts";
import type { Estimator } from "../engine/vrp/types.ts";
import { UserError } from "../errors.ts";
import type { PaletteName } from "../views/charts/chart.ts";
import { ESTIMATOR_HINT } from "../views/estimatorWords.ts";
import { VIEWS } from "../views/exposures/index.ts";
import { monthDay } from "../views/format.ts";
import type { ViewKey } from "../views/replyState.ts";
import type { Option } from "./command.ts";

/** Discord's limit of suggestions. */
export const CHOICES = 25;
/** Long enough for "brk.b" with a dollar sign, short enough that a mistake cannot fill the screen. */
const SYMBOL_LENGTH = 10;

/** VIX options are priced off VIX futures: exposure computed from the index would look right and be wrong. */
const NOT_SPOT_BASED: ReadonlySet<string> = new Set(["VIX", "VIXW"]);

/** Why a symbol that does exist is not served, as a sentence; null when it is. */
export const whyNotServed = (symbol: Ticker): string | null =>
  NOT_SPOT_BASED.has(symbol)
    ? "VIX options are priced off VIX futures, not off the index, so exposure computed from the index would mislead. Try SPX or SPY."
    : null;

export const symbolOption: Option<Ticker> = {
  json: {
    type: ApplicationCommandOptionType.String,
    description: "Ticker of a stock, ETF or index: SPY, SPX, AAPL",
    required: true,
    max_length: SYMBOL_LENGTH,
    autocomplete: true,
  },
  read(options, name) {
    const text = options.getString(name, true);
    const symbol = parseTicker(text);
    if (!symbol)
      throw new UserError(`**${inert(text)}** is not a ticker. Type letters only, for example SPY, QQQ or BRK.B.`);
    const refused = whyNotServed(symbol);
    if (refused !== null) throw new UserError(refused);
    return symbol;
  },
  suggest: (typed, _options, { symbols }) =>
    symbols
      .suggest(typed, CHOICES)
      .map(({ symbol, name }) => ({ name: `${symbol} · ${name}`.slice(0, 100), value: symbol })),
};

/** What a reading can cover besides single dates, in the order offered. */
const PRESETS = [
  { name: "All expiries", value: "all" },
  { name: "0DTE: expires today", value: "0dte" },
  { name: "Up to 7 days", value: "7d" },
  { name: "Up to 45 days", value: "45d" },
  { name: "Next OPEX (monthly expiry)", value: "opex" },
] as const;

/** Presets, any number of days ("30d") or one date; all expiries when left out. */
export const expiryOption: Option<ExpirySelection> = {
  json: {
    type: ApplicationCommandOptionType.String,
    description: "Which expiries: all (default), 0dte, 7d, 45d, opex or a date like 2026-12-18",
    max_length: 20,
    autocomplete: true,
  },
  read(options, name) {
    const text = options.getString(name) ?? "";
    const selection = parseSelection(text);
    if (!selection)
      throw new UserError(
        `**${inert(text)}** is no expiry. Use all, 0dte, 7d (or any number of days), opex, or a date like 2026-12-18.`,
      );
    return selection;
  },
  suggest(typed, options, { exposure }) {
    const symbol = parseTicker(options.getString("symbol") ?? "");
    const dates = (symbol ? exposure.listedExpiries(symbol) : []).map(({ date, dte }) => ({
      name: `${date} · ${monthDay(date)} · ${dte === 0 ? "today" : `${dte} d`}`,
      value: date,
    }));
    const wanted = typed.trim().toLowerCase();
    return [...PRESETS, ...dates]
      .filter(({ name, value }) => value.startsWith(wanted) || name.toLowerCase().includes(wanted))
      .slice(0, CHOICES);
  },
};

export const shareOption: Option<boolean> = {
  json: {
    type: ApplicationCommandOptionType.Boolean,
    description: "Show the answer to everyone in the channel (default: only to you)",
  },
  read: (options, name) => options.getBoolean(name) ?? false,
};

/** Null: the operator's default. */
export const paletteOption: Option<PaletteName | null> = {
  json: {
    type: ApplicationCommandOptionType.String,
    description: "Colours of the picture",
    choices: [
      { name: "Green and red", value: "default" },
      { name: "Blue and orange (colour-blind safe)", value: "colorblind" },
    ],
  },
  read(options, name) {
    const value = options.getString(name);
    return value === "default" || value === "colorblind" ? value : null;
  },
};

const ESTIMATORS: readonly Estimator[] = ["close_to_close", "parkinson", "garman_klass", "yang_zhang"];

/** What realised volatility is measured by; from close to close when left out. */
export const estimatorOption: Option<Estimator> = {
  json: {
    type: ApplicationCommandOptionType.String,
    description: "What realised volatility is measured by (default: close to close)",
    choices: ESTIMATORS.map((value) => ({ name: ESTIMATOR_HINT[value], value })),
  },
  read: (options, name) => ESTIMATORS.find((one) => one === options.getString(name)) ?? "close_to_close",
};

/** The pictures of /gex: those views that have no command of their own. */
const GEX_VIEWS = ["gex", "profile", "term", "heatmap"] as const satisfies readonly ViewKey[];

export const gexViewOption: Option<ViewKey> = {
  json: {
    type: ApplicationCommandOptionType.String,
    description: "Which picture (default: the ladder)",
    choices: GEX_VIEWS.map((key) => ({ name: `${VIEWS[key].name}: ${VIEWS[key].hint}`, value: key })),
  },
  read: (options, name) => GEX_VIEWS.find((key) => key === options.getString(name)) ?? "gex",
};

/** A user's text inside our sentence: no markup, no mention, no more than a few words of it. */
export function inert(text: string): string {
  const plain = Array.from(text.replace(/[^\p{L}\p{N}.$^_-]/gu, ""))
    .slice(0, 20)
    .join("");
  return plain === "" ? "That" : plain.replace(/_/g, "\\_");
}
