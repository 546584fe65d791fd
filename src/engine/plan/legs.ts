import type { Cell } from "../regime.ts";
import type { Levels, NyDate } from "../snapshot.ts";
import type { Structure } from "../vrp/types.ts";
import type { ExpiryBoard } from "./board.ts";
import {
  equalWings,
  isOption,
  leastBy,
  shortStrike,
  widthOf,
  wingOf,
  type Option,
  type ShortStrike,
} from "./strikes.ts";
import type { Leg, PlanWarning, StructureRefusal } from "./types.ts";

/** What the legs of a structure are chosen from. */
export interface Ground {
  readonly cell: Cell;
  readonly spot: number;
  /** One standard deviation until the front expiry, $. */
  readonly expectedMove: number;
  readonly levels: Pick<Levels, "support" | "resistance" | "magnet">;
  readonly front: ExpiryBoard;
  /** Null: nothing is listed late enough after the front, or it has no quotes. */
  readonly back: ExpiryBoard | null;
}

export interface Built {
  readonly legs: readonly Leg[];
  /** Of the wings, $; null without. */
  readonly width: number | null;
  readonly warnings: readonly PlanWarning[];
}

/** Wings are this many expected moves beyond the short strikes. */
const WING = 0.5;
/** A magnet within so many expected moves is where a calendar is put. */
const NEAR = 0.25;

/**
 * The legs of a structure, short strikes at dealer levels, or why there are none: docs/methodology.md "From signal to plan". Each
 * is quoted on both sides and has an IV.
 */
export const legsOf = (structure: Structure, ground: Ground): Built | StructureRefusal => BUILDERS[structure](ground);

const BUILDERS: Readonly<Record<Structure, (ground: Ground) => Built | StructureRefusal>> = {
  short_put_spread(ground) {
    const put = shortPut(ground);
    const wing = put && wingOf(put.option, optionsOf(ground.front), WING * ground.expectedMove);
    if (!put || !wing) return "no_strikes";
    return built(ground, { put, call: null }, [wing]);
  },

  iron_condor(ground) {
    const [put, call] = [shortPut(ground), shortCall(ground)];
    if (!put || !call) return "no_strikes";
    const shorts = { put: put.option, call: call.option };
    const wings = equalWings(shorts, optionsOf(ground.front), WING * ground.expectedMove);
    return wings ? built(ground, { put, call }, [wings.put, wings.call]) : "no_strikes";
  },

  jade_lizard(ground) {
    const [put, call] = [shortPut(ground), shortCall(ground)];
    const wing = call && wingOf(call.option, optionsOf(ground.front), WING * ground.expectedMove);
    if (!put || !call || !wing) return "no_strikes";
    return built(ground, { put, call }, [wing]);
  },

  short_strangle(ground) {
    const [put, call] = [shortPut(ground), shortCall(ground)];
    return put && call ? built(ground, { put, call }, []) : "no_strikes";
  },

  short_straddle({ front, spot }) {
    const options = optionsOf(front);
    const calls = options.filter(({ right }) => right === "call");
    const pairs = calls.flatMap((call) => {
      const put = options.find(({ right, strike }) => right === "put" && strike === call.strike);
      return put ? [{ put, call }] : [];
    });
    const nearest = leastBy(pairs, ({ call }) => Math.abs(call.strike - spot));
    if (!nearest) return "no_strikes";
    const legs = [leg("sell", nearest.put, front.date), leg("sell", nearest.call, front.date)];
    return { legs, width: null, warnings: [] };
  },

  calendar_spread({ front, back, spot, expectedMove, levels: { magnet } }) {
    if (!back) return "no_back_expiry";
    const later = optionsOf(back);
    const pairs = optionsOf(front).flatMap((sold) => {
      const outOfTheMoney = sold.strike < spot ? "put" : "call";
      const bought = later.find(({ right, strike }) => right === sold.right && strike === sold.strike);
      return sold.right === outOfTheMoney && bought ? [{ sold, bought }] : [];
    });
    const pinned =
      magnet?.kind === "magnet" && Math.abs(magnet.strike - spot) <= NEAR * expectedMove
        ? pairs.find(({ sold }) => sold.strike === magnet.strike)
        : undefined;
    const pair = pinned ?? leastBy(pairs, ({ sold }) => Math.abs(sold.strike - spot));
    if (!pair) return "no_strikes";
    const legs = [leg("sell", pair.sold, front.date), leg("buy", pair.bought, back.date)];
    return { legs, width: null, warnings: [] };
  },
};

const optionsOf = ({ quotes }: ExpiryBoard): Option[] => quotes.filter(isOption);

const shortPut = ({ front, levels, ...of }: Ground) =>
  shortStrike("put", optionsOf(front), { ...of, level: levels.support?.strike ?? null });

const shortCall = ({ front, levels, ...of }: Ground) =>
  shortStrike("call", optionsOf(front), { ...of, level: levels.resistance?.strike ?? null });

function built(
  { front: { date } }: Ground,
  { put, call }: { readonly put: ShortStrike; readonly call: ShortStrike | null },
  wings: readonly Option[],
): Built {
  const shorts = [put, ...(call ? [call] : [])];
  const [wing] = wings;
  const short = wing && shorts.find(({ option }) => option.right === wing.right);
  return {
    legs: [
      ...shorts.map(({ option }) => leg("sell", option, date)),
      ...wings.map((option) => leg("buy", option, date)),
    ],
    width: short ? widthOf(short.option, wing) : null,
    warnings: [
      ...(put.atLevel ? [] : ["no_level_put" as const]),
      ...(call && !call.atLevel ? ["no_level_call" as const] : []),
    ],
  };
}

const leg = (side: Leg["side"], { right, strike, bid, ask, mid, iv, delta, oi }: Option, expiry: NyDate): Leg => ({
  side,
  right,
  strike,
  expiry,
  bid,
  ask,
  mid,
  iv,
  delta,
  oi,
});
