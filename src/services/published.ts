import type { Published, PublishedBlock } from "../engine/published.ts";
import type { ExpirySelection } from "../engine/selection.ts";
import type { Instant } from "../engine/snapshot.ts";
import type { Ticker } from "../engine/ticker.ts";
import type { StaleReason } from "../errors.ts";

export interface PublishedRequest {
  readonly symbol: Ticker;
  readonly selection: ExpirySelection;
  /** What the reply would like to show; the source gets it with as few calls as the plan allows. */
  readonly wants: readonly PublishedBlock[];
  /** Whose share of a small quota pays: a server, or a user outside of servers. */
  readonly payer: string;
}

/** Why something wanted is missing or old. Data, so that views find the words. */
export type PublishedNote =
  /** The plan of the key lacks these blocks; `plan` is the vendor's name of the one that has them. */
  | { readonly kind: "plan"; readonly blocks: readonly PublishedBlock[]; readonly plan: string }
  /** The day's calls are used up. */
  | { readonly kind: "quota"; readonly resetsAt: Instant }
  /** The payer's fair share of the day's calls is used up, others still have theirs. */
  | { readonly kind: "share"; readonly resetsAt: Instant }
  /** The key is refused. The operator is told in the log; nothing is asked for a while. */
  | { readonly kind: "key" }
  | { readonly kind: "failed"; readonly reason: StaleReason };

export interface PublishedAnswer {
  /** Null when nothing at all could be had. */
  readonly figures: Published | null;
  readonly notes: readonly PublishedNote[];
}

/** A vendor that publishes finished figures. Asking never throws: what is missing is said in the notes. */
export interface PublishedSource {
  readonly name: string;
  read(request: PublishedRequest): Promise<PublishedAnswer>;
  status(): PublishedStatus;
}

export interface PublishedStatus {
  readonly plan: string | null;
  /** As the vendor's headers told last, or as counted since; null where unlimited or not known yet. */
  readonly limit: number | "unlimited" | null;
  readonly remaining: number | null;
  readonly resetsAt: Instant | null;
  /** The vendor does not take the key; nothing is asked for a while. */
  readonly keyRefused: boolean;
  readonly lastAnswerAt: Instant | null;
  readonly lastFailure: { readonly reason: StaleReason; readonly at: Instant } | null;
}
