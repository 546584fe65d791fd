import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isBrief, type Brief, type MissingBrief } from "../../../src/engine/brief.ts";
import {
  distance,
  money,
  monthDay,
  newYorkTime,
  percent,
  percentSize,
  price,
  strike,
} from "../../../src/views/format.ts";
import { fitPost, LIMITS } from "../../../src/views/limits.ts";
import type { Post } from "../../../src/views/post.ts";
import { dashboardPost } from "../../../src/views/universe/dashboard.ts";
import { zScore } from "../../../src/views/universe/tableWords.ts";
import { digestPost } from "../../../src/views/universe/digest.ts";
import { anyUniverse } from "../../support/anyUniverse.ts";
import { figuresIn } from "../../support/figuresIn.ts";
import { SLIPS, wordsOf } from "../../support/posts.ts";
import { LAST_SLOT, postInput, SLOT } from "../../support/universePosts.ts";

const SPELLED: readonly (readonly [string, (input: ReturnType<typeof postInput>) => Post])[] = [
  ["dashboard", dashboardPost],
  ["digest", digestPost],
];

/** Every figure such a post may hold, worked out from the rows and not by the code under test. */
function figuresFor(rows: readonly (Brief | MissingBrief)[], before: readonly (Brief | MissingBrief)[]): Set<string> {
  const texts = ["10:00 ET", "±20 %", newYorkTime(SLOT), newYorkTime(LAST_SLOT), "16 min", "15 min"];
  const earlier = new Map(before.filter(isBrief).map((row) => [row.symbol, row]));
  for (const row of rows.filter(isBrief)) {
    const { spot, flip, callWall, putWall, netGex, adv, vrpZ, changePct, quoteTime, oiDate } = row;
    texts.push(price(spot), percent(changePct), price(flip), money(netGex), newYorkTime(quoteTime), monthDay(oiDate));
    for (const level of [flip, callWall, putWall]) texts.push(distance(level, spot));
    if (adv !== null) texts.push(percentSize((netGex / adv) * 100));
    if (vrpZ !== null) texts.push(zScore(vrpZ));
    const was = earlier.get(row.symbol);
    for (const [from, to] of [
      [was?.callWall, callWall],
      [was?.putWall, putWall],
    ] as const)
      // prettier-ignore
      if (from != null && to !== null) texts.push(strike(from), strike(to), percent((to / from - 1) * 100));
  }
  // How many cells, flips, walls and symbols: never more than twice as many as there are rows.
  for (let count = 0; count <= 2 * rows.length; count += 1) texts.push(String(count));
  return new Set(texts.flatMap(figuresIn));
}

describe.each(SPELLED)("any %s", (_name, postOf) => {
  test("is within Discord's limits as it is, and speaks of every symbol", () => {
    fc.assert(
      fc.property(anyUniverse(), ({ rows, before }) => {
        const post = postOf(postInput(rows, { before }));
        expect(fitPost(post), "nothing is cut or left off").toEqual(post);
        expect(post.controls!.rows.length).toBeLessThanOrEqual(5);
        const ids = post.controls!.rows.flat().map(({ action, symbol = post.controls!.state.symbol }) => `${action} ${symbol}`); // prettier-ignore
        expect(new Set(ids).size, "no two controls of one message have the same id").toBe(ids.length);
        const table = post.embeds![0]!.fields!.map(({ value }) => value).join("\n");
        for (const row of rows) expect(table).toContain(`**${isBrief(row) ? row.symbol : row.missing}** `);
      }),
      { numRuns: 60 },
    );
  });

  test("never shows what JavaScript prints for nothing, and says SAMPLE everywhere when a row is", () => {
    fc.assert(
      fc.property(anyUniverse(12), ({ rows, before }) => {
        const post = postOf(postInput(rows, { before }));
        for (const text of wordsOf(post)) expect(text).not.toMatch(SLIPS);
        const sample = rows.some((row) => isBrief(row) && row.source.sample);
        const marked = [post.content!, post.embeds![0]!.title!, post.files![0]!.description];
        for (const text of marked) expect(text.includes("SAMPLE")).toBe(sample);
      }),
      { numRuns: 60 },
    );
  });

  test("holds no figure that is not in its rows", () => {
    fc.assert(
      fc.property(anyUniverse(10), ({ rows, before }) => {
        const named = rows.map((row, index) => rename(row, index));
        const last = before && { ...before, rows: before.rows.map((row, index) => rename(row, index)) };
        const allowed = figuresFor(named, last?.rows ?? []);
        const words = wordsOf(postOf(postInput(named, { before: last })));
        const strange = words.flatMap(figuresIn).filter((figure) => !allowed.has(figure));
        expect(strange, words.join("\n")).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

/** Symbols in letters alone, so that none looks like a figure. */
function rename<Row extends Brief | MissingBrief>(row: Row, index: number): Row {
  const symbol = `SYM${String.fromCharCode(65 + index)}`;
  return "missing" in row ? { ...row, missing: symbol } : { ...row, symbol };
}

test("a post of no symbol has nothing to open and is still a post", () => {
  const post = dashboardPost(postInput([]));
  expect(post.controls).toBeUndefined();
  expect(fitPost(post).embeds![0]!.description!.length).toBeLessThanOrEqual(LIMITS.description);
  for (const text of wordsOf(post)) expect(text).not.toMatch(SLIPS);
});
