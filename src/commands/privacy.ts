import { ApplicationCommandOptionType } from "discord.js";
import { askPost, deletedPost, keptPost } from "../views/privacy.ts";
import { defineGroup, definePart, type Option } from "./command.ts";

const confirmOption: Option<boolean> = {
  json: {
    type: ApplicationCommandOptionType.Boolean,
    description: "True deletes it for good (default: only say what would be deleted)",
  },
  read: (options, name) => options.getBoolean(name) ?? false,
};

export const privacy = defineGroup({
  name: "privacy",
  description: "What this bot keeps about you: get it, or have it deleted",
  parts: [
    definePart({
      name: "export",
      description: "Everything this bot keeps under your user id, as a file",
      options: {},
      run: async (_input, { store }, { userId }) => keptPost(await store.privacy.exportOf(userId)),
    }),
    definePart({
      name: "delete",
      description: "Have everything deleted that this bot keeps under your user id",
      options: { confirm: confirmOption },
      run: async ({ confirm }, { store: { privacy: kept } }, { userId }) =>
        confirm ? deletedPost(await kept.forget(userId)) : askPost(await kept.exportOf(userId)),
    }),
  ],
});
