import { element, freshId, part, type Child } from "./element.ts";

export interface Suggestion {
  readonly label: string;
  readonly description?: string;
  /** Small words at the right end, such as the options of a command. */
  readonly hints?: readonly string[];
  readonly mark?: Child;
  pick(): void;
}

export interface Offer {
  readonly heading: readonly Child[];
  readonly items: readonly Suggestion[];
  /** Whether Enter takes the first one without an arrow key before. */
  readonly firstIsActive: boolean;
}

export interface Suggestions {
  /** Offers these to the person typing in `input`, in place of whatever was offered before. */
  show(input: HTMLInputElement, offer: Offer): void;
  hide(): void;
  /** Arrow keys, Tab, Enter on a highlighted item and Esc; true if the key was meant for the list. */
  key(event: KeyboardEvent): boolean;
}

/** The box above the composer: one listbox, shared by every field that suggests (the ARIA combobox pattern). */
export function createSuggestions(): Suggestions {
  const box = part("popup");
  const heading = part("popup-heading");
  const list = part("popup-list", HTMLUListElement);
  let input: HTMLInputElement | null = null;
  let items: readonly Suggestion[] = [];
  let nodes: readonly HTMLElement[] = [];
  let active = -1;

  const highlight = (index: number) => {
    active = index;
    nodes.forEach((node, at) => node.setAttribute("aria-selected", String(at === index)));
    const node = nodes[index];
    if (node) {
      input?.setAttribute("aria-activedescendant", node.id);
      node.scrollIntoView({ block: "nearest" });
    } else input?.removeAttribute("aria-activedescendant");
  };

  const hide = () => {
    box.hidden = true;
    input?.setAttribute("aria-expanded", "false");
    input?.removeAttribute("aria-activedescendant");
    items = [];
    nodes = [];
    active = -1;
  };

  const show = (target: HTMLInputElement, offer: Offer) => {
    if (input !== target) hide();
    input = target;
    items = offer.items;
    nodes = items.map((item, index) => {
      const node = drawItem(item);
      // The focus must stay in the field.
      node.addEventListener("pointerdown", (event) => event.preventDefault());
      node.addEventListener("click", () => item.pick());
      node.addEventListener("pointermove", () => {
        if (active !== index) highlight(index);
      });
      return node;
    });
    heading.replaceChildren(...offer.heading.filter((child) => child !== null));
    list.replaceChildren(...nodes);
    list.hidden = nodes.length === 0;
    box.hidden = nodes.length === 0 && offer.heading.length === 0;
    target.setAttribute("aria-expanded", String(nodes.length > 0));
    highlight(offer.firstIsActive && nodes.length > 0 ? 0 : -1);
  };

  const key = (event: KeyboardEvent): boolean => {
    if (box.hidden) return false;
    if (event.key === "Escape") {
      hide();
      return true;
    }
    if (items.length === 0) return false;
    if (event.key === "ArrowDown") highlight(active >= items.length - 1 ? 0 : active + 1);
    else if (event.key === "ArrowUp") highlight(active <= 0 ? items.length - 1 : active - 1);
    else if (event.key === "Enter" && active >= 0) items[active]?.pick();
    else if (event.key === "Tab" && !event.shiftKey && (active >= 0 || input?.value))
      items[Math.max(active, 0)]?.pick();
    else return false;
    return true;
  };

  return { show, hide, key };
}

/** What every field that uses the box must say of itself. */
export const COMBOBOX = {
  role: "combobox",
  "aria-autocomplete": "list",
  "aria-expanded": "false",
  "aria-controls": "popup-list",
  autocomplete: "off",
  autocapitalize: "off",
  spellcheck: "false",
} as const;

function drawItem({ label, description, hints = [], mark = null }: Suggestion): HTMLElement {
  const words = element("span", { class: "item-words" }, element("span", { class: "item-label" }, label));
  if (description) words.append(element("span", { class: "item-description" }, description));
  const hinted = hints.map((hint) => element("span", { class: "item-hint" }, hint));
  const node = element("li", { id: freshId("item"), role: "option", class: "item" }, mark, words);
  if (hinted.length > 0) node.append(element("span", { class: "item-hints" }, ...hinted));
  return node;
}
