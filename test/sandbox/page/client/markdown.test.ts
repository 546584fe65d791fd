import { describe, expect, it } from "vitest";
import { parseInline } from "../../../../sandbox/page/client/inline.ts";
import { parseMarkdown } from "../../../../sandbox/page/client/markdown.ts";

const text = (words: string) => ({ kind: "text", text: words });

describe("marks inside a line", () => {
  it("reads bold, italic, underline and strikethrough", () => {
    expect(parseInline("**b** *i* _i_ __u__ ~~s~~")).toEqual([
      { kind: "bold", children: [text("b")] },
      text(" "),
      { kind: "italic", children: [text("i")] },
      text(" "),
      { kind: "italic", children: [text("i")] },
      text(" "),
      { kind: "underline", children: [text("u")] },
      text(" "),
      { kind: "strike", children: [text("s")] },
    ]);
  });

  it("nests marks", () => {
    expect(parseInline("**long *gamma* `now`**")).toEqual([
      {
        kind: "bold",
        children: [
          text("long "),
          { kind: "italic", children: [text("gamma")] },
          text(" "),
          { kind: "code", text: "now" },
        ],
      },
    ]);
    expect(parseInline("***both***")).toEqual([
      { kind: "bold", children: [{ kind: "italic", children: [text("both")] }] },
    ]);
  });

  it("leaves marks alone that are escaped, unclosed or inside a word", () => {
    expect(parseInline(String.raw`\*\*no\*\* 2 * 3 * 4 call_wall_610 max_gamma_ **open`)).toEqual([
      text("**no** 2 * 3 * 4 call_wall_610 max_gamma_ **open"),
    ]);
  });

  it("reads nothing inside code", () => {
    expect(parseInline("`**x** <t:0:R>`")).toEqual([{ kind: "code", text: "**x** <t:0:R>" }]);
  });

  it("makes links of http addresses only", () => {
    expect(parseInline("[docs](https://example.org/a?b=1)")).toEqual([
      { kind: "link", url: "https://example.org/a?b=1", children: [text("docs")] },
    ]);
    expect(parseInline("see https://example.org/x.")).toEqual([
      text("see "),
      { kind: "link", url: "https://example.org/x", children: [text("https://example.org/x")] },
      text("."),
    ]);
    for (const unsafe of ["[x](javascript:alert(1))", "[x](data:text/html,1)", "<img src=x onerror=alert(1)>"]) {
      expect(parseInline(unsafe), unsafe).toEqual([text(unsafe)]);
    }
  });

  it("reads timestamps and mentions", () => {
    expect(parseInline("<t:1700000000:R> <t:1700000000> <@12> <#34> </gex:56>")).toEqual([
      { kind: "time", unix: 1_700_000_000, style: "R" },
      text(" "),
      { kind: "time", unix: 1_700_000_000, style: "f" },
      text(" "),
      { kind: "mention", of: "user", name: "12" },
      text(" "),
      { kind: "mention", of: "channel", name: "34" },
      text(" "),
      { kind: "mention", of: "command", name: "gex" },
    ]);
  });

  it("takes a long line of unfinished marks in reasonable time", () => {
    const started = performance.now();
    parseInline("**_~~`[".repeat(600));
    expect(performance.now() - started).toBeLessThan(1500);
  });
});

describe("blocks", () => {
  it("keeps line breaks within a paragraph", () => {
    expect(parseMarkdown("one\ntwo")).toEqual([
      { kind: "paragraph", children: [text("one"), { kind: "break" }, text("two")] },
    ]);
  });

  it("reads headings, subtext and quotes", () => {
    expect(parseMarkdown("# A\n### B\n-# small\n> q1\n> q2\n#no heading")).toEqual([
      { kind: "heading", level: 1, children: [text("A")] },
      { kind: "heading", level: 3, children: [text("B")] },
      { kind: "subtext", children: [text("small")] },
      { kind: "quote", children: [text("q1"), { kind: "break" }, text("q2")] },
      { kind: "paragraph", children: [text("#no heading")] },
    ]);
  });

  it("reads lists with their depth, and starts a new one after text", () => {
    expect(parseMarkdown("- a\n  - b\ntext\n- c")).toEqual([
      {
        kind: "list",
        ordered: false,
        start: 1,
        items: [
          { depth: 0, children: [text("a")] },
          { depth: 1, children: [text("b")] },
        ],
      },
      { kind: "paragraph", children: [text("text")] },
      { kind: "list", ordered: false, start: 1, items: [{ depth: 0, children: [text("c")] }] },
    ]);
    expect(parseMarkdown("3. c\n4. d")).toMatchObject([{ kind: "list", ordered: true, start: 3 }]);
  });

  it("takes a minus before a number for a minus", () => {
    expect(parseMarkdown("-1.2 % below")).toEqual([{ kind: "paragraph", children: [text("-1.2 % below")] }]);
  });

  it("reads code blocks literally, with or without a language", () => {
    expect(parseMarkdown("before\n```ts\nconst **a** = 1;\n- b\n```\nafter")).toEqual([
      { kind: "paragraph", children: [text("before")] },
      { kind: "code", text: "const **a** = 1;\n- b" },
      { kind: "paragraph", children: [text("after")] },
    ]);
    expect(parseMarkdown("```one line```")).toEqual([{ kind: "code", text: "one line" }]);
    expect(parseMarkdown("```never closed")).toEqual([{ kind: "paragraph", children: [text("```never closed")] }]);
  });
});
