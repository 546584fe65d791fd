import type { Refusal, Sent } from "../../services/outbox/letter.ts";
import { waitWords } from "../format.ts";

const OPEN_DMS =
  "Allow them first: in a server we share, open its menu, then Privacy Settings, then Direct Messages, and see that you have not blocked me.";

/** Why Discord does not let us write to a person, and what he can do. */
export const DM_REFUSED: Readonly<Record<Refusal, string>> = {
  "dm-closed": `Discord does not let me send you direct messages. ${OPEN_DMS}`,
  "no-common-server":
    "We share no server, so Discord does not let me send you direct messages. Join one that I am in first.",
  flagged: "Discord lets me open no new direct messages at the moment. Try again in a few hours.",
  forbidden: `Discord does not let me send you direct messages. ${OPEN_DMS}`,
  "channel-gone": "Discord no longer knows our direct messages. Write me one, then try again.",
  invalid: "Discord refused the message. Please tell the operator.",
};

/** Why Discord does not take a message for a channel. */
export const CHANNEL_REFUSED: Readonly<Record<Refusal, string>> = {
  forbidden:
    "Discord does not let me post there. I need View Channel, Send Messages, Embed Links and Attach Files in that channel.",
  "channel-gone": "That channel no longer exists.",
  flagged: "Discord restricts me at the moment. Try again in a few hours.",
  "dm-closed": "Discord does not let me post there.",
  "no-common-server": "I am not in that server any more.",
  invalid: "Discord refused the message. Please tell the operator.",
};

/** Why a message did not arrive, in one sentence or two. */
export function notSentWords(
  sent: Exclude<Sent, { kind: "sent" }>,
  refused: Readonly<Record<Refusal, string>>,
  now: Date,
): string {
  switch (sent.kind) {
    case "refused":
      return refused[sent.refusal];
    case "wait":
      return `Discord asks me to slow down. Try again ${waitWords(new Date(now.getTime() + sent.ms).toISOString(), now)}.`;
    case "unsure":
      return "Discord did not say whether the message arrived. Try again in a minute.";
    case "locked-out":
      return "Discord no longer accepts my token. Please tell the operator.";
  }
}
