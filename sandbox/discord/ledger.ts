const KEPT_VIOLATIONS = 200;

/** One request of the bot and how it was answered. */
export interface LedgerEntry {
  /** ms since 1970 */
  readonly at: number;
  readonly method: string;
  /** Below /api/v10, decoded, with its query: "/webhooks/1/abc/messages/@original". */
  readonly path: string;
  /** The JSON body, payload_json of a multipart one. */
  readonly body: unknown;
  readonly files: readonly { readonly field: string; readonly filename: string; readonly size: number }[];
  /** Null while it is being answered, and for a connection that was cut. */
  readonly status: number | null;
}

/** Something Discord would not do, or would not take. */
export interface Violation {
  /** "bot": its request is wrong. "server": our answer is not Discord's. "fault": the local Discord threw. */
  readonly side: "bot" | "server" | "fault";
  readonly method: string;
  readonly path: string;
  readonly problems: readonly string[];
}

export interface Ledger {
  /** The last ones, oldest first. */
  readonly requests: readonly LedgerEntry[];
  /** The last 200, oldest first. Tests that provoke one on purpose take it out. */
  readonly violations: Violation[];
  /** Returns how to note the answer's status. */
  note(entry: Omit<LedgerEntry, "status">): (status: number) => void;
  complain(violation: Violation): void;
}

export function createLedger(keptRequests: number): Ledger {
  const requests: { -readonly [Key in keyof LedgerEntry]: LedgerEntry[Key] }[] = [];
  const violations: Violation[] = [];
  return {
    requests,
    violations,
    note(entry) {
      const kept = { ...entry, status: null as number | null };
      requests.push(kept);
      if (requests.length > keptRequests) requests.shift();
      return (status) => void (kept.status = status);
    },
    complain(violation) {
      violations.push(violation);
      if (violations.length > KEPT_VIOLATIONS) violations.shift();
    },
  };
}
