import { moneyTicks, price, priceTicks } from "../format.ts";
import type { DrawingContext } from "./chart.ts";
import type { PriceScene } from "./priceScene.ts";
import { FRAME, type Scale, type Scene } from "./scene.ts";
import { roundedBox } from "./shapes.ts";
import { fitted, measure, type TextStyle, write } from "./text.ts";
import { SMALLEST_TEXT } from "./theme.ts";

const LABEL_RIGHT = FRAME.panelLeft - 14;

/** Prices on the left with spot among them, dollars per strike below, dollars of the profile above. */
export function drawAxes(context: DrawingContext, scene: Scene): void {
  const { palette, panel, profile } = scene;
  drawBarAxes(context, scene);
  if (profile.length > 1) {
    drawDollars(context, scene, { scale: scene.profileX, y: panel.top - 12, color: palette.profile, name: "profile" });
  }
}

/** The axes of the bars alone. */
export function drawBarAxes(context: DrawingContext, scene: Scene): void {
  const { palette, panel, bars } = scene;
  drawPrices(context, scene);
  const name = bars.binSize === null ? "$ / strike" : "$ / bar";
  drawDollars(context, scene, { scale: scene.barX, y: panel.bottom + 32, color: palette.dim, name });
}

/** Round prices on the left of the panel, and spot among them on a flag. */
export function drawPrices(context: DrawingContext, { y, panel, reading, palette }: PriceScene): void {
  const { spot } = reading.snapshot;
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  const ticks = y.ticks(10);
  const labels = priceTicks(ticks);
  for (const [index, tick] of ticks.entries()) {
    const nearest = Math.min(y(tick) - panel.top, panel.bottom - y(tick), Math.abs(y(tick) - y(spot)) - 18);
    if (nearest < 18) continue;
    write(context, labels[index] ?? "", {
      style,
      at: { x: LABEL_RIGHT, y: y(tick) + 1, align: "right", baseline: "middle" },
    });
  }
  drawSpotTag(context, { words: price(spot), y: Math.round(y(spot)), fill: palette.spot, ink: palette.background });
}

/** A filled flag whose point touches the panel where spot is. */
function drawSpotTag(
  context: DrawingContext,
  { words, y, fill, ink }: { words: string; y: number; fill: string; ink: string },
): void {
  const style: TextStyle = { size: 26, weight: 800, color: ink };
  const shown = fitted(context, words, { width: LABEL_RIGHT - 12, style });
  const left = Math.max(4, Math.round(LABEL_RIGHT - measure(context, words, shown) - 12));
  context.fillStyle = fill;
  roundedBox(context, { left, right: FRAME.panelLeft - 6, top: y - 21, bottom: y + 21 }, 8);
  context.fill();
  context.beginPath();
  context.moveTo(FRAME.panelLeft - 8, y - 10);
  context.lineTo(FRAME.panelLeft + 4, y);
  context.lineTo(FRAME.panelLeft - 8, y + 10);
  context.fill();
  const middle = (left + FRAME.panelLeft - 6) / 2;
  write(context, words, { style: shown, at: { x: middle, y: y + 1, align: "center", baseline: "middle" } });
}

/** The dollars of a horizontal scale as a row of labels, its name where the prices stand. */
export function drawDollars(
  context: DrawingContext,
  { denomination, panel }: Pick<Scene, "denomination" | "panel">,
  { scale, y, color, name }: { scale: Scale; y: number; color: string; name: string },
): void {
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 500, color };
  write(context, name, { style, at: { x: LABEL_RIGHT, y, align: "right" } });
  const ticks = readableTicks(context, scale, { denomination, style, width: panel.right - panel.left });
  for (const { label, x } of ticks) write(context, label, { style, at: { x, y, align: "center" } });
}

/** The most ticks whose labels stay apart from each other and inside the frame. */
function readableTicks(
  context: DrawingContext,
  scale: Scale,
  { denomination, style, width }: { denomination: Scene["denomination"]; style: TextStyle; width: number },
): { label: string; x: number }[] {
  for (const wanted of [6, 4, 3, 2]) {
    const values = scale.ticks(wanted);
    const labels = moneyTicks(values, denomination).map((label, index) => {
      const x = Math.round(scale(values[index] ?? 0));
      const half = measure(context, label, style) / 2;
      return { label, x, left: x - half, right: x + half };
    });
    // The same limit on both sides, or the longer negative label drops out where its positive twin stays.
    const widest = Math.max(...labels.map(({ left, right }) => right - left), 0);
    const reach = (width - widest) / 2 + 6;
    const shown = labels.filter(({ x }) => Math.abs(x - scale(0)) <= reach);
    if (shown.every(({ left }, index) => left >= (shown[index - 1]?.right ?? 0) + 16)) return shown;
  }
  return [{ label: "0", x: Math.round(scale(0)) }];
}
