import { apiError } from "../apiError.ts";
import type { Messages, StoredMessage } from "../messages.ts";
import { apiChannel } from "../payloads.ts";
import type { Call, Route } from "../router.ts";
import { PERMISSION } from "../permissions.ts";
import type { World, WorldChannel } from "../world.ts";

const DEFAULT_PAGE = 50;
const MOST_PER_PAGE = 100;

interface Deps {
  readonly world: World;
  readonly messages: Messages;
}

/** Channels and the messages the bot sends there by itself. */
export function channelRoutes({ world, messages }: Deps): Route[] {
  const channelOf = ({ param }: Call): WorldChannel => {
    const channel = world.channels.get(param("channel"));
    if (!channel || (channel.kind === "guild" && !world.hasBot(channel.guildId))) throw apiError(10003);
    if (isDenied(channel, PERMISSION.viewChannel)) throw apiError(50001);
    return channel;
  };

  const messageOf = (call: Call): StoredMessage => {
    const stored = messages.find(call.param("message"));
    if (!stored || stored.visibleTo !== null || stored.message.channel_id !== channelOf(call).id) throw apiError(10008);
    return stored;
  };

  const writable = (call: Call): WorldChannel => {
    const channel = channelOf(call);
    if (isDenied(channel, PERMISSION.sendMessages)) throw apiError(50013);
    if (isDenied(channel, PERMISSION.attachFiles) && call.uploads.length > 0) throw apiError(50013);
    if (isDenied(channel, PERMISSION.embedLinks) && hasEmbeds(call.body)) throw apiError(50013);
    if (channel.kind === "dm") {
      if (world.users.get(channel.recipientId)?.dms === "closed") throw apiError(50007);
      if (!world.sharesGuildWithBot(channel.recipientId)) throw apiError(50278);
    }
    return channel;
  };

  return [
    { name: "GET /channels/:channel", answer: (call) => apiChannel(channelOf(call), world) },
    { name: "POST /channels/:channel/typing", answer: (call) => void writable(call) },
    {
      name: "GET /channels/:channel/messages",
      answer: (call) => {
        const channel = channelOf(call);
        // No refusal: Discord shows an empty channel to who may not read its history.
        if (isDenied(channel, PERMISSION.readMessageHistory)) return [];
        const limit = Math.min(Number(call.query.get("limit") ?? DEFAULT_PAGE), MOST_PER_PAGE);
        const after = call.query.get("after");
        const before = call.query.get("before");
        const listed = messages
          .list(channel.id)
          .filter(({ visibleTo, message: { id } }) => visibleTo === null && isBetween(id, after, before));
        // Newest first; after an id, the ones that follow it most closely.
        return (after === null ? listed.slice(-limit) : listed.slice(0, limit)).toReversed().map(read);
      },
    },
    { name: "POST /channels/:channel/messages", answer: (call) => messages.create(writable(call), call).message },
    { name: "GET /channels/:channel/messages/:message", answer: (call) => read(messageOf(call)) },
    {
      name: "PATCH /channels/:channel/messages/:message",
      answer: (call) => messages.edit(messageOf(call), call).message,
    },
    { name: "DELETE /channels/:channel/messages/:message", answer: (call) => messages.remove(messageOf(call)) },
  ];
}

const isDenied = (channel: WorldChannel, permission: bigint): boolean =>
  channel.kind === "guild" && (channel.denied & permission) !== 0n;

const hasEmbeds = (body: unknown): boolean =>
  ((body as { embeds?: readonly unknown[] } | undefined)?.embeds?.length ?? 0) > 0;

/** A message as it is read later: its nonce is told only to who sends it. */
function read({ message: { nonce: _told, ...message } }: StoredMessage): Omit<StoredMessage["message"], "nonce"> {
  return message;
}

function isBetween(id: string, after: string | null, before: string | null): boolean {
  return (after === null || BigInt(id) > BigInt(after)) && (before === null || BigInt(id) < BigInt(before));
}
