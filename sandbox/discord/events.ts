import type { LocalEvents, UserSide } from "./userSide.ts";

export interface Events {
  emit<E extends keyof LocalEvents>(event: E, payload: LocalEvents[E]): void;
  readonly on: UserSide["on"];
}

type Listeners = { readonly [E in keyof LocalEvents]: Set<(payload: LocalEvents[E]) => void> };

/** Returns a typed event source; an event without listeners goes nowhere. */
export function createEvents(): Events {
  const listeners: Listeners = { message: new Set(), deleted: new Set(), failed: new Set(), presence: new Set() };
  return {
    emit(event, payload) {
      for (const listener of listeners[event]) listener(payload);
    },
    on(event, listener) {
      listeners[event].add(listener);
      return () => void listeners[event].delete(listener);
    },
  };
}
