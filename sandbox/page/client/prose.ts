import type { Nameable } from "./optionValue.ts";
import { element } from "./element.ts";
import type { Inline } from "./inline.ts";
import { parseMarkdown, type Block, type ListItem } from "./markdown.ts";
import { formatTime } from "./timestamp.ts";

/** Draws Discord's Markdown into a new element of the given class. */
export function prose(source: string, className: string, nameable: Nameable): HTMLElement {
  const drawn = element("div", { class: `prose ${className}` });
  drawn.append(...parseMarkdown(source).map((block) => drawBlock(block, nameable)));
  return drawn;
}

/** One line of Markdown, for titles and names, where Discord draws no blocks. */
export function line(nodes: readonly Inline[], nameable: Nameable): readonly Node[] {
  return nodes.map((node) => drawInline(node, nameable));
}

/** Brings every "in 3 minutes" below `root` up to date. */
export function refreshRelativeTimes(root: ParentNode, now: Date): void {
  for (const time of root.querySelectorAll<HTMLTimeElement>("time[data-relative]")) {
    time.textContent = formatTime(new Date(time.dateTime), "R", { now });
  }
}

function drawBlock(block: Block, nameable: Nameable): Node {
  switch (block.kind) {
    case "paragraph":
      return element("p", {}, ...line(block.children, nameable));
    case "heading":
      return element(`h${(block.level + 2) as 3 | 4 | 5}`, {}, ...line(block.children, nameable));
    case "subtext":
      return element("p", { class: "subtext" }, ...line(block.children, nameable));
    case "quote":
      return element("blockquote", {}, ...line(block.children, nameable));
    case "code":
      return element("pre", { tabindex: 0 }, element("code", {}, block.text));
    case "list":
      return drawList(block, nameable);
  }
}

function drawList(list: Extract<Block, { kind: "list" }>, nameable: Nameable): HTMLElement {
  const item = ({ depth, children }: ListItem) =>
    element("li", { "data-depth": Math.min(depth, 3) }, ...line(children, nameable));
  const tag = list.ordered ? "ol" : "ul";
  return element(tag, list.ordered ? { start: list.start } : {}, ...list.items.map(item));
}

const TAGS = { bold: "strong", italic: "em", underline: "u", strike: "s" } as const;

function drawInline(node: Inline, nameable: Nameable): Node {
  switch (node.kind) {
    case "text":
      return document.createTextNode(node.text);
    case "break":
      return element("br");
    case "code":
      return element("code", {}, node.text);
    case "bold":
    case "italic":
    case "underline":
    case "strike":
      return element(TAGS[node.kind], {}, ...line(node.children, nameable));
    case "link":
      return element("a", { href: node.url, ...ELSEWHERE }, ...line(node.children, nameable));
    case "time": {
      const date = new Date(node.unix * 1000);
      const text = formatTime(date, node.style, { now: new Date() });
      if (Number.isNaN(date.getTime())) return document.createTextNode(text);
      const full = formatTime(date, "F", { now: new Date() });
      const relative = node.style === "R" && { "data-relative": true };
      return element("time", { class: "time", datetime: date.toISOString(), title: full, ...relative }, text);
    }
    case "mention":
      return element("span", { class: "mention" }, mentionText(node, nameable));
  }
}

/** Links leave the page without telling the other side where they came from. */
export const ELSEWHERE = { target: "_blank", rel: "noopener noreferrer" } as const;

function mentionText(node: Extract<Inline, { kind: "mention" }>, { users, channels }: Nameable): string {
  if (node.of === "command") return `/${node.name}`;
  if (node.of === "user") return `@${users.find(({ id }) => id === node.name)?.name ?? "unknown-user"}`;
  return `#${channels.find(({ id }) => id === node.name)?.name ?? "unknown"}`;
}
