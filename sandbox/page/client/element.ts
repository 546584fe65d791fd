type Attribute = string | number | boolean | null | undefined;

/** Null stands for nothing, so that optional parts can be written in place. */
export type Child = Node | string | null;

/**
 * An HTML element with attributes and children. Strings become text nodes, never markup; an attribute that is false,
 * null or undefined is left out, and true is an empty one.
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const created = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    created.setAttribute(name, value === true ? "" : String(value));
  }
  created.append(...children.filter((child) => child !== null));
  return created;
}

/** A part of page.html, which is served together with this script, of the kind the script relies on. */
export function part(id: string): HTMLElement;
export function part<T extends HTMLElement>(id: string, kind: new () => T): T;
export function part(id: string, kind: new () => HTMLElement = HTMLElement): HTMLElement {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`page.html has no ${kind.name} “${id}”`);
  return found;
}

let ids = 0;

/** An id no other element has, for labels and aria references. */
export function freshId(prefix: string): string {
  ids += 1;
  return `${prefix}-${ids}`;
}
