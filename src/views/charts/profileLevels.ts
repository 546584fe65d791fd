import { price, strike } from "../format.ts";
import type { DrawingContext } from "./chart.ts";
import { isKnown, type KnownState } from "./gammaStates.ts";
import { zeroY } from "./profileCurves.ts";
import { LANE_HEIGHT, type ProfileScene, type WallGroup } from "./profileScene.ts";
import { drawTagLane, type PriceTag } from "./priceTags.ts";
import { fillBox, polyline } from "./shapes.ts";
import { STATE_DASH, stateColor } from "./stateTable.ts";

/** Flips above the panel, each joined to the point where its curve crosses zero; walls below it as ticks. */
export function drawProfileLevels(context: DrawingContext, scene: ProfileScene): void {
  const { panel, rows, states, walls } = scene;
  const flips = states
    .filter(isKnown)
    .flatMap((state) => (state.flip.price === null ? [] : [{ state, at: state.flip.price }]))
    .toSorted((a, b) => a.at - b.at);
  for (const { state, at } of flips.toReversed()) drawFlip(context, scene, { state, at });
  drawTagLane(context, scene, {
    tags: flips.map(({ state, at }) => flipTag(scene, { state, at })),
    lane: { top: rows.flips, bottom: rows.flips + LANE_HEIGHT },
    edge: panel.top,
  });
  const tags = walls.map((wall) => wallTag(scene, wall));
  for (const { x, color, beyond } of tags) {
    if (beyond === null)
      fillBox(context, { left: x - 2, right: x + 2, top: panel.bottom - 14, bottom: panel.bottom + 8 }, color);
  }
  const lane = { top: rows.walls, bottom: rows.walls + LANE_HEIGHT };
  drawTagLane(context, scene, { tags, lane, edge: panel.bottom });
}

/** From the tags down to the zero of the curve, which gets a ring. */
function drawFlip(
  context: DrawingContext,
  scene: ProfileScene,
  { state, at }: { state: KnownState; at: number },
): void {
  const { panel, palette, x } = scene;
  const { beyond, column } = placed(scene, at);
  if (beyond !== null) return;
  const color = stateColor(state.kind, palette);
  const zero = zeroY(scene);
  polyline(context, [[column, panel.top], [column, zero - 9]], { color, width: 2, dash: STATE_DASH[state.kind] }); // prettier-ignore
  context.beginPath();
  context.arc(x(at), zero, 9, 0, 2 * Math.PI);
  context.fillStyle = palette.surface;
  context.fill();
  context.strokeStyle = color;
  context.lineWidth = 4;
  context.stroke();
}

function placed({ window, panel, x }: ProfileScene, at: number): { beyond: PriceTag["beyond"]; column: number } {
  const beyond = at < window.low ? "left" : at > window.high ? "right" : null;
  return { beyond, column: Math.round(Math.min(Math.max(x(at), panel.left), panel.right)) };
}

function flipTag(scene: ProfileScene, { state, at }: { state: KnownState; at: number }): PriceTag {
  const { kind, flip } = state;
  const name = { now: "FLIP now", today: "FLIP without today", opex: "FLIP without OPEX" }[kind];
  const { beyond, column } = placed(scene, at);
  const color = stateColor(kind, scene.palette);
  return {
    price: at,
    x: column,
    beyond,
    color,
    names: [{ text: flip.direction === "down" ? `${name}, + below` : name, color }],
    dash: STATE_DASH[kind],
    value: price(at),
    faint: false,
  };
}

function wallTag(scene: ProfileScene, { price: at, marks }: WallGroup): PriceTag {
  const { palette } = scene;
  const { beyond, column } = placed(scene, at);
  const bound = marks.find(({ bounds }) => bounds);
  return {
    price: at,
    x: column,
    beyond,
    color: bound ? palette.marks[bound.kind] : palette.dim,
    names: marks.map(({ kind, name, note, bounds }) => ({
      text: note === null ? name : `${name} ${note}`,
      color: bounds ? palette.marks[kind] : palette.dim,
    })),
    dash: null,
    value: strike(at),
    faint: !bound,
  };
}
