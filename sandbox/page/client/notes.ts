import type { LocalUser } from "../../discord/userSide.ts";
import { avatar } from "./avatar.ts";
import { element, type Child } from "./element.ts";
import { icon } from "./icon.ts";
import { drawByline, drawDots, drawOnlyYou, drawUsed } from "./message.ts";

/** "Sending command…", in the place where the answer will stand. */
export function pendingNote(bot: LocalUser, { by, command }: { by: LocalUser; command: string }): HTMLLIElement {
  const sending = element("div", { class: "thinking" }, drawDots(), "Sending command…");
  return note("pending", bot, { used: drawUsed(by, command), body: [sending], dismissable: false });
}

/** What Discord shows when a command got no answer. */
export function failureNote(
  bot: LocalUser,
  { by, command, text }: { by: LocalUser; command: string | null; text: string },
): HTMLLIElement {
  const failure = element("p", { class: "failure", role: "alert" }, icon("alert", 18), text);
  return note("ephemeral", bot, { used: command ? drawUsed(by, command) : null, body: [failure], dismissable: true });
}

/** A word from the sandbox itself about what was typed: no message, and nobody's. */
export function quietNote(...words: readonly Child[]): HTMLLIElement {
  const dismiss = element("button", { type: "button", class: "text-link" }, "Dismiss");
  const drawn = element("li", { class: "message quiet" }, icon("alert", 18), element("p", {}, ...words, dismiss));
  dismiss.addEventListener("click", () => drawn.remove());
  return drawn;
}

function note(
  className: string,
  author: LocalUser,
  { used, body, dismissable }: { used: HTMLElement | null; body: readonly Node[]; dismissable: boolean },
): HTMLLIElement {
  const content = element("div", { class: "message-body" }, drawByline(author, new Date().toISOString()), ...body);
  const drawn = element("li", { class: `message note ${className}` }, used, avatar(author, 40), content);
  if (dismissable) content.append(drawOnlyYou(() => drawn.remove()));
  return drawn;
}
