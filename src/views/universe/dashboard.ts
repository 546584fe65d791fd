import type { Post } from "../post.ts";
import type { UniversePostInput } from "./input.ts";
import { openControls, openMenus, universeCard } from "./post.ts";

/** The post of a server's universe: what changed since the last one, the table, and menus that open a symbol. */
export function dashboardPost(input: UniversePostInput): Post {
  const frame = { title: "Daily universe", command: "/dashboard now", changedTitle: "What changed" };
  return {
    ...universeCard(input, frame),
    ...openControls(input.rows, openMenus(input.rows).map((menu) => [menu])), // prettier-ignore
  };
}
