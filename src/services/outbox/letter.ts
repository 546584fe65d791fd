/** What is sent without being asked for at that moment. */
export const LETTER_KINDS = ["dashboard", "digest", "alert", "exit", "notice"] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/** A message to be sent once: to whom, between when and when, and what it takes to write it. */
export interface NewLetter {
  /** Two letters with one id are one letter: the slot or event, and the addressee. */
  readonly id: string;
  readonly kind: LetterKind;
  /** The instant it speaks of, ms: everybody's numbers of one slot are the same. */
  readonly slot: number;
  readonly guildId: string | null;
  readonly userId: string | null;
  readonly channelId: string;
  /** What to write, not how it reads: written at the time of sending, from what is stored. */
  readonly recipe: Readonly<Record<string, unknown>>;
  readonly notBefore: number;
  /** After this it is of no use any more and is skipped. */
  readonly expiresAt: number;
}

/** A letter that is being sent. */
export interface Letter extends NewLetter {
  /** How often it was taken out, this time included. */
  readonly attempts: number;
  /** Raised when Discord was seen not to have it: another nonce for another message. */
  readonly gen: number;
  /** When it was first handed to Discord under this generation, ms; null before. */
  readonly firstSentAt: number | null;
}

/** Why Discord will not take a letter, now and later. */
export type Refusal =
  /** 50007: this user takes no direct messages from us. */
  | "dm-closed"
  /** 50278: no server in common. */
  | "no-common-server"
  /** 50013, 50001: a permission is missing. */
  | "forbidden"
  /** 10003: the channel was deleted. */
  | "channel-gone"
  /** 20026, 40003: Discord takes us for spam; no letter to a user leaves for an hour. */
  | "flagged"
  /** Everything else Discord finds wrong with it. */
  | "invalid";

/** What became of handing a message to Discord. */
export type Sent =
  /** Null when it is known to have been there and to have been deleted. */
  | { readonly kind: "sent"; readonly messageId: string | null }
  /** It is not there, and is taken in so many ms; `all`: until then nothing is. */
  | { readonly kind: "wait"; readonly ms: number; readonly all?: true }
  /** No answer, or an error after which it may be there. */
  | { readonly kind: "unsure"; readonly why: string }
  | { readonly kind: "refused"; readonly refusal: Refusal; readonly code: number }
  /** 401: nothing can be sent any more. */
  | { readonly kind: "locked-out" };

/** What looking for a message in its channel led to. */
export type Found =
  | { readonly kind: "there"; readonly messageId: string }
  | { readonly kind: "absent" }
  /** We may not look, or there is too much to look through. */
  | { readonly kind: "unreadable" }
  /** Not now. */
  | { readonly kind: "later" };
