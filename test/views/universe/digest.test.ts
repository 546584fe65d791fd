import { expect, test } from "vitest";
import type { Button, Menu } from "../../../src/views/controls.ts";
import { digestPost } from "../../../src/views/universe/digest.ts";
import { rowOf } from "../../support/universeCases.ts";
import { LAST_SLOT, postInput } from "../../support/universePosts.ts";

const rows = (many: number) => Array.from({ length: many }, (_, index) => rowOf(`S${String(index).padStart(2, "0")}`));
const rowsOf = (many: number) => digestPost(postInput(rows(many))).controls!.rows;

test("a digest is about the user's own symbols and what changed since his last one", () => {
  const post = digestPost(postInput(rows(2), { before: { rows: rows(2), at: LAST_SLOT } }));
  expect(post.embeds?.[0]?.title).toBe("Your watchlist · 10:00 ET");
  expect(post.embeds?.[0]?.description).toBe(
    "**What changed since your last digest**\nNothing moved since Nov 20, 09:45 ET.",
  );
  expect(post.embeds?.[0]?.footer?.text).toContain("/digest now");
});

test.each([
  [1, [1, 1]],
  [5, [5, 1]],
  [6, [5, 1, 1]],
  [20, [5, 5, 5, 5, 1]],
])("%d symbols have rows of %j buttons, the last one to pause", (many, lengths) => {
  const controls = rowsOf(many);
  expect(controls.map((row) => row.length)).toEqual(lengths);
  const buttons = controls.flat() as Button[];
  expect(buttons.slice(0, -1).map(({ action, symbol }) => action === "open" && symbol)).toEqual(
    expect.arrayContaining(rows(many).map(({ symbol }) => symbol)),
  );
  expect(buttons.at(-1)).toMatchObject({ action: "pause", label: "Pause digest" });
});

test.each([
  [21, 1],
  [25, 1],
  [50, 2],
])("%d symbols are opened from %d menus, and the digest can still be paused", (many, menus) => {
  const controls = rowsOf(many);
  expect(controls.slice(0, -1).map(([menu]) => (menu as Menu).kind)).toEqual(
    Array.from({ length: menus }, () => "menu"),
  );
  expect(controls.at(-1)).toMatchObject([{ action: "pause" }]);
});
