import type { Brief, MissingBrief } from "../../engine/brief.ts";
import type { Instant } from "../../engine/snapshot.ts";

/** What a dashboard or a digest is made of. */
export interface UniversePostInput {
  readonly rows: readonly (Brief | MissingBrief)[];
  /** The last post's numbers; null when there was none. */
  readonly before: { readonly rows: readonly (Brief | MissingBrief)[]; readonly at: Instant } | null;
  /** The slot. */
  readonly at: Instant;
  readonly now: Date;
  /** PNG of the chart "universe"; null: words alone. */
  readonly picture: Uint8Array | null;
  /** "09:45 ET", "on demand" */
  readonly name: string;
  /** One more thing to say, a sentence: an earlier post was skipped. */
  readonly note?: string | null;
}
