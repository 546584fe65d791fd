/**
 * Which expiries a reading covers. As text (slash-command option, cache key, reproducing command):
 * "all" · "0dte" · "7d" and any other "Nd" (at most N calendar days) · "opex" (the next third Friday) · "2026-12-18".
 */
export type ExpirySelection =
  | { readonly kind: "all" }
  | { readonly kind: "zeroDte" }
  | { readonly kind: "maxDte"; readonly days: number }
  | { readonly kind: "nextOpex" }
  | { readonly kind: "date"; readonly date: string };

const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** Text to selection; null when it is none of the forms above. */
export function parseSelection(text: string): ExpirySelection | null {
  const value = text.trim().toLowerCase();
  if (value === "" || value === "all") return { kind: "all" };
  if (value === "0dte" || value === "0d") return { kind: "zeroDte" };
  if (value === "opex") return { kind: "nextOpex" };
  const days = /^(?:<=|≤)?(\d{1,4})d$/.exec(value);
  if (days) return { kind: "maxDte", days: Number(days[1]) };
  return DATE.test(value) ? { kind: "date", date: value } : null;
}

/** Selection to text, the inverse of `parseSelection`. */
export function selectionKey(selection: ExpirySelection): string {
  switch (selection.kind) {
    case "all":
      return "all";
    case "zeroDte":
      return "0dte";
    case "maxDte":
      return `${selection.days}d`;
    case "nextOpex":
      return "opex";
    case "date":
      return selection.date;
  }
}
