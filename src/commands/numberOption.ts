import { ApplicationCommandOptionType } from "discord.js";
import { UserError } from "../errors.ts";
import { strike } from "../views/format.ts";
import type { Option } from "./command.ts";

export interface NumberRange {
  readonly description: string;
  readonly least: number;
  readonly most: number;
}

/** A number within bounds that has to be given. */
export const numberOption = ({ description, least, most }: NumberRange): Option<number> => ({
  json: {
    type: ApplicationCommandOptionType.Number,
    description,
    min_value: least,
    max_value: most,
    required: true,
  },
  read: (options, name) => within(options.getNumber(name, true), { name, least, most }),
});

/** The same, null when left out. */
export const optionalNumber = ({ description, least, most }: NumberRange): Option<number | null> => ({
  json: { type: ApplicationCommandOptionType.Number, description, min_value: least, max_value: most },
  read(options, name) {
    const value = options.getNumber(name);
    return value === null ? null : within(value, { name, least, most });
  },
});

function within(
  value: number,
  { name, least, most }: Omit<NumberRange, "description"> & { readonly name: string },
): number {
  if (!(value >= least && value <= most))
    throw new UserError(`\`${name}\` must be between ${strike(least)} and ${strike(most)}.`);
  return value;
}
