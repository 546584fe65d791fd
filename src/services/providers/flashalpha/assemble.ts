import type { Published, PublishedBlock } from "../../../engine/published.ts";
import type { PublishedRequest } from "../../published.ts";
import { type Endpoint, givers } from "./endpoints.ts";
import type { Figures } from "./figures.ts";
import type { Kept } from "./shelf.ts";

export interface AssembleOptions {
  readonly source: Published["source"];
  /** The answer of an endpoint that may be shown; null without one. */
  readonly kept: (endpoint: Endpoint) => Kept | null;
}

/** The wanted figures from the answers at hand, of two the newer; null when there are none. */
export function assemble(
  { symbol, wants }: Pick<PublishedRequest, "symbol" | "wants">,
  { source, kept }: AssembleOptions,
): Published | null {
  const figures = {
    levels: newest("levels"),
    gex: newest("gex"),
    dex: newest("dex"),
    vex: newest("vex"),
    chex: newest("chex"),
    vrp: newest("vrp"),
    vrpHistory: newest("vrpHistory"),
  };
  const isEmpty = Object.values(figures).every((block) => block === null);
  return isEmpty ? null : { symbol, source, ...figures };

  function newest<Block extends PublishedBlock>(block: Block): NonNullable<Figures[Block]> | null {
    if (!wants.includes(block)) return null;
    const having = givers(block)
      .map(kept)
      .filter((one) => one?.figures[block] !== undefined)
      .sort((a, b) => (b?.fetchedAt ?? 0) - (a?.fetchedAt ?? 0));
    return having[0]?.figures[block] ?? null;
  }
}
