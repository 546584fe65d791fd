import type { PublishedBlock } from "../../../engine/published.ts";
import { type Endpoint, type ExposureBlock, blocksOf, isExposure } from "./endpoints.ts";
import type { Reach } from "./reach.ts";

export interface ChoiceOptions {
  readonly reach: Reach;
  /** Whether the key has the endpoint for this symbol and reach. */
  readonly can: (endpoint: Endpoint) => boolean;
  /** Whether its answer is at hand and costs nothing. */
  readonly isFresh: (endpoint: Endpoint) => boolean;
}

/**
 * The endpoints to ask for what is wanted, in the order of the wishes: of the ways that give all the key can get, the one
 * that costs the fewest calls now. GEX of the whole chain carries the flip, so it stands for the levels as well; a sheet
 * carries none, so levels come with it. Why: docs/decisions/0010-flashalpha.md.
 */
export function chooseEndpoints(wants: readonly PublishedBlock[], options: ChoiceOptions): readonly Endpoint[] {
  const cost = (way: readonly Endpoint[]) => way.filter((endpoint) => !options.isFresh(endpoint)).length;
  const ways = waysTo(wants, options);
  const cheapest = ways.reduce((best, way) => (cost(way) < cost(best) ? way : best));
  const wish = (endpoint: Endpoint) => Math.min(...blocksOf(endpoint).map((block) => rank(wants, block)));
  return [...cheapest].sort((a, b) => wish(a) - wish(b));
}

/** At equal cost an earlier way is taken: what it asks says more. */
function waysTo(wants: readonly PublishedBlock[], { reach, can }: ChoiceOptions): readonly [Way, ...Way[]] {
  const exposures = reach.kind === "none" ? [] : wants.filter(isExposure);
  const own: Way = wants.filter((block) => !isExposure(block)).filter(can);
  const apart: Way = [...own, ...exposures.filter(can)];
  if (exposures.length === 0 || !can("sheet")) return [flipWithGex(apart, reach) ?? apart];
  const sheet: Way = ["sheet", ...own];
  if (!exposures.every(can)) return [sheet];
  const alone = flipWithGex(apart, reach);
  if (alone) return [alone, sheet];
  return isGexAlone(exposures) ? [apart, sheet] : [sheet, apart];
}
type Way = readonly Endpoint[];

/** One call instead of two where only levels and GEX of the whole chain are wanted and the key has the latter. */
const flipWithGex = (apart: Way, reach: Reach): Way | null =>
  reach.kind === "chain" &&
  apart.includes("gex") &&
  apart.every((endpoint) => endpoint === "gex" || endpoint === "levels")
    ? ["gex"]
    : null;

const isGexAlone = (exposures: readonly ExposureBlock[]): boolean => exposures.length === 1 && exposures[0] === "gex";

const rank = (wants: readonly PublishedBlock[], block: PublishedBlock): number => {
  const at = wants.indexOf(block);
  return at < 0 ? Infinity : at;
};
