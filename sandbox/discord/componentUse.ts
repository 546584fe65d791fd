import { COMPONENT, SELECTS } from "./componentType.ts";

/** A component a user can press or choose from. */
export interface Usable {
  readonly type: number;
  readonly id?: number;
  readonly custom_id?: string;
  readonly disabled?: boolean;
  readonly options?: readonly { readonly value: string }[];
  readonly min_values?: number;
  readonly max_values?: number;
}

type Nested = Usable & { readonly components?: readonly Nested[]; readonly accessory?: Nested };

/**
 * Returns the data of the interaction which using a component of a message makes.
 * @throws {Error} when there is no such component, it is disabled, or the chosen values are not on offer
 */
export function toComponentData(
  components: readonly unknown[],
  { customId, values }: { readonly customId: string; readonly values: readonly string[] | undefined },
): unknown {
  const component = find(components as readonly Nested[], customId);
  if (!component) throw new Error(`There is no button or menu "${customId}" on this message`);
  if (component.disabled) throw new Error("This button or menu is disabled");
  const data = { custom_id: customId, component_type: component.type, id: component.id };
  if (!SELECTS.includes(component.type)) return data;
  return { ...data, values: checkedSelection(component, values ?? []) };
}

function find(components: readonly Nested[], customId: string): Usable | null {
  for (const component of components) {
    if (component.custom_id === customId) return component;
    const inside = [...(component.components ?? []), ...(component.accessory ? [component.accessory] : [])];
    const found = find(inside, customId);
    if (found) return found;
  }
  return null;
}

function checkedSelection(select: Usable, values: readonly string[]): readonly string[] {
  const { type, options = [], min_values = 1, max_values = 1 } = select;
  if (values.length < min_values || values.length > max_values)
    throw new Error(`From ${min_values} to ${max_values} values must be chosen`);
  const unknown = values.find((value) => !options.some((option) => option.value === value));
  if (type === COMPONENT.stringSelect && unknown !== undefined) throw new Error(`"${unknown}" is not on offer`);
  return values;
}
