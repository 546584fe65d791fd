import { ApplicationCommandOptionType } from "discord.js";
import { ALERT_KINDS, type AlertKind } from "../engine/alerts.ts";
import { parseQuietHours, quietText } from "../engine/quietHours.ts";
import { UserError } from "../errors.ts";
import { alertLine } from "../views/alertPanel.ts";
import { exitsLine } from "../views/exitPanel.ts";
import { KIND_NAMES } from "../views/alertWords.ts";
import type { Option } from "./command.ts";
import { CHOICES, inert } from "./options.ts";

export const kindOption: Option<AlertKind> = {
  json: {
    type: ApplicationCommandOptionType.String,
    description: "What you want to be told of",
    required: true,
    choices: ALERT_KINDS.map((kind) => ({ name: KIND_NAMES[kind], value: kind })),
  },
  read(options, name) {
    const kind = ALERT_KINDS.find((one) => one === options.getString(name, true));
    if (!kind) throw new UserError("There is no such alert. Choose one of those offered.");
    return kind;
  },
};

const NEAREST_PCT = 0.1;
const FARTHEST_PCT = 10;

/** Null when left out. */
export const percentOption: Option<number | null> = {
  json: {
    type: ApplicationCommandOptionType.Number,
    description: "Distance to the flip in percent, for the alert near the flip (default 1)",
    min_value: NEAREST_PCT,
    max_value: FARTHEST_PCT,
  },
  read(options, name) {
    const percent = options.getNumber(name);
    if (percent === null) return null;
    if (!(percent >= NEAREST_PCT && percent <= FARTHEST_PCT))
      throw new UserError(`The distance must be between ${NEAREST_PCT} and ${FARTHEST_PCT} %.`);
    return Number(percent.toFixed(2));
  },
};

const DEFAULT_DAYS = 30;
const MOST_DAYS = 90;

/** In days. */
export const expiresOption: Option<number> = {
  json: {
    type: ApplicationCommandOptionType.Number,
    description: `After how many days it ends, up to ${MOST_DAYS} (default ${DEFAULT_DAYS})`,
    min_value: 1,
    max_value: MOST_DAYS,
  },
  read(options, name) {
    const days = options.getNumber(name) ?? DEFAULT_DAYS;
    if (!(days >= 1 && days <= MOST_DAYS)) throw new UserError(`An alert lasts between 1 and ${MOST_DAYS} days.`);
    return Math.round(days);
  },
};

/** As `quietText` writes it; null when left out. */
export const quietOption: Option<string | null> = {
  json: {
    type: ApplicationCommandOptionType.String,
    description: "Hours without messages: 22:00-07:00 (New York's clock) or 22:00-07:00 Berlin",
    max_length: 60,
  },
  read(options, name) {
    const text = options.getString(name);
    if (text === null) return null;
    const quiet = parseQuietHours(text);
    if (!quiet)
      throw new UserError(
        `**${inert(text)}** are no quiet hours. Write them like 22:00-07:00, or with a zone: 22:00-07:00 Europe/Berlin.`,
      );
    return quietText(quiet);
  },
};

export const deliverOption: Option<"dm" | "channel"> = {
  json: {
    type: ApplicationCommandOptionType.String,
    description: "Where it arrives (default: a direct message to you)",
    choices: [
      { name: "Direct message to me", value: "dm" },
      { name: "This channel (needs Manage Server)", value: "channel" },
    ],
  },
  read: (options, name) => (options.getString(name) === "channel" ? "channel" : "dm"),
};

/** The id of one of the user's alerts or of a plan with exits, offered in words. */
export const ownAlertOption: Option<string> = {
  json: {
    type: ApplicationCommandOptionType.String,
    description: "Which one",
    required: true,
    max_length: 100,
    autocomplete: true,
  },
  read: (options, name) => options.getString(name, true),
  async suggestOwn(typed, { store }, { userId }) {
    const wanted = typed.trim().toLowerCase();
    const alerts = (await store.alerts.of(userId)).map((alert) => ({ name: alertLine(alert), value: alert.id }));
    const plans = (await store.plans.armedOf(userId)).map((kept) => ({
      name: `Exits: ${exitsLine(kept)}`,
      value: kept.id,
    }));
    return [...alerts, ...plans]
      .map(({ name, value }) => ({ name: name.slice(0, 100), value }))
      .filter(({ name }) => name.toLowerCase().includes(wanted))
      .slice(0, CHOICES);
  },
};
