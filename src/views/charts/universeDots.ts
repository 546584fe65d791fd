import { scaleLinear } from "d3-scale";
import type { Brief } from "../../engine/brief.ts";
import type { Ticker } from "../../engine/ticker.ts";
import { CELLS } from "../cells.ts";
import type { DrawingContext } from "./chart.ts";
import { type Box, overlap } from "./shapes.ts";
import { cut, measure, type TextStyle } from "./text.ts";
import { SMALLEST_TEXT } from "./theme.ts";
import { comparableBefore, tiltOf, type UniverseScene } from "./universeScene.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Label {
  readonly box: Box;
  /** Where the line from the dot ends; null for a label beside its dot. */
  readonly leader: readonly [number, number] | null;
}

export interface MapDot {
  readonly row: Brief;
  /** Net over gross gamma, −1 to 1. */
  readonly tilt: number;
  readonly at: Point;
  /** Where it was at the last post; null when that is not known. */
  readonly from: Point | null;
  /** Null when the map has no room for it. */
  readonly label: Label | null;
}

export interface MapScene {
  readonly panel: Box;
  /** The axis runs from −reach to +reach. */
  readonly reach: number;
  readonly y: (tilt: number) => number;
  /** Where z-scores are known; null when none is. */
  readonly quadrants: { readonly x: (z: number) => number } | null;
  /** Symbols without a z-score; the whole panel when none has one. */
  readonly band: Box | null;
  readonly names: readonly { readonly words: string; readonly box: Box }[];
  readonly dots: readonly MapDot[];
}

const BAND_WIDTH = 230;
const LINE = 30;
/** A dot and a little air. */
const REACH = 13;
const style: TextStyle = { size: SMALLEST_TEXT, weight: 700, color: "" };

/** Dots, tails and labels placed in the panel; labels touch neither one another nor a dot nor the names of the cells. */
export function mapScene(context: DrawingContext, scene: UniverseScene, panel: Box): MapScene {
  const known = scene.briefs.flatMap((row) => {
    const tilt = tiltOf(row);
    const before = comparableBefore(scene, row);
    return tilt === null ? [] : [{ row, tilt, before }];
  });
  const tilts = known.flatMap(({ tilt, before }) => [tilt, before === null ? 0 : (tiltOf(before) ?? 0)]);
  const reach = Math.min(1, Math.max(1, Math.ceil(Math.max(...tilts.map(Math.abs)) * 4 * 1.05)) / 4);
  const y = scaleLinear([-reach, reach], [panel.bottom - REACH, panel.top + REACH]);
  const zs = known.flatMap(({ row, before }) => [row.vrpZ, before?.vrpZ ?? null]).filter((z) => z !== null);
  const someUnknown = known.some(({ row }) => row.vrpZ === null);
  const wide = zs.length > 0 && someUnknown ? BAND_WIDTH : 0;
  const half = Math.max(2, ...zs.map((z) => Math.abs(z - 1) * 1.05));
  const x = scaleLinear([1 - half, 1 + half], [panel.left + wide + REACH, panel.right - REACH]);
  const quadrants = zs.length > 0 ? { x } : null;
  const band = !someUnknown ? null : wide === 0 ? panel : { ...panel, right: panel.left + wide };
  const names = namesIn(context, { panel, band, hasQuadrants: quadrants !== null });
  const points = known
    .toSorted((a, b) => b.tilt - a.tilt)
    .map(({ row, tilt, before }) => {
      const wasTilt = before === null ? null : tiltOf(before);
      const wasZ = before?.vrpZ ?? null;
      const width = measure(context, row.symbol, style);
      return { row, tilt, width, x: row.vrpZ === null ? null : x(row.vrpZ), y: y(tilt), wasTilt, wasZ };
    });
  const obstacles = names.map(({ box }) => box);
  const xs = band === null ? new Map<Ticker, number>() : spread(points.filter((p) => p.x === null), { band, obstacles }); // prettier-ignore
  const at = (point: (typeof points)[number]) => ({ x: point.x ?? xs.get(point.row.symbol)!, y: point.y });
  const taken = [...obstacles, ...points.map((point) => around(at(point)))];
  // Whoever has room beside his dot takes it before the others look for room elsewhere, first on their side of the band.
  const homeOf = ({ x: known }: (typeof points)[number]) => (known === null ? band! : { ...panel, left: panel.left + wide }); // prettier-ignore
  const labels = new Map<Ticker, Label>();
  for (const { find, within } of [
    { find: labelBeside, within: homeOf },
    { find: labelElsewhere, within: homeOf },
    { find: labelElsewhere, within: () => panel },
  ])
    for (const point of points) {
      if (labels.has(point.row.symbol)) continue;
      const label = find(at(point), { width: point.width, panel: within(point), taken });
      if (label === null) continue;
      labels.set(point.row.symbol, label);
      taken.push(label.box);
    }
  const dots = points.map((point): MapDot => {
    const { row, tilt, wasTilt, wasZ } = point;
    const label = labels.get(row.symbol) ?? null;
    const wasX = row.vrpZ === null ? at(point).x : wasZ === null ? null : x(wasZ);
    return { row, tilt, at: at(point), from: wasTilt === null || wasX === null ? null : { x: wasX, y: y(wasTilt) }, label }; // prettier-ignore
  });
  return { panel, reach, y, quadrants, band, names, dots };
}

interface Unplaced {
  readonly row: Brief;
  readonly width: number;
  readonly y: number;
}

