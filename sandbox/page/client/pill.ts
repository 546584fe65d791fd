import type { APIApplicationCommandBasicOption } from "discord.js";
import { element, freshId } from "./element.ts";
import type { Choice } from "./optionValue.ts";
import { COMBOBOX } from "./suggestions.ts";

export interface Pill {
  readonly option: APIApplicationCommandBasicOption;
  readonly node: HTMLElement;
  readonly input: HTMLInputElement;
  /** What to send: the value of the suggestion picked, as long as its name was not edited, else what was typed. */
  text(): string;
  fill(choice: Choice): void;
  markWrong(wrong: boolean): void;
}

/** One option of the command being composed: its name, and a field that grows with its text. */
export function createPill(option: APIApplicationCommandBasicOption, text: string): Pill {
  const id = freshId("pill");
  const input = element("input", { ...COMBOBOX, id, type: "text", class: "pill-input", enterkeyhint: "send" });
  const name = element("label", { class: "pill-name", for: id }, option.name);
  const node = element("span", { class: "pill" }, name, input);
  let picked: Choice | null = null;

  const fit = () => input.style.setProperty("--letters", String(Math.max(input.value.length, 1)));
  input.value = text;
  input.addEventListener("input", fit);
  fit();

  return {
    option,
    node,
    input,
    text: () => (picked?.name === input.value ? String(picked.value) : input.value),
    fill(choice) {
      picked = choice;
      input.value = choice.name;
      fit();
    },
    markWrong(wrong) {
      node.classList.toggle("wrong", wrong);
      input.setAttribute("aria-invalid", String(wrong));
    },
  };
}
