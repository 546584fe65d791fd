import { price } from "../format.ts";
import type { DrawingContext } from "./chart.ts";
import { drawPriceRow, drawSpotColumn, drawSpotFlag, flagOf } from "./horizontalPrices.ts";
import { levelColumns } from "./payoffLevels.ts";
import { drawPayoffDollars } from "./payoffDollars.ts";
import type { PayoffScene } from "./payoffScene.ts";
import { type Box, roundedBox } from "./shapes.ts";
import { measure, type TextStyle, write } from "./text.ts";
import { fade } from "./theme.ts";

/** Dollars a contract on the left, prices below with spot among them. */
export function drawPayoffAxes(context: DrawingContext, scene: PayoffScene): void {
  drawPayoffDollars(context, scene);
  const flag = flagOf(context, scene);
  drawPriceRow(context, scene, { flag, leaders: levelColumns(scene) });
  drawSpotColumn(context, scene);
  drawSpotFlag(context, scene, flag);
}

const PLATE_HEIGHT = 38;

/** A ring where nothing is won or lost at expiry, and its price above the zero line on the side of the losses. */
export function drawBreakevens(context: DrawingContext, scene: PayoffScene): void {
  const { plan, palette, x, y } = scene;
  for (const at of plan.breakevens) {
    if (at < scene.window.low || at > scene.window.high) continue;
    const style: TextStyle = { size: 26, weight: 700, color: palette.text };
    const words = `even ${price(at)}`;
    const box = plateOf(scene, { at, width: measure(context, words, style) + 16 });
    context.fillStyle = fade(palette.background, 0.86);
    roundedBox(context, box, 6);
    context.fill();
    write(context, words, { style, at: { x: box.left + 8, y: (box.top + box.bottom) / 2 + 1, baseline: "middle" } });
    context.beginPath();
    context.arc(x(at), y(0), 10, 0, 2 * Math.PI);
    context.fillStyle = palette.background;
    context.fill();
    context.strokeStyle = palette.text;
    context.lineWidth = 4;
    context.stroke();
  }
}

/** Above the zero line where losses are, so that the curve is not there; below it on the other side where that has no room. */
function plateOf({ expiry, panel, x, y }: PayoffScene, { at, width }: { at: number; width: number }): Box {
  const before = expiry.findLast(([price]) => price < at)?.[1] ?? 0;
  const losing = before < 0 ? -1 : 1;
  const [column, zero] = [x(at), y(0)];
  const start = losing < 0 ? column - 10 - width : column + 10;
  const fits = start >= panel.left + 4 && start + width <= panel.right - 4;
  const left = fits ? start : losing < 0 ? column + 10 : column - 10 - width;
  const top = fits ? zero - 18 - PLATE_HEIGHT : zero + 18;
  return { left, right: left + width, top, bottom: top + PLATE_HEIGHT };
}
