import type { APIMessage } from "discord.js";
import { apiError } from "./apiError.ts";
import type { Cdn, StoredFile, Upload } from "./attachments.ts";
import { checkedEdit, checkedNew, keptFiles, type Draft, type MessageBody } from "./draft.ts";
import type { Events } from "./events.ts";
import { COMPONENTS_V2 } from "./limits/message.ts";
import { renderComponents, renderEmbeds } from "./rendering.ts";
import type { World, WorldChannel } from "./world.ts";

export const EPHEMERAL = 1 << 6;
/** "GexBot is thinking…" */
export const LOADING = 1 << 7;
const INTENT_GUILD_MESSAGES = 1 << 9;
const INTENT_DIRECT_MESSAGES = 1 << 12;

export interface StoredMessage {
  message: APIMessage;
  files: readonly StoredFile[];
  /** The one user who sees an ephemeral message; null: everyone in the channel. */
  readonly visibleTo: string | null;
  dismissed: boolean;
  /** Deleted; a nonce may still name it. */
  removed: boolean;
}

export interface Messages {
  /**
   * Stores a message of the bot and tells everyone who may see it.
   * @throws {ApiError} 50035 or 50006 when the body breaks a documented limit
   */
  create(channel: WorldChannel, draft: Draft, options?: CreateOptions): StoredMessage;
  /** @throws {ApiError} like `create` */
  edit(stored: StoredMessage, draft: Draft): StoredMessage;
  remove(stored: StoredMessage): void;
  dismiss(stored: StoredMessage): void;
  find(messageId: string): StoredMessage | null;
  /** Oldest first, ephemeral ones included. */
  list(channelId: string): readonly StoredMessage[];
}

export interface CreateOptions {
  readonly visibleTo?: string | null;
  /** Fields of the message beyond those of every message. */
  readonly extra?: Partial<APIMessage>;
  /** The reply to a defer: empty for now. */
  readonly isLoading?: boolean;
}

interface Deps {
  readonly world: World;
  readonly cdn: Cdn;
  readonly events: Events;
  readonly dispatch: (event: string, data: unknown, intent: number) => void;
  readonly now: () => number;
  readonly keptPerChannel: number;
  readonly nonceMs: number;
}

