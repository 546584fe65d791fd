import { symbolOf } from "../../engine/brief.ts";
import type { Button, Controls } from "../controls.ts";
import type { Post } from "../post.ts";
import type { UniversePostInput } from "./input.ts";
import { inOrder } from "./order.ts";
import { openControls, openMenus, universeCard } from "./post.ts";

/** Discord has five rows of five buttons; the last row is for the digest itself. */
const BUTTONS_IN_A_ROW = 5;
const MOST_BUTTONS = 20;

/** One user's symbols: what changed since his last digest, the table, a button to each full reply, and one to pause. */
export function digestPost(input: UniversePostInput): Post {
  const frame = {
    title: "Your watchlist",
    command: "/digest now",
    changedTitle: "What changed since your last digest",
  };
  return { ...universeCard(input, frame), ...openControls(input.rows, [...openRows(input), [PAUSE]]) };
}

const PAUSE: Button = { kind: "button", action: "pause", label: "Pause digest", emoji: "⏸️", active: false };

/** A button for each symbol; more than there is room for are in a menu. */
function openRows({ rows }: UniversePostInput): Controls["rows"] {
  if (rows.length > MOST_BUTTONS) return openMenus(rows).map((menu) => [menu]);
  const buttons = inOrder(rows).map(symbolOf).map(open);
  const lines: Button[][] = [];
  for (let from = 0; from < buttons.length; from += BUTTONS_IN_A_ROW)
    lines.push(buttons.slice(from, from + BUTTONS_IN_A_ROW));
  return lines;
}

const open = (symbol: Button["symbol"] & string): Button => ({
  kind: "button",
  action: "open",
  symbol,
  label: symbol,
  emoji: "🔎",
  active: false,
});
