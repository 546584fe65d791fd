import type { LocalChannel, LocalUser } from "../../discord/userSide.ts";
import { avatar } from "./avatar.ts";
import { element } from "./element.ts";
import { icon } from "./icon.ts";

/** The top of a channel: what it is and, while it is empty, what to do in it. */
export function drawChannelStart(
  channel: LocalChannel,
  { bot, examples, tryOut }: { bot: LocalUser; examples: readonly string[]; tryOut: (line: string) => void },
): HTMLLIElement {
  const direct = channel.kind === "dm";
  const face = direct ? avatar(bot, 80) : element("span", { class: "start-icon" }, icon("hash", 44));
  const title = direct ? bot.name : `Welcome to #${channel.name}!`;
  const about = direct
    ? `This is the beginning of your direct messages with ${bot.name}.`
    : `This is the start of the #${channel.name} channel.`;
  const buttons = examples.map((line) => {
    const button = element("button", { type: "button", class: "try" }, line);
    button.addEventListener("click", () => tryOut(line));
    return button;
  });
  const key = element("kbd", {}, "/");
  const hint = element("p", { class: "hint" }, "Type ", key, " to see the commands.");
  if (buttons.length > 0) hint.append(" Try ", ...buttons);
  return element("li", { class: "start" }, face, element("h2", {}, title), element("p", {}, about), hint);
}
