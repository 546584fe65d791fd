import type { Leg } from "../../engine/plan/types.ts";
import { monthDay, price, strike } from "../format.ts";
import type { DrawingContext } from "./chart.ts";
import type { PayoffScene } from "./payoffScene.ts";
import { drawTagLane, type PriceTag } from "./priceTags.ts";
import { LANE_HEIGHT } from "./profileScene.ts";
import { drawSign, polyline } from "./shapes.ts";

const STRIKE_DASH = [3, 6];
const LEVEL_DASH = [10, 8];

/** Strikes with tags above the panel, flip and walls with tags below it, each a line through the panel. */
export function drawPayoffLevels(context: DrawingContext, scene: PayoffScene): void {
  const { panel, strikes, levels } = scene;
  const [above, below] = [strikeTags(scene), levelTags(scene)];
  for (const [tags, dash, width] of [[below, LEVEL_DASH, 3] as const, [above, STRIKE_DASH, 2] as const])
    for (const { x, color, beyond } of tags)
      if (beyond === null) polyline(context, [[x, panel.top], [x, panel.bottom]], { color, width, dash }); // prettier-ignore
  drawTagLane(context, scene, { tags: above, lane: { top: strikes, bottom: strikes + LANE_HEIGHT }, edge: panel.top });
  drawTagLane(context, scene, { tags: below, lane: { top: levels, bottom: levels + LANE_HEIGHT }, edge: panel.bottom });
}

/** What is sold has a full sign on the zero line, what is bought none: over the curves. */
export function drawShortStrikes(context: DrawingContext, { plan, palette, x, y }: PayoffScene): void {
  for (const leg of plan.legs)
    if (leg.side === "sell")
      drawSign(context, "diamond", { x: x(leg.strike), y: y(0), radius: 14, color: palette.marks.maxGamma });
}

/** Columns of the leaders below the panel. */
export const levelColumns = (scene: PayoffScene): number[] =>
  levelTags(scene).flatMap(({ x, beyond }) => (beyond === null ? [x] : []));

function strikeTags(scene: PayoffScene): PriceTag[] {
  const { palette, plan } = scene;
  const colorOf = ({ side }: Leg) => (side === "sell" ? palette.marks.maxGamma : palette.dim);
  return grouped(plan.legs, (leg) => leg.strike).map(([at, legs]) => ({
    ...placed(scene, at),
    color: colorOf(legs.find(({ side }) => side === "sell") ?? legs[0]!),
    names: legs.map((leg) => ({ text: nameOf(leg, plan.back !== null), color: colorOf(leg) })),
    value: strike(at),
  }));
}

const nameOf = ({ side, right, expiry }: Leg, dated: boolean): string =>
  [side.toUpperCase(), ...(dated ? [monthDay(expiry)] : []), right.toUpperCase()].join(" ");

function levelTags(scene: PayoffScene): PriceTag[] {
  const { palette, plan } = scene;
  const { flip, support, resistance } = plan.levels;
  const known = [
    { name: "SUPPORT", at: support, color: palette.marks.support },
    { name: "FLIP", at: flip, color: palette.marks.flip },
    { name: "RESISTANCE", at: resistance, color: palette.marks.resistance },
  ].flatMap(({ at, ...rest }) => (at === null ? [] : [{ ...rest, at }]));
  return grouped(known, ({ at }) => at).map(([at, group]) => ({
    ...placed(scene, at),
    color: group[0]!.color,
    names: group.map(({ name, color }) => ({ text: name, color })),
    value: group.some(({ name }) => name === "FLIP") ? price(at) : strike(at),
  }));
}

/** By price, ascending. */
function grouped<Item>(items: readonly Item[], priceOf: (item: Item) => number): [number, Item[]][] {
  return [...Map.groupBy(items, priceOf)].toSorted(([a], [b]) => a - b);
}

function placed(
  { window, panel, x }: PayoffScene,
  at: number,
): Pick<PriceTag, "price" | "x" | "beyond" | "dash" | "faint"> {
  const beyond = at < window.low ? "left" : at > window.high ? "right" : null;
  const column = Math.round(Math.min(Math.max(x(at), panel.left), panel.right));
  return { price: at, x: column, beyond, dash: null, faint: false };
}
