import { monthDay } from "./format.ts";
import type { Post } from "./post.ts";
import { slotName } from "./universe/slotName.ts";

export interface MissedSlot {
  /** YYYY-MM-DD on the calendar of the zone. */
  readonly date: string;
  readonly time: string;
  readonly zone: string;
}

const GREY = 0x8b949e;

/** Said in the channel instead of a post that would have come too late. */
export const missedPost = ({ date, time, zone }: MissedSlot): Post => ({
  embeds: [
    {
      color: GREY,
      title: "A dashboard was left out",
      description: `The post of ${monthDay(date)}, ${slotName(time, zone)}, could not be sent in time: the bot was not running or could not reach Discord. Old numbers under a new date would mislead, so it is not made up for. \`/dashboard now\` shows the present ones, \`/dashboard show\` when the next post comes.`,
      footer: { text: "gexcord" },
    },
  ],
});
