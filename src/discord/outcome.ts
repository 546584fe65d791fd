import { DiscordAPIError, RESTJSONErrorCodes } from "discord.js";
import type { AppContext } from "../context.ts";
import { ProviderError, StoreError, UserError } from "../errors.ts";
import type { Post } from "../views/post.ts";
import { failurePost } from "./failure.ts";
import type { Ending } from "./journal.ts";

/** What to send, and what to write into the journal. */
export interface Answered {
  readonly post: Post;
  readonly ending: Ending;
}

/** What `run` says, or the words for its failure; never throws. */
export async function outcomeOf(
  run: () => Promise<Post>,
  { ctx, rid }: { readonly ctx: Pick<AppContext, "log" | "now">; readonly rid: string },
): Promise<Answered> {
  try {
    const post = await run();
    return { post, ending: { outcome: "answered", ...(post.trace && { trace: post.trace }) } };
  } catch (error) {
    return { post: failurePost(error, ctx, rid), ending: endingOf(error) };
  }
}

function endingOf(error: unknown): Ending {
  if (error instanceof UserError) return { outcome: "refused" };
  if (error instanceof ProviderError) return { outcome: "failed", code: error.failure };
  if (error instanceof StoreError) return { outcome: "failed", code: `store ${error.failure}` };
  return { outcome: "bug" };
}

/** Answered by another instance, or too late: nothing to mend. Everything else is worth a look. */
const LATE: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
]);

export const isLate = (error: unknown): error is DiscordAPIError =>
  error instanceof DiscordAPIError && LATE.has(error.code);

/** How an answer ended that Discord did not take. */
export const undelivered = (error: unknown): Ending => ({
  outcome: isLate(error) ? "late" : "undelivered",
  ...(error instanceof DiscordAPIError && { code: error.code }),
});
