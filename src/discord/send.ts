/** Sends one HTTP request to Discord. */
export type Send = (url: string, init: RequestInit) => Promise<Response>;

/**
 * Fetch as discord.js needs it to repeat what went wrong on the way.
 * @throws {Error} with code "ECONNRESET", which discord.js repeats, when the connection broke; else what fetch throws.
 */
export function createSend(send: Send = fetch): Send {
  return rememberAcknowledgements((url, init) => send(url, init).catch(asReset));
}

/** What a connection that broke while we waited is called, by the system and by Node's fetch. */
const BROKEN: ReadonlySet<unknown> = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"]);

/** Fetch hides the reason in the cause, where discord.js does not look. */
function asReset(error: unknown): never {
  const cause = error instanceof Error ? (error.cause as { readonly code?: unknown } | undefined) : undefined;
  if (!BROKEN.has(cause?.code)) throw error;
  throw Object.assign(new Error("the connection to Discord broke", { cause: error }), { code: "ECONNRESET" });
}

const ACKNOWLEDGEMENT = /\/interactions\/\d+\/[^/]+\/callback(?:\?|$)/;
const ALREADY_ACKNOWLEDGED = 40_060;
/** Repeats follow at once, so few are open at a time. */
const MOST_OPEN = 500;

/**
 * When the answer to an acknowledgement is lost, discord.js sends it again and hears that it is acknowledged already. Taken for
 * the work of another instance, the user would look at "thinking…" for ever; it was ours, so it counts as accepted.
 */
function rememberAcknowledgements(send: Send): Send {
  const open = new Set<string>();
  return async (url, init) => {
    if (!ACKNOWLEDGEMENT.test(url)) return send(url, init);
    const repeated = open.delete(url);
    const response = await send(url, init).catch((error: unknown) => {
      remember(url);
      throw error;
    });
    if (response.status >= 500) remember(url);
    return repeated && (await isAcknowledged(response)) ? new Response(null, { status: 204 }) : response;
  };

  function remember(url: string): void {
    if (open.size >= MOST_OPEN) open.delete(open.values().next().value!);
    open.add(url);
  }
}

async function isAcknowledged(response: Response): Promise<boolean> {
  if (response.status !== 400) return false;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  return (body as { code?: unknown } | null)?.code === ALREADY_ACKNOWLEDGED;
}
