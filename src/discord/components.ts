import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APIStringSelectComponent,
} from "discord.js";
import type { Button, Controls, Menu } from "../views/controls.ts";
import type { CustomIds } from "./customIds.ts";

/** Discord's limit of a label and of a description in a menu. */
const LONGEST = 100;

/** A post's controls as Discord's components, signed for the user who may use them. */
export function toComponents(
  { state, rows }: Controls,
  { ownerId, ids }: { readonly ownerId: string; readonly ids: CustomIds },
): APIActionRowComponent<APIComponentInMessageActionRow>[] {
  const idOf = ({ action, symbol = state.symbol }: Menu | Button, value: string | null = null) =>
    ids.write({ action, value, ownerId, state: { ...state, symbol } });
  const menu = (one: Menu): APIStringSelectComponent => ({
    type: ComponentType.StringSelect,
    custom_id: idOf(one),
    placeholder: one.placeholder,
    options: one.options.map(({ label, value, description, chosen }) => ({
      label: label.slice(0, LONGEST),
      value,
      ...(description && { description: description.slice(0, LONGEST) }),
      default: chosen,
    })),
  });
  const button = (one: Button): APIButtonComponent => ({
    type: ComponentType.Button,
    custom_id: idOf(one, one.value),
    style: one.active ? ButtonStyle.Primary : ButtonStyle.Secondary,
    label: one.label,
    emoji: { name: one.emoji },
  });
  return rows.map((row) => ({
    type: ComponentType.ActionRow,
    components: row.map((one) => (one.kind === "menu" ? menu(one) : button(one))),
  }));
}
