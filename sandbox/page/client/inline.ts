/** A piece of text with its marks, as Discord reads them inside a line. */
export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "break" }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "bold" | "italic" | "underline" | "strike"; readonly children: readonly Inline[] }
  | { readonly kind: "link"; readonly url: string; readonly children: readonly Inline[] }
  | { readonly kind: "time"; readonly unix: number; readonly style: TimeStyle }
  | { readonly kind: "mention"; readonly of: "user" | "channel" | "command"; readonly name: string };

/** t 9:41 AM, d 01/02/2026, D January 2, 2026, f date and time, F with the weekday, R "in 3 hours"; T, S, s unused. */
export type TimeStyle = "t" | "T" | "d" | "D" | "f" | "F" | "R";

type Rule = readonly [pattern: RegExp, read: (match: RegExpExecArray) => Inline];

const marked =
  (kind: "bold" | "italic" | "underline" | "strike") =>
  (match: RegExpExecArray): Inline => ({ kind, children: parseInline(match[1] ?? "") });

/** Tried in this order at each position: longer marks before the shorter ones they begin with. */
const RULES: readonly Rule[] = [
  [/^\\([^\p{L}\p{N}\s])/u, (match) => ({ kind: "text", text: match[1] ?? "" })],
  [/^``(.+?)``(?!`)/s, (match) => ({ kind: "code", text: (match[1] ?? "").trim() })],
  [/^`([^`]+)`/, (match) => ({ kind: "code", text: match[1] ?? "" })],
  [/^\*\*(?!\s)((?:\\.|[^\\])+?)\*\*(?!\*)/s, marked("bold")],
  [/^__((?:\\.|[^\\])+?)__(?!_)/s, marked("underline")],
  [/^~~((?:\\.|[^\\])+?)~~/s, marked("strike")],
  [/^\*(?![\s*])((?:\*\*|\\.|[^\\*])+?)\*(?!\*)/s, marked("italic")],
  [/^_((?:__|\\.|[^\\_])+?)_(?![\p{L}\p{N}_])/su, marked("italic")],
  [
    /^<t:(-?\d{1,13})(?::([tTdDfFR]))?>/,
    (match) => ({ kind: "time", unix: Number(match[1]), style: (match[2] ?? "f") as TimeStyle }),
  ],
  [/^<@!?(\d+)>/, (match) => ({ kind: "mention", of: "user", name: match[1] ?? "" })],
  [/^<#(\d+)>/, (match) => ({ kind: "mention", of: "channel", name: match[1] ?? "" })],
  [/^<\/([^:>]+):\d+>/, (match) => ({ kind: "mention", of: "command", name: match[1] ?? "" })],
  [
    /^\[([^\]\n]+)\]\(<?(https?:\/\/[^\s)>]+)>?(?:\s+"[^"]*")?\)/,
    (match) => ({ kind: "link", url: match[2] ?? "", children: parseInline(match[1] ?? "") }),
  ],
  [/^<(https?:\/\/[^\s>]+)>/, (match) => plainLink(match[1] ?? "")],
  [/^https?:\/\/[^\s<]+[^\s<.,:;"'!?)\]]/, (match) => plainLink(match[0])],
  [/^\n/, () => ({ kind: "break" })],
];

const MAY_START_A_MARK = /[\\`*_~<[\nh]/;

/** Reads one paragraph. Marks without their closing half stay as they were typed; only http(s) becomes a link. */
export function parseInline(source: string): readonly Inline[] {
  const nodes: Inline[] = [];
  let plain = "";
  let at = 0;
  while (at < source.length) {
    const found = matchAt(source, at);
    if (!found) {
      plain += source[at];
      at += 1;
      continue;
    }
    if (found.node.kind === "text") plain += found.node.text;
    else {
      if (plain) nodes.push({ kind: "text", text: plain });
      plain = "";
      nodes.push(found.node);
    }
    at += found.length;
  }
  if (plain) nodes.push({ kind: "text", text: plain });
  return nodes;
}

function matchAt(source: string, at: number): { node: Inline; length: number } | null {
  const character = source[at] ?? "";
  if (!MAY_START_A_MARK.test(character)) return null;
  // snake_case is a word, not the start of italics.
  if (character === "_" && source[at + 1] !== "_" && /[\p{L}\p{N}]/u.test(source[at - 1] ?? "")) return null;
  const rest = source.slice(at);
  for (const [pattern, read] of RULES) {
    const match = pattern.exec(rest);
    if (match) return { node: read(match), length: match[0].length };
  }
  return null;
}

function plainLink(url: string): Inline {
  return { kind: "link", url, children: [{ kind: "text", text: url }] };
}
