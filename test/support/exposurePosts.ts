import { classifyCell, type Reading } from "../../src/engine/regime.ts";
import { card } from "../../src/views/exposures/card.ts";
import { commandText, VIEWS } from "../../src/views/exposures/index.ts";
import type { ViewInput } from "../../src/views/exposures/view.ts";
import type { Post } from "../../src/views/post.ts";
import type { ViewKey } from "../../src/views/replyState.ts";
import { vrpAnswerOf } from "./vrpReadings.ts";

/** A minute after the readings of `snapshots.ts` were fetched. */
export const NOW = new Date("2026-11-23T15:01:00Z");

/** What a view's words are made of: a fresh reading, no vendor, unless said otherwise. */
export function viewInput(view: ViewKey, reading: Reading, rest: Partial<ViewInput> = {}): ViewInput {
  const { symbol, selection } = reading.snapshot;
  return {
    reading,
    stale: null,
    retryAt: null,
    whole: VIEWS[view].fixed ? reading : null,
    vrp: VIEWS[view].vrp ? vrpAnswerOf({ cell: classifyCell(reading.regime.gamma, 1.45).cell }) : null,
    published: null,
    lead: "ours",
    command: commandText({ view, symbol, selection, palette: null, extra: "none" }),
    now: NOW,
    clockOffMs: 0,
    ...rest,
  };
}

/** The reply of a view, with a picture of three bytes. */
export function exposurePost(view: ViewKey, reading: Reading, rest: Partial<ViewInput> = {}): Post {
  const input = viewInput(view, reading, rest);
  return card(VIEWS[view].words(input), input, { name: `${view}.png`, data: Uint8Array.of(1, 2, 3) });
}
