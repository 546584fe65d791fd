import type { AppContext } from "../context.ts";
import { ProviderError, StoreError, UserError, type ProviderFailure, type StoreFailure } from "../errors.ts";
import { waitWords } from "../views/format.ts";
import type { Post } from "../views/post.ts";

interface Details {
  /** "in a minute", or what the source named. */
  readonly when: string;
  /** Of the interaction in the journal. */
  readonly reference: string;
}

/** What happened and what to do next, for every way a source can fail. */
const SENTENCE: Record<ProviderFailure, string | ((details: Details) => string)> = {
  "unknown-symbol":
    "The data source lists no options for that symbol. Check the spelling, or pick one from the suggestions.",
  "not-entitled":
    "Your data plan does not include that symbol. SPY, QQQ and other large names are always covered by the free feed.",
  "rate-limited": ({ when }) => `The data source asks us to slow down. Try again ${when}.`,
  blocked: ({ reference }) =>
    `The data source refuses this machine at the moment. Try again later; the operator finds the reason in the log under **${reference}**.`,
  unreachable: "The data source did not answer in time, and there is no earlier copy to show. Try again in a minute.",
  "bad-response": ({ reference }) =>
    `The data source sent something we could not read. Try again in a minute; the operator finds the reason in the log under **${reference}**.`,
  "no-data": "The data source has no usable data for that symbol right now. Try again after the market opens.",
  cooldown: ({ when }) =>
    `You are asking for new numbers faster than this bot may fetch them. Try again ${when}; a symbol that somebody looked at in the last minute answers at once.`,
  overloaded: "More is asked of this bot than it can compute right now. Try again in a minute.",
};

/** What is said when the store could not keep or find something. */
const STORE_SENTENCE: Record<StoreFailure, string> = {
  busy: "The bot's storage is busy, so nothing was changed. Try again in a minute.",
  full: "The bot's storage is full, so nothing was changed. Please tell the operator; everything that needs no storage goes on working.",
  corrupt: "The bot's storage is damaged, so nothing was changed. Please tell the operator.",
  newer: "The bot's storage belongs to a newer version of the bot, so nothing was changed. Please tell the operator.",
  unavailable: "The bot cannot reach its storage, so a change may not have been saved. Try again in a minute.",
};

/**
 * The only place that turns a failure into words. Sources and a busy store are logged at warn, a store
 * that needs the operator and bugs at error; of a bug the user sees the reference.
 * @param reference of the interaction in the journal
 */
export function failurePost(error: unknown, { log, now }: Pick<AppContext, "log" | "now">, reference: string): Post {
  if (error instanceof UserError) return { content: error.message };
  if (error instanceof ProviderError) {
    log.warn({ err: error, rid: reference }, "source failed");
    const sentence = SENTENCE[error.failure];
    const details = { when: waitWords(error.retryAt, now()), reference };
    return { content: typeof sentence === "string" ? sentence : sentence(details) };
  }
  if (error instanceof StoreError) {
    log[error.failure === "busy" ? "warn" : "error"]({ err: error, rid: reference }, "store failed");
    return { content: STORE_SENTENCE[error.failure] };
  }
  log.error({ err: error, rid: reference }, "bug");
  return { content: `Something broke on our side. Please tell the operator this reference: **${reference}**.` };
}
