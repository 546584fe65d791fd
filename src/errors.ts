/** The caller can fix it: the message is the reply. */
export class UserError extends Error {
  override readonly name = "UserError";
}

export type ProviderFailure =
  | "unknown-symbol"
  | "not-entitled"
  | "rate-limited"
  | "blocked"
  | "unreachable"
  | "bad-response"
  | "no-data"
  | "overloaded"
  /** Nothing is wrong with the source: this user or server asks it for more than is fair. */
  | "cooldown";

/** Why an answer is older than it should be: the source failed, or is taking its time. */
export type StaleReason = ProviderFailure | "slow";

export interface ProviderErrorOptions extends ErrorOptions {
  /** When the source may be asked again, as an ISO instant in UTC; left out when it did not say. */
  readonly retryAt?: string;
}

/** A source failed. The reply is looked up from `failure` in discord/failure.ts; `message` is for the log only. */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
  readonly provider: string;
  readonly failure: ProviderFailure;
  /** Null when the source did not say. */
  readonly retryAt: string | null;

  constructor(provider: string, failure: ProviderFailure, message?: string, options?: ProviderErrorOptions) {
    super(message ?? failure, options);
    this.provider = provider;
    this.failure = failure;
    this.retryAt = options?.retryAt ?? null;
  }
}

export type StoreFailure =
  /** Locked by another process for longer than we wait. */
  | "busy"
  /** No room on the disk. */
  | "full"
  /** Not readable as a database: restore a backup. */
  | "corrupt"
  /** Written by a newer version of the program. */
  | "newer"
  /** No connection, no permission, and the rest. */
  | "unavailable";

/** The store could not do it; nothing was written, unless the connection was lost while it was being confirmed. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly failure: StoreFailure;
  constructor(failure: StoreFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.failure = failure;
  }
}
