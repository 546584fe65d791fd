import type { ExposureSnapshot } from "../../engine/snapshot.ts";

/** The levels the ladder marks; max γ and the magnet share their strike with others more often than not. */
export type MarkKind = "flip" | "callWall" | "putWall" | "resistance" | "support" | "maxGamma" | "magnet";

export interface LevelMark {
  readonly kind: MarkKind;
  readonly name: string;
  readonly price: number;
  /** Words that belong to the name, e.g. that a wall lies on the wrong side of spot. */
  readonly note: string | null;
  /** False for a wall on the wrong side of spot: it is named, but no line may suggest that it holds price. */
  readonly bounds: boolean;
}

/** Levels of one price, in order of importance; they share one line and one tag. */
export interface MarkGroup {
  readonly price: number;
  readonly marks: readonly [LevelMark, ...LevelMark[]];
}

/** The levels of a snapshot with identical prices merged, from the highest price to the lowest. */
export function markGroups(snapshot: ExposureSnapshot): MarkGroup[] {
  const groups = new Map<number, [LevelMark, ...LevelMark[]]>();
  for (const mark of levelMarks(snapshot)) {
    const group = groups.get(mark.price);
    if (group) group.push(mark);
    else groups.set(mark.price, [mark]);
  }
  return [...groups].map(([price, marks]) => ({ price, marks: bounding(marks) })).toSorted((a, b) => b.price - a.price);
}

function bounding(marks: [LevelMark, ...LevelMark[]]): [LevelMark, ...LevelMark[]] {
  return marks.toSorted((a, b) => Number(b.bounds) - Number(a.bounds)) as [LevelMark, ...LevelMark[]];
}

function levelMarks({ levels, spot }: ExposureSnapshot): LevelMark[] {
  const { flip, callWall, putWall, resistance, support, maxPositiveGamma, maxNegativeGamma, magnet } = levels;
  const marks: LevelMark[] = [];
  const add = (kind: MarkKind, name: string, { price, note = null }: { price: number; note?: string | null }) => {
    marks.push({ kind, name, price, note, bounds: note === null || kind === "flip" });
  };
  if (flip.price !== null) {
    add("flip", "FLIP", { price: flip.price, note: flip.direction === "down" ? "positive below" : null });
  }
  if (callWall)
    add("callWall", "CALL WALL", { price: callWall.strike, note: callWall.strike < spot ? "below spot" : null });
  if (putWall) add("putWall", "PUT WALL", { price: putWall.strike, note: putWall.strike > spot ? "above spot" : null });
  if (resistance && resistance.strike !== callWall?.strike)
    add("resistance", "RESISTANCE", { price: resistance.strike });
  if (support && support.strike !== putWall?.strike) add("support", "SUPPORT", { price: support.strike });
  if (maxPositiveGamma) add("maxGamma", "MAX γ", { price: maxPositiveGamma.strike });
  else if (maxNegativeGamma) add("maxGamma", "MAX −γ", { price: maxNegativeGamma.strike });
  if (magnet) add("magnet", magnet.kind === "magnet" ? "0DTE MAGNET" : "ACCELERANT", { price: magnet.strike });
  return marks;
}
