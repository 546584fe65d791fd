import { money } from "../format.ts";
import type { DrawingContext } from "./chart.ts";
import type { GreekScene } from "./greekScene.ts";
import { expectedMoveLabels } from "./overlays.ts";
import { zeroX } from "./scene.ts";
import { overlap, roundedBox } from "./shapes.ts";
import { measure, type TextStyle, write } from "./text.ts";
import { fade, SMALLEST_TEXT } from "./theme.ts";

/** A side whose longest bar is a smaller part of the longest of all has none worth naming. */
const LEAST = 0.02;
const HALF = 16;
/** Rows on which the spot line would strike the words out. */
const CLEAR_OF_SPOT = 20;

/** The dollars of the longest bar on either side, in the empty half of its row. */
export function drawPeaks(context: DrawingContext, scene: GreekScene): void {
  const bars = scene.bars.bars.toSorted((a, b) => a.net - b.net);
  const [lowest, highest] = [bars.at(0), bars.at(-1)];
  const least = LEAST * Math.max(highest?.net ?? 0, -(lowest?.net ?? 0));
  if (highest && highest.net > least) drawPeak(context, scene, highest);
  if (lowest && -lowest.net > least) drawPeak(context, scene, lowest);
}

function drawPeak(context: DrawingContext, scene: GreekScene, { price, net }: { price: number; net: number }): void {
  const { panel, palette, y, reading, denomination } = scene;
  const side = net > 0 ? palette.positive : palette.negative;
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 700, color: side.words };
  const words = money(net, { denomination });
  const width = measure(context, words, style) + 12;
  const spotRow = y(reading.snapshot.spot);
  const away = y(price) - spotRow;
  const clear = Math.abs(away) < CLEAR_OF_SPOT ? spotRow + (away > 0 ? CLEAR_OF_SPOT : -CLEAR_OF_SPOT) : y(price);
  const row = Math.round(Math.min(Math.max(clear, panel.top + HALF), panel.bottom - HALF));
  const zero = zeroX(scene);
  const left = net > 0 ? zero - 6 - width : zero + 6;
  const box = { left, right: left + width, top: row - HALF, bottom: row + HALF };
  const taken = expectedMoveLabels(context, scene).some((label) => overlap(label.box, box));
  if (taken || left < panel.left || box.right > panel.right) return;
  context.fillStyle = fade(palette.surface, 0.82);
  roundedBox(context, box, 6);
  context.fill();
  write(context, words, { style, at: { x: left + 6, y: row + 1, baseline: "middle" } });
}
