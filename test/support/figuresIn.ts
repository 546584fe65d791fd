/** Names with a digit in them that are no figures. */
const NAMES = /\b0DTE\b|\b1σ|\bγ/gu;

const FIGURE = new RegExp(
  [
    "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \\d{1,2}", // a date
    "\\d{2}:\\d{2} ET", // a time
    "\\d+ (?:min|h|d) ago", // an age
    "[+−±<]?\\$?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?(?:[BMK]\\b)?(?: %)?", // grouped
    "[+−±<]?\\$?\\d+(?:\\.\\d+)?(?:[BMK]\\b)?(?: %)?",
  ]
    .map((kind) => `(?:${kind})`)
    .join("|"),
  "gu",
);

/** Every figure of a text as it is printed, with sign, suffix and percent: "+$2.10B", "1.5 %", "594.10", "Nov 24". */
export function figuresIn(text: string): string[] {
  return text.replace(NAMES, "").match(FIGURE) ?? [];
}
