import { money, moneyTicks } from "../format.ts";
import type { DrawingContext } from "./chart.ts";
import type { GreekPanel, GreeksScene } from "./greeksScene.ts";
import { isThin } from "./notices.ts";
import { drawHatch } from "./plot.ts";
import { zeroX } from "./scene.ts";
import { clipped, crisp, fillBox, polyline } from "./shapes.ts";
import { barThickness, drawBar } from "./signedBars.ts";
import { cut, fitted, type TextStyle, write } from "./text.ts";
import { SMALLEST_TEXT } from "./theme.ts";

/** One exposure of the four: name, unit and total above, bars, and below what the two faint lines stand for. */
export function drawGreekPanel(context: DrawingContext, scene: GreeksScene, panel: GreekPanel): void {
  const { palette, y } = scene;
  const { box, bars, value, x } = panel;
  const zero = zeroX({ panel: box });
  const mark = roundMark(panel);
  const thickness = barThickness(Math.abs(y(0) - y(scene.spacing)));
  clipped(context, box, () => {
    for (const column of mark === null ? [] : [x(-mark), x(mark)])
      polyline(context, [[crisp(column), box.top], [crisp(column), box.bottom]], { color: palette.axis, width: 1, dash: [2, 6] }); // prettier-ignore
    if (isThin(scene.reading.snapshot)) drawHatch(context, { panel: box, palette });
    for (const bar of bars.bars) {
      const amount = value(bar);
      const color = (amount > 0 ? palette.positive : palette.negative).bar;
      drawBar(context, { zero, tip: x(amount), row: y(bar.price), thickness, color });
    }
  });
  fillBox(context, { left: zero - 1, right: zero + 1, top: box.top, bottom: box.bottom }, palette.axis);
  drawTitle(context, scene, panel);
  drawScale(context, scene, { panel, mark });
}

function drawTitle(context: DrawingContext, { palette }: GreeksScene, panel: GreekPanel): void {
  const { box, words, net, denomination } = panel;
  const x = (box.left + box.right) / 2;
  const width = box.right - box.left;
  const side = net > 0 ? palette.positive.words : net < 0 ? palette.negative.words : palette.dim;
  const name: TextStyle = { size: 30, weight: 800, color: palette.text };
  const unit: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  const total = money(net, { denomination });
  const style = fitted(context, total, { width, style: { size: 30, weight: 800, color: side } });
  write(context, words.name, { style: name, at: { x, y: box.top - 74, align: "center" } });
  write(context, words.shortUnit, { style: unit, at: { x, y: box.top - 45, align: "center" } });
  write(context, cut(context, total, { width, style }), { style, at: { x, y: box.top - 13, align: "center" } });
}

/** A round amount that fits on both sides of zero; null for a panel without any. */
function roundMark({ x, bars, value }: GreekPanel): number | null {
  if (bars.bars.every((bar) => value(bar) === 0)) return null;
  return x.ticks(4).findLast((tick) => tick > 0) ?? null;
}

function drawScale(
  context: DrawingContext,
  { palette }: GreeksScene,
  { panel, mark }: { panel: GreekPanel; mark: number | null },
): void {
  const { box, denomination } = panel;
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  const words = mark === null ? "no bars" : `±${moneyTicks([mark], denomination)[0]}`;
  const width = box.right - box.left;
  const at = { x: (box.left + box.right) / 2, y: box.bottom + 32, align: "center" } as const;
  write(context, cut(context, words, { width, style }), { style, at });
}
