import type { AppContext } from "../../src/context.ts";
import { createCustomIds } from "../../src/discord/customIds.ts";
import { createJournal } from "../../src/discord/journal.ts";
import type { Desk } from "../../src/discord/reply.ts";
import { context } from "./context.ts";

/** What answering takes, around a context. */
export const deskOf = (ctx: AppContext = context()): Desk => ({
  ctx,
  ids: createCustomIds({ secret: "secret of a test", now: ctx.now }),
  gate: { refusal: () => null },
  journal: createJournal({ log: ctx.log, secret: "secret of a test" }),
});
