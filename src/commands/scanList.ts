import { ApplicationCommandOptionType } from "discord.js";
import type { AppContext } from "../context.ts";
import { DEFAULT_UNIVERSE, UNIVERSE_LIMIT } from "../engine/lists.ts";
import type { Ticker } from "../engine/ticker.ts";
import { UserError } from "../errors.ts";
import type { ScanList } from "../views/trade/scanInput.ts";
import { serverOf } from "./admin.ts";
import type { Caller, Option } from "./command.ts";

const UNIVERSES = ["watchlist", "server", "default"] as const;
/** A list that somebody keeps, or the one that everybody has. */
export type Universe = (typeof UNIVERSES)[number];

const NAMES: Readonly<Record<Universe, string>> = {
  watchlist: "your watchlist",
  server: "the server's dashboard",
  default: "the usual ten",
};

/** Null: left out. */
export const universeOption: Option<Universe | null> = {
  json: {
    type: ApplicationCommandOptionType.String,
    description: "A list instead of symbols (default: your watchlist, else the server's, else the usual ten)",
    choices: [
      { name: "Your watchlist", value: "watchlist" },
      { name: "The server's dashboard", value: "server" },
      { name: "The usual ten", value: "default" },
    ],
  },
  read: (options, name) => UNIVERSES.find((universe) => universe === options.getString(name)) ?? null,
};

export interface ScanWish {
  readonly symbols: readonly Ticker[];
  readonly universe: Universe | null;
  /** Others see the answer. */
  readonly share: boolean;
}

/** What to scan, and what it is called. @throws {UserError} too many symbols, symbols and a list, or a list that does not exist */
export async function scanList(
  { symbols, universe, share }: ScanWish,
  { store }: Pick<AppContext, "store">,
  caller: Caller,
): Promise<ScanList & { readonly symbols: readonly Ticker[] }> {
  if (symbols.length > 0) {
    if (universe !== null) throw new UserError("Name symbols or choose a universe, not both.");
    if (symbols.length > UNIVERSE_LIMIT)
      throw new UserError(`A scan holds ${UNIVERSE_LIMIT} symbols; these are ${symbols.length}.`);
    return { symbols, name: "as typed", command: `/scan symbols:${symbols.join(" ")}`, isDefault: false };
  }
  const chosen = universe ?? (await firstOf({ share }, store, caller));
  return {
    symbols: await symbolsOf(chosen, store, caller),
    name: NAMES[chosen],
    command: `/scan universe:${chosen}`,
    isDefault: universe === null,
  };
}

/** What somebody means who names nothing. A watchlist is its owner's alone: it is shown to others only when he names it. */
async function firstOf(
  { share }: Pick<ScanWish, "share">,
  store: AppContext["store"],
  { userId, guildId }: Caller,
): Promise<Universe> {
  if (!share && (await store.watchlists.of(userId)).length > 0) return "watchlist";
  return guildId !== null && (await store.dashboards.of(guildId)) ? "server" : "default";
}

async function symbolsOf(universe: Universe, store: AppContext["store"], caller: Caller): Promise<readonly Ticker[]> {
  switch (universe) {
    case "watchlist": {
      const symbols = await store.watchlists.of(caller.userId);
      if (symbols.length === 0)
        throw new UserError("Your watchlist is empty. `/watchlist add symbols:SPY QQQ` fills it.");
      return symbols;
    }
    case "server": {
      const dashboard = await store.dashboards.of(serverOf(caller));
      if (!dashboard) throw new UserError("This server has no dashboard. Choose another universe, or name symbols.");
      return dashboard.symbols;
    }
    case "default":
      return DEFAULT_UNIVERSE;
  }
}
