import { createHmac, timingSafeEqual } from "node:crypto";
import { ACTIONS, type Action } from "../views/controls.ts";
import { parseState, stateText, type ReplyState } from "../views/replyState.ts";

/** What a control of ours stands for. */
export interface Pressed {
  readonly action: Action;
  /** What a button means besides its action; null for most, and for menus, whose value is what was chosen. */
  readonly value: string | null;
  /** Whose reply it is: only this user may use it. */
  readonly ownerId: string;
  readonly state: ReplyState;
}

export type Read =
  | ({ readonly kind: "ours" } & Pressed)
  /** It was ours, and is too old to be used. */
  | { readonly kind: "expired" }
  /** Nothing we signed. */
  | { readonly kind: "forged" };

export interface CustomIds {
  write(pressed: Pressed): string;
  read(customId: string): Read;
}

/** Owner of a control that everybody may use: no user has this id. */
export const ANYONE = "0";

const VERSION = "v1";
const MAC_LENGTH = 16;
const MINUTE = 60_000;
/** A reply older than this shows a market nobody asks about any more. */
const LIFETIME_MINUTES = 7 * 24 * 60;

/**
 * "v1.action:value.owner.expiry.state.mac": everything a control needs, so that it works after a restart and nothing is stored.
 * The code (HMAC-SHA-256, 96 bits) keeps anyone from writing one himself; who may use it is decided on the user Discord
 * names, never on this text. At most 100 characters, Discord's limit (docs/decisions/0011-signed-controls.md).
 * @param secret of this bot alone; its token serves, since it never changes while replies live
 */
export function createCustomIds({ secret, now }: { readonly secret: string; readonly now: () => Date }): CustomIds {
  const key = createHmac("sha256", secret).update("gexcord controls v1").digest();
  const macOf = (text: string) => createHmac("sha256", key).update(text).digest("base64url").slice(0, MAC_LENGTH);
  const minutes = () => Math.floor(now().getTime() / MINUTE);
  return {
    write({ action, value, ownerId, state }) {
      const expiry = (minutes() + LIFETIME_MINUTES).toString(36);
      const text = [
        VERSION,
        value === null ? action : `${action}:${value}`,
        BigInt(ownerId).toString(36),
        expiry,
        stateText(state),
      ].join(".");
      return `${text}.${macOf(text)}`;
    },
    read(customId) {
      const cut = customId.lastIndexOf(".");
      const [text, mac] = [customId.slice(0, cut), customId.slice(cut + 1)];
      if (cut < 0 || !isEqual(mac, macOf(text))) return { kind: "forged" };
      // A ticker may hold a dot ("BRK.B"), so the state is all that is left.
      const [version, actionText, owner = "", expiry = "", ...rest] = text.split(".");
      const [actionName, value = null] = (actionText ?? "").split(":");
      const action = ACTIONS.find((one) => one === actionName);
      const state = parseState(rest.join("."));
      if (version !== VERSION || !action || !state) return { kind: "expired" };
      if (Number.parseInt(expiry, 36) < minutes()) return { kind: "expired" };
      return { kind: "ours", action, value, ownerId: fromBase36(owner), state };
    },
  };
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function fromBase36(text: string): string {
  let value = 0n;
  for (const digit of text) value = value * 36n + BigInt(Number.parseInt(digit, 36));
  return value.toString();
}
