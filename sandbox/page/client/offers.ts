import type { APIApplicationCommandBasicOption } from "discord.js";
import type { LocalUser } from "../../discord/userSide.ts";
import { avatar } from "./avatar.ts";
import type { Invocable } from "./catalogue.ts";
import { element } from "./element.ts";
import { choicesOf, suggestsWhileTyping, type Choice, type Nameable } from "./optionValue.ts";
import type { Offer } from "./suggestions.ts";

/** Fetches the bot's suggestions for the option with the text typed so far. */
export type FetchChoices = (option: APIApplicationCommandBasicOption, typed: string) => Promise<readonly Choice[]>;

export const AUTOCOMPLETE_DEBOUNCE_MS = 150;

/** The commands whose name holds what was typed after the slash; those that begin with it first. */
export function commandOffer(
  typed: string,
  { invocables, bot, pick }: { invocables: readonly Invocable[]; bot: LocalUser; pick: (invocable: Invocable) => void },
): Offer {
  const wanted = typed.toLowerCase();
  const items = invocables
    .filter(({ label }) => label.includes(wanted))
    .sort((a, b) => Number(b.label.startsWith(wanted)) - Number(a.label.startsWith(wanted)))
    .map((invocable) => ({
      label: `/${invocable.label}`,
      description: invocable.description,
      hints: invocable.options.map(({ name, required }) => (required ? name : `${name}?`)),
      mark: avatar(bot, 24),
      pick: () => pick(invocable),
    }));
  const heading = items.length > 0 ? [element("span", { class: "heading-title" }, bot.name)] : [];
  return { heading, items, firstIsActive: true };
}

/** The options of a command not filled yet, to add one. */
export function optionOffer(
  typed: string,
  options: readonly APIApplicationCommandBasicOption[],
  pick: (option: APIApplicationCommandBasicOption) => void,
): Offer {
  const wanted = typed.trim().toLowerCase().replace(/:$/, "");
  const items = options
    .filter(({ name }) => name.startsWith(wanted))
    .map((option) => ({ label: option.name, description: option.description, pick: () => pick(option) }));
  const heading = [element("span", { class: "heading-title" }, "Options"), " you may add"];
  return { heading: items.length > 0 ? heading : [], items, firstIsActive: wanted !== "" };
}

/** Name and description of the option being filled, with the values the bot declares or suggests for it. */
export function valueOffer(
  option: APIApplicationCommandBasicOption,
  {
    typed,
    choices,
    enterPicks,
    pick,
  }: { typed: string; choices: readonly Choice[]; enterPicks: boolean; pick: (choice: Choice) => void },
): Offer {
  const items = choices.map((choice) => ({ label: choice.name, pick: () => pick(choice) }));
  const [first] = choices;
  const unfinished = typed.trim() !== "" && first !== undefined && !isMeant(first, typed);
  // What the bot suggests while typing is advice: Enter sends what was typed, "SPY" and not "SPYG".
  const firstIsActive = enterPicks && unfinished && !suggestsWhileTyping(option);
  return { heading: describe(option), items, firstIsActive };
}

/** Choices that hold what was typed, those that begin with it first. Empty for an option that takes any text. */
export function matchingChoices(
  option: APIApplicationCommandBasicOption,
  typed: string,
  nameable: Nameable,
): readonly Choice[] {
  const choices = choicesOf(option, nameable) ?? [];
  const wanted = typed.trim().toLowerCase();
  const exact = choices.find((choice) => isMeant(choice, typed));
  // Once chosen, the others are shown as well: one may have changed one's mind.
  if (exact) return [exact, ...choices.filter((choice) => choice !== exact)];
  return choices
    .filter(({ name, value }) => name.toLowerCase().includes(wanted) || String(value).toLowerCase().startsWith(wanted))
    .sort((a, b) => Number(b.name.toLowerCase().startsWith(wanted)) - Number(a.name.toLowerCase().startsWith(wanted)));
}

function isMeant({ name, value }: Choice, typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  return name.toLowerCase() === wanted || String(value).toLowerCase() === wanted;
}

function describe({ name, description, required }: APIApplicationCommandBasicOption): Offer["heading"] {
  const title = element("span", { class: "heading-title" }, name);
  return [title, " ", description, required ? null : element("span", { class: "heading-optional" }, "optional")];
}
