import type { OptionValues } from "../../discord/userSide.ts";
import type { ChannelState } from "../wire.ts";
import { invocablesOf, type Invocable } from "./catalogue.ts";
import { createCommandForm, type CommandForm } from "./commandForm.ts";
import { optionAtEnd, parseCommandLine, quoted } from "./commandLine.ts";
import { part } from "./element.ts";
import { commandOffer } from "./offers.ts";
import { readOption, readOptions, type Choice } from "./optionValue.ts";
import { createSuggestions } from "./suggestions.ts";
import { createValueSuggester } from "./valueSuggester.ts";

export interface Composer {
  /** Empties the composer and offers what this channel has. */
  reset(state: ChannelState, placeholder: string): void;
  /** Puts a line in, as if typed, ready to be completed or sent. */
  write(line: string): void;
  focus(): void;
}

/** The line at the bottom: plain typing, or one command with its options as pills. */
export function createComposer(acts: {
  send: (invocable: Invocable, values: OptionValues) => void;
  fetchChoices: (invocable: Invocable, options: OptionValues, focused: string) => Promise<readonly Choice[]>;
  /** Something to say in the channel about what was typed. */
  note: (about: { kind: "plain" } | { kind: "unknown"; name: string; similar: readonly string[] }) => void;
}): Composer {
  const box = part("composer-box");
  const text = part("composer-text", HTMLInputElement);
  const complaint = part("composer-complaint");
  const sendButton = part("composer-send", HTMLButtonElement);
  const suggestions = createSuggestions();
  let state: ChannelState | null = null;
  let invocables: readonly Invocable[] = [];
  let form: CommandForm | null = null;

  const complain = (sentence: string | null) => {
    complaint.textContent = sentence ?? "";
    complaint.hidden = sentence === null;
    box.classList.toggle("wrong", sentence !== null);
  };
  const backToText = (line: string) => {
    form?.node.remove();
    form = null;
    complain(null);
    suggestions.hide();
    text.hidden = false;
    text.value = line;
  };
  const send = (invocable: Invocable, values: OptionValues) => {
    backToText("");
    text.focus();
    acts.send(invocable, values);
  };
  const openForm = (invocable: Invocable, texts: Readonly<Record<string, string>>) => {
    if (!state) return;
    backToText("");
    form = createCommandForm(invocable, texts, {
      suggestions,
      nameable: state,
      fetchChoices: (options, focused) => acts.fetchChoices(invocable, options, focused),
      complain,
      send: (values) => send(invocable, values),
      leave(line) {
        backToText(line);
        text.focus();
        offer();
      },
    });
    text.hidden = true;
    box.insertBefore(form.node, text);
    form.focus();
  };

  /** The options before the one being typed, as far as they can be read. */
  const readable = (invocable: Invocable, texts: Readonly<Record<string, string>>): OptionValues => {
    const values: Record<string, string | number | boolean> = {};
    for (const option of invocable.options) {
      const typed = texts[option.name];
      const read = state && typed !== undefined ? readOption(option, typed, state) : null;
      if (read && "value" in read) values[option.name] = read.value;
    }
    return values;
  };
  const suggester = createValueSuggester(suggestions, (option, typed) => {
    const open = optionAtEnd(text.value, invocables);
    if (!open) return Promise.resolve([]);
    const options = { ...readable(open.invocable, open.texts), [option.name]: typed };
    return acts.fetchChoices(open.invocable, options, option.name);
  });

  const offer = () => {
    suggester.cancel();
    if (!state || !text.value.startsWith("/")) return suggestions.hide();
    const open = optionAtEnd(text.value, invocables);
    if (open) {
      return suggester.suggest(text, open.option, {
        typed: open.typed,
        // A line is typed to be sent; Tab completes.
        enterPicks: false,
        nameable: state,
        pick(choice) {
          text.value = `${open.before}${quoted(String(choice.value))} `;
          offer();
        },
      });
    }
    const pick = (invocable: Invocable) => openForm(invocable, {});
    return suggestions.show(text, commandOffer(text.value.slice(1), { invocables, bot: state.bot, pick }));
  };

  const submitText = () => {
    suggester.cancel();
    const line = parseCommandLine(text.value, invocables);
    if (!state || text.value.trim() === "") return;
    if (line.kind !== "command") {
      backToText("");
      return acts.note(line);
    }
    const read = readOptions(line.invocable.options, line.texts, state);
    if (line.problem === null && "values" in read) return send(line.invocable, read.values);
    // A line that cannot be read stays as it is; one that lacks a value is easier to complete in the pills.
    if (line.problem !== null) return complain(line.problem);
    openForm(line.invocable, line.texts);
    return form?.trySend();
  };

  text.addEventListener("input", () => {
    complain(null);
    offer();
  });
  text.addEventListener("focus", offer);
  text.addEventListener("blur", () => {
    suggester.cancel();
    suggestions.hide();
  });
  text.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const plainEnter = event.key === "Enter" && isCompleteWithoutOptions(text.value, invocables);
    if (!plainEnter && suggestions.key(event)) return event.preventDefault();
    if (event.key !== "Enter") return;
    event.preventDefault();
    submitText();
  });
  // The button must not take the focus, or the pill being typed in would lose it before it is read.
  sendButton.addEventListener("pointerdown", (event) => event.preventDefault());
  sendButton.addEventListener("click", () => (form ? form.trySend() : submitText()));

  return {
    reset(next, placeholder) {
      state = next;
      invocables = invocablesOf(next.commands);
      suggester.cancel();
      backToText("");
      text.placeholder = placeholder;
      text.setAttribute("aria-label", placeholder);
    },
    write(line) {
      backToText(line);
      text.focus();
      offer();
    },
    focus: () => (form ? form.focus() : text.focus()),
  };
}

/** "/help" and Enter need no second Enter: there is nothing to fill in. */
function isCompleteWithoutOptions(line: string, invocables: readonly Invocable[]): boolean {
  const exact = invocables.find(({ label }) => `/${label}` === line.trim().toLowerCase());
  return exact?.options.every(({ required }) => !required) === true;
}
