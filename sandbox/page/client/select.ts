import type { APISelectMenuOption, APIStringSelectComponent } from "discord.js";
import { element, freshId } from "./element.ts";
import { emojiOf } from "./emoji.ts";
import { icon } from "./icon.ts";
import { placeBeside } from "./placement.ts";
import { whileBusy, type Use } from "./use.ts";

/** A string select: a button that opens a listbox. One value is sent when picked, several when the list closes. */
export function drawSelect(select: APIStringSelectComponent, use: Use): HTMLElement {
  const several = (select.max_values ?? 1) > 1;
  const least = select.min_values ?? 1;
  const preset = select.options.filter((option) => option.default).map(({ value }) => value);
  let chosen = new Set(preset);
  let active = 0;
  let typed = "";
  let typedAt = 0;

  const listId = freshId("select");
  const text = element("span", { class: "select-text" });
  const button = element(
    "button",
    {
      type: "button",
      class: "select",
      role: "combobox",
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      "aria-controls": listId,
      "data-custom-id": select.custom_id,
    },
    text,
    icon("chevron"),
  );
  button.disabled = select.disabled === true;
  const list = element("ul", { id: listId, class: "select-list", role: "listbox", popover: "manual" });
  list.setAttribute("aria-label", select.placeholder ?? "Options");
  if (several) list.setAttribute("aria-multiselectable", "true");
  const items = select.options.map((option, index) => drawOption(option, `${listId}-${index}`, several));
  list.append(...items);

  const isOpen = () => button.getAttribute("aria-expanded") === "true";
  const show = () => {
    items.forEach((item, index) => {
      item.setAttribute("aria-selected", String(chosen.has(select.options[index]?.value ?? "")));
      item.classList.toggle("active", isOpen() && index === active);
    });
    const labels = select.options.filter(({ value }) => chosen.has(value)).map(({ label }) => label);
    text.textContent = labels.join(", ") || (select.placeholder ?? "Make a selection");
    text.classList.toggle("placeholder", labels.length === 0);
    button.setAttribute("aria-label", `${select.placeholder ?? "Select"}: ${labels.join(", ") || "nothing chosen"}`);
    if (isOpen()) {
      button.setAttribute("aria-activedescendant", items[active]?.id ?? "");
      items[active]?.scrollIntoView({ block: "nearest" });
    } else button.removeAttribute("aria-activedescendant");
  };
  const open = () => {
    active = Math.max(
      0,
      select.options.findIndex(({ value }) => chosen.has(value)),
    );
    button.setAttribute("aria-expanded", "true");
    list.showPopover();
    placeBeside(button, list);
    document.addEventListener("pointerdown", closeOutside, true);
    document.addEventListener("scroll", follow, true);
    window.addEventListener("resize", follow);
    show();
  };
  const close = () => {
    if (!isOpen()) return;
    button.setAttribute("aria-expanded", "false");
    list.hidePopover();
    document.removeEventListener("pointerdown", closeOutside, true);
    document.removeEventListener("scroll", follow, true);
    window.removeEventListener("resize", follow);
    show();
    const changed = chosen.size !== preset.length || preset.some((value) => !chosen.has(value));
    if (several && changed && chosen.size >= least) send();
  };
  const closeOutside = ({ target }: Event) => {
    if (!(target instanceof Node) || !(list.contains(target) || button.contains(target))) close();
  };
  const follow = ({ target }: Event) => {
    if (target !== list) placeBeside(button, list);
  };
  const send = () => void whileBusy(button, () => use(select.custom_id, [...chosen]));
  const pick = (index: number) => {
    const value = select.options[index]?.value;
    if (value === undefined) return;
    if (several) {
      if (chosen.has(value)) chosen.delete(value);
      else if (chosen.size < (select.max_values ?? 1)) chosen.add(value);
      active = index;
      return show();
    }
    chosen = new Set([value]);
    close();
    send();
  };
  const move = (to: number) => {
    active = Math.min(Math.max(to, 0), items.length - 1);
    show();
  };
  const typeAhead = (letter: string, at: number) => {
    typed = at - typedAt > TYPE_AHEAD_MS ? letter : typed + letter;
    typedAt = at;
    const found = select.options.findIndex(({ label }) => label.toLowerCase().startsWith(typed.toLowerCase()));
    if (found >= 0) move(found);
  };

  button.addEventListener("click", () => (isOpen() ? close() : open()));
  button.addEventListener("blur", () => close());
  button.addEventListener("keydown", (event) => {
    if (!isOpen()) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        open();
      }
      return;
    }
    if (event.key === "Tab") return close();
    const steps: Record<string, () => void> = {
      ArrowDown: () => move(active + 1),
      ArrowUp: () => move(active - 1),
      Home: () => move(0),
      End: () => move(items.length - 1),
      Enter: () => pick(active),
      " ": () => pick(active),
      Escape: () => close(),
    };
    const step = steps[event.key];
    if (step) {
      event.preventDefault();
      event.stopPropagation();
      step();
    } else if (event.key.length === 1) typeAhead(event.key, event.timeStamp);
  });
  items.forEach((item, index) => {
    // Keeps the focus on the button, whose blur would close the list before the click arrives.
    item.addEventListener("pointerdown", (event) => event.preventDefault());
    item.addEventListener("click", () => pick(index));
    item.addEventListener("pointermove", () => {
      if (active !== index) move(index);
    });
  });
  show();
  return element("div", { class: "select-frame" }, button, list);
}

const TYPE_AHEAD_MS = 700;

function drawOption(option: APISelectMenuOption, id: string, several: boolean): HTMLElement {
  const label = element("span", { class: "select-label" }, option.label);
  const words = element("span", { class: "select-words" }, label);
  if (option.description) words.append(element("span", { class: "select-description" }, option.description));
  const mark = element("span", { class: several ? "select-mark box" : "select-mark" }, icon("check", 16));
  return element("li", { id, role: "option" }, emojiOf(option.emoji), words, mark);
}
