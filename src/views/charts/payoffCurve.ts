import type { DrawingContext } from "./chart.ts";
import type { PayoffScene } from "./payoffScene.ts";
import type { PayoffPoint } from "./payoffWindow.ts";
import { type Box, clipped, crisp, drawSign, fillBox, polyline } from "./shapes.ts";
import { fade } from "./theme.ts";

export const NOW_DASH = [12, 8] as const;
const OPEN_RADIUS = 14;

/** The expected move as a band, gains above the zero line and losses below it filled, now dashed, expiry bold over all. */
export function drawPayoff(context: DrawingContext, scene: PayoffScene): void {
  const { panel, palette, x, y, plan } = scene;
  const zero = Math.round(y(0));
  fillBox(context, panel, palette.surface);
  const { spot, expectedMove } = plan;
  const band = { left: Math.round(x(spot - expectedMove)), right: Math.round(x(spot + expectedMove)) };
  clipped(context, panel, () => {
    fillBox(context, { ...panel, ...band }, fade(palette.text, 0.1));
    fillArea(context, scene, { within: { ...panel, bottom: zero }, color: palette.positive.bar });
    fillArea(context, scene, { within: { ...panel, top: zero }, color: palette.negative.bar });
    for (const edge of [band.left, band.right])
      polyline(context, [[crisp(edge), panel.top], [crisp(edge), panel.bottom]], { color: fade(palette.text, 0.28), width: 1 }); // prettier-ignore
  });
  fillBox(context, { ...panel, top: zero - 1, bottom: zero + 1 }, palette.axis);
}

/** The two lines, over levels and strikes. */
export function drawCurves(context: DrawingContext, scene: PayoffScene): void {
  const { panel, palette, expiry, now } = scene;
  clipped(context, panel, () => {
    polyline(context, pixels(scene, now), { color: palette.text, width: 3, dash: NOW_DASH });
    polyline(context, pixels(scene, expiry), { color: palette.profile, width: 6 });
  });
  drawOpenEnds(context, scene);
}

const pixels = ({ x, y }: PayoffScene, points: readonly PayoffPoint[]) =>
  points.map(([at, profit]) => [x(at), y(profit)] as const);

function fillArea(
  context: DrawingContext,
  scene: PayoffScene,
  { within, color }: { readonly within: Box; readonly color: string },
): void {
  const zero = scene.y(0);
  clipped(context, within, () => {
    context.beginPath();
    context.moveTo(scene.panel.left, zero);
    for (const [x, y] of pixels(scene, scene.expiry)) context.lineTo(x, y);
    context.lineTo(scene.panel.right, zero);
    context.closePath();
    context.fillStyle = fade(color, 0.3);
    context.fill();
  });
}

/** Where a loss goes on beyond the picture. */
function drawOpenEnds(context: DrawingContext, scene: PayoffScene): void {
  const { panel, palette, open } = scene;
  const inside = pixels(scene, scene.expiry).filter(([, y]) => y <= panel.bottom);
  const ends = [...(open.left ? [inside[0]] : []), ...(open.right ? [inside.at(-1)] : [])];
  for (const end of ends) {
    if (!end) continue;
    const x = Math.min(Math.max(end[0], panel.left + OPEN_RADIUS), panel.right - OPEN_RADIUS);
    const y = Math.min(end[1], panel.bottom - OPEN_RADIUS);
    drawSign(context, "down", { x, y, radius: OPEN_RADIUS, color: palette.negative.words });
  }
}
