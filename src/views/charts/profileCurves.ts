import { area, curveMonotoneX, line } from "d3-shape";
import type { DrawingContext } from "./chart.ts";
import { isThin } from "./notices.ts";
import { drawHatch } from "./plot.ts";
import type { ProfilePoint } from "./profilePoints.ts";
import type { Curve, ProfileScene } from "./profileScene.ts";
import { crisp, fillBox, polyline } from "./shapes.ts";
import { STATE_DASH, stateColor } from "./stateTable.ts";
import { fade } from "./theme.ts";

/** The panel under spot and tags: sign of net GEX as ground, expected move, grid, curves and the zero axis. */
export function drawCurves(context: DrawingContext, scene: ProfileScene): void {
  const { panel, palette, curves } = scene;
  fillBox(context, panel, palette.surface);
  context.save();
  context.beginPath();
  context.rect(panel.left, panel.top, panel.right - panel.left, panel.bottom - panel.top);
  context.clip();
  drawSigns(context, scene);
  drawMoveBand(context, scene);
  drawGrid(context, scene);
  if (isThin(scene.reading.snapshot)) drawHatch(context, scene);
  const zero = zeroY(scene);
  fillBox(context, { left: panel.left, right: panel.right, top: zero - 1, bottom: zero + 1 }, palette.axis);
  for (const curve of curves.toReversed()) drawCurve(context, scene, curve);
  context.restore();
}

/** The pixel row of no gamma. */
export const zeroY = ({ panel }: Pick<ProfileScene, "panel">) => Math.round((panel.top + panel.bottom) / 2);

/** Where the curve of now has which sign: stretches of price in pixels. */
function signedStretches({ curves, x }: ProfileScene): { sign: number; left: number; right: number }[] {
  const points = curves.find(({ state }) => state.kind === "now")?.points ?? [];
  const stretches: { sign: number; left: number; right: number }[] = [];
  for (const [index, { price, gex }] of points.slice(1).entries()) {
    const before = points[index];
    if (!before) continue;
    const sign = Math.sign(gex === 0 ? before.gex : gex);
    const last = stretches.at(-1);
    if (last?.sign === sign) last.right = x(price);
    else stretches.push({ sign, left: x(before.price), right: x(price) });
  }
  return stretches;
}

/** Tints the ground by the sign of net GEX and, stronger, what lies between the curve of now and zero. */
function drawSigns(context: DrawingContext, scene: ProfileScene): void {
  const { panel, palette, curves } = scene;
  const zero = zeroY(scene);
  const now = curves.find(({ state }) => state.kind === "now");
  for (const { sign, left, right } of signedStretches(scene)) {
    if (sign === 0) continue;
    const color = (sign > 0 ? palette.positive : palette.negative).bar;
    fillBox(context, { ...panel, left: Math.round(left), right: Math.round(right) }, fade(color, 0.08));
  }
  for (const [side, sign] of [
    [palette.positive, 1],
    [palette.negative, -1],
  ] as const) {
    context.fillStyle = fade(side.bar, 0.2);
    context.beginPath();
    area<ProfilePoint>()
      .x(({ price }) => scene.x(price))
      .y0(zero)
      .y1(({ gex }) => (gex * sign > 0 ? scene.y(gex) : zero))
      .curve(curveMonotoneX)
      .context(context)([...(now?.points ?? [])]);
    context.fill();
  }
}

/** ±1 standard deviation until the expected move's expiry. */
function drawMoveBand(context: DrawingContext, { panel, palette, reading, x }: ProfileScene): void {
  const { expectedMove, spot } = reading.snapshot;
  if (!expectedMove) return;
  const [left, right] = [Math.round(x(spot - expectedMove.usd)), Math.round(x(spot + expectedMove.usd))];
  fillBox(context, { ...panel, left, right }, fade(palette.text, 0.09));
  for (const edge of [left, right]) {
    const ends = [
      [crisp(edge), panel.top],
      [crisp(edge), panel.bottom],
    ] as const;
    polyline(context, ends, { color: fade(palette.text, 0.3), width: 1, dash: [4, 6] });
  }
}

function drawGrid(context: DrawingContext, { panel, palette, y }: ProfileScene): void {
  const style = { color: palette.grid, width: 1 };
  for (const tick of y.ticks(6)) {
    const row = crisp(y(tick));
    polyline(context, [[panel.left, row], [panel.right, row]], style); // prettier-ignore
  }
}

function drawCurve(context: DrawingContext, scene: ProfileScene, { state, points }: Curve): void {
  context.strokeStyle = stateColor(state.kind, scene.palette);
  context.lineWidth = state.kind === "now" ? 5 : 4;
  context.lineJoin = "round";
  context.setLineDash([...STATE_DASH[state.kind]]);
  context.beginPath();
  line<ProfilePoint>()
    .x(({ price }) => scene.x(price))
    .y(({ gex }) => (gex === 0 ? zeroY(scene) : scene.y(gex)))
    .curve(curveMonotoneX)
    .context(context)([...points]);
  context.stroke();
  context.setLineDash([]);
}
