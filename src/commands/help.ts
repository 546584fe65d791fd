import { helpPost, type HelpEntry } from "../views/help.ts";
import { defineCommand, type Command } from "./command.ts";

/** /help over the other commands: what it lists is what is registered. */
export const createHelp = (commands: readonly Command[]): Command =>
  defineCommand({
    name: "help",
    description: "All commands, and how to read an answer",
    options: {},
    run: async () => helpPost(commands.map(({ json }) => json as HelpEntry)),
  });
