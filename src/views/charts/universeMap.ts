import type { DrawingContext } from "./chart.ts";
import { PAGE } from "./page.ts";
import { clipped, crisp, fillBox, polyline } from "./shapes.ts";
import { cut, type TextStyle, write } from "./text.ts";
import { fade, SMALLEST_TEXT } from "./theme.ts";
import { type MapDot, type MapScene, mapScene } from "./universeDots.ts";
import type { UniverseScene } from "./universeScene.ts";

const RADIUS = 9;

/**
 * Where each symbol stands among the cells: the sign and weight of gamma upwards, the z-score of the volatility premium to
 * the right. Symbols without a z-score stand in a band of their own, where left and right mean nothing.
 */
export function drawUniverseMap(context: DrawingContext, scene: UniverseScene): void {
  const { map: panel, palette, briefs } = scene;
  if (panel === null) return;
  const map = mapScene(context, scene, panel);
  const title: TextStyle = { size: 28, weight: 800, color: palette.text };
  write(context, "Map of cells", { style: title, at: { x: PAGE.margin, y: panel.top - 22 } });
  const dim: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  const axis = "up: net ÷ gross gamma · tail: last post";
  write(context, axis, { style: dim, at: { x: panel.right, y: panel.top - 22, align: "right" } });
  drawGround(context, map, scene);
  clipped(context, panel, () => {
    for (const dot of map.dots) drawTail(context, dot, scene);
  });
  for (const dot of map.dots) drawDot(context, dot, scene);
  const off = briefs.length - map.dots.length;
  const foot = map.quadrants === null ? "No VRP z-score yet: left and right mean nothing" : "right: VRP z-score, high from 1"; // prettier-ignore
  const left = off === 0 ? foot : `${foot} · ${off} without gamma not shown`;
  const room = { width: panel.right - panel.left, style: dim };
  write(context, cut(context, left, room), { style: dim, at: { x: panel.left, y: panel.bottom + 34 } });
}

function drawGround(context: DrawingContext, map: MapScene, { palette }: UniverseScene): void {
  const { panel, quadrants, band, y, reach } = map;
  fillBox(context, { ...panel, bottom: y(0) }, fade(palette.positive.bar, 0.09));
  fillBox(context, { ...panel, top: y(0) }, fade(palette.negative.bar, 0.09));
  const zero = crisp(y(0));
  polyline(context, [[panel.left, zero], [panel.right, zero]], { color: palette.axis, width: 2 }); // prettier-ignore
  const dim: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  const side = (words: string, at: number) =>
    write(context, words, { style: dim, at: { x: panel.left - 10, y: at, align: "right", baseline: "middle" } });
  side(`+${reach * 100} %`, panel.top + 14);
  side("0", y(0));
  side(`−${reach * 100} %`, panel.bottom - 14);
  if (quadrants !== null) {
    const x = crisp(quadrants.x(1));
    polyline(context, [[x, panel.top], [x, panel.bottom]], { color: palette.axis, width: 2 }); // prettier-ignore
  }
  if (band !== null && quadrants !== null) {
    fillBox(context, band, fade(palette.dim, 0.14));
    polyline(context, [[band.right, band.top], [band.right, band.bottom]], { color: palette.axis, width: 1, dash: [6, 6] }); // prettier-ignore
  }
  for (const { words, box } of map.names) write(context, words, { style: dim, at: { x: box.left, y: box.bottom - 6 } });
}

function drawTail(context: DrawingContext, { at, from, tilt }: MapDot, { palette }: UniverseScene): void {
  if (from === null) return;
  const color = (tilt >= 0 ? palette.positive : palette.negative).bar;
  polyline(context, [[from.x, from.y], [at.x, at.y]], { color: fade(color, 0.6), width: 4 }); // prettier-ignore
}

function drawDot(context: DrawingContext, { row, at, tilt, label }: MapDot, { palette }: UniverseScene): void {
  context.fillStyle = (tilt > 0 ? palette.positive : tilt < 0 ? palette.negative : { bar: palette.dim }).bar;
  context.beginPath();
  context.arc(at.x, at.y, RADIUS, 0, 2 * Math.PI);
  context.fill();
  if (label === null) return;
  if (label.leader) polyline(context, [[at.x, at.y], label.leader], { color: fade(palette.dim, 0.7), width: 1 }); // prettier-ignore
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 700, color: palette.text };
  write(context, row.symbol, { style, at: { x: label.box.left, y: label.box.bottom - 6 } });
}