/**
 * Columns in the band for dots without a z-score, as near to its middle as dot and label touch nothing, else as the dot
 * alone touches nothing; where there is no room either, in turn over the whole width.
 */
function spread(
  points: readonly Unplaced[],
  { band, obstacles }: { band: Box; obstacles: readonly Box[] },
): Map<Ticker, number> {
  const found = new Map<Ticker, number>();
  const taken = [...obstacles];
  for (const [index, { row, width, y }] of points.entries()) {
    const unit =
      freeUnit({ width: 2 * REACH + 4 + width, height: LINE, y }, { band, taken }) ??
      freeUnit({ width: 2 * REACH, height: 2 * REACH, y }, { band, taken });
    const left = unit?.left ?? band.left + (band.right - band.left - 2 * REACH) * ((index * 0.618) % 1);
    if (unit) taken.push(unit);
    found.set(row.symbol, left + REACH);
  }
  return found;
}

const STEPS = 80;

/** The place of that size in a row of the band that is nearest to the middle and free. */
function freeUnit(
  { width, height, y }: { width: number; height: number; y: number },
  { band, taken }: { band: Box; taken: readonly Box[] },
): Box | undefined {
  const room = band.right - band.left - width;
  return Array.from({ length: STEPS }, (_, step) => {
    const left = band.left + (room / 2) * (1 + (step % 2 === 0 ? step : -step - 1) / STEPS);
    return { left, right: left + width, top: y - height / 2, bottom: y + height / 2 };
  }).find((unit) => !taken.some((other) => overlap(unit, other)));
}

const around = ({ x, y }: Point): Box => ({ left: x - REACH, right: x + REACH, top: y - REACH, bottom: y + REACH });

/** The room of a label at the right of its dot. */
const beside = ({ x, y }: Point, width: number): Box => ({
  left: x + REACH + 2,
  right: x + REACH + 4 + width,
  top: y - LINE / 2,
  bottom: y + LINE / 2,
});

const isFree = (box: Box, { panel, taken }: { panel: Box; taken: readonly Box[] }) =>
  box.left >= panel.left &&
  box.right <= panel.right &&
  box.top >= panel.top &&
  box.bottom <= panel.bottom &&
  !taken.some((other) => overlap(box, other));

const RINGS = [22, 40, 64, 92, 124, 160, 200, 250, 310, 380, 460];
const DIRECTIONS = Array.from({ length: 16 }, (_, index) => (index * Math.PI) / 8);

interface LabelRoom {
  readonly width: number;
  readonly panel: Box;
  readonly taken: readonly Box[];
}

function labelBeside(at: Point, { width, panel, taken }: LabelRoom): Label | null {
  const right = beside(at, width);
  const left = { ...right, left: at.x - REACH - 4 - width, right: at.x - REACH - 2 };
  const box = [right, left].find((one) => isFree(one, { panel, taken }));
  return box ? { box, leader: null } : null;
}

/** The nearest free place with a line to it; null when there is none. */
function labelElsewhere(at: Point, { width, panel, taken }: LabelRoom): Label | null {
  for (const ring of RINGS)
    for (const angle of DIRECTIONS) {
      const [x, y] = [at.x + Math.cos(angle) * (ring + width / 2), at.y + Math.sin(angle) * ring];
      const box = { left: x - width / 2 - 2, right: x + width / 2 + 2, top: y - LINE / 2, bottom: y + LINE / 2 };
      if (isFree(box, { panel, taken }))
        return { box, leader: [nearest(at.x, box.left, box.right), nearest(at.y, box.top, box.bottom)] };
    }
  return null;
}

const nearest = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);

/** The names of the cells in their corners. Without any z-score only two can be told apart. */
function namesIn(
  context: DrawingContext,
  { panel, band, hasQuadrants }: { panel: Box; band: Box | null; hasQuadrants: boolean },
): MapScene["names"] {
  const dim = { ...style, weight: 500 } as const;
  const left = (hasQuadrants && band ? band.right : panel.left) + 10;
  const room = { width: (panel.right - left) / (hasQuadrants ? 2 : 1) - 20, style: dim };
  const put = (words: string, { side, row }: { side: "left" | "right"; row: "top" | "bottom" }) => {
    const shown = cut(context, words, room);
    const width = measure(context, shown, dim);
    const from = side === "left" ? left : panel.right - 10 - width;
    const top = row === "top" ? panel.top + 6 : panel.bottom - 6 - LINE;
    return { words: shown, box: { left: from, right: from + width, top, bottom: top + LINE } };
  };
  const noVrp = hasQuadrants && band ? [{ words: "no VRP yet", box: { left: band.left + 10, right: band.left + 160, top: panel.top + 6, bottom: panel.top + 6 + LINE } }] : []; // prettier-ignore
  if (!hasQuadrants)
    return [
      put(`C ${CELLS.C.name} (A if VRP were high)`, { side: "left", row: "top" }),
      put(`D ${CELLS.D.name} (B if VRP were high)`, { side: "left", row: "bottom" }),
    ];
  return [
    put(`C ${CELLS.C.name}`, { side: "left", row: "top" }),
    put(`A ${CELLS.A.name}`, { side: "right", row: "top" }),
    put(`D ${CELLS.D.name}`, { side: "left", row: "bottom" }),
    put(`B ${CELLS.B.name}`, { side: "right", row: "bottom" }),
    ...noVrp,
  ];
}
