import { checkChoice, checkCommand, checkCommands } from "../../../sandbox/discord/limits/commands.ts";
import { createField, type Field, type Problem } from "../../../sandbox/discord/limits/field.ts";
import { checkMessage, isEmptyMessage, type UploadName } from "../../../sandbox/discord/limits/message.ts";
import { checkModal } from "../../../sandbox/discord/limits/modal.ts";
import type { MatchedOperation } from "./openApi.ts";

const CALLBACK = { message: 4, update: 7, choices: 8, modal: 9 } as const;
/** An id of this length is that of a file the message holds already; new ones are numbered from 0. */
const SHORT_ID = 2;

/** Returns what breaks the limits that only the documentation states, as "/data/embeds/0/title Must be …". */
export function documentedLimits(
  { path, method }: MatchedOperation,
  body: unknown,
  { uploads }: { readonly uploads: readonly UploadName[] },
): string[] {
  const problems: Problem[] = [];
  const root = createField(body, problems);

  if (path.endsWith("/commands") && method === "put") checkCommands(root, path.includes("/guilds/"));
  else if (/\/commands(\/|$)/.test(path)) checkCommand(root, path.includes("/guilds/"));
  else if (path.endsWith("/callback")) checkCallback(root);
  else if (/\/messages(\/|$)|^\/webhooks\/[^/]+\/[^/]+$/.test(path)) checkBody(root, method === "patch");
  return problems.map((problem) => `/${problem.path.join("/")} ${problem.message}`);

  function checkCallback(callback: Field): void {
    const data = callback.at("data");
    switch (callback.at("type").value) {
      case CALLBACK.message:
        return checkBody(data, false);
      case CALLBACK.update:
        return checkBody(data, true);
      case CALLBACK.choices:
        return data.at("choices").list({ max: 25 }).forEach(checkChoice);
      case CALLBACK.modal:
        return checkModal(data);
    }
  }

  function checkBody(message: Field, isEdit: boolean): void {
    checkMessage(message, { uploads, keptNames: isEdit && keepsFiles(message) ? null : new Set() });
    if (!isEdit && isEmptyMessage(message, uploads)) message.refuse("EMPTY", "Cannot send an empty message");
  }
}

/** An edit keeps the files of the message unless it lists all that shall stay. Which they are, the request does not tell. */
function keepsFiles(message: Field): boolean {
  const attachments = message.at("attachments");
  return (
    attachments.isAbsent ||
    attachments.list({ max: 10 }).some((entry) => String(entry.at("id").value).length > SHORT_ID)
  );
}
