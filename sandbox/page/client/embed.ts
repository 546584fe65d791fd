import type { APIAttachment, APIEmbed, APIEmbedField, APIEmbedImage } from "discord.js";
import { element } from "./element.ts";
import { fieldSpans } from "./fieldGrid.ts";
import { parseInline } from "./inline.ts";
import type { Nameable } from "./optionValue.ts";
import { picture } from "./picture.ts";
import { ELSEWHERE, line, prose } from "./prose.ts";
import { formatMessageTime } from "./timestamp.ts";

/** Draws one embed. `attachments` are searched for the description of the embed's picture. */
export function drawEmbed(embed: APIEmbed, attachments: readonly APIAttachment[], nameable: Nameable): HTMLElement {
  const drawn = element("article", { class: "embed" });
  if (embed.color !== undefined) {
    drawn.style.setProperty("--bar", `#${embed.color.toString(16).padStart(6, "0")}`);
  }
  const { author, title, url, description, fields, image, thumbnail } = embed;
  const text = element("div", { class: "embed-text" });
  if (author) text.append(element("div", { class: "embed-author" }, linked(author.name, author.url)));
  if (title) {
    const titled = element("div", { class: "embed-title" });
    titled.append(...(url ? [linked(title, url)] : line(parseInline(title), nameable)));
    text.append(titled);
  }
  if (description) text.append(prose(description, "embed-description", nameable));
  if (fields && fields.length > 0) text.append(drawFields(fields, nameable));
  if (text.hasChildNodes() || thumbnail) drawn.append(text);
  if (thumbnail) {
    drawn.classList.add("has-thumbnail");
    drawn.append(picture(sized(thumbnail, altText(thumbnail, embed, attachments)), "embed-thumbnail"));
  }
  if (image) drawn.append(picture(sized(image, altText(image, embed, attachments)), "embed-image"));
  const footer = drawFooter(embed);
  if (footer) drawn.append(footer);
  return drawn;
}

function drawFields(fields: readonly APIEmbedField[], nameable: Nameable): HTMLElement {
  const grid = element("div", { class: "embed-fields" });
  const spans = fieldSpans(fields);
  fields.forEach((field, index) => {
    const { from, to } = spans[index] ?? { from: 1, to: 13 };
    const name = element("div", { class: "embed-field-name" }, ...line(parseInline(field.name), nameable));
    const cell = element("div", { class: "embed-field" }, name, prose(field.value, "embed-field-value", nameable));
    if (field.inline) cell.classList.add("inline");
    cell.style.setProperty("--from", String(from));
    cell.style.setProperty("--to", String(to));
    grid.append(cell);
  });
  return grid;
}

function drawFooter({ footer, timestamp }: APIEmbed): HTMLElement | null {
  if (!footer && !timestamp) return null;
  const drawn = element("div", { class: "embed-footer" });
  if (footer) drawn.append(element("span", {}, footer.text));
  if (timestamp) {
    const date = new Date(timestamp);
    if (footer) drawn.append(" • ");
    drawn.append(element("time", { datetime: timestamp }, formatMessageTime(date, { now: new Date() })));
  }
  return drawn;
}

function linked(text: string, url: string | undefined): Node {
  return url && /^https?:/.test(url) ? element("a", { href: url, ...ELSEWHERE }, text) : document.createTextNode(text);
}

function sized(image: APIEmbedImage, alt: string) {
  const { url, width, height } = image;
  return { url, alt, ...(width && height ? { width, height } : {}) };
}

/** Discord leaves the attachment an embed shows out of the message, so its description may have to come from there. */
function altText(image: APIEmbedImage, embed: APIEmbed, attachments: readonly APIAttachment[]): string {
  const name = fileName(image.url);
  const same = attachments.find(({ url, filename }) => url === image.url || filename === name);
  return image.description ?? same?.description ?? embed.title ?? name;
}

function fileName(url: string): string {
  return decodeURIComponent(URL.parse(url)?.pathname.split("/").at(-1) ?? "");
}
