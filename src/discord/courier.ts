import { DiscordAPIError, HTTPError, RateLimitError, Routes, type APIMessage, type REST } from "discord.js";
import type { Refusal, Sent } from "../context.ts";
import type { Post } from "../views/post.ts";
import { ANYONE, type CustomIds } from "./customIds.ts";
import { toMessage } from "./message.ts";

/** A message to a channel, sent once however often it is sent. */
export interface Parcel {
  readonly channelId: string;
  readonly post: Post;
  /** Who may use its controls; null: everybody. */
  readonly ownerId: string | null;
  /** Discord answers a second message with the same nonce by the first, for a few minutes; at most 25 characters. */
  readonly nonce: string;
  /** Stands in the footer, so that the message can be found again when the nonce is forgotten. */
  readonly marker: string;
}

/** Takes messages to Discord. It tries once; when to try again is not its business. */
export interface Courier {
  send(parcel: Parcel): Promise<Sent>;
  /** The id of our message with this marker since then, ms; null when it is not there; "unknown" when we cannot look. */
  find(channelId: string, marker: string, since: number): Promise<string | null | "unknown">;
}

/** @param rest without retries of its own: a repetition of its own would be one more attempt that nobody counts */
export function createCourier({ rest, ids }: { readonly rest: REST; readonly ids: CustomIds }): Courier {
  return {
    async send({ channelId, post, ownerId, nonce, marker }) {
      const {
        files = [],
        attachments: _none,
        ...message
      } = toMessage(signed(post, marker), { ownerId: ownerId ?? ANYONE, ids });
      const uploads = files as { name: string; description?: string; attachment: Buffer }[];
      try {
        const { id } = (await rest.post(Routes.channelMessages(channelId), {
          body: {
            ...message,
            nonce,
            enforce_nonce: true,
            allowed_mentions: { parse: [] },
            attachments: uploads.map(({ name, description }, i) => ({ id: i, filename: name, description })),
          },
          files: uploads.map(({ name, attachment }) => ({ name, data: attachment })),
        })) as APIMessage;
        return { kind: "sent", messageId: id };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    async find(channelId, marker, since) {
      try {
        const query = new URLSearchParams({ limit: "100", after: snowflakeAt(since) });
        const messages = (await rest.get(Routes.channelMessages(channelId), { query })) as APIMessage[];
        return messages.find(({ embeds }) => embeds.some(({ footer }) => footer?.text.endsWith(marker)))?.id ?? null;
      } catch {
        return "unknown";
      }
    },
  };
}

/** The post with its marker at the end of the last footer. */
function signed(post: Post, marker: string): Post {
  const embeds = post.embeds ?? [];
  const last = embeds.at(-1) ?? {};
  const footer = last.footer ? `${last.footer.text} · ${marker}` : marker;
  return { ...post, embeds: [...embeds.slice(0, -1), { ...last, footer: { ...last.footer, text: footer } }] };
}

const DISCORD_EPOCH = 1_420_070_400_000n;
/** The least id that Discord gave out at that time. */
const snowflakeAt = (ms: number): string => ((BigInt(Math.floor(ms)) - DISCORD_EPOCH) << 22n).toString();

const UNKNOWN_MESSAGE = 10_008;
const REFUSALS: Readonly<Record<number, Refusal>> = {
  50_007: "dm-closed",
  50_278: "no-common-server",
  50_001: "forbidden",
  50_013: "forbidden",
  10_003: "channel-gone",
  20_026: "flagged",
  40_003: "flagged",
};

/** What an error of discord.js says of a message we tried to send. */
export function outcomeOf(error: unknown): Sent {
  if (error instanceof RateLimitError) return { kind: "wait", ms: error.retryAfter };
  if (error instanceof DiscordAPIError) {
    const code = Number(error.code);
    // Only a repetition can hear this of a message it creates: it was sent, and somebody deleted it.
    if (code === UNKNOWN_MESSAGE) return { kind: "sent", messageId: null };
    if (error.status === 401) return { kind: "locked-out" };
    return { kind: "refused", refusal: REFUSALS[code] ?? "invalid", code };
  }
  if (error instanceof HTTPError && error.status < 500)
    return { kind: "refused", refusal: "invalid", code: error.status };
  // discord.js forgets the token for good after one 401.
  if (error instanceof Error && error.message.startsWith("Expected token")) return { kind: "locked-out" };
  return { kind: "unsure", why: error instanceof Error ? error.name : "unknown" };
}
