import type { APIButtonComponent, APIMessage, APIStringSelectComponent } from "discord.js";
import { COMPONENT, typeOf } from "./discordType.ts";
import { element } from "./element.ts";
import { emojiOf } from "./emoji.ts";
import { icon } from "./icon.ts";
import { ELSEWHERE } from "./prose.ts";
import { drawSelect } from "./select.ts";
import { whileBusy, type Use } from "./use.ts";

const STYLES: Readonly<Record<number, string>> = {
  1: "primary",
  2: "secondary",
  3: "success",
  4: "danger",
  5: "link",
};

/** The rows of buttons and selects below a message; null if it has none. */
export function drawComponents(message: APIMessage, use: Use): HTMLElement | null {
  const rows = (message.components ?? []).map((row) => {
    if (typeOf(row) !== COMPONENT.actionRow || !("components" in row)) return unsupported();
    const drawn = element("div", { class: "action-row" });
    for (const component of row.components) {
      const type = typeOf(component);
      if (type === COMPONENT.button) drawn.append(drawButton(component as APIButtonComponent, use));
      else if (type === COMPONENT.stringSelect) drawn.append(drawSelect(component as APIStringSelectComponent, use));
      else drawn.append(unsupported());
    }
    return drawn;
  });
  return rows.length > 0 ? element("div", { class: "components" }, ...rows) : null;
}

function drawButton(button: APIButtonComponent, use: Use): HTMLElement {
  const style = STYLES[button.style] ?? "secondary";
  const label = "label" in button && button.label ? element("span", {}, button.label) : null;
  const emoji = "emoji" in button ? emojiOf(button.emoji) : null;
  if ("url" in button) {
    const link = element("a", { class: "button link", href: button.url, ...ELSEWHERE }, emoji, label);
    link.append(icon("external", 16));
    return link;
  }
  const customId = "custom_id" in button ? button.custom_id : "";
  const drawn = element(
    "button",
    { type: "button", class: `button ${style}`, "data-custom-id": customId },
    emoji,
    label,
  );
  if (!label && emoji) drawn.setAttribute("aria-label", emoji.textContent);
  drawn.disabled = button.disabled === true;
  drawn.addEventListener("click", () => void whileBusy(drawn, () => use(customId)));
  return drawn;
}

function unsupported(): HTMLElement {
  return element("p", { class: "unsupported" }, "This part of the message exists on Discord only.");
}
