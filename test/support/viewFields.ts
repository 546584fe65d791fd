import type { Reading } from "../../src/engine/regime.ts";
import { VIEWS } from "../../src/views/exposures/index.ts";
import type { ViewInput, ViewWords } from "../../src/views/exposures/view.ts";
import type { ViewKey } from "../../src/views/replyState.ts";
import { viewInput } from "./exposurePosts.ts";

/** A view's words about a reading. */
export const viewWords = (view: ViewKey, reading: Reading, rest: Partial<ViewInput> = {}): ViewWords =>
  VIEWS[view].words(viewInput(view, reading, rest));

/** The text of one of its fields by name; undefined when there is none. */
export const viewField = (view: ViewKey, reading: Reading, name: string, rest: Partial<ViewInput> = {}) =>
  viewWords(view, reading, rest).fields.find((field) => field.name === name)?.value;
