import type { AppContext } from "../context.ts";
import type { Freshness } from "../engine/slots.ts";
import type { Slot, Timetable } from "../engine/timetable.ts";
import type { Letter, LetterKind, NewLetter, Refusal } from "../services/outbox/letter.ts";
import type { Store } from "../services/store/store.ts";
import type { Post } from "../views/post.ts";

/** Writes the letters of one kind, and hears when one is refused. It never sends. */
export interface Writer {
  readonly kind: LetterKind;
  /** What a letter says; null when there is nothing to say. The same for the same letter, whenever it is written. */
  write(letter: Letter, ctx: AppContext): Promise<Post | null>;
  /** Discord will not take it: what that means for whoever ordered it. */
  refused(letter: Letter, refusal: Refusal, store: Store): Promise<void>;
  /** It arrived. */
  sent?(letter: Letter, store: Store): Promise<void>;
}

/** Letters that leave at times which people chose. */
export interface Job extends Writer, Freshness {
  /** Every timetable that somebody follows. */
  timetables(store: Store): Promise<readonly Timetable[]>;
  /** The letters of a slot; in the transaction that records that the slot was planned. It only reads. */
  plan(slot: Slot, store: Store): Promise<readonly NewLetter[]>;
  /** Those letters would come too late: what is sent instead. Ids by day and addressee make one notice of many slots. */
  missed?(slot: Slot, store: Store): Promise<readonly NewLetter[]>;
}
