import { ApplicationIntegrationType, InteractionContextType } from "discord.js";
import type { AppContext, Dashboard, Run } from "../context.ts";
import { DEFAULT_UNIVERSE } from "../engine/lists.ts";
import { dashboardOffPost, dashboardShownPost } from "../views/orders/dashboard.ts";
import { timetablesOf } from "../views/orders/when.ts";
import { dashboardPost } from "../views/universe/dashboard.ts";
import { managedServerOf, serverOf } from "./admin.ts";
import { defineGroup, definePart } from "./command.ts";
import { setup } from "./dashboardSetup.ts";
import { shareOption } from "./options.ts";
import { readUniverse } from "./universeReply.ts";

const now = definePart({
  name: "now",
  description: "The dashboard as it would be now; for everyone in the server to ask",
  options: { share: shareOption },
  async run(_input, ctx, caller) {
    const guildId = serverOf(caller);
    const symbols = (await ctx.store.dashboards.of(guildId))?.symbols ?? DEFAULT_UNIVERSE;
    const letter = { kind: "dashboard", guildId } as const;
    return dashboardPost(await readUniverse({ symbols, name: "on demand", letter }, ctx, caller));
  },
});

const SHOWN = 5;

const show = definePart({
  name: "show",
  description: "Settings, the next post, and what became of the last ones; needs Manage Server",
  options: {},
  async run(_input, ctx, caller) {
    const { store, door, now: clock } = ctx;
    const guildId = managedServerOf(caller);
    const dashboard = await store.dashboards.of(guildId);
    const letters = await store.outbox.last({ kind: "dashboard", guildId }, SHOWN);
    const missing =
      dashboard?.paused === "forbidden" ? await door.missingPermissions(dashboard.channelId, guildId) : [];
    const skipped = dashboard ? await skippedOf(dashboard, ctx) : [];
    return dashboardShownPost({ dashboard, letters, skipped, missing, now: clock() });
  },
});

const off = definePart({
  name: "off",
  description: "Post no dashboard any more; needs Manage Server",
  options: {},
  run: async (_input, { store }, caller) => dashboardOffPost(await store.dashboards.off(managedServerOf(caller))),
});

/**
 * Discord could hide the whole command from members without Manage Server, and with it the part that is for everyone. So it
 * hides nothing, and the parts that change or tell settings look at the caller themselves.
 */
export const dashboard = defineGroup({
  name: "dashboard",
  description: "A table of symbols, posted in this server every day",
  parts: [setup, now, show, off],
  where: {
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: [InteractionContextType.Guild],
  },
});

/** Of all servers' slots those that were this one's. */
const LOOKED_THROUGH = 100;

/** Slots of its times since it was set up in which nothing was sent to anybody. */
async function skippedOf(dashboard: Dashboard, { store }: AppContext): Promise<Run[]> {
  const own = timetablesOf(dashboard).map(({ time, zone, days }) => ` ${time} ${zone} ${days}`);
  const runs = await store.runs.last("dashboard", LOOKED_THROUGH);
  return runs.filter(
    ({ slot, at, outcome }) =>
      outcome !== "planned" && at >= dashboard.since && own.some((timetable) => slot.endsWith(timetable)),
  );
}
