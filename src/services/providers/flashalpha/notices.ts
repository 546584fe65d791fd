type Log = { warn(fields: object, message: string): void };

/** One line in the log per kind of trouble, however many calls meet it. */
export interface Notices {
  say(kind: string, fields: object, message: string): void;
  /** The trouble is over; when it comes back it is told again. */
  over(kind: string): void;
}

const MOST_KINDS = 200;

export function createNotices(log: Log): Notices {
  const said = new Set<string>();
  return {
    say(kind, fields, message) {
      if (said.has(kind) || said.size >= MOST_KINDS) return;
      said.add(kind);
      log.warn({ provider: "flashalpha", ...fields }, message);
    },
    over: (kind) => void said.delete(kind),
  };
}
