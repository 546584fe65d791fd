import { distance, MISSING, money, price } from "../format.ts";
import type { DrawingContext } from "./chart.ts";
import { type GammaState, isKnown, type KnownState, noFlipWords, ofNow } from "./gammaStates.ts";
import { PAGE, type Page } from "./page.ts";
import { polyline } from "./shapes.ts";
import { cut, fitted, type TextStyle, write } from "./text.ts";
import { type Palette, SMALLEST_TEXT } from "./theme.ts";

const HEAD_HEIGHT = 32;
const ROW_HEIGHT = 40;
export const STATE_TABLE_HEIGHT = HEAD_HEIGHT + 3 * ROW_HEIGHT;

const COLUMN = { swatch: PAGE.margin, name: 90, netRight: 640, ofNow: 666, right: PAGE.width - PAGE.margin } as const;
const SWATCH_WIDTH = 54;

/** Now is a full line; what one date leaves behind is dashed, so that the three are apart without colours. */
export const STATE_DASH: Readonly<Record<GammaState["kind"], readonly number[]>> = {
  now: [],
  today: [15, 9],
  opex: [4, 7],
};

export const stateColor = (kind: GammaState["kind"], palette: Palette) =>
  kind === "now" ? palette.profile : palette.without[kind];

/** Every flip, or only why there is none where the picture marks the others. */
export type FlipColumn = "all" | "missing";

/** Net GEX at spot and flip of every state, one row each; a state that does not exist says why. */
export function drawStateTable(
  context: DrawingContext,
  page: Page,
  { states, top, flips }: { states: readonly [KnownState, ...GammaState[]]; top: number; flips: FlipColumn },
): void {
  const { palette } = page;
  const head: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  const y = top + 23;
  write(context, "net at spot", { style: head, at: { x: COLUMN.netRight, y, align: "right" } });
  if (flips === "all") write(context, "flip", { style: head, at: { x: COLUMN.right, y, align: "right" } });
  for (const [index, state] of states.entries()) {
    drawRow(context, page, { state, flips, now: states[0], y: top + HEAD_HEIGHT + index * ROW_HEIGHT + 27 });
  }
}

function drawRow(
  context: DrawingContext,
  page: Page,
  { state, now, flips, y }: { state: GammaState; now: KnownState; flips: FlipColumn; y: number },
): void {
  const { palette } = page;
  const color = isKnown(state) ? stateColor(state.kind, palette) : palette.dim;
  const line = [
    [COLUMN.swatch, y - 9],
    [COLUMN.swatch + SWATCH_WIDTH, y - 9],
  ] as const;
  if (isKnown(state)) polyline(context, line, { color, width: 4, dash: STATE_DASH[state.kind] });
  const name: TextStyle = { size: SMALLEST_TEXT, weight: 700, color };
  const end = COLUMN.name + write(context, state.name, { style: name, at: { x: COLUMN.name, y } });
  const plain: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  if (!isKnown(state)) {
    write(context, state.reason, { style: plain, at: { x: end + 24, y } });
    return;
  }
  const side = state.netGex > 0 ? palette.positive : palette.negative;
  const words = money(state.netGex, { denomination: page.denomination });
  const net: TextStyle = { size: 28, weight: 800, color: state.netGex === 0 ? palette.dim : side.words };
  const style = fitted(context, words, { width: COLUMN.netRight - end - 16, style: net });
  write(context, words, { style, at: { x: COLUMN.netRight, y, align: "right" } });
  const hidden = flips === "missing" && state.flip.price !== null;
  const flip = hidden ? "" : flipWords(state, page.reading.snapshot.spot);
  const width = write(context, flip, {
    style: { ...plain, color: palette.text },
    at: { x: COLUMN.right, y, align: "right" },
  });
  if (state.kind === "now") return;
  const left = ofNow(now.netGex, state.netGex) ?? MISSING;
  const room = COLUMN.right - width - COLUMN.ofNow - 16;
  write(context, cut(context, left, { width: room, style: plain }), { style: plain, at: { x: COLUMN.ofNow, y } });
}

function flipWords({ flip }: KnownState, spot: number): string {
  return flip.price === null ? noFlipWords(flip) : `${price(flip.price)}  ${distance(flip.price, spot)}`;
}
