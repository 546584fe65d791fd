import type { AppContext } from "../context.ts";
import type { Ticker } from "../engine/ticker.ts";
import { digestWhen } from "../views/orders/digest.ts";
import {
  addedPost,
  clearedPost,
  removedPost,
  toggledPost,
  watchlistPost,
  type Hint,
} from "../views/orders/watchlist.ts";
import type { Post } from "../views/post.ts";
import { defineGroup, definePart, type Asker, type Option } from "./command.ts";
import { completions, symbolsOption } from "./symbolsOption.ts";

const add = definePart({
  name: "add",
  description: "Put symbols on your watchlist",
  options: { symbols: symbolsOption({ description: "One symbol or several: SPY QQQ NVDA", required: true }) },
  async run({ symbols }, { store, symbols: directory }, { userId }) {
    const result = await store.watchlists.add(userId, symbols);
    const { length: count } = await store.watchlists.of(userId);
    return addedPost({ ...result, count, hints: result.added.flatMap((symbol) => hintFor(symbol, directory)) });
  },
});

/** Several symbols, completed from what is on the list and not named yet. */
const ownSymbolsOption: Option<readonly Ticker[]> = {
  ...symbolsOption({ description: "One symbol or several: SPY QQQ NVDA", required: true }),
  async suggestOwn(typed, { store }, { userId }) {
    const own = (await store.watchlists.of(userId)).map((symbol) => ({ symbol, name: "on your watchlist" }));
    return completions(typed, (word) => own.filter(({ symbol }) => symbol.startsWith(word.toUpperCase())));
  },
};

const remove = definePart({
  name: "remove",
  description: "Take symbols off your watchlist",
  options: { symbols: ownSymbolsOption },
  async run({ symbols }, { store }, { userId }) {
    const removed = await store.watchlists.remove(userId, symbols);
    const { length: count } = await store.watchlists.of(userId);
    return removedPost(
      removed,
      symbols.filter((symbol) => !removed.includes(symbol)),
      count,
    );
  },
});

const show = definePart({
  name: "show",
  description: "What is on your watchlist, and when its digest comes",
  options: {},
  async run(_input, { store, now }, { userId }) {
    const [symbols, digest] = [await store.watchlists.of(userId), await store.digests.of(userId)];
    return watchlistPost(symbols, digestWhen(digest, now()));
  },
});

const clear = definePart({
  name: "clear",
  description: "Take everything off your watchlist",
  options: {},
  run: async (_input, { store }, { userId }) => clearedPost(await store.watchlists.clear(userId)),
});

export const watchlist = defineGroup({
  name: "watchlist",
  description: "Your own symbols, up to 25: for your digest",
  parts: [add, remove, show, clear],
});

/** What the ⭐ button does: on the list, or off it again. */
export async function toggleWatch(symbol: Ticker, { store }: AppContext, { userId }: Asker): Promise<Post> {
  const { added, already } = await store.watchlists.add(userId, [symbol]);
  if (already.length > 0) await store.watchlists.remove(userId, [symbol]);
  const { length: count } = await store.watchlists.of(userId);
  return toggledPost(symbol, already.length > 0 ? "off" : added.length > 0 ? "on" : "full", count);
}

/** Only a hint: our list is short, and a source may well know the symbol. */
function hintFor(symbol: Ticker, directory: AppContext["symbols"]): Hint[] {
  if (directory.suggest(symbol, 1)[0]?.symbol === symbol) return [];
  const near = directory.closest(symbol);
  return near.length === 0 ? [] : [{ symbol, closest: near.slice(0, 3) }];
}
