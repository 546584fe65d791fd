import type { DrawingContext } from "./chart.ts";
import type { LevelMark, MarkGroup } from "./levelMarks.ts";
import { PAGE, type Page } from "./page.ts";
import type { PriceFrame } from "./priceScene.ts";
import { type Box, roundedBox, type Sign } from "./shapes.ts";
import { placeTags } from "./tags.ts";
import { fade } from "./theme.ts";

/** Where the tags of levels end: at the margin of the page. */
export const TAGS_RIGHT = PAGE.width - PAGE.margin;

/** Where a level's tag stands. */
export interface Place {
  readonly box: Box;
  /** On which side of the window its price is; null inside of it. */
  readonly beyond: Sign | null;
}

/** A place for each of these tags beside the panel, as near to its price as the others allow. `tags` descend by price. */
export function placesOf(
  { panel, window, y }: Pick<PriceFrame, "panel" | "window" | "y">,
  tags: readonly { readonly group: Pick<MarkGroup, "price">; readonly height: number }[],
  { left, gap }: { left: number; gap: number },
): Place[] {
  const wishes = tags.map(({ group, height }) => ({ y: y(group.price), height }));
  const tops = placeTags(wishes, { top: panel.top, bottom: panel.bottom, gap });
  return tags.map(({ group, height }, index) => {
    const top = tops[index] ?? panel.top;
    return {
      box: { left, right: TAGS_RIGHT, top, bottom: top + height },
      beyond: group.price > window.high ? "up" : group.price < window.low ? "down" : null,
    };
  });
}

/** A wall on the wrong side of spot is dim: it is named, not believed. */
export function colorOf({ palette }: Page, mark: LevelMark): string {
  return mark.bounds ? palette.marks[mark.kind] : palette.dim;
}

/** The ground of a tag, with a bar of its level's colour at the left. */
export function drawGround(
  context: DrawingContext,
  page: Page,
  { group, box }: { readonly group: MarkGroup; readonly box: Box },
): void {
  const [mark] = group.marks;
  const color = colorOf(page, mark);
  context.fillStyle = page.palette.background;
  roundedBox(context, box, 8);
  context.fill();
  context.fillStyle = fade(color, mark.bounds ? 0.16 : 0.06);
  context.fill();
  context.fillStyle = color;
  roundedBox(context, { ...box, right: box.left + 6 }, 3);
  context.fill();
}
