import type { Plan } from "../../engine/plan/types.ts";
import type { Ticker } from "../../engine/ticker.ts";
import type { Button, Controls } from "../controls.ts";
import type { PaletteName } from "../charts/chart.ts";
import { canBeArmed, EXIT_LABELS, exitNumber } from "./planExits.ts";

/** Discord's limit of buttons in a row. */
const IN_A_ROW = 5;

/** A plan as it is kept for its buttons. */
export interface Proposed {
  readonly plan: Plan;
  /** Letters and digits; null: it is not kept, so no exit can be armed. */
  readonly id: string | null;
}

/** Under a plan: a button for every exit that can be armed, then the way to the levels and to the watchlist. */
export function planControls(
  { symbol, palette }: { readonly symbol: Ticker; readonly palette: PaletteName | null },
  proposed: Proposed | null,
): Controls {
  const exits = proposed === null || proposed.id === null ? [] : exitButtons(proposed.plan, proposed.id);
  const rows = Array.from({ length: Math.ceil(exits.length / IN_A_ROW) }, (_, row) =>
    exits.slice(row * IN_A_ROW, (row + 1) * IN_A_ROW),
  );
  return {
    state: { view: "gex", symbol, selection: { kind: "all" }, palette, extra: "none" },
    rows: [
      ...rows,
      [
        { kind: "button", action: "open", label: "Levels: /gex", emoji: "📊", active: false },
        { kind: "button", action: "watch", label: "Watch", emoji: "⭐", active: false },
      ],
    ],
  };
}

const exitButtons = ({ exits }: Plan, id: string): Button[] =>
  exits.filter(canBeArmed).map(({ rule }) => ({
    kind: "button",
    action: "exit",
    label: `${exitNumber(rule)} ${EXIT_LABELS[rule]}`,
    emoji: "🔔",
    value: `${id}-${rule}`,
    active: false,
  }));
