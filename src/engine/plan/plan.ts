import type { Structure } from "../vrp/types.ts";
import { backExpiry, chooseExpiry, isEventFront, termChoices, type ChosenExpiry } from "./expiry.ts";
import { propose, type PlanInput, type Proposal, type Setting } from "./proposal.ts";
import { isAllowed, OFFERED, structuresFor } from "./structures.ts";
import type { PassedOver, PlanOutcome, PlanRefusal, StructureRefusal } from "./types.ts";

/**
 * A plan to review from a premium, levels and quotes, or why there is none: the expiry by its premium, then one structure after
 * another until one stands. docs/methodology.md "From signal to plan"; ours, not back-tested.
 */
export function planOf(input: PlanInput): PlanOutcome {
  const { snapshot, vrp, board, wish } = input;
  const choices = termChoices(vrp, snapshot.listed);
  const refused = (why: PlanRefusal, rest: Partial<ChosenExpiry & Tried> = {}): PlanOutcome => ({
    kind: "refused",
    why,
    cell: vrp.cell,
    term: choices,
    date: null,
    passedOver: [],
    ...rest,
  });
  if (vrp.cell === "D") return refused("cell");
  if (vrp.iv === null) return refused("no_iv");
  if (vrp.realised[20] === null) return refused("no_realised");
  if (wish.structure !== null && !isAllowed(vrp.cell, wish.structure))
    return refused("no_structure", { passedOver: [passedOver(wish.structure, "not_in_cell")] });
  if (wish.expiry !== null && !snapshot.listed.some(({ date }) => date === wish.expiry))
    return refused("expiry_not_listed");
  const chosen = chooseExpiry(choices, board, wish);
  const setting = settingOf(input, chosen, vrp.realised[20]);
  if (typeof setting === "string") return refused(setting, chosen);
  const { plan, ...tried } = firstThatStands(setting);
  if (plan) return { kind: "plan", plan: { ...plan, ...tried } };
  return refused(calendarsOnly(input) ? "event_front" : "no_structure", { ...chosen, ...tried });
}

interface Tried {
  readonly passedOver: readonly PassedOver[];
}

/** The quotes of the chosen date, or why there is nothing to choose strikes from. */
function settingOf(input: PlanInput, { term, date }: ChosenExpiry, rv20: number): Setting | PlanRefusal {
  if (date === null) return calendarsOnly(input) ? "event_front" : "no_expiry";
  const quoted = (day: string | null) => input.board.expiries.find((expiry) => expiry.date === day) ?? null;
  const front = quoted(date);
  if (!front) return "expiry_not_listed";
  if (front.atmIv === null) return "no_iv";
  const back = quoted(backExpiry(date, input.snapshot.listed));
  return { ...input, front, back, atmIv: front.atmIv, rv20, term };
}

/** One structure after another, the best score first, until one stands; and those before it. */
function firstThatStands(setting: Setting): Tried & { readonly plan: Proposal | null } {
  const { vrp, wish } = setting;
  const concerns = (structure: Structure) => !calendarsOnly(setting) || structure === "calendar_spread";
  const ranked = wish.structure === null ? structuresFor(vrp) : [wish.structure];
  const tried = wish.structure === null ? unranked(vrp).filter(({ structure }) => concerns(structure)) : [];
  for (const structure of ranked.filter(concerns)) {
    const proposed = propose(structure, setting);
    if (!("why" in proposed)) return { plan: proposed, passedOver: tried };
    tried.push({ structure, ...proposed });
  }
  return { plan: null, passedOver: tried };
}

/** An expiry that was asked for is taken as it is. */
const calendarsOnly = ({ vrp, wish }: PlanInput) => wish.expiry === null && isEventFront(vrp);

/** Structures that the cell allows and nobody can rank. */
const unranked = ({ cell, strategies }: PlanInput["vrp"]): PassedOver[] =>
  OFFERED.filter((structure) => isAllowed(cell, structure) && strategies[structure].value === null).map((structure) =>
    passedOver(structure, "no_score"),
  );

const passedOver = (structure: Structure, why: StructureRefusal): PassedOver => ({ structure, why, ev: null });
