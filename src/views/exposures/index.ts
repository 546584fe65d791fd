import { VIEW_KEYS, type ReplyState, type ViewKey } from "../replyState.ts";
import { selectionKey } from "../../engine/selection.ts";
import { chex } from "./chex.ts";
import { dex } from "./dex.ts";
import { exposure } from "./exposure.ts";
import { gex } from "./gex.ts";
import { heatmap } from "./heatmap.ts";
import { levels } from "./levels.ts";
import { profile } from "./profile.ts";
import { regime } from "./regime.ts";
import { term } from "./term.ts";
import { vex } from "./vex.ts";
import { vrp } from "./vrp.ts";
import { zerodte } from "./zerodte.ts";
import type { ExposureView } from "./view.ts";

/** Every view by its key: a further one is one line here and its key in replyState.ts. */
export const VIEWS: Readonly<Record<ViewKey, ExposureView>> = {
  gex,
  profile,
  term,
  heatmap,
  exposure,
  dex,
  vex,
  chex,
  levels,
  regime,
  zerodte,
  vrp,
};

/** For the View menu, in order. */
export const VIEW_LIST = VIEW_KEYS.map((key) => ({ key, name: VIEWS[key].name, hint: VIEWS[key].hint }));

/** The slash command that shows a reply in this state. */
export function commandText({ view, symbol, selection, estimator = "close_to_close" }: ReplyState): string {
  const { command, fixed } = VIEWS[view];
  const [name, ...picks] = command.split(" ");
  const expiry = fixed ? [] : [`expiry:${selectionKey(selection)}`];
  const measure = view === "vrp" && estimator !== "close_to_close" ? [`estimator:${estimator}`] : [];
  return [`/${name}`, `symbol:${symbol}`, ...expiry, ...picks, ...measure].join(" ");
}
