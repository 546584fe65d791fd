import type { LocalUser } from "../../discord/userSide.ts";
import { element } from "./element.ts";
import { botFace } from "./icon.ts";

const HUES = 5;

/** A drawn face: the bars for a bot, else the first letter on a colour that stays with the person. */
export function avatar(person: Pick<LocalUser, "id" | "name" | "bot">, size: number): HTMLElement {
  const hue = Number(person.id.slice(-3)) % HUES;
  const face = element("span", { class: `avatar avatar-${size}`, "data-hue": hue, "aria-hidden": "true" });
  face.append(person.bot ? botFace(size) : person.name.slice(0, 1).toUpperCase());
  return face;
}
