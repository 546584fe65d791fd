/** A map that forgets the least recently used entry beyond `limit`. */
export interface Kept<Value> {
  get(key: string, make: () => Value): Value;
  readonly size: number;
}

/** Remembers the last `limit` results of `make` by key. */
export function keep<Value>(limit: number): Kept<Value> {
  const entries = new Map<string, { readonly value: Value }>();
  return {
    get(key, make) {
      const entry = entries.get(key) ?? { value: make() };
      entries.delete(key);
      entries.set(key, entry);
      for (const oldest of entries.keys()) {
        if (entries.size <= limit) break;
        entries.delete(oldest);
      }
      return entry.value;
    },
    get size() {
      return entries.size;
    },
  };
}
