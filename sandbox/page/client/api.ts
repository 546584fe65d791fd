import type { LocalEvents, OptionValues, Outcome } from "../../discord/userSide.ts";
import type { ChannelState, EventName } from "../wire.ts";
import type { Choice } from "./optionValue.ts";

export interface SlashAct {
  readonly userId: string;
  readonly channelId: string;
  readonly command: string;
  readonly options: OptionValues;
}

export interface ClickAct {
  readonly userId: string;
  readonly messageId: string;
  readonly customId: string;
  readonly values?: readonly string[];
}

/** First user and first channel if none is named. @throws {Error} as `post` does */
export async function fetchState(where: { userId?: string; channelId?: string }): Promise<ChannelState> {
  const query = new URLSearchParams();
  if (where.userId) query.set("user", where.userId);
  if (where.channelId) query.set("channel", where.channelId);
  return read<ChannelState>(await reach(() => fetch(`/state?${query}`)));
}

export const slash = (act: SlashAct) => post<Outcome>("/slash", act);
export const autocomplete = (act: SlashAct & { focused: string }) => post<readonly Choice[]>("/autocomplete", act);
export const click = (act: ClickAct) => post<Outcome>("/click", act);
export const submit = (act: { userId: string; interactionId: string; values: Readonly<Record<string, string>> }) =>
  post<Outcome>("/submit", act);
export const dismiss = (act: { userId: string; messageId: string }) => post<unknown>("/dismiss", act);

/** What happens at the local Discord, as this user sees it; `again` is called when a lost connection is back. */
export function listen(
  userId: string,
  listeners: { [E in EventName]: (payload: LocalEvents[E]) => void },
  again: () => void,
): () => void {
  const source = new EventSource(`/events?user=${encodeURIComponent(userId)}`);
  let lost = false;
  source.addEventListener("error", () => (lost = true));
  source.addEventListener("open", () => {
    if (lost) again();
    lost = false;
  });
  for (const [event, listener] of Object.entries(listeners) as [EventName, (payload: never) => void][]) {
    source.addEventListener(event, (message: MessageEvent<string>) => listener(JSON.parse(message.data) as never));
  }
  return () => source.close();
}

/** @throws {Error} whose message is what the server, or the bot behind it, has to say to the person at the page */
async function post<T>(address: string, body: object): Promise<T> {
  const headers = { "content-type": "application/json" };
  return read<T>(await reach(() => fetch(address, { method: "POST", headers, body: JSON.stringify(body) })));
}

async function reach(call: () => Promise<Response>): Promise<Response> {
  try {
    return await call();
  } catch (cause) {
    throw new Error("The sandbox is not running any more. Start it again and reload this page.", { cause });
  }
}

async function read<T>(response: Response): Promise<T> {
  const body = (await response.json()) as T & { error?: string };
  if (!response.ok) throw new Error(body.error ?? `The sandbox answered ${response.status}.`);
  return body;
}
