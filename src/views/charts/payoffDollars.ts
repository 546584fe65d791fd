import { SHARES_PER_CONTRACT } from "../../engine/chain.ts";
import { money, moneyTicks } from "../format.ts";
import type { DrawingContext } from "./chart.ts";
import type { PayoffScene } from "./payoffScene.ts";
import { polyline } from "./shapes.ts";
import { fitted, measure, type TextStyle, write } from "./text.ts";
import { fade, SMALLEST_TEXT } from "./theme.ts";

const LINE = 30;

/** A result that the axis names. */
interface Mark {
  /** $ per share. */
  readonly profit: number;
  readonly caption: string;
  /** Where the caption stands: over the words of a gain, under those of a loss. */
  readonly side: -1 | 1;
  readonly color: string;
}

/** Dollars a contract: worst and best result first, with what they are, then round amounts where they leave room. */
export function drawPayoffDollars(context: DrawingContext, scene: PayoffScene): void {
  const { panel, palette, y, denomination } = scene;
  const right = panel.left - 12;
  const width = right - 8;
  const taken: number[] = [];
  const isFree = (row: number) => taken.every((other) => Math.abs(other - row) >= LINE);
  const small: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  const put = (words: string, row: number, style: TextStyle) => {
    write(context, words, { style, at: { x: right, y: row + 1, align: "right", baseline: "middle" } });
    taken.push(row);
  };
  for (const { profit, caption, side, color } of marksOf(scene)) {
    const row = y(profit);
    const line = [[panel.left, row], [panel.right, row]] as const; // prettier-ignore
    polyline(context, line, { color: fade(color, 0.5), width: 2, dash: [4, 8] });
    if (!isFree(row) || !isFree(row + side * LINE)) continue;
    const words = money(cautious(profit * SHARES_PER_CONTRACT), { denomination, signed: false });
    put(words, row, fitted(context, words, { width, style: { size: 28, weight: 800, color } }));
    put(caption, row + side * LINE, small);
  }
  const amounts = y.ticks(6);
  const labels = moneyTicks(amounts.map((amount) => amount * SHARES_PER_CONTRACT), denomination); // prettier-ignore
  const ticks = amounts.map((amount, index) => ({ size: Math.abs(amount), label: labels[index]!, row: y(amount) }));
  // Zero before all others.
  for (const { label, row } of ticks.toSorted((a, b) => a.size - b.size)) {
    if (row < panel.top + 14 || row > panel.bottom - 14 || !isFree(row)) continue;
    if (measure(context, label, small) <= width) put(label, row, small);
  }
  write(context, "$ a contract", { style: small, at: { x: 4, y: panel.top - 14 } });
}

/** In whole dollars no gain reads larger than it is, and no loss smaller; below ten dollars cents are shown anyway. */
const cautious = (usd: number) => (Math.abs(usd) < 10 ? usd : Math.floor(usd + 1e-6));

function marksOf({ plan: { maxLoss, maxProfit }, palette, expiry }: PayoffScene): Mark[] {
  const loss: Mark = { profit: -maxLoss.usd, caption: "max loss", side: 1, color: palette.negative.words };
  const gain: Mark = {
    profit: maxProfit ?? Math.max(...expiry.map(([, profit]) => profit)),
    caption: maxProfit === null ? "by model" : "max profit",
    side: -1,
    color: palette.positive.words,
  };
  return maxLoss.kind === "stress" ? [gain] : [loss, gain];
}
