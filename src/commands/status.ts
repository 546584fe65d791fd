import { statusPost } from "../views/status.ts";
import { defineCommand } from "./command.ts";
import { shareOption } from "./options.ts";

export const status = defineCommand({
  name: "status",
  description: "How this bot is doing: sources, quota, letters, memory, version",
  options: { share: shareOption },
  async run(_input, { exposure, published, store, upkeep, about, now }) {
    const vendor = published && { name: published.name, ...published.status() };
    const { outbox } = store;
    const letters = { counts: await outbox.counts(), underWay: await outbox.underWay() };
    return statusPost({
      exposure: exposure.status(),
      published: vendor,
      letters,
      upkeep: await upkeep.report(),
      about,
      now: now(),
    });
  },
});
