import type { AppContext } from "../context.ts";
import { readRows, universeInput, type UniverseRequest } from "../jobs/universe.ts";
import type { UniversePostInput } from "../views/universe/input.ts";
import type { Asker } from "./command.ts";

/**
 * What a dashboard or digest is made of at this moment. Copies of the last quarter of an hour will do; what is older is
 * fetched on account of the caller.
 */
export async function readUniverse(
  request: UniverseRequest,
  ctx: AppContext,
  { userId, guildId }: Asker,
): Promise<UniversePostInput> {
  const at = ctx.now().getTime();
  const rows = await readRows(request.symbols, ctx, { freshness: "recent", asker: { userId, guildId } });
  return universeInput(request, { rows, at }, ctx);
}
