import { WATCHLIST_LIMIT } from "../../engine/lists.ts";
import type { Ticker } from "../../engine/ticker.ts";
import type { Post } from "../post.ts";
import { bold, symbolCount } from "./symbolList.ts";

/** A symbol that no list of ours has, and what may have been meant. */
export interface Hint {
  readonly symbol: Ticker;
  readonly closest: readonly string[];
}

export interface AddedInput {
  readonly added: readonly Ticker[];
  readonly already: readonly Ticker[];
  readonly refused: readonly Ticker[];
  readonly hints: readonly Hint[];
  /** On the list now. */
  readonly count: number;
}

/** What became of each symbol, and how full the list is. */
export const addedPost = ({ added, already, refused, hints, count }: AddedInput): Post =>
  sentences([
    added.length > 0 && `Added ${bold(added)}.`,
    already.length > 0 && `Already there: ${bold(already)}.`,
    refused.length > 0 &&
      `No room for ${bold(refused)}: a watchlist holds ${WATCHLIST_LIMIT}. \`/watchlist remove\` makes room.`,
    ...hints.map(
      ({ symbol, closest }) =>
        `**${symbol}** is none of the symbols I know by name. Did you mean ${closest.join(", ")}? It stays on the list all the same.`,
    ),
    fullness(count),
  ]);

/** @param absent those that were not on it */
export const removedPost = (removed: readonly Ticker[], absent: readonly Ticker[], count: number): Post =>
  sentences([
    removed.length > 0 && `Removed ${bold(removed)}.`,
    absent.length > 0 && `Not on your watchlist: ${bold(absent)}.`,
    fullness(count),
  ]);

/** @param when of the digest, as a sentence */
export const watchlistPost = (symbols: readonly Ticker[], when: string): Post =>
  symbols.length === 0
    ? { content: EMPTY_WATCHLIST }
    : { content: `${bold(symbols)}. ${fullness(symbols.length)}\n${when}` };

/** @param count how many there were */
export const clearedPost = (count: number): Post => ({
  content:
    count === 0 ? "Your watchlist was empty already." : `Your watchlist is empty now; ${symbolCount(count)} removed.`,
});

/** After the ⭐ button under a reply. @param state what the symbol is now; "full": it could not be added */
export function toggledPost(symbol: Ticker, state: "on" | "off" | "full", count: number): Post {
  const of = `(${count} of ${WATCHLIST_LIMIT})`;
  if (state === "on") return { content: `**${symbol}** is on your watchlist ${of}.` };
  if (state === "off") return { content: `**${symbol}** is no longer on your watchlist ${of}.` };
  return {
    content: `Your watchlist is full ${of}, so **${symbol}** was not added. \`/watchlist remove\` makes room.`,
  };
}

export const EMPTY_WATCHLIST =
  "Your watchlist is empty. Add symbols with `/watchlist add`, or press ⭐ under any exposure reply.";

const fullness = (count: number) => `Your watchlist has ${count} of ${WATCHLIST_LIMIT} symbols.`;

const sentences = (parts: readonly (string | false)[]): Post => ({
  content: parts.filter((part) => part !== false).join(" "),
});
