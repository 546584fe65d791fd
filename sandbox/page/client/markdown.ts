import { parseInline, type Inline } from "./inline.ts";

export interface ListItem {
  /** 0 for the outermost list. */
  readonly depth: number;
  readonly children: readonly Inline[];
}

export type Block =
  | { readonly kind: "paragraph"; readonly children: readonly Inline[] }
  | { readonly kind: "heading"; readonly level: 1 | 2 | 3; readonly children: readonly Inline[] }
  | { readonly kind: "subtext"; readonly children: readonly Inline[] }
  | { readonly kind: "quote"; readonly children: readonly Inline[] }
  | { readonly kind: "list"; readonly ordered: boolean; readonly start: number; readonly items: readonly ListItem[] }
  | { readonly kind: "code"; readonly text: string };

const FENCE = /^```(?:[\w+-]*\n)?([\s\S]*?)\n?```/;
const HEADING = /^(#{1,3}) +(\S.*)$/;
const SUBTEXT = /^-# +(\S.*)$/;
const QUOTE = /^> ?(.*)$/;
const ITEM = /^( *)(?:[-*]|(\d{1,9})\.) +(\S.*)$/;

/**
 * Reads the part of Discord's Markdown that messages and embeds of a bot use, as data: the page draws these nodes
 * one by one, so nothing in a message can become markup.
 */
export function parseMarkdown(source: string): readonly Block[] {
  const blocks: Block[] = [];
  let rest = source.replaceAll("\r\n", "\n");
  let paragraph: string[] = [];
  const endParagraph = () => {
    const text = paragraph.join("\n");
    paragraph = [];
    // One blank line around a block belongs to the block's margin; blank lines inside the text stay.
    if (text.trim()) blocks.push({ kind: "paragraph", children: parseInline(text.replace(/^\n|\n$/g, "")) });
  };

  while (rest) {
    const fence = FENCE.exec(rest);
    if (fence) {
      endParagraph();
      blocks.push({ kind: "code", text: fence[1] ?? "" });
      rest = rest.slice(fence[0].length).replace(/^\n/, "");
      continue;
    }
    const lineEnd = endOfLine(rest);
    const line = rest.slice(0, lineEnd);
    const block = blockOf(line, blocks.at(-1), paragraph.length > 0);
    if (block === "joined") {
      rest = rest.slice(lineEnd + 1);
      continue;
    }
    if (block) {
      endParagraph();
      blocks.push(block);
    } else paragraph.push(line);
    rest = rest.slice(lineEnd + 1);
  }
  endParagraph();
  return blocks;
}

function endOfLine(rest: string): number {
  const newline = rest.indexOf("\n");
  return newline === -1 ? rest.length : newline;
}

type OpenList = { kind: "list"; ordered: boolean; start: number; items: ListItem[] };
type OpenQuote = { kind: "quote"; children: Inline[] };

function blockOf(line: string, previous: Block | undefined, afterText: boolean): Block | "joined" | null {
  const heading = HEADING.exec(line);
  if (heading) {
    return {
      kind: "heading",
      level: (heading[1] ?? "#").length as 1 | 2 | 3,
      children: parseInline(heading[2] ?? ""),
    };
  }
  const subtext = SUBTEXT.exec(line);
  if (subtext) return { kind: "subtext", children: parseInline(subtext[1] ?? "") };

  const quote = QUOTE.exec(line);
  if (quote) {
    const children = parseInline(quote[1] ?? "");
    if (previous?.kind !== "quote" || afterText) return { kind: "quote", children: [...children] };
    (previous as OpenQuote).children.push({ kind: "break" }, ...children);
    return "joined";
  }
  const item = ITEM.exec(line);
  if (item) {
    const ordered = item[2] !== undefined;
    const entry = { depth: Math.floor((item[1] ?? "").length / 2), children: parseInline(item[3] ?? "") };
    if (previous?.kind === "list" && !afterText && (previous.ordered === ordered || entry.depth > 0)) {
      (previous as OpenList).items.push(entry);
      return "joined";
    }
    return { kind: "list", ordered, start: ordered ? Number(item[2]) : 1, items: [entry] };
  }
  return null;
}
