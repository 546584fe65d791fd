import type { DrawingContext } from "./chart.ts";
import { placeCurveLabels } from "./curveLabels.ts";
import { zeroY } from "./profileCurves.ts";
import type { ProfileScene } from "./profileScene.ts";
import { polyline, roundedBox } from "./shapes.ts";
import { stateColor } from "./stateTable.ts";
import { measure, type TextStyle, write } from "./text.ts";
import { fade, SMALLEST_TEXT } from "./theme.ts";

const HEIGHT = 34;
const PADDING = 8;
/** Half the width of the ring at a flip, with some air. */
const RING = 16;
/** A label farther than this from its curve gets a line to it. */
const NEAR = 24;

/** The name of every curve beside it, where nothing else is drawn; the table below names them in any case. */
export function drawCurveNames(context: DrawingContext, scene: ProfileScene): void {
  const { curves, palette, panel, x, y, reading, states } = scene;
  if (curves.length === 0) {
    drawMissing(context, scene);
    return;
  }
  const column = (price: number) => Math.round(x(price));
  const zero = zeroY(scene);
  const lines = curves.map(({ points }) => points.map(({ price, gex }) => [x(price), y(gex)] as const));
  const style = (kind: (typeof states)[number]["kind"]): TextStyle => ({
    size: SMALLEST_TEXT,
    weight: 700,
    color: stateColor(kind, palette),
  });
  const standing = (at: number, bottom: number) => ({
    left: column(at) - 2,
    right: column(at) + 2,
    top: panel.top,
    bottom,
  });
  const labels = curves.map(({ state }, curve) => ({
    curve,
    state,
    width: Math.ceil(measure(context, state.name, style(state.kind))) + 2 * PADDING,
    height: HEIGHT,
  }));
  const placed = placeCurveLabels(labels, {
    curves: lines,
    panel,
    obstacles: [
      standing(reading.snapshot.spot, panel.bottom),
      ...curves.flatMap(({ state }) => (state.flip.price === null ? [] : [standing(state.flip.price, zero)])),
      { ...panel, top: zero - 10, bottom: zero + 10 },
    ],
    marks: curves.flatMap(({ state: { flip } }) =>
      flip.price === null
        ? []
        : [{ left: x(flip.price) - RING, right: x(flip.price) + RING, top: zero - RING, bottom: zero + RING }],
    ),
  });
  for (const [index, place] of placed.entries()) {
    const label = labels[index];
    if (!place || !label) continue;
    const { box, at } = place;
    const { state } = label;
    const end = box.bottom < at[1] ? box.bottom : box.top;
    if (Math.abs(end - at[1]) > NEAR)
      polyline(context, [[at[0], end], at], { color: style(state.kind).color, width: 2 });
    context.fillStyle = fade(palette.surface, 0.82);
    roundedBox(context, box, 6);
    context.fill();
    const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 + 1 };
    write(context, state.name, { style: style(state.kind), at: { ...middle, align: "center", baseline: "middle" } });
  }
}

/** Why there is no curve, over everything else in the panel. */
function drawMissing(context: DrawingContext, { palette, panel, reading }: ProfileScene): void {
  const unknown = reading.snapshot.profile.spots.length === 0;
  const words = unknown ? "No profile: gamma was not re-priced" : "No gamma at any of these prices";
  const style: TextStyle = { size: 36, weight: 800, color: palette.text };
  const [x, y] = [(panel.left + panel.right) / 2, Math.round(panel.top + (panel.bottom - panel.top) / 4)];
  const half = measure(context, words, style) / 2 + 20;
  context.fillStyle = palette.surface;
  roundedBox(context, { left: x - half, right: x + half, top: y - 34, bottom: y + 34 }, 8);
  context.fill();
  write(context, words, { style, at: { x, y: y + 1, align: "center", baseline: "middle" } });
}