/** Keeps the last messages of each channel with their files; older ones are forgotten. */
export function createMessages({ world, cdn, events, dispatch, now, keptPerChannel, nonceMs }: Deps): Messages {
  const byId = new Map<string, StoredMessage>();
  const byChannel = new Map<string, Map<string, StoredMessage>>();
  /** In the order they came. */
  const byNonce = new Map<string, StoredMessage>();

  function announce(event: "MESSAGE_CREATE" | "MESSAGE_UPDATE", stored: StoredMessage): void {
    const { message, visibleTo } = stored;
    if (!stored.dismissed) events.emit("message", { message, visibleTo });
    const channel = world.channels.get(message.channel_id);
    if (visibleTo !== null || !channel) return;
    if (channel.kind === "guild") dispatch(event, { ...message, guild_id: channel.guildId }, INTENT_GUILD_MESSAGES);
    else dispatch(event, message, INTENT_DIRECT_MESSAGES);
  }

  function forget({ message, files }: StoredMessage): void {
    byId.delete(message.id);
    byChannel.get(message.channel_id)?.delete(message.id);
    for (const file of files) cdn.drop(file);
  }

  function remember(stored: StoredMessage): void {
    const { id, channel_id } = stored.message;
    const channel = byChannel.get(channel_id) ?? new Map<string, StoredMessage>();
    byChannel.set(channel_id, channel.set(id, stored));
    byId.set(id, stored);
    const [oldest] = channel.values();
    if (channel.size > keptPerChannel && oldest) forget(oldest);
  }

  function storeUploads(channelId: string, body: MessageBody, uploads: readonly Upload[]): StoredFile[] {
    return uploads.map((upload) => {
      const part = /\d+/.exec(upload.field)?.[0];
      const listed = body.attachments?.find(({ id }) => String(id) === part);
      return cdn.store(channelId, upload, { description: listed?.description });
    });
  }

  /**
   * The author's message with this nonce, in whatever channel it is.
   * @throws {ApiError} 10008 when it was deleted
   */
  function repeatedNonce({ nonce, enforce_nonce }: MessageBody): StoredMessage | undefined {
    for (const [old, { message }] of byNonce) {
      if (now() - Date.parse(message.timestamp) < nonceMs) break;
      byNonce.delete(old);
    }
    const first = enforce_nonce && nonce !== undefined ? byNonce.get(String(nonce)) : undefined;
    if (first?.removed) throw apiError(10008);
    return first;
  }

  return {
    create(channel, draft, { visibleTo = null, extra = {}, isLoading = false } = {}) {
      const body = isLoading ? (draft.body as MessageBody) : checkedNew(draft);
      const first = repeatedNonce(body);
      if (first) return first;
      const files = storeUploads(channel.id, body, draft.uploads);
      const embeds = renderEmbeds(body.embeds ?? [], files);
      const components = renderComponents(body.components ?? [], files);
      const message: APIMessage = {
        id: world.nextId(),
        channel_id: channel.id,
        type: 0,
        content: body.content?.trim() ?? "",
        author: world.bot.profile,
        attachments: listedAttachments(files),
        embeds,
        components,
        mentions: [],
        mention_roles: [],
        mention_everyone: false,
        pinned: false,
        tts: body.tts ?? false,
        timestamp: new Date(now()).toISOString(),
        edited_timestamp: null,
        flags: visibleTo === null ? (body.flags ?? 0) & ~EPHEMERAL : (body.flags ?? 0),
        ...(body.nonce === undefined ? {} : { nonce: body.nonce }),
        ...extra,
      };
      const stored: StoredMessage = { message, files, visibleTo, dismissed: false, removed: false };
      remember(stored);
      if (body.nonce !== undefined) byNonce.set(String(body.nonce), stored);
      if (visibleTo === null) channel.lastMessageId = message.id;
      announce("MESSAGE_CREATE", stored);
      return stored;
    },
    edit(stored, draft) {
      const before = stored.message;
      const body = checkedEdit(draft, stored);
      const kept = keptFiles(stored, body);
      const files = [...kept, ...storeUploads(before.channel_id, body, draft.uploads)];
      for (const file of files) file.shown = false;
      const flags = before.flags ?? 0;
      // Rendering anew what was not replaced finds its files again by their address.
      const embeds = renderEmbeds(body.embeds === undefined ? before.embeds : (body.embeds ?? []), files);
      const components = renderComponents(
        body.components === undefined ? (before.components ?? []) : (body.components ?? []),
        files,
      );
      stored.message = {
        ...before,
        content: body.content === undefined ? before.content : (body.content?.trim() ?? ""),
        embeds,
        components,
        attachments: listedAttachments(files),
        flags: editedFlags(flags, body.flags ?? flags),
        edited_timestamp: flags & LOADING ? null : new Date(now()).toISOString(),
      };
      for (const file of stored.files) if (!files.includes(file)) cdn.drop(file);
      stored.files = files;
      announce("MESSAGE_UPDATE", stored);
      return stored;
    },
    remove(stored) {
      stored.removed = true;
      forget(stored);
      events.emit("deleted", { channelId: stored.message.channel_id, messageId: stored.message.id });
    },
    dismiss(stored) {
      stored.dismissed = true;
      events.emit("deleted", { channelId: stored.message.channel_id, messageId: stored.message.id });
    },
    find: (messageId) => byId.get(messageId) ?? null,
    list: (channelId) => [...(byChannel.get(channelId)?.values() ?? [])],
  };
}

/** Who sees a message and its components version are settled when it is made. */
function editedFlags(before: number, wanted: number): number {
  return (before & (EPHEMERAL | COMPONENTS_V2)) | (wanted & ~(EPHEMERAL | LOADING));
}

function listedAttachments(files: readonly StoredFile[]): APIMessage["attachments"] {
  return files.filter((file) => !file.shown).map((file) => file.attachment);
}
