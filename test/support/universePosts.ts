import type { Brief, MissingBrief } from "../../src/engine/brief.ts";
import type { UniversePostInput } from "../../src/views/universe/input.ts";

/** A quarter of an hour after the quotes of `snapshots.ts`. */
export const SLOT = "2026-11-23T15:00:00Z";
export const LAST_SLOT = "2026-11-20T14:45:00Z";

/** What a dashboard or digest is made of: a first post with a picture of three bytes, unless said otherwise. */
export const postInput = (
  rows: readonly (Brief | MissingBrief)[],
  rest: Partial<UniversePostInput> = {},
): UniversePostInput => ({
  rows,
  before: null,
  at: SLOT,
  now: new Date("2026-11-23T15:01:00Z"),
  picture: Uint8Array.of(1, 2, 3),
  name: "10:00 ET",
  ...rest,
});
