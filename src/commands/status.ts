import { statusPost } from "../views/status.ts";
import { defineCommand } from "./command.ts";
import { shareOption } from "./options.ts";

export const status = defineCommand({
  name: "status",
  description: "How this bot is doing: sources, quota, memory, version",
  options: { share: shareOption },
  async run(_input, { exposure, published, about, now }) {
    const vendor = published && { name: published.name, ...published.status() };
    return statusPost({ exposure: exposure.status(), published: vendor, about, now: now() });
  },
});
