import type { APIEmbed, APIMessageTopLevelComponent } from "discord.js";
import type { StoredFile } from "./attachments.ts";
import { COMPONENT, SELECTS } from "./componentType.ts";

type Json = Readonly<Record<string, unknown>>;

const UPLOAD_SCHEME = "attachment://";

/**
 * Returns the embeds as Discord answers them: attachment:// replaced by the address and size of the file, which is marked as shown,
 * texts trimmed, defaults filled in.
 */
export function renderEmbeds(embeds: readonly APIEmbed[], files: readonly StoredFile[]): APIEmbed[] {
  return embeds
    .filter((embed) => Object.keys(embed).length > 0)
    .map((embed) => {
      const rendered: Record<string, unknown> = { type: "rich", ...embed };
      for (const key of ["title", "description"] as const) {
        const text = embed[key];
        if (text !== undefined) rendered[key] = text.trim();
      }
      for (const key of ["image", "thumbnail"] as const) {
        const media = embed[key];
        if (media) rendered[key] = renderImage(media, files);
      }
      if (embed.fields)
        rendered["fields"] = embed.fields.map((field) => ({
          ...field,
          name: field.name.trim(),
          value: field.value.trim(),
          inline: field.inline ?? false,
        }));
      return rendered;
    });
}

/** Returns the components with ids and defaults as Discord answers them, and media addresses resolved. */
export function renderComponents(
  components: readonly unknown[],
  files: readonly StoredFile[],
): APIMessageTopLevelComponent[] {
  let lastId = 0;

  function render(component: Json): Json {
    const { type } = component;
    lastId += 1;
    const inside: Record<string, unknown> = {};
    // A child keeps its place in the numbering: parents come first, as on Discord.
    const id = component["id"] || lastId;
    if (Array.isArray(component["components"])) inside["components"] = (component["components"] as Json[]).map(render);
    if (component["accessory"]) inside["accessory"] = render(component["accessory"] as Json);
    if (Array.isArray(component["items"]))
      inside["items"] = (component["items"] as Json[]).map((item) => ({
        description: null,
        spoiler: false,
        ...item,
        media: renderMedia(item["media"] as Json, files),
      }));
    for (const key of ["media", "file"]) if (component[key]) inside[key] = renderMedia(component[key] as Json, files);
    return { ...defaultsOf(type), ...component, id, ...inside };
  }

  return components.map((component) => render(component as Json)) as unknown as APIMessageTopLevelComponent[];
}

function defaultsOf(type: unknown): Json {
  if (type === COMPONENT.button) return { disabled: false };
  if (SELECTS.includes(type)) return { min_values: 1, max_values: 1, disabled: false };
  if (type === COMPONENT.container) return { spoiler: false, accent_color: null };
  if (type === COMPONENT.separator) return { divider: true, spacing: 1 };
  if (type === COMPONENT.thumbnail) return { spoiler: false, description: null };
  if (type === COMPONENT.file) return { spoiler: false };
  return {};
}

function renderImage(media: { readonly url: string }, files: readonly StoredFile[]): Json {
  const file = show(media.url, files);
  if (!file) return { ...media, proxy_url: media.url };
  const { url, proxy_url, width, height, content_type } = file.attachment;
  return { url, proxy_url, width: width ?? 0, height: height ?? 0, content_type, flags: 0 };
}

function renderMedia(media: Json, files: readonly StoredFile[]): Json {
  const address = String(media["url"]);
  const file = show(address, files);
  if (!file) return { id: "0", url: address, proxy_url: address };
  const { id, url, proxy_url, width, height, content_type } = file.attachment;
  return { id, url, proxy_url, width: width ?? 0, height: height ?? 0, content_type, attachment_id: id };
}

/** Finds the file by its upload name, its stored name or its address (a bot may send back what it has read). */
function show(address: string, files: readonly StoredFile[]): StoredFile | null {
  const name = address.startsWith(UPLOAD_SCHEME) ? address.slice(UPLOAD_SCHEME.length) : null;
  // The newest first: an edit may upload a file under the name of one that is kept.
  const file = files.findLast(({ attachment, uploadName }) =>
    name === null ? attachment.url === address : uploadName === name || attachment.filename === name,
  );
  if (file) file.shown = true;
  return file ?? null;
}
