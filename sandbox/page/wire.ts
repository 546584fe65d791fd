import type { APIApplicationCommand, APIMessage } from "discord.js";
import type { LocalChannel, LocalEvents, LocalUser } from "../discord/userSide.ts";

/** Everything the page needs to draw one channel for one user; the answer to GET /state. */
export interface ChannelState {
  readonly banner: string;
  readonly bot: LocalUser;
  readonly users: readonly LocalUser[];
  readonly channels: readonly LocalChannel[];
  readonly channelId: string;
  readonly commands: readonly APIApplicationCommand[];
  readonly messages: readonly APIMessage[];
  /** Null until the gateway session of the bot opened or closed for the first time. */
  readonly online: boolean | null;
}

export type EventName = keyof LocalEvents;
