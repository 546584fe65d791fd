import type { PinScore } from "../../engine/snapshot.ts";
import { MISSING } from "../format.ts";
import { CARD_PADDING, drawCard, writeWithin } from "./card.ts";
import type { DrawingContext } from "./chart.ts";
import type { Page } from "./page.ts";
import { type Box, fillBox } from "./shapes.ts";
import { type TextStyle, write } from "./text.ts";
import { SMALLEST_TEXT } from "./theme.ts";

const PARTS: readonly { readonly part: Exclude<keyof PinScore, "score">; readonly name: string; width: number }[] = [
  { part: "oi", name: "OI concentration 30 %", width: 300 },
  { part: "proximity", name: "proximity 25 %", width: 230 },
  { part: "time", name: "time 25 %", width: 190 },
  { part: "gamma", name: "gamma 20 %", width: 200 },
];
const PART_GAP = 24;
const SCORE_WIDTH = 56;
const BAR_LEFT = 300;
const BAR_RIGHT = 735;

/**
 * The pin score as a bar of 0–100 with the four sub-scores it is made of; without one, why. An accelerant scores by the same
 * table but does not pin, so its score stays dim and says so instead of growing a bar.
 */
export function drawPinCard(context: DrawingContext, box: Box, page: Page): void {
  const { palette, reading } = page;
  const { pin, levels } = reading.snapshot;
  const pins = pin !== null && levels.magnet?.kind === "magnet";
  const color = pins ? palette.marks.magnet : palette.dim;
  drawCard(context, box, { palette });
  const left = box.left + CARD_PADDING;
  const right = box.right - CARD_PADDING;
  const small: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  const y = pin ? box.top + 40 : (box.top + box.bottom) / 2;
  const label = { ...small, weight: 700 } as const;
  const end = left + write(context, "PIN", { style: label, at: { x: left, y, baseline: "middle" } }) + 14;
  const large: TextStyle = { size: 56, weight: 800, color };
  const value = pin ? String(Math.round(pin.score)) : MISSING;
  const scored = end + write(context, value, { style: large, at: { x: end, y: y + 2, baseline: "middle" } });
  const aside = "ours, not back-tested";
  write(context, aside, { style: small, at: { x: right, y, align: "right", baseline: "middle" } });
  const at = { x: box.left + BAR_LEFT, y, baseline: "middle" } as const;
  if (!pin) {
    const reason = levels.magnet ? "nothing left to settle today" : "no magnet to pin at";
    write(context, reason, { style: small, at });
    return;
  }
  write(context, "/ 100", { style: small, at: { x: scored + 10, y: y + 8, baseline: "middle" } });
  const track = { left: at.x, right: box.left + BAR_RIGHT, top: y - 14, bottom: y + 14 };
  if (pins) drawShare(context, track, { percent: pin.score, palette, color });
  else write(context, "negative γ does not pin", { style: { ...label, color: palette.marks.magnet }, at });
  let x = left;
  for (const { part, name, width } of PARTS) {
    writeWithin(context, name, { style: small, at: { x, y: box.top + 96 }, width });
    const bar = { left: x, right: x + width - SCORE_WIDTH, top: box.top + 108, bottom: box.top + 122 };
    drawShare(context, bar, { percent: pin[part], palette, color });
    const score = String(Math.round(pin[part]));
    const bold: TextStyle = { size: SMALLEST_TEXT, weight: 700, color: palette.text };
    write(context, score, { style: bold, at: { x: bar.right + 10, y: box.top + 116, baseline: "middle" } });
    x += width + PART_GAP;
  }
}

/** A bar filled to its share of 100. */
function drawShare(
  context: DrawingContext,
  track: Box,
  { percent, palette, color }: { percent: number; palette: Page["palette"]; color: string },
): void {
  fillBox(context, track, palette.grid);
  const part = Math.min(1, Math.max(0, percent / 100));
  const right = track.left + Math.round(part * (track.right - track.left));
  if (right > track.left) fillBox(context, { ...track, right }, color);
}
