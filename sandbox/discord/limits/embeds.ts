import { charactersOf, type Field } from "./field.ts";

/** Characters over title, description, fields, footer and author of all embeds of one message. */
const MAX_TOTAL = 6000;
const UPLOAD_SCHEME = "attachment://";

/**
 * Checks the embeds of one message against the documented Embed Limits.
 * `fileNames` are the files that attachment:// may name; null when they cannot be known here.
 */
export function checkEmbeds(embeds: Field, fileNames: ReadonlySet<string> | null): void {
  let total = 0;
  for (const embed of embeds.list({ max: 10 })) {
    const texts = [
      embed.at("title").text({ max: 256 }),
      embed.at("description").text({ max: 4096 }),
      embed.at("footer").at("text").text({ max: 2048 }),
      embed.at("author").at("name").text({ max: 256 }),
    ];
    for (const field of embed.at("fields").list({ max: 25 })) {
      field.at("name").require();
      field.at("value").require();
      texts.push(field.at("name").text({ max: 256 }), field.at("value").text({ max: 1024 }));
    }
    total += texts.reduce((sum, text) => sum + charactersOf(text), 0);

    embed.at("color").integer({ min: 0, max: 0xffffff });
    checkTimestamp(embed.at("timestamp"));
    checkLink(embed.at("url"));
    for (const holder of ["image", "thumbnail", "author", "footer"]) embed.at(holder).object();
    for (const holder of ["image", "thumbnail"]) {
      if (!embed.at(holder).isAbsent) embed.at(holder).at("url").require();
      checkMedia(embed.at(holder).at("url"), fileNames);
    }
    for (const holder of ["author", "footer"]) checkMedia(embed.at(holder).at("icon_url"), fileNames);
  }
  if (total > MAX_TOTAL)
    embeds.refuse("MAX_EMBED_SIZE_EXCEEDED", `Embed size exceeds maximum size of ${MAX_TOTAL} (${total} given)`);
}

/** A link as people follow it: http, https, or into the Discord app. */
export function checkLink(url: Field): void {
  const scheme = schemeOf(url);
  if (scheme !== null && !["http:", "https:", "discord:"].includes(scheme))
    url.refuse(
      "URL_TYPE_INVALID_SCHEME",
      `Scheme "${scheme.slice(0, -1)}" must be one of ('http', 'https', 'discord').`,
    );
}

/** A picture or file: an upload of the same message by name, or an address. */
export function checkMedia(url: Field, fileNames: ReadonlySet<string> | null): void {
  if (typeof url.value === "string" && url.value.startsWith(UPLOAD_SCHEME)) {
    const name = url.value.slice(UPLOAD_SCHEME.length);
    if (fileNames && !fileNames.has(name))
      url.refuse("ATTACHMENT_NOT_FOUND", `${url.value} names no file of this message`);
    return;
  }
  const scheme = schemeOf(url);
  if (scheme !== null && !["http:", "https:"].includes(scheme))
    url.refuse("URL_TYPE_INVALID_SCHEME", `Scheme "${scheme.slice(0, -1)}" must be one of ('http', 'https').`);
}

function schemeOf(url: Field): string | null {
  if (url.isAbsent) return null;
  const parsed = typeof url.value === "string" ? URL.parse(url.value) : null;
  if (!parsed) url.refuse("URL_TYPE_INVALID_URL", "Not a well formed URL.");
  return parsed?.protocol ?? null;
}

function checkTimestamp(timestamp: Field): void {
  if (timestamp.isAbsent) return;
  if (typeof timestamp.value !== "string" || Number.isNaN(Date.parse(timestamp.value)))
    timestamp.refuse("DATE_TIME_TYPE_PARSE", `Could not parse ${String(timestamp.value)}. Should be ISO8601.`);
}
