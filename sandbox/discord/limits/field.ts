/** One refused field, in the terms of Discord's error 50035. */
export interface Problem {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
}

/** A place in a body that came from outside; what is wrong there is collected, never thrown, so that one answer names all of it. */
export interface Field {
  readonly value: unknown;
  /** undefined or null */
  readonly isAbsent: boolean;
  at(key: string | number): Field;
  refuse(code: string, message: string): void;
  require(): void;
  /** Returns the trimmed text, "" when absent or not a text. Discord trims before it counts, and counts code points. */
  text(length: { readonly min?: number; readonly max: number }): string;
  /** Returns null when absent or refused. */
  integer(range: { readonly min: number; readonly max: number }): number | null;
  /** Present, it must be an object. */
  object(): void;
  /** Returns the entries, which must be objects; none when absent or not a list. */
  list(length: { readonly min?: number; readonly max: number }): readonly Field[];
  oneOf(allowed: readonly unknown[]): void;
}

/** Returns the root of a body; every problem found below it is pushed to `problems`. */
export function createField(value: unknown, problems: Problem[], path: Problem["path"] = []): Field {
  const isAbsent = value === undefined || value === null;
  const refuse = (code: string, message: string): void => void problems.push({ path, code, message });

  return {
    value,
    isAbsent,
    refuse,
    at(key) {
      const inside = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
      return createField(inside, problems, [...path, key]);
    },
    require() {
      if (isAbsent || (typeof value === "string" && value.trim() === ""))
        refuse("BASE_TYPE_REQUIRED", "This field is required");
    },
    text({ min = 0, max }) {
      if (isAbsent) return "";
      if (typeof value !== "string") {
        refuse("STRING_TYPE_CONVERT", "Could not interpret the value as string.");
        return "";
      }
      const text = value.trim();
      const length = charactersOf(text);
      if (min > 0 && (length < min || length > max))
        refuse("BASE_TYPE_BAD_LENGTH", `Must be between ${min} and ${max} in length.`);
      else if (length > max) refuse("BASE_TYPE_MAX_LENGTH", `Must be ${max} or fewer in length.`);
      return text;
    },
    integer({ min, max }) {
      if (isAbsent) return null;
      if (!Number.isInteger(value)) {
        refuse("NUMBER_TYPE_COERCE", "Value is not an int.");
        return null;
      }
      const number = Number(value);
      if (number < min) refuse("NUMBER_TYPE_MIN", `int value should be greater than or equal to ${min}.`);
      if (number > max) refuse("NUMBER_TYPE_MAX", `int value should be less than or equal to ${max}.`);
      return number;
    },
    object() {
      if (!isAbsent && (typeof value !== "object" || Array.isArray(value)))
        refuse("DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType");
    },
    list({ min = 0, max }) {
      if (isAbsent) return [];
      if (!Array.isArray(value)) {
        refuse("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
        return [];
      }
      if (min > 0 && (value.length < min || value.length > max))
        refuse("BASE_TYPE_BAD_LENGTH", `Must be between ${min} and ${max} in length.`);
      else if (value.length > max) refuse("BASE_TYPE_MAX_LENGTH", `Must be ${max} or fewer in length.`);
      const entries = value.map((entry: unknown, index) => createField(entry, problems, [...path, index]));
      for (const entry of entries) {
        entry.require();
        entry.object();
      }
      return entries;
    },
    oneOf(allowed) {
      if (!isAbsent && !allowed.includes(value))
        refuse("BASE_TYPE_CHOICES", `Value must be one of (${allowed.join(", ")}).`);
    },
  };
}

/** Returns the length as Discord counts it: code points, not UTF-16 units. */
export function charactersOf(text: string): number {
  return Array.from(text).length;
}

/** Reports every value after the first of its kind. */
export function refuseRepeats(fields: readonly Field[], code: string, message: string): void {
  const seen = new Set<unknown>();
  for (const field of fields) {
    if (field.isAbsent) continue;
    if (seen.has(field.value)) field.refuse(code, message);
    seen.add(field.value);
  }
}
