import type { APIAttachment } from "discord.js";
import { element } from "./element.ts";
import { icon } from "./icon.ts";
import { picture } from "./picture.ts";
import { ELSEWHERE } from "./prose.ts";

/** A picture below the message, or a card with a link to the file. */
export function drawAttachment(attachment: APIAttachment): HTMLElement {
  const { url, filename, width, height, description } = attachment;
  if (attachment.content_type?.startsWith("image/")) {
    const size = width && height ? { width, height } : {};
    return picture({ url, alt: description ?? filename, ...size }, "attached-picture");
  }
  const link = element("a", { class: "file-name", href: url, download: filename, ...ELSEWHERE }, filename);
  const download = element("a", { class: "file-download", href: url, download: filename, ...ELSEWHERE });
  download.setAttribute("aria-label", `Download ${filename}`);
  download.append(icon("download"));
  const size = element("span", { class: "file-size" }, formatBytes(attachment.size));
  return element("div", { class: "file" }, icon("file", 28), element("div", {}, link, size), download);
}

function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(2)} MB`;
}
