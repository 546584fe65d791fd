import { curveMonotoneY, area, line } from "d3-shape";
import type { DrawingContext } from "./chart.ts";
import { isThin } from "./notices.ts";
import type { ProfilePoint } from "./profilePoints.ts";
import { type Scene, zeroX } from "./scene.ts";
import { clipped, crisp, fillBox, polyline } from "./shapes.ts";
import { barThickness, drawBar } from "./signedBars.ts";
import { fade } from "./theme.ts";

/** Everything inside the frame that lies under the level lines: shading, bars and, unless it is left out, the profile. */
export function drawPlot(context: DrawingContext, scene: Scene, { curve = true }: { curve?: boolean } = {}): void {
  const { panel, palette } = scene;
  fillBox(context, panel, palette.surface);
  clipped(context, panel, () => {
    drawShading(context, scene);
    drawGrid(context, scene);
    if (isThin(scene.reading.snapshot)) drawHatch(context, scene);
    drawBars(context, scene);
    if (curve) drawProfile(context, scene);
  });
  const x = zeroX(scene);
  fillBox(context, { left: x - 1, right: x + 1, top: panel.top, bottom: panel.bottom }, palette.axis);
}

/** Tints every stretch between two roots by the sign that net gamma has there. */
function drawShading(context: DrawingContext, scene: Scene): void {
  const { panel, palette, y, window } = scene;
  const roots = scene.reading.snapshot.levels.flip.roots.map(({ price }) => price);
  const edges = [window.low, ...roots.filter((price) => price > window.low && price < window.high), window.high];
  for (const [index, low] of edges.slice(0, -1).entries()) {
    const high = edges[index + 1] ?? window.high;
    const sign = signBetween(scene, { low, high });
    if (sign === 0) continue;
    const box = { ...panel, top: Math.round(y(high)), bottom: Math.round(y(low)) };
    fillBox(context, box, fade((sign > 0 ? palette.positive : palette.negative).bar, 0.08));
  }
}

function signBetween({ profile, reading }: Scene, { low, high }: { low: number; high: number }): number {
  const between = profile.filter(({ price, gex }) => price >= low && price <= high && gex !== 0);
  const middle = between[Math.floor(between.length / 2)];
  if (middle) return Math.sign(middle.gex);
  // Without a profile the flip alone tells the sides apart.
  const { price, direction } = reading.snapshot.levels.flip;
  if (price === null) return Math.sign(reading.snapshot.net.gex);
  return ((low + high) / 2 > price ? 1 : -1) * (direction === "down" ? -1 : 1);
}

/** Round prices and round dollars as faint lines. */
export function drawGrid(
  context: DrawingContext,
  { panel, palette, y, barX }: Pick<Scene, "panel" | "palette" | "y" | "barX">,
): void {
  const style = { color: palette.grid, width: 1 };
  for (const tick of y.ticks(10)) {
    const row = crisp(y(tick));
    polyline(context, [[panel.left, row], [panel.right, row]], style); // prettier-ignore
  }
  for (const tick of barX.ticks(5)) {
    const column = crisp(barX(tick));
    polyline(
      context,
      [
        [column, panel.top],
        [column, panel.bottom],
      ],
      style,
    );
  }
}

/** Lines across a chain too thin to be taken at face value; the caller clips them to the panel. */
export function drawHatch(context: DrawingContext, { panel, palette }: Pick<Scene, "panel" | "palette">): void {
  const height = panel.bottom - panel.top;
  const style = { color: fade(palette.warning, 0.14), width: 2 };
  for (let x = panel.left - height; x < panel.right; x += 26) {
    polyline(
      context,
      [
        [x, panel.bottom],
        [x + height, panel.top],
      ],
      style,
    );
  }
}

function drawBars(context: DrawingContext, scene: Scene): void {
  const { bars, palette, y, barX } = scene;
  const zero = zeroX(scene);
  const thickness = barThickness(Math.abs(y(0) - y(bars.spacing)));
  const stripe = Math.max(2, Math.round(thickness * 0.3));
  const sided = (value: number) => (value > 0 ? palette.positive : palette.negative);
  const draw = (price: number, { value, thick, color }: { value: number; thick: number; color: string }) =>
    drawBar(context, { zero, tip: barX(value), row: y(price), thickness: thick, color });
  for (const { price, call, put } of bars.bars) {
    draw(price, { value: call, thick: thickness, color: fade(palette.positive.bar, 0.3) });
    draw(price, { value: put, thick: thickness, color: fade(palette.negative.bar, 0.3) });
  }
  for (const { price, net, zeroDte } of bars.bars) {
    draw(price, { value: net, thick: thickness, color: sided(net).bar });
    draw(price, { value: zeroDte, thick: stripe, color: sided(zeroDte).stripe });
  }
}

function drawProfile(context: DrawingContext, scene: Scene): void {
  const { profile, palette, profileX, y } = scene;
  if (profile.length < 2) return;
  const x = ({ gex }: ProfilePoint) => (gex === 0 ? zeroX(scene) : profileX(gex));
  const row = ({ price }: ProfilePoint) => y(price);
  context.fillStyle = fade(palette.profile, 0.07);
  context.beginPath();
  area<ProfilePoint>().x0(zeroX(scene)).x1(x).y(row).curve(curveMonotoneY).context(context)([...profile]);
  context.fill();
  context.strokeStyle = palette.profile;
  context.lineWidth = 3;
  context.lineJoin = "round";
  context.beginPath();
  line<ProfilePoint>().x(x).y(row).curve(curveMonotoneY).context(context)([...profile]);
  context.stroke();
}
