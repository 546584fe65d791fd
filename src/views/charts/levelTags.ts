import { distance, price, strike } from "../format.ts";
import type { DrawingContext } from "./chart.ts";
import type { LevelMark, MarkGroup } from "./levelMarks.ts";
import { colorOf, drawGround, placesOf, TAGS_RIGHT } from "./levelPlaces.ts";
import type { PriceScene } from "./priceScene.ts";
import { FRAME } from "./scene.ts";
import { type Box, drawSign, polyline, type Sign } from "./shapes.ts";
import { fitted, measure, type TextStyle, write } from "./text.ts";
import { SMALLEST_TEXT } from "./theme.ts";

const PADDING = 13;
const NAME_LINE = 29;
const VALUE_LINE = 36;
const GAP = 8;
const BEYOND_WIDTH = 26;
const SIGNS: Readonly<Partial<Record<LevelMark["kind"], Sign>>> = { maxGamma: "star", magnet: "diamond" };
const SIGN_WIDTH = 28;

interface Word {
  readonly text: string;
  readonly color: string;
  readonly sign: Sign | null;
}

/** Level lines across the panel, and at the right edge a tag for every price, joined to its line by a leader. */
export function drawLevels(context: DrawingContext, scene: PriceScene): void {
  const tags = scene.groups.map((group) => {
    const lines = nameLines(context, scene, group);
    return { group, lines, height: lines.length * NAME_LINE + VALUE_LINE + 16 };
  });
  const places = placesOf(scene, tags, { left: FRAME.tagsLeft, gap: GAP });
  for (const [index, { box, beyond }] of places.entries()) {
    const { group, lines } = tags[index]!;
    if (beyond === null) drawLevelLine(context, scene, { group, box });
    drawTag(context, scene, { group, lines, box, beyond });
  }
}

/** The line of a level across the panel, joined by a leader to its tag. */
export function drawLevelLine(
  context: DrawingContext,
  scene: PriceScene,
  { group, box }: { group: MarkGroup; box: Box },
): void {
  const { panel } = scene;
  const [mark] = group.marks;
  const color = colorOf(scene, mark);
  const y = Math.round(scene.y(group.price));
  // A wall on the wrong side gets a stub at the edge: named, not drawn.
  const left = mark.bounds ? panel.left : panel.right - 16;
  const dash = { flip: [14, 9], maxGamma: [3, 7], magnet: [3, 7] }[mark.kind as "flip"] ?? [];
  polyline(
    context,
    [
      [left, y],
      [panel.right, y],
    ],
    { color, width: mark.kind === "flip" ? 3 : 2, dash },
  );
  const middle = (box.top + box.bottom) / 2;
  polyline(
    context,
    [
      [panel.right, y],
      [box.left - 8, middle],
      [box.left, middle],
    ],
    { color, width: 2 },
  );
}

function drawTag(
  context: DrawingContext,
  scene: PriceScene,
  { group, lines, box, beyond }: { group: MarkGroup; lines: readonly Word[][]; box: Box; beyond: Sign | null },
): void {
  const { palette, reading } = scene;
  const [mark] = group.marks;
  drawGround(context, scene, { group, box });
  const left = box.left + 6 + PADDING;
  let baseline = box.top + 8 + 23;
  for (const line of lines) {
    let x = left;
    for (const [index, { text, color: ink, sign }] of line.entries()) {
      if (index > 0) x += write(context, " · ", { style: nameStyle(palette.dim), at: { x, y: baseline } });
      if (sign) drawSign(context, sign, { x: x + 10, y: baseline - 9, radius: 11, color: ink });
      if (sign) x += SIGN_WIDTH;
      x += write(context, text, { style: nameStyle(ink), at: { x, y: baseline } });
    }
    baseline += NAME_LINE;
  }
  baseline += 5;
  const words = mark.kind === "flip" ? price(group.price) : strike(group.price);
  const away = distance(group.price, reading.snapshot.spot);
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  const room = box.right - left - 8 - measure(context, away, style) - (beyond ? BEYOND_WIDTH : 0);
  const value = fitted(context, words, { width: room - 10, style: { size: 30, weight: 800, color: palette.text } });
  const end = left + write(context, words, { style: value, at: { x: left, y: baseline } });
  write(context, away, { style, at: { x: end + 10, y: baseline } });
  if (beyond) drawSign(context, beyond, { x: box.right - 18, y: baseline - 9, radius: 9, color: colorOf(scene, mark) });
}

const nameStyle = (color: string): TextStyle => ({ size: SMALLEST_TEXT, weight: 700, color });

/** The names of a tag, as many to a line as fit. A note in words stands on its own line after its name. */
function nameLines(context: DrawingContext, scene: PriceScene, { marks }: MarkGroup): Word[][] {
  const width = TAGS_RIGHT - FRAME.tagsLeft - 6 - 2 * PADDING;
  const lines: Word[][] = [];
  let used = 0;
  for (const mark of marks) {
    const color = colorOf(scene, mark);
    const words: Word[] = [
      { text: mark.name, color, sign: SIGNS[mark.kind] ?? null },
      ...(mark.note === null ? [] : [{ text: mark.note, color, sign: null }]),
    ];
    for (const word of words) {
      const size = measure(context, word.text, nameStyle(color)) + (word.sign ? SIGN_WIDTH : 0);
      const joined = used + measure(context, " · ", nameStyle(color)) + size;
      const line = lines.at(-1);
      if (line && joined <= width) line.push(word);
      else lines.push([word]);
      used = line && joined <= width ? joined : size;
    }
  }
  return lines;
}
