import type { PaletteName } from "../charts/chart.ts";
import type { UniverseInput } from "../charts/universe.ts";
import { newYorkTime } from "../format.ts";
import type { UniversePostInput } from "./input.ts";

/** What stands on the picture of each, as in its post. */
const FRAMES = {
  dashboard: { title: "Daily universe", command: "/dashboard now" },
  digest: { title: "Your watchlist", command: "/digest now" },
} as const;

/** What the chart "universe" draws for a post. */
export const pictureOf = (
  kind: keyof typeof FRAMES,
  { rows, before, at }: Pick<UniversePostInput, "rows" | "before" | "at">,
  palette: PaletteName,
): UniverseInput => ({ ...FRAMES[kind], rows, before, slot: newYorkTime(at), palette });
