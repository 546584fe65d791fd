import { ApplicationCommandOptionType, ChannelType } from "discord.js";
import type { Option } from "./command.ts";

/** A channel somebody chose, and what he himself may do there. */
export interface ChosenChannel {
  readonly id: string;
  readonly inThread: boolean;
  /** Discord's bits; null when it does not say. */
  readonly permissions: bigint | null;
}

const THREADS = [ChannelType.AnnouncementThread, ChannelType.PublicThread, ChannelType.PrivateThread] as const;

/** Where messages can be posted; null: left out. */
export const channelOption: Option<ChosenChannel | null> = {
  json: {
    type: ApplicationCommandOptionType.Channel,
    description: "Where to post (default: this channel)",
    channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement, ...THREADS],
  },
  read(options, name) {
    const channel = options.getChannel(name);
    if (!channel) return null;
    const { id, type, permissions } = channel;
    return {
      id,
      inThread: THREADS.some((thread) => thread === type),
      // Bits where discord.js knows the server, else Discord's own text.
      permissions: typeof permissions === "string" ? BigInt(permissions) : (permissions?.bitfield ?? null),
    };
  },
};
