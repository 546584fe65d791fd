import type { AppContext } from "../context.ts";
import { DEFAULT_UNIVERSE, UNIVERSE_LIMIT } from "../engine/lists.ts";
import type { Ticker } from "../engine/ticker.ts";
import { UserError } from "../errors.ts";
import { channelName, dashboardSetPost, TEST_POST_LINE } from "../views/orders/dashboard.ts";
import { CHANNEL_REFUSED, notSentWords } from "../views/orders/notSent.ts";
import { dashboardPost } from "../views/universe/dashboard.ts";
import { managedServerOf, mayWrite } from "./admin.ts";
import { channelOption, type ChosenChannel } from "./channelOption.ts";
import { definePart, type Caller } from "./command.ts";
import { rememberFirst } from "./firstLetter.ts";
import { daysOption, timesOption, zoneOption } from "./letterOptions.ts";
import { symbolsOption } from "./symbolsOption.ts";
import { readUniverse } from "./universeReply.ts";

/** A quarter of an hour after the opening bell, when the first quotes of the day have come through the delayed feed. */
const USUAL = { symbols: DEFAULT_UNIVERSE, times: ["09:45"], zone: "America/New_York", days: "trading" } as const;

export const setup = definePart({
  name: "setup",
  description: "Post the dashboard every day, beginning with a test post; needs Manage Server",
  options: {
    channel: channelOption,
    symbols: symbolsOption({ description: "Up to 50 symbols (default: ten that many trade)", required: false }),
    times: timesOption,
    zone: zoneOption,
    days: daysOption,
  },
  async run(chosen, ctx, caller) {
    const { store, door, now } = ctx;
    const guildId = managedServerOf(caller);
    const { userId } = caller;
    const channelId = await writableChannel(chosen.channel ?? hereOf(caller), { guildId, ctx });
    // What is left out stays as it was.
    const before = (await store.dashboards.of(guildId)) ?? USUAL;
    const settings = {
      guildId,
      channelId,
      userId,
      symbols: chosen.symbols.length > 0 ? fitting(chosen.symbols) : before.symbols,
      times: chosen.times ?? before.times,
      zone: chosen.zone ?? before.zone,
      days: chosen.days ?? before.days,
    };
    const letter = { kind: "dashboard", guildId } as const;
    const input = await readUniverse({ symbols: settings.symbols, name: "test post", letter }, ctx, caller);
    const { content = "", ...post } = dashboardPost(input);
    const sent = await door.post({ channelId, ownerId: null }, { ...post, content: `${TEST_POST_LINE}\n${content}` });
    if (sent.kind !== "sent") throw new UserError(`${notSentWords(sent, CHANNEL_REFUSED, now())} Nothing was saved.`);
    await store.transaction(async (tx) => {
      await tx.dashboards.set(settings);
      await rememberFirst({ letter, channelId, messageId: sent.messageId, input }, tx);
    });
    return dashboardSetPost(settings, now());
  },
});

const hereOf = ({ channelId, permissions, inThread = false }: Caller): ChosenChannel => ({
  id: channelId,
  permissions,
  inThread,
});

/** The channel's id, if both the caller and the bot may write there: nobody speaks through the bot where he may not himself. */
async function writableChannel(
  { id, permissions, inThread }: ChosenChannel,
  { guildId, ctx: { door } }: { readonly guildId: string; readonly ctx: AppContext },
): Promise<string> {
  if (!mayWrite(permissions, { inThread }))
    throw new UserError("You may not write in that channel yourself, so I post nothing there. Nothing was saved.");
  const missing = await door.missingPermissions(id, guildId);
  if (missing.length > 0)
    throw new UserError(
      `I lack ${missing.join(", ")} in ${channelName(id)}. Grant me that in the channel's permissions, then run \`/dashboard setup\` again. Nothing was saved.`,
    );
  return id;
}

function fitting(symbols: readonly Ticker[]): readonly Ticker[] {
  if (symbols.length > UNIVERSE_LIMIT)
    throw new UserError(`A dashboard holds ${UNIVERSE_LIMIT} symbols; these are ${symbols.length}.`);
  return symbols;
}
