import type { APIEmbed, APIMessage } from "discord.js";
import { apiError, invalidForm } from "./apiError.ts";
import type { StoredFile, Upload } from "./attachments.ts";
import { createField, type Problem } from "./limits/field.ts";
import { checkMessage, COMPONENTS_V2, isEmptyMessage } from "./limits/message.ts";

/** A message body after its check; the fields this server acts on. */
export interface MessageBody {
  readonly content?: string | null;
  readonly embeds?: readonly APIEmbed[] | null;
  readonly components?: readonly unknown[] | null;
  readonly attachments?: readonly { readonly id: string | number; readonly description?: string | null }[] | null;
  readonly flags?: number | null;
  readonly tts?: boolean;
  readonly nonce?: string | number;
  readonly enforce_nonce?: boolean;
}

/** What a bot wrote: a body nobody has checked, with its files. */
export interface Draft {
  readonly body: unknown;
  readonly uploads: readonly Upload[];
  /** Where the message body stands in the request, for the paths of errors: ["data"] in a callback. */
  readonly at?: readonly string[];
}

/** A message as far as the check of an edit needs it. */
interface Edited {
  readonly message: APIMessage;
  readonly files: readonly StoredFile[];
}

/** @throws {ApiError} 50035 or 50006 */
export function checkedNew({ body, uploads, at = [] }: Draft): MessageBody {
  const problems: Problem[] = [];
  const field = createField(body, problems, at);
  checkMessage(field, { uploads, keptNames: new Set() });
  if (problems.length > 0) throw invalidForm(problems);
  if (isEmptyMessage(field, uploads)) throw apiError(50006);
  return body ?? {};
}

/** @throws {ApiError} 50035, or 50006 when nothing would be left */
export function checkedEdit({ body, uploads, at = [] }: Draft, stored: Edited): MessageBody {
  const problems: Problem[] = [];
  const checked = (body ?? {}) as MessageBody;
  const wasV2 = ((stored.message.flags ?? 0) & COMPONENTS_V2) !== 0;
  const kept = isFileList(checked.attachments ?? []) ? keptFiles(stored, checked) : [];
  const keptNames = new Set(kept.flatMap(({ uploadName, attachment }) => [uploadName, attachment.filename]));
  checkMessage(createField(body, problems, at), { uploads, keptNames, wasV2 });
  if (problems.length > 0) throw invalidForm(problems);

  const { content, embeds, components } = stored.message;
  const after = { content, embeds, components, ...checked };
  if (isEmptyMessage(createField(after, []), uploads) && kept.length === 0) throw apiError(50006);
  return checked;
}

function isFileList(list: unknown): boolean {
  return Array.isArray(list) && list.every((entry) => typeof entry === "object" && entry !== null);
}

/** A given `attachments` names all that shall stay; a file an untouched embed shows stays with its embed. */
export function keptFiles({ files }: Edited, { attachments, embeds }: MessageBody): readonly StoredFile[] {
  if (!attachments) return files;
  const ids = new Set(attachments.map(({ id }) => String(id)));
  return files.filter((file) => ids.has(file.attachment.id) || (file.shown && embeds === undefined));
}
