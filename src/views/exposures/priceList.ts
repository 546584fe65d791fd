import type { ExposureSnapshot } from "../../engine/snapshot.ts";
import { distance, monthDay, price, strike } from "../format.ts";
import { wallSide } from "../words.ts";

interface Mark {
  readonly at: number;
  readonly name: string;
  /** Strikes are printed as listed, computed prices with two decimals. */
  readonly listed: boolean;
}

/** Levels nearer to each other than this are one line. */
const CENT = 0.005;
const MAX_PAINS = 3;

/**
 * Every level by price, the highest first, in two parts with spot between them. Equal levels share a line; a wall on the
 * wrong side of spot says so.
 */
export function levelsByPrice(snapshot: ExposureSnapshot): { readonly above: string[]; readonly below: string[] } {
  const { spot } = snapshot;
  const merged = mergedMarks(marksOf(snapshot));
  const line = (marks: readonly Mark[]) => {
    const { at, listed } = marks.find((mark) => mark.listed) ?? marks[0]!;
    return `**${listed ? strike(at) : price(at)}** ${distance(at, spot)} · ${marks.map(({ name }) => name).join(" · ")}`;
  };
  return {
    above: merged.filter(([mark]) => mark!.at > spot).map(line),
    below: merged.filter(([mark]) => mark!.at <= spot).map(line),
  };
}

function mergedMarks(marks: readonly Mark[]): Mark[][] {
  const groups: Mark[][] = [];
  for (const mark of marks.toSorted((a, b) => b.at - a.at)) {
    const last = groups.at(-1);
    if (last && last[0]!.at - mark.at < CENT) last.push(mark);
    else groups.push([mark]);
  }
  return groups;
}

function marksOf(snapshot: ExposureSnapshot): Mark[] {
  const { levels, spot, expectedMove, expiries } = snapshot;
  const { callWall, putWall, resistance, support, flip, magnet } = levels;
  const listed = (level: { readonly strike: number } | null, name: string): Mark[] =>
    level ? [{ at: level.strike, name, listed: true }] : [];
  const computed = (at: number, name: string): Mark[] => (at > 0 ? [{ at, name, listed: false }] : []);
  const wrong = (kind: "call" | "put", wall: number) => (wallSide(kind, wall, spot) === "wrong" ? ", wrong side" : "");
  return [
    ...listed(callWall, `call wall${callWall ? wrong("call", callWall.strike) : ""}`),
    ...listed(putWall, `put wall${putWall ? wrong("put", putWall.strike) : ""}`),
    ...listed(resistance?.strike === callWall?.strike ? null : resistance, "resistance (call γ from spot up)"),
    ...listed(support?.strike === putWall?.strike ? null : support, "support (put γ from spot down)"),
    ...listed(levels.maxPositiveGamma, "max γ"),
    ...listed(levels.maxNegativeGamma, "most negative γ"),
    ...listed(magnet, `0DTE ${magnet?.kind ?? "magnet"}`),
    ...listed(levels.highestOi, "most OI"),
    ...flip.roots.flatMap((root) =>
      computed(root.price, root.price === flip.price ? `γ flip (${root.direction})` : `crossing (${root.direction})`),
    ),
    ...(expectedMove ? [...computed(spot + expectedMove.usd, "+1σ"), ...computed(spot - expectedMove.usd, "−1σ")] : []),
    ...expiries
      .slice(0, MAX_PAINS)
      .flatMap(({ date, maxPain }) =>
        listed(maxPain === null ? null : { strike: maxPain }, `max pain ${monthDay(date)}`),
      ),
  ];
}
