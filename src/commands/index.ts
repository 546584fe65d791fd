import type { Command } from "./command.ts";
import { explain } from "./explain.ts";
import { gex } from "./gex.ts";
import { createHelp } from "./help.ts";

/** A further command is one line here. */
const listed: readonly Command[] = [gex, explain];

export const commands: readonly Command[] = [...listed, createHelp(listed)];
