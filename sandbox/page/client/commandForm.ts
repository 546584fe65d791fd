import type { APIApplicationCommandBasicOption } from "discord.js";
import type { OptionValues } from "../../discord/userSide.ts";
import type { Invocable } from "./catalogue.ts";
import { element } from "./element.ts";
import { optionOffer } from "./offers.ts";
import { readOptions, type Choice, type Nameable } from "./optionValue.ts";
import { createPill, type Pill } from "./pill.ts";
import { COMBOBOX, type Suggestions } from "./suggestions.ts";
import { createValueSuggester } from "./valueSuggester.ts";

export interface CommandForm {
  readonly node: HTMLElement;
  /** Into the first required option without a value, else behind the last. */
  focus(): void;
  /** Reads all options and sends them, or shows which one is in the way. */
  trySend(): void;
}

/** A command with a pill for each option: the required ones at once, the others when asked for. */
export function createCommandForm(
  invocable: Invocable,
  texts: Readonly<Record<string, string>>,
  context: {
    suggestions: Suggestions;
    nameable: Nameable;
    fetchChoices: (options: OptionValues, focused: string) => Promise<readonly Choice[]>;
    complain: (text: string | null) => void;
    send: (values: OptionValues) => void;
    /** Back to plain text; `text` is what the field shall hold. */
    leave: (text: string) => void;
  },
): CommandForm {
  const { suggestions, nameable, complain } = context;
  const pills: Pill[] = [];
  const row = element("span", { class: "pills" });
  const tail = element("input", { ...COMBOBOX, type: "text", class: "tail", "aria-label": "More options" });
  tail.setAttribute("enterkeyhint", "send");
  const node = element(
    "div",
    { class: "command-form" },
    element("span", { class: "command" }, `/${invocable.label}`),
    row,
    tail,
  );

  const missing = () => invocable.options.filter(({ name }) => pills.every(({ option }) => option.name !== name));
  const values = () => Object.fromEntries(pills.map((pill) => [pill.option.name, pill.text()]));
  const suggester = createValueSuggester(suggestions, (option, typed) => {
    const others = pills.filter((pill) => pill.option !== option && pill.text().trim() !== "");
    const read = readOptions(
      others.map((pill) => pill.option),
      values(),
      nameable,
    );
    return context.fetchChoices({ ...("values" in read ? read.values : {}), [option.name]: typed }, option.name);
  });

  const showTail = () => {
    const left = missing().length;
    tail.placeholder = left > 0 ? `+${left} more` : "";
  };
  const focusNext = () => {
    const empty = pills.find(({ option, input }) => option.required && input.value.trim() === "");
    (empty?.input ?? tail).focus();
  };
  const add = (option: APIApplicationCommandBasicOption, text = ""): Pill => {
    const pill = createPill(option, text);
    pills.push(pill);
    row.append(pill.node);
    showTail();
    const suggest = () =>
      suggester.suggest(pill.input, option, {
        typed: pill.text(),
        enterPicks: true,
        nameable,
        pick: (choice) => {
          pill.fill(choice);
          pill.markWrong(false);
          complain(null);
          suggester.cancel();
          suggestions.hide();
          focusNext();
        },
      });
    pill.input.addEventListener("focus", suggest);
    pill.input.addEventListener("blur", leaveField);
    pill.input.addEventListener("input", () => {
      pill.markWrong(false);
      complain(null);
      suggest();
    });
    pill.input.addEventListener("keydown", (event) => onKey(event, pill));
    return pill;
  };
  const remove = (pill: Pill) => {
    const at = pills.indexOf(pill);
    pills.splice(at, 1);
    pill.node.remove();
    showTail();
    (pills[at - 1]?.input ?? tail).focus();
  };
  const leaveField = () => {
    suggester.cancel();
    suggestions.hide();
  };
  const trySend = () => {
    suggester.cancel();
    const stray = tail.value.trim();
    if (stray) {
      tail.focus();
      return complain(`/${invocable.label} has no option “${stray}”.`);
    }
    const read = readOptions(invocable.options, values(), nameable);
    for (const pill of pills) pill.markWrong("option" in read && pill.option.name === read.option);
    if ("values" in read) return context.send(read.values);
    const wrong = pills.find(({ option }) => option.name === read.option);
    wrong?.input.focus();
    complain(`${read.option}: ${read.problem}`);
  };

  const fields = () => [...pills.map(({ input }) => input), tail];
  const onKey = (event: KeyboardEvent, pill: Pill | null) => {
    if (event.isComposing) return;
    const input = event.currentTarget as HTMLInputElement;
    const handled = suggestions.key(event) || moveByKey(event, input, pill);
    if (handled) event.preventDefault();
    if (handled) event.stopPropagation();
  };
  const moveByKey = (event: KeyboardEvent, input: HTMLInputElement, pill: Pill | null): boolean => {
    const all = fields();
    const at = all.indexOf(input);
    const atStart = input.selectionStart === 0 && input.selectionEnd === 0;
    const atEnd = input.selectionStart === input.value.length;
    if (event.key === "Enter") trySend();
    else if (event.key === "Escape") context.leave("");
    else if (event.key === "ArrowLeft" && atStart && at > 0) all[at - 1]?.focus();
    else if (event.key === "ArrowRight" && atEnd && at < all.length - 1) all[at + 1]?.focus();
    else if (event.key === "Backspace" && input.value === "" && pill && !pill.option.required) remove(pill);
    else if (event.key === "Backspace" && input.value === "" && at > 0) all[at - 1]?.focus();
    else if (event.key === "Backspace" && input.value === "") context.leave(`/${invocable.label}`);
    else return false;
    return true;
  };

  const offerOptions = () => {
    const pick = (option: APIApplicationCommandBasicOption) => {
      tail.value = "";
      suggestions.hide();
      add(option).input.focus();
    };
    const named = missing().find(({ name }) => tail.value === `${name}:`);
    if (named) return pick(named);
    return suggestions.show(tail, optionOffer(tail.value, missing(), pick));
  };
  tail.addEventListener("focus", offerOptions);
  tail.addEventListener("input", () => {
    complain(null);
    offerOptions();
  });
  tail.addEventListener("blur", leaveField);
  tail.addEventListener("keydown", (event) => onKey(event, null));

  for (const option of invocable.options) {
    const text = texts[option.name];
    if (option.required || text !== undefined) add(option, text ?? "");
  }
  showTail();
  return { node, focus: focusNext, trySend };
}
