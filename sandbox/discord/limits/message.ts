import { checkComponents } from "./components.ts";
import { checkEmbeds } from "./embeds.ts";
import type { Field } from "./field.ts";

/** The IS_COMPONENTS_V2 flag. */
export const COMPONENTS_V2 = 1 << 15;
export const MAX_FILES = 10;

/** The part of an upload that the rules look at. */
export interface UploadName {
  /** The form field, "files[0]" to "files[9]". */
  readonly field: string;
  readonly filename: string;
}

export interface MessageSurroundings {
  readonly uploads: readonly UploadName[];
  /** Names of files the message holds already; null when they cannot be known. */
  readonly keptNames: ReadonlySet<string> | null;
  /** The message carries IS_COMPONENTS_V2 already: it cannot be taken back. */
  readonly wasV2?: boolean;
}

/** Checks what a message body may hold by the documentation, beyond the mere types. */
export function checkMessage(body: Field, { uploads, keptNames, wasV2 = false }: MessageSurroundings): void {
  const flags = typeof body.at("flags").value === "number" ? Number(body.at("flags").value) : 0;
  const isV2 = wasV2 || (flags & COMPONENTS_V2) !== 0;
  const fileNames = keptNames && new Set([...keptNames, ...uploads.map((upload) => upload.filename)]);

  body.object();
  body.at("content").text({ max: 2000 });
  checkEmbeds(body.at("embeds"), fileNames);
  checkComponents(body.at("components"), { isV2, fileNames });
  if (isV2) refuseLegacyContent(body);
  checkFiles(body, uploads);
  checkMentions(body.at("allowed_mentions"));
}

/** True when a new message would show nothing at all, which Discord answers with 50006. */
export function isEmptyMessage(body: Field, uploads: readonly UploadName[]): boolean {
  const lists = ["components", "sticker_ids"].map((key) => body.at(key).value);
  const embeds = body.at("embeds").value;
  return (
    uploads.length === 0 &&
    (typeof body.at("content").value !== "string" || String(body.at("content").value).trim() === "") &&
    lists.every((list) => !Array.isArray(list) || list.length === 0) &&
    (!Array.isArray(embeds) || embeds.every((embed: unknown) => Object.keys(embed ?? {}).length === 0)) &&
    body.at("poll").isAbsent &&
    body.at("message_reference").at("type").value !== 1
  );
}

function refuseLegacyContent(body: Field): void {
  for (const key of ["content", "embeds", "poll", "sticker_ids"]) {
    const { value } = body.at(key);
    const isUsed = Array.isArray(value) ? value.length > 0 : Boolean(value);
    if (isUsed)
      body
        .at(key)
        .refuse(
          "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
          `The '${key}' field cannot be used with components V2`,
        );
  }
}

/** A new file is listed under the number of its part, a kept one under its own long id. */
function checkFiles(body: Field, uploads: readonly UploadName[]): void {
  if (uploads.length > MAX_FILES)
    body.at("files").refuse("BASE_TYPE_MAX_LENGTH", `Must be ${MAX_FILES} or fewer in length.`);
  const parts = new Set(uploads.map((upload) => upload.field));
  for (const part of parts)
    if (!/^files\[\d\]$/.test(part))
      body.at(part).refuse("FILE_PART_NAME", "File parts are named files[0] to files[9]");
  for (const attachment of body.at("attachments").list({ max: MAX_FILES })) {
    const id = String(attachment.at("id").value);
    attachment.at("description").text({ max: 1024 });
    if (/^\d$/.test(id) && !parts.has(`files[${id}]`))
      attachment.at("id").refuse("ATTACHMENT_NOT_FOUND", `There is no part files[${id}]`);
  }
}

function checkMentions(mentions: Field): void {
  const parsed = mentions.at("parse").value;
  for (const kind of ["users", "roles"]) {
    const listed = mentions.at(kind).value;
    if (Array.isArray(listed) && listed.length > 0 && Array.isArray(parsed) && parsed.includes(kind))
      mentions
        .at("parse")
        .refuse(
          "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
          `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
        );
  }
}
