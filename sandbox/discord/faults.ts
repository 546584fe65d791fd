/** What goes wrong with the next matching requests. */
export interface Fault {
  readonly method: string;
  /** Tested against the path below /api/v10, for example /callback$/. */
  readonly path: RegExp;
  /** How many requests it hits; 1 unless said otherwise. */
  readonly times?: number;
  /** Before it is carried out, or with `afterCommit` before the answer. */
  readonly delayMs?: number;
  /** Cut the connection without an answer. */
  readonly drop?: boolean;
  /** Answer with this instead of the true answer. */
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Do what was asked first: the bot sees an error for something that did happen. */
  readonly afterCommit?: boolean;
}

export interface Faults {
  inject(fault: Fault): void;
  clear(): void;
}

export interface FaultQueue extends Faults {
  /** Returns the fault that hits this request, counted down, or null. */
  take(method: string, path: string): Fault | null;
}

export function createFaults(): FaultQueue {
  const pending: { fault: Fault; left: number }[] = [];
  return {
    inject: (fault) => void pending.push({ fault, left: fault.times ?? 1 }),
    clear: () => void pending.splice(0),
    take(method, path) {
      const hit = pending.find(({ fault }) => fault.method === method && fault.path.test(path));
      if (!hit) return null;
      hit.left -= 1;
      if (hit.left <= 0) pending.splice(pending.indexOf(hit), 1);
      return hit.fault;
    },
  };
}
