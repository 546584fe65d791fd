import type { PlanInput } from "../../../src/engine/plan/proposal.ts";
import type { PlanWish } from "../../../src/engine/plan/types.ts";
import type { Cell } from "../../../src/engine/regime.ts";
import type { Levels } from "../../../src/engine/snapshot.ts";
import type { TermVrp, VrpReading } from "../../../src/engine/vrp/types.ts";
import { boardOf, type BoardShape } from "../../support/boards.ts";
import { snapshotOf, withLevels } from "../../support/snapshots.ts";
import { vrpOf, zScoreOf } from "../../support/vrpReadings.ts";

export interface SceneShape {
  readonly board?: BoardShape;
  readonly cell?: Cell;
  readonly levels?: Partial<Levels>;
  readonly vrp?: Partial<VrpReading>;
  readonly wish?: Partial<PlanWish>;
}

/** What a plan is made from, at spot 100 unless told otherwise: the same dates listed and quoted, support 97 and resistance 103. */
export function sceneOf({ board: shape, cell = "A", levels, vrp, wish }: SceneShape = {}): PlanInput {
  const board = boardOf({ spot: 100, spacing: 1, iv: 0.2, skew: 0.3, days: [7, 14, 30, 60, 91], ...shape });
  const gamma = cell === "A" || cell === "C" ? "positive" : "negative";
  const z = cell === "A" || cell === "B" ? 1.45 : 0.2;
  const made = snapshotOf({ spot: board.spot });
  const net = { ...made.net, gex: gamma === "positive" ? 4e9 : -4e9 };
  const listed = board.expiries.map(({ date, dte }) => ({ date, dte }));
  return {
    snapshot: { ...withLevels(made, { ...LEVELS, ...levels }), net, listed },
    vrp: vrpOf({ zScore: zScoreOf(252, { z }), ...vrp }, gamma),
    board,
    wish: { structure: null, expiry: null, bankroll: 50_000, ...wish },
  };
}

/** A wall of any strength. */
export const wallAt = (strike: number) => ({ strike, gex: 1e9, strength: 0.3 });

const LEVELS: Partial<Levels> = {
  flip: { price: 98.5, direction: "up", roots: [{ price: 98.5, direction: "up" }], missing: null },
  support: wallAt(97),
  resistance: wallAt(103),
  magnet: null,
};

/** Premiums by tenor; each IV is 20. */
export const termOf = (...premiums: readonly (number | null)[]): TermVrp[] =>
  ([7, 14, 30, 60] as const).map((days, i) => ({
    days,
    window: [5, 10, 20, 42][i]!,
    iv: 20,
    rv: 20 - (premiums[i] ?? 0),
    vrp: premiums[i] ?? null,
  }));
