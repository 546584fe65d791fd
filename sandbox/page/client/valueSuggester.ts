import type { APIApplicationCommandBasicOption } from "discord.js";
import { AUTOCOMPLETE_DEBOUNCE_MS, matchingChoices, valueOffer, type FetchChoices } from "./offers.ts";
import { suggestsWhileTyping, type Choice, type Nameable } from "./optionValue.ts";
import type { Suggestions } from "./suggestions.ts";

/**
 * Suggests values for the option being typed: at once what the command declares, and, a moment after the last
 * keystroke, what the bot answers. An answer that comes after the next keystroke is dropped.
 */
export function createValueSuggester(suggestions: Suggestions, fetchChoices: FetchChoices) {
  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: { option: string; choices: readonly Choice[] } | null = null;

  const cancel = () => {
    turn += 1;
    clearTimeout(timer);
  };

  return {
    cancel,
    suggest(
      input: HTMLInputElement,
      option: APIApplicationCommandBasicOption,
      {
        typed,
        nameable,
        enterPicks,
        pick,
      }: { typed: string; nameable: Nameable; enterPicks: boolean; pick: (choice: Choice) => void },
    ): void {
      cancel();
      const mine = turn;
      const show = (choices: readonly Choice[]) =>
        suggestions.show(input, valueOffer(option, { typed, choices, enterPicks, pick }));
      if (!suggestsWhileTyping(option)) return show(matchingChoices(option, typed, nameable));
      // The answers to the text before stay while the new ones are on the way, so the box does not flicker.
      show(last?.option === option.name ? last.choices.filter(({ name }) => holds(name, typed)) : []);
      const ask = async () => {
        // No suggestions is all that a failed autocomplete means, on Discord as here.
        const choices = await fetchChoices(option, typed).catch(() => []);
        if (mine !== turn) return;
        last = { option: option.name, choices };
        show(choices);
      };
      timer = setTimeout(() => void ask(), AUTOCOMPLETE_DEBOUNCE_MS);
    },
  };
}

function holds(name: string, typed: string): boolean {
  return name.toLowerCase().includes(typed.trim().toLowerCase());
}
