import { REST, type RESTOptions } from "discord.js";
import { createSend } from "./send.ts";

/** How often queues in which nothing waits are thrown away. */
const SWEEP_MS = 60_000;

/**
 * How discord.js sends HTTP: through Node's own fetch. By default it uses its own older undici with the process-wide
 * dispatcher, which our newer undici replaces as soon as it is imported, and then refuses every upload. It also makes a queue
 * for each interaction, and would keep them, tokens included, for an hour.
 */
export function restOptions(apiBase?: string): Partial<RESTOptions> {
  return {
    makeRequest: createSend() as unknown as RESTOptions["makeRequest"],
    handlerSweepInterval: SWEEP_MS,
    ...(apiBase && { api: apiBase }),
  };
}

const TIMEOUT_MS = 10_000;

/** For letters: tries once, says at once that it must wait, and gives up on an answer after ten seconds. */
export function createCourierRest({
  token,
  apiBase,
}: {
  readonly token: string;
  readonly apiBase?: string | undefined;
}): REST {
  return new REST({
    ...restOptions(apiBase),
    retries: 0,
    timeout: TIMEOUT_MS,
    rejectOnRateLimit: () => true,
  }).setToken(token);
}
