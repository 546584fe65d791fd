import type { APIModalInteractionResponseCallbackData } from "discord.js";
import { COMPONENT } from "./componentType.ts";

interface Input {
  readonly type: number;
  readonly custom_id: string;
  readonly label?: string;
  readonly required?: boolean;
  readonly min_length?: number;
  readonly max_length?: number;
}

interface Top {
  readonly type: number;
  readonly components?: readonly Input[];
  readonly component?: Input;
  readonly label?: string;
}

/**
 * Returns the components of a modal submit, filled in by custom_id.
 * @throws {Error} when a required input is empty, or a text is too short or too long
 */
export function toModalComponents(
  modal: APIModalInteractionResponseCallbackData,
  values: Readonly<Record<string, string>>,
): unknown[] {
  let lastId = 0;
  const fill = (input: Input, label: string): unknown => {
    lastId += 1;
    const text = values[input.custom_id] ?? "";
    const { type, custom_id, required = true, min_length = 0, max_length = 4000 } = input;
    if (required && text === "") throw new Error(`"${label}" is required`);
    if (type !== COMPONENT.textInput) return { type, id: lastId, custom_id, values: text === "" ? [] : [text] };
    if (text !== "" && (text.length < min_length || text.length > max_length))
      throw new Error(`"${label}" must have ${min_length} to ${max_length} characters`);
    return { type, id: lastId, custom_id, value: text };
  };

  return (modal.components as unknown as readonly Top[]).map(({ type, components, component, label }) => {
    lastId += 1;
    const id = lastId;
    if (component) return { type, id, component: fill(component, label ?? component.custom_id) };
    if (!components) return { type, id };
    return { type, id, components: components.map((input) => fill(input, input.label ?? input.custom_id)) };
  });
}
