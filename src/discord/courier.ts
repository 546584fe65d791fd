import { DiscordAPIError, HTTPError, RateLimitError, Routes, type APIMessage, type REST } from "discord.js";
import type { Found, Refusal, Sent } from "../context.ts";
import { LIMITS } from "../views/limits.ts";
import type { Post } from "../views/post.ts";
import { ANYONE, type CustomIds } from "./customIds.ts";
import { toMessage } from "./message.ts";
import { missingIn } from "./permissions.ts";

/** A message to a channel, sent once however often it is sent. */
export interface Parcel {
  readonly channelId: string;
  readonly post: Post;
  /** Who may use its controls; null: everybody. */
  readonly ownerId: string | null;
  /** Discord answers a second message with the same nonce by the first, for a few minutes; at most 25 characters. */
  readonly nonce: string;
  /** Stands in the footer, so that the message can be found again when the nonce is forgotten; null: nobody will look for it. */
  readonly marker: string | null;
}

/** Takes messages to Discord. It tries once; when to try again is not its business. */
export interface Courier {
  send(parcel: Parcel): Promise<Sent>;
  /** Looks for our message with this marker since then, ms. */
  find(channelId: string, marker: string, since: number): Promise<Found>;
}

export interface CourierOptions {
  /** Without retries of its own: a repetition of its own would be one more attempt that nobody counts. */
  readonly rest: REST;
  readonly ids: CustomIds;
  /** After this an answer is given up, to its last byte: discord.js itself waits for the body for ever. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
const PAGE = 100;
/** A channel in which more than this was written since is not read to its end. */
const MOST_PAGES = 10;

export function createCourier({ rest, ids, timeoutMs = TIMEOUT_MS }: CourierOptions): Courier {
  return {
    async send({ channelId, post, ownerId, nonce, marker }) {
      const {
        files = [],
        attachments: _none,
        ...message
      } = toMessage(marker === null ? post : marked(post, marker), { ownerId: ownerId ?? ANYONE, ids });
      const uploads = files as { name: string; description?: string; attachment: Buffer }[];
      try {
        const { id } = (await rest.post(Routes.channelMessages(channelId), {
          body: {
            ...message,
            nonce,
            enforce_nonce: true,
            allowed_mentions: { parse: [] },
            attachments: uploads.map(({ name, description }, i) => ({ id: String(i), filename: name, description })),
          },
          files: uploads.map(({ name, attachment }) => ({ name, data: attachment })),
          signal: AbortSignal.timeout(timeoutMs),
        })) as APIMessage;
        return { kind: "sent", messageId: id };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    async find(channelId, marker, since) {
      try {
        let after = snowflakeAt(since);
        for (let page = 0; page < MOST_PAGES; page += 1) {
          const messages = await read(channelId, after);
          const ours = messages.find(({ embeds }) => embeds.some(({ footer }) => footer?.text.endsWith(marker)));
          if (ours) return { kind: "there", messageId: ours.id };
          if (messages.length < PAGE)
            return (await isReadable(channelId)) ? { kind: "absent" } : { kind: "unreadable" };
          after = messages.reduce((last, { id }) => (BigInt(id) > BigInt(last) ? id : last), after);
        }
        return { kind: "unreadable" };
      } catch (error) {
        return { kind: outcomeOf(error).kind === "refused" ? "unreadable" : "later" };
      }
    },
  };

  async function read(channelId: string, after: string): Promise<APIMessage[]> {
    const query = new URLSearchParams({ limit: String(PAGE), after });
    const signal = AbortSignal.timeout(timeoutMs);
    return (await rest.get(Routes.channelMessages(channelId), { query, signal })) as APIMessage[];
  }

  /** Without this permission Discord shows an empty channel instead of refusing. */
  async function isReadable(channelId: string): Promise<boolean> {
    return !(await missingIn(channelId, rest)).includes("Read Message History");
  }
}

/** The post with its marker at the end of its first footer: the one that stays when a post is too long. */
function marked(post: Post, marker: string): Post {
  const [first = {}, ...others] = post.embeds ?? [];
  const words = first.footer?.text.slice(0, LIMITS.footer - marker.length - SEPARATOR.length);
  const text = words ? `${words}${SEPARATOR}${marker}` : marker;
  return { ...post, embeds: [{ ...first, footer: { ...first.footer, text } }, ...others] };
}

const SEPARATOR = " · ";

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
  if (error instanceof RateLimitError)
    return { kind: "wait", ms: Math.max(0, error.retryAfter), ...(error.global && { all: true }) };
  if (error instanceof DiscordAPIError) {
    const code = Number(error.code);
    // Only a repetition can hear this of a message it creates: it was sent, and somebody deleted it.
    if (code === UNKNOWN_MESSAGE) return { kind: "sent", messageId: null };
    if (error.status === 401) return { kind: "locked-out" };
    // Not Discord's own words but those of something on the way: that says nothing about the message.
    if (Number.isNaN(code)) return { kind: "unsure", why: `status ${error.status}` };
    return { kind: "refused", refusal: REFUSALS[code] ?? "invalid", code };
  }
  if (error instanceof HTTPError && error.status < 500)
    return { kind: "refused", refusal: "invalid", code: error.status };
  // discord.js forgets the token for good after one 401.
  if (error instanceof Error && error.message.startsWith("Expected token")) return { kind: "locked-out" };
  return { kind: "unsure", why: error instanceof Error ? error.name : "unknown" };
}
