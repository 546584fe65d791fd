import type { Store } from "../store/store.ts";
import type { Found, Letter, Refusal, Sent } from "./letter.ts";

/** What takes messages to Discord, as `discord/courier.ts` does: it tries once. */
export interface LetterCourier<Post> {
  send(parcel: {
    readonly channelId: string;
    readonly post: Post;
    readonly ownerId: string | null;
    readonly nonce: string;
    readonly marker: string;
  }): Promise<Sent>;
  find(channelId: string, marker: string, since: number): Promise<Found>;
}

export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What the letters are about, of which the sender knows nothing. */
export interface Correspondence<Post> {
  /** What a letter says; null when there is nothing to say. The same for the same letter, whenever it is written. */
  write(letter: Letter): Promise<Post | null>;
  /** Discord will not take it, now or later. Together with the letter's end, or not at all. */
  refused(letter: Letter, refusal: Refusal, store: Store): Promise<void>;
  /** It arrived. Together with the letter's end, or not at all. */
  sent(letter: Letter, store: Store): Promise<void>;
}
