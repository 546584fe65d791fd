import type { APIMessage } from "discord.js";
import type { ClickAct } from "./api.ts";
import { element, part } from "./element.ts";
import { drawMessage, invocationOf } from "./message.ts";
import type { Nameable } from "./optionValue.ts";
import { createStickyScroll } from "./stickyScroll.ts";
import { formatTime } from "./timestamp.ts";

/** Messages of one author closer than this share one face, as on Discord. */
const GROUP_MS = 7 * 60_000;

export interface MessageLog {
  /** Shows another channel: everything before is gone. */
  reset(messages: readonly APIMessage[], around: { nameable: Nameable; start: HTMLElement }): void;
  /** Adds the message, or redraws it where it stands. `command` names what led to it. */
  put(message: APIMessage, command?: string): void;
  remove(messageId: string): void;
  /** Adds something of the page's own ("Sending command…", a refusal). */
  append(note: HTMLLIElement): void;
  /** A complaint below one message, such as "This interaction failed"; it goes when the message changes. */
  complain(messageId: string, text: string): void;
  toEnd(): void;
}

export function createMessageLog(acts: {
  use: (act: Omit<ClickAct, "userId">) => Promise<void>;
  dismiss: (messageId: string) => void;
}): MessageLog {
  const list = part("log", HTMLOListElement);
  const scroll = createStickyScroll(part("scroller"), list, part("jump", HTMLButtonElement));
  let nameable: Nameable = { users: [], channels: [] };
  let messages: APIMessage[] = [];
  const commands = new Map<string, string>();

  const nodeOf = (messageId: string) => list.querySelector<HTMLElement>(`[data-id="${CSS.escape(messageId)}"]`);

  const draw = (message: APIMessage): HTMLLIElement => {
    const previous = messages[messages.findIndex(({ id }) => id === message.id) - 1];
    return drawMessage(message, {
      nameable,
      grouped: previous !== undefined && belongsTo(message, previous, commands),
      command: commands.get(message.id) ?? null,
      use: (customId, values) => acts.use({ messageId: message.id, customId, ...(values ? { values } : {}) }),
      dismiss: () => acts.dismiss(message.id),
    });
  };

  const add = (message: APIMessage) => {
    const previous = messages.at(-1);
    messages.push(message);
    if (!previous || dayOf(previous) !== dayOf(message)) {
      list.append(element("li", { class: "day" }, element("span", {}, dayOf(message))));
    }
    list.append(draw(message));
  };

  return {
    reset(next, around) {
      nameable = around.nameable;
      messages = [];
      list.replaceChildren(around.start);
      for (const message of next) add(message);
      list.classList.toggle("empty", messages.length === 0);
      scroll.toEnd();
    },
    put(message, command) {
      if (command) commands.set(message.id, command);
      const at = messages.findIndex(({ id }) => id === message.id);
      const shown = nodeOf(message.id);
      if (at === -1 || !shown) {
        add(message);
        list.classList.remove("empty");
        return scroll.grown();
      }
      const latest = later(messages[at], message);
      messages[at] = latest;
      const fresh = draw(latest);
      const focused = shown.contains(document.activeElement) ? document.activeElement : null;
      shown.replaceWith(fresh);
      restoreFocus(focused, fresh);
    },
    remove(messageId) {
      messages = messages.filter(({ id }) => id !== messageId);
      nodeOf(messageId)?.remove();
    },
    append(note) {
      list.append(note);
      list.classList.remove("empty");
      scroll.toEnd();
    },
    complain(messageId, text) {
      const body = nodeOf(messageId)?.querySelector(".message-body");
      body?.querySelector(".complaint")?.remove();
      body?.append(element("p", { class: "complaint", role: "alert" }, text));
    },
    toEnd: () => scroll.toEnd(),
  };
}

function belongsTo(message: APIMessage, previous: APIMessage, commands: ReadonlyMap<string, string>): boolean {
  const near = Date.parse(message.timestamp) - Date.parse(previous.timestamp) < GROUP_MS;
  const command = invocationOf(message, commands.get(message.id) ?? null);
  const sameKind = (message.flags ?? 0) === (previous.flags ?? 0);
  return near && sameKind && command === null && message.author.id === previous.author.id;
}

function dayOf({ timestamp }: APIMessage): string {
  return formatTime(new Date(timestamp), "D", { now: new Date() });
}

/** A redrawn message must not throw a keyboard user back to the top of the page. */
function restoreFocus(focused: Element | null, fresh: HTMLElement): void {
  if (!focused) return;
  const customId = focused.getAttribute("data-custom-id");
  const same =
    customId && fresh.querySelector<HTMLElement>(`[data-custom-id="${CSS.escape(customId)}"]:not(:disabled)`);
  (same || fresh.querySelector<HTMLElement>("button:not(:disabled), a"))?.focus({ preventScroll: true });
}

/** "Thinking…" */
const LOADING = 1 << 7;

/** An answer may overtake the reply to the request that it answers; a message never goes back to thinking. */
function later(known: APIMessage | undefined, arriving: APIMessage): APIMessage {
  const isLoading = ({ flags }: APIMessage) => ((flags ?? 0) & LOADING) !== 0;
  return known && isLoading(arriving) && !isLoading(known) ? known : arriving;
}
