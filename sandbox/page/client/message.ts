import type { APIMessage } from "discord.js";
import type { LocalUser } from "../../discord/userSide.ts";
import { drawAttachment } from "./attachments.ts";
import { avatar } from "./avatar.ts";
import { drawComponents } from "./components.ts";
import { element } from "./element.ts";
import { drawEmbed } from "./embed.ts";
import { icon } from "./icon.ts";
import type { Nameable } from "./optionValue.ts";
import { prose } from "./prose.ts";
import { formatMessageTime, formatTime } from "./timestamp.ts";
import type { Use } from "./use.ts";

const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;
const SUPPRESS_EMBEDS = 1 << 2;

export interface MessageSurroundings {
  readonly nameable: Nameable;
  /** Directly below a message of the same author: no face and no name again. */
  readonly grouped: boolean;
  /** Which command led to the message, where the message itself does not say. */
  readonly command: string | null;
  readonly use: Use;
  readonly dismiss: () => void;
}

export function isEphemeral(message: APIMessage): boolean {
  return ((message.flags ?? 0) & EPHEMERAL) !== 0;
}

/** Who ran which command to get this message; null if nobody did. */
export function invocationOf(message: APIMessage, command: string | null): { by: string; command: string } | null {
  const { interaction_metadata: metadata, interaction } = message;
  const name = interaction?.name ?? (metadata && "name" in metadata ? String(metadata.name) : command);
  const user = metadata?.user ?? interaction?.user;
  return name && user ? { by: user.id, command: name } : null;
}

export function drawMessage(message: APIMessage, around: MessageSurroundings): HTMLLIElement {
  const author = { id: message.author.id, name: message.author.username, bot: message.author.bot === true };
  const invocation = invocationOf(message, around.command);
  const body = element("div", { class: "message-body" });
  if (!around.grouped || invocation) body.append(drawByline(author, message.timestamp));
  body.append(...drawContent(message, around));
  const face = around.grouped && !invocation ? smallTime(message.timestamp) : avatar(author, 40);
  const drawn = element("li", { class: "message", "data-id": message.id }, face, body);
  if (around.grouped && !invocation) drawn.classList.add("grouped");
  if (isEphemeral(message)) drawn.classList.add("ephemeral");
  const by = invocation && around.nameable.users.find(({ id }) => id === invocation.by);
  if (invocation && by) drawn.prepend(drawUsed(by, invocation.command));
  return drawn;
}

export function drawByline(author: LocalUser, timestamp: string): HTMLElement {
  const date = new Date(timestamp);
  const now = new Date();
  const byline = element("div", { class: "byline" }, element("span", { class: "author" }, author.name));
  if (author.bot) byline.append(element("span", { class: "app-tag" }, "APP"));
  byline.append(
    element("time", { datetime: timestamp, title: formatTime(date, "F", { now }) }, formatMessageTime(date, { now })),
  );
  return byline;
}

/** "you used /gex", with the line that leads down to the answer's face. */
export function drawUsed(by: LocalUser, command: string): HTMLElement {
  const name = element("span", { class: "used-name" }, by.name);
  return element(
    "div",
    { class: "used" },
    avatar(by, 16),
    name,
    " used ",
    element("span", { class: "mention" }, `/${command}`),
  );
}

export function drawDots(): HTMLElement {
  return element("span", { class: "dots", "aria-hidden": "true" }, element("i"), element("i"), element("i"));
}

/** The line below what only its receiver sees, with the way to be rid of it. */
export function drawOnlyYou(dismiss: () => void): HTMLElement {
  const button = element("button", { type: "button", class: "text-link" }, "Dismiss message");
  button.addEventListener("click", dismiss);
  return element(
    "div",
    { class: "only-you" },
    icon("eye", 16),
    "Only you can see this",
    element("span", {}, "•"),
    button,
  );
}

function drawContent(message: APIMessage, around: MessageSurroundings): readonly Node[] {
  const { nameable } = around;
  if (((message.flags ?? 0) & LOADING) !== 0) {
    const thinking = element("div", { class: "thinking" }, drawDots(), `${message.author.username} is thinking…`);
    return isEphemeral(message) ? [thinking, drawOnlyYou(around.dismiss)] : [thinking];
  }
  const parts: Node[] = [];
  const edited = message.edited_timestamp ? element("span", { class: "edited" }, "(edited)") : null;
  if (message.content) {
    const text = prose(message.content, "content", nameable);
    if (edited) (text.lastElementChild ?? text).append(" ", edited);
    parts.push(text);
  }
  if (((message.flags ?? 0) & SUPPRESS_EMBEDS) === 0) {
    parts.push(...message.embeds.map((embed) => drawEmbed(embed, message.attachments, nameable)));
  }
  const shown = new Set(message.embeds.flatMap(({ image, thumbnail }) => [image?.url, thumbnail?.url]));
  parts.push(...message.attachments.filter(({ url }) => !shown.has(url)).map(drawAttachment));
  const components = drawComponents(message, around.use);
  if (components) parts.push(components);
  if (edited && !message.content) parts.push(edited);
  if (isEphemeral(message)) parts.push(drawOnlyYou(around.dismiss));
  return parts;
}

function smallTime(timestamp: string): HTMLElement {
  const date = new Date(timestamp);
  return element("time", { class: "small-time", datetime: timestamp }, formatTime(date, "t", { now: new Date() }));
}
