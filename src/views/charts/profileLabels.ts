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
/** A label farther than this from its curve gets a line to it. */
const NEAR = 24;

/** The name of every curve beside it, where nothing else is drawn; the table below names them in any case. */
export function drawCurveNames(context: DrawingContext, scene: ProfileScene): void {
  const { curves, palette, panel, x, y, reading, states } = scene;
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
