import type { APIEmbed } from "discord.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitPost, lengthOf, LIMITS } from "../../src/views/limits.ts";
import type { Post } from "../../src/views/post.ts";
import { wordsOf } from "../support/posts.ts";

/** Short, long, and made of characters that take two code units. */
const text = (most: number) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.string({ maxLength: 40 }) },
    { weight: 2, arbitrary: fc.nat(most).map((length) => "x".repeat(length)) },
    { weight: 1, arbitrary: fc.nat(most).map((length) => " ".repeat(length)) },
    { weight: 2, arbitrary: fc.nat(most).map((length) => `y${"😀".repeat(length >> 1)}`) },
  );

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const embed = fc
  .record({
    title: optional(text(400)),
    description: optional(text(6_000)),
    author: optional(text(400).map((name) => ({ name }))),
    footer: optional(text(3_000).map((words) => ({ text: words }))),
    fields: optional(fc.array(fc.record({ name: text(400), value: text(1_500) }), { maxLength: 30 })),
  })
  .map((parts) => Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)) as APIEmbed);

const file = text(1_500).map((description) => ({ name: "a.png", data: Uint8Array.of(1), description }));

const post: fc.Arbitrary<Post> = fc.record({
  content: text(3_000),
  embeds: fc.array(embed, { maxLength: 12 }),
  files: fc.array(file, { maxLength: 12 }),
});

const lengths = (items: readonly (string | undefined)[]) => Math.max(0, ...items.map((item) => item?.length ?? 0));

/** What Discord would refuse in a post, in words. */
function refusals({ content = "", embeds = [], files = [] }: Post): string[] {
  const fields = embeds.flatMap((one) => one.fields ?? []);
  const checks: readonly (readonly [string, boolean])[] = [
    ["content over 2000", content.length > 2000],
    ["more than 10 embeds", embeds.length > 10],
    ["more than 25 fields", embeds.some((one) => (one.fields?.length ?? 0) > 25)],
    ["title over 256", lengths(embeds.map(({ title }) => title)) > 256],
    ["description over 4096", lengths(embeds.map(({ description }) => description)) > 4096],
    ["author over 256", lengths(embeds.map(({ author }) => author?.name)) > 256],
    ["footer over 2048", lengths(embeds.map(({ footer }) => footer?.text)) > 2048],
    ["field name over 256", lengths(fields.map(({ name }) => name)) > 256],
    ["field value over 1024", lengths(fields.map(({ value }) => value)) > 1024],
    ["empty field", fields.some(({ name, value }) => name.trim() === "" || value.trim() === "")],
    ["more than 6000 in all", embeds.reduce((sum, one) => sum + wordsLength(one), 0) > 6000],
    ["more than 10 files", files.length > 10],
    ["alt text over 1024", lengths(files.map(({ description }) => description)) > 1024],
  ];
  return checks.filter(([, broken]) => broken).map(([name]) => name);
}

const wordsLength = (one: APIEmbed) => wordsOf({ embeds: [one] }).join("").length;

test("whatever a view writes, what is sent is within every limit of Discord", () => {
  fc.assert(
    fc.property(post, (given) => {
      expect(refusals(fitPost(given))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test("what fits is sent as it is", () => {
  fc.assert(
    fc.property(post, (given) => {
      fc.pre(refusals(given).length === 0);
      expect(fitPost(given)).toEqual(given);
    }),
    { numRuns: 300 },
  );
});

test("fitting twice changes nothing more", () => {
  fc.assert(
    fc.property(post, (given) => {
      const once = fitPost(given);
      expect(fitPost(once)).toEqual(once);
    }),
    { numRuns: 100 },
  );
});

test("a cut never halves a character of two code units", () => {
  fc.assert(
    fc.property(post, (given) => {
      for (const words of wordsOf(fitPost(given))) expect(words.isWellFormed()).toBe(true);
    }),
    { numRuns: 300 },
  );
});

describe("what is left off", () => {
  test("a long text ends with an ellipsis at exactly the limit", () => {
    const { content = "" } = fitPost({ content: "x".repeat(2_001) });
    expect(content).toBe(`${"x".repeat(1_999)}…`);
  });

  test("over 6,000 characters the last fields go before anything else", () => {
    const fields = Array.from({ length: 8 }, (_, i) => ({ name: `${i}`, value: "v".repeat(999) }));
    const [fitted] = fitPost({ embeds: [{ title: "t", description: "d".repeat(100), fields }] }).embeds ?? [];
    expect(fitted?.fields?.map(({ name }) => name)).toEqual(["0", "1", "2", "3", "4"]);
    expect(fitted?.description).toBe("d".repeat(100));
  });

  test("of two embeds the first one keeps its description", () => {
    const embeds = ["a", "b"].map((letter) => ({ description: letter.repeat(4_000) }));
    const [first, second] = fitPost({ embeds }).embeds ?? [];
    expect(first?.description).toHaveLength(4_000);
    expect(second?.description).toHaveLength(2_000);
  });
});

describe("of the files", () => {
  const MEBIBYTE = 2 ** 20;
  const sized = (name: string, mebibytes: number) => ({
    name,
    data: new Uint8Array(mebibytes * MEBIBYTE),
    description: "",
  });
  const names = (given: Post) => fitPost(given).files?.map(({ name }) => name);

  test("one over 10 MiB is left off, one of exactly that is not", () => {
    const over = { ...sized("over", 10), data: new Uint8Array(10 * MEBIBYTE + 1) };
    expect(names({ files: [over, sized("exactly", 10)] })).toEqual(["exactly"]);
  });

  test("together no more are sent than a request may hold, and a small one still finds room behind a large one", () => {
    expect(names({ files: [sized("a", 10), sized("b", 10), sized("c", 9), sized("d", 4)] })).toEqual(["a", "b", "d"]);
  });

  test("one that is left off is shown by no embed; other pictures stay", () => {
    const picture = (url: string) => ({ image: { url }, thumbnail: { url } });
    const embeds = ["attachment://gone", "attachment://here", "https://example.org/x.png"].map(picture);
    const fitted = fitPost({ embeds, files: [sized("gone", 11), sized("here", 1)] });
    expect(fitted.embeds).toEqual([{}, ...embeds.slice(1)]);
  });
});

test("the total is counted as Discord counts it: title, description, fields, footer, author", () => {
  const given = { title: "1", description: "22", footer: { text: "333" }, author: { name: "4444" } };
  expect(lengthOf({ ...given, fields: [{ name: "5", value: "66" }], url: "https://not.counted" })).toBe(13);
});

test("the limits are Discord's", () => {
  expect(LIMITS).toEqual({
    content: 2e3,
    embeds: 10,
    embedTotal: 6e3,
    title: 256,
    description: 4096,
    fields: 25,
    fieldName: 256,
    fieldValue: 1024,
    footer: 2048,
    author: 256,
    files: 10,
    altText: 1024,
    file: 10 * 2 ** 20,
    allFiles: 24 * 2 ** 20,
  });
});
