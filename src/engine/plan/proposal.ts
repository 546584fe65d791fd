import { readSnapshot } from "../regime.ts";
import type { ExposureSnapshot, Flip } from "../snapshot.ts";
import type { Structure, VrpReading } from "../vrp/types.ts";
import type { ExpiryBoard, OptionBoard } from "./board.ts";
import { edgeOf } from "./edge.ts";
import { exitRules } from "./exitRules.ts";
import { legsOf, type Built } from "./legs.ts";
import { planWarnings } from "./planWarnings.ts";
import { creditOf, naturalOf, riskOf } from "./risk.ts";
import { sizeOf } from "./size.ts";
import type { Leg, Plan, PlanExpiry, PlanWish, StructureRefusal, TermChoice } from "./types.ts";

export interface PlanInput {
  /** Of all expiries: levels and flip are those of the whole book. */
  readonly snapshot: ExposureSnapshot;
  /** Of the same snapshot. */
  readonly vrp: VrpReading;
  /** Of the dates of `datesToQuote`, from the same copy of the chain. */
  readonly board: OptionBoard;
  readonly wish: PlanWish;
}

/** What all structures of one answer have in common. */
export interface Setting extends PlanInput {
  readonly front: ExpiryBoard;
  readonly back: ExpiryBoard | null;
  /** Decimal, of the front at the money. */
  readonly atmIv: number;
  /** Vol points. */
  readonly rv20: number;
  readonly term: readonly TermChoice[];
}

/** A plan as far as one structure makes it. */
export type Proposal = Omit<Plan, "passedOver">;

export interface Veto {
  readonly why: StructureRefusal;
  /** $ per share, where the forecast said no. */
  readonly ev: number | null;
}

/** One structure on one expiry as a plan, or why it is none. Kelly has a veto: without a gain at the mid there is no plan. */
export function propose(structure: Structure, setting: Setting): Proposal | Veto {
  const { vrp, board, front, back, atmIv, rv20 } = setting;
  const { levels } = setting.snapshot;
  const { spot } = board;
  const expectedMove = spot * atmIv * Math.sqrt(front.years);
  const built = legsOf(structure, { cell: vrp.cell, spot, expectedMove, levels, front, back });
  if (typeof built === "string") return veto(built);
  const position = positionOf(structure, built, setting);
  const risk = riskOf(structure, position, { spot, expectedMove, width: built.width });
  const contradiction = contradictionOf(structure, { ...position, maxLoss: risk.maxLoss.usd, width: built.width });
  if (contradiction) return veto(contradiction);
  const judged = { ...position, ...risk };
  const { edge, ...kelly } = edgeOf({ position: judged, cell: vrp.cell, spot, rv20, atmIv });
  if (!(edge.ev > 0)) return veto("no_edge", edge.ev);
  const size = sizeOf(vrp.cell, { ...kelly, maxLoss: risk.maxLoss.usd, bankroll: setting.wish.bankroll });
  return finished({ structure, ...judged, width: built.width, expectedMove, edge, size }, built, setting);
}

const veto = (why: StructureRefusal, ev: number | null = null): Veto => ({ why, ev });

function positionOf(structure: Structure, { legs }: Built, { front, back }: Setting) {
  const later = structure === "calendar_spread" ? back : null;
  return {
    legs,
    expiry: dateOf(front),
    back: later && dateOf(later),
    credit: creditOf(legs),
    natural: naturalOf(legs),
  };
}

/** What its own prices say against a structure. */
function contradictionOf(
  structure: Structure,
  { credit, maxLoss, width }: { readonly credit: number; readonly maxLoss: number; readonly width: number | null },
): StructureRefusal | null {
  if (structure !== "calendar_spread" && credit <= 0) return "no_credit";
  if (!(maxLoss > 0)) return "no_strikes";
  return structure === "jade_lizard" && width !== null && credit < width ? "upside_risk" : null;
}

type Judged = Pick<
  Plan,
  | "structure"
  | "legs"
  | "expiry"
  | "back"
  | "credit"
  | "natural"
  | "maxLoss"
  | "maxProfit"
  | "breakevens"
  | "width"
  | "expectedMove"
  | "edge"
  | "size"
>;

/** Where it came from, when to end it, and what to mind. */
function finished(judged: Judged, { warnings }: Built, { snapshot, vrp, board, term }: Setting): Proposal {
  const { levels, quality } = snapshot;
  const { symbol, source, quoteTime, session, spot } = board;
  const below = amplifiedBelow(levels.flip, spot);
  const shortPut = shortPutOf(judged.legs);
  const plan = {
    version: 1 as const,
    symbol,
    source,
    quoteTime,
    session,
    spot,
    cell: vrp.cell,
    gamma: readSnapshot(snapshot).regime.gamma,
    z: vrp.zScore.z,
    score: vrp.strategies[judged.structure].value,
    ...judged,
    levels: {
      flip: levels.flip.price,
      support: levels.support?.strike ?? null,
      resistance: levels.resistance?.strike ?? null,
    },
    earlyWarning: below !== null && shortPut !== null && below > shortPut ? below : null,
    term,
  };
  const exits = exitRules(plan, below);
  return { ...plan, exits, warnings: planWarnings({ ...plan, exits }, { atDelta: warnings, vrp, quality }) };
}

const dateOf = ({ date, dte, years, settlesAt, rate, dividendYield }: ExpiryBoard): PlanExpiry => ({
  date,
  dte,
  years,
  settlesAt,
  rate,
  dividendYield,
});

const shortPutOf = (legs: readonly Leg[]) =>
  legs.find(({ side, right }) => side === "sell" && right === "put")?.strike ?? null;

/** The flip, if spot is above it and gamma is negative below it: one that is crossed downwards, or lies above, is no warning. */
const amplifiedBelow = ({ price, direction }: Flip, spot: number) =>
  price !== null && direction === "up" && price < spot ? price : null;
