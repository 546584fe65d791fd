import { pino, type DestinationStream, type Logger } from "pino";

export interface LogOptions {
  readonly level: string;
  /** Values that must never be printed, wherever they turn up. */
  readonly secrets: readonly string[];
  readonly destination?: DestinationStream;
}

/**
 * JSON lines. Errors are logged by allow-list: a DiscordAPIError carries the request body and the interaction token in its
 * URL, so only its name, codes and message pass; then every string is scrubbed of secrets.
 */
export function createLog({ level, secrets, destination }: LogOptions): Logger {
  const scrub = createScrubber(secrets);
  const options = {
    level,
    base: null,
    serializers: { err: (error: unknown) => describeError(error, scrub) },
    hooks: { streamWrite: scrub },
  };
  return pino(options, destination ?? pino.destination(STDERR));
}

/** Where logs go by default, so that what a command prints stays clean. */
const STDERR = 2;

/** Interaction and webhook tokens: long runs of URL-safe base64. */
const TOKEN_LIKE = /[A-Za-z0-9_-]{60,}(?:\.[A-Za-z0-9_-]+)*/g;
const REDACTED = "[redacted]";

/** Text without these values, as whole words or inside of others, and without anything shaped like an interaction's token. */
export function createScrubber(secrets: readonly string[]): (text: string) => string {
  const known = secrets.filter((secret) => secret.length >= 6);
  return (text) =>
    known.reduce((clean, secret) => clean.replaceAll(secret, REDACTED), text).replace(TOKEN_LIKE, REDACTED);
}

interface DescribedError {
  readonly name: string;
  readonly message: string;
  readonly [field: string]: unknown;
}

const ALLOWED = ["code", "status", "method", "provider", "failure"] as const;

/** Causes are followed this far: a ring of them must not take the logger down. */
const DEEPEST_CAUSE = 5;

function describeError(
  error: unknown,
  scrub: (text: string) => string,
  { depth, withStack }: { depth: number; withStack: boolean } = { depth: 0, withStack: true },
): DescribedError {
  if (!(error instanceof Error)) return { name: typeof error, message: "thrown value is no error" };
  const stacked = withStack && !isExpected(error);
  const fields = Object.fromEntries(
    ALLOWED.filter((field) => field in error).map((field) => [
      field,
      (error as unknown as Record<string, unknown>)[field],
    ]),
  );
  return {
    name: error.name,
    message: scrub(error.message),
    ...fields,
    ...(error.stack && stacked && { stack: scrub(error.stack) }),
    ...(error.cause !== undefined &&
      depth < DEEPEST_CAUSE && {
        cause: describeError(error.cause, scrub, { depth: depth + 1, withStack: stacked }),
      }),
  };
}

/** A failing source, which names its failure, is told by its words and those of its causes; a stack helps with bugs only. */
const isExpected = (error: Error) => "failure" in error;
