import { request, type Dispatcher } from "undici";
import { BodyError, looksLikeJson, readBody } from "./body.ts";
import { parseRetryAfter } from "./retryAfter.ts";

export interface HttpResponse {
  /** 2xx or 4xx; everything else is an error. */
  readonly status: number;
  /** Decompressed body in an ArrayBuffer of its own. For 4xx at most 64 kB, else empty, and JSON or not. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The server's clock. */
  readonly date: Date | null;
  readonly retryAfterMs: number | null;
  header(name: string): string | null;
}

/** Trying again may help: the connection failed or the server said 5xx. */
export class Retriable extends Error {
  override readonly name = "Retriable";
  readonly retryAfterMs: number | null;

  constructor(message: string, { retryAfterMs = null, cause }: { retryAfterMs?: number | null; cause?: unknown } = {}) {
    super(message, { cause });
    this.retryAfterMs = retryAfterMs;
  }
}

export interface ExchangeRequest {
  readonly url: URL;
  readonly signal: AbortSignal;
  readonly dispatcher: Dispatcher;
  readonly maxBytes: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly form: DocumentForm;
}

/** A table has no mark of its own; whoever reads it finds out what it is. */
export type DocumentForm = "json" | "csv";
const ACCEPT: Readonly<Record<DocumentForm, string>> = { json: "application/json", csv: "text/csv" };

const ERROR_BODY_BYTES = 64 * 1024;

/**
 * One request and its whole answer, without a second try. undici's `request` does not follow redirects.
 * @throws {Retriable} connection failures and 5xx; {BodyError} an answer that cannot be used; or the signal's reason.
 */
export async function exchange({
  url,
  signal,
  dispatcher,
  maxBytes,
  headers,
  form,
}: ExchangeRequest): Promise<HttpResponse> {
  try {
    const response = await request(url, {
      dispatcher,
      signal,
      method: "GET",
      headers: { accept: ACCEPT[form], "accept-encoding": "gzip, br", ...headers },
    });
    return await read(response, { maxBytes, form });
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof Retriable || error instanceof BodyError) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    if (code.startsWith("HPE_") || code === "UND_ERR_HEADERS_OVERFLOW")
      throw new BodyError(`not HTTP (${code})`, { cause: error });
    throw new Retriable(`connection failed (${code})`, { cause: error });
  }
}

async function read(
  { statusCode: status, headers, body }: Dispatcher.ResponseData,
  { maxBytes, form }: Pick<ExchangeRequest, "maxBytes" | "form">,
): Promise<HttpResponse> {
  const header = (name: string): string | null => {
    const value = headers[name.toLowerCase()];
    return (Array.isArray(value) ? value[0] : value) ?? null;
  };
  const date = parseDate(header("date"));
  const retryAfterMs = parseRetryAfter(header("retry-after"), date?.getTime() ?? Date.now());
  const answer = { status, date, retryAfterMs, header };
  const encoding = header("content-encoding") ?? undefined;
  const discard = (): void => void body.on("error", () => {}).destroy();

  if (status >= 500) {
    discard();
    throw new Retriable(`HTTP ${status}`, { retryAfterMs });
  }
  if (status >= 400) {
    // An error page is a courtesy: whatever is wrong with it, the status is the answer.
    const bytes = await readBody(body, { encoding, maxBytes: ERROR_BODY_BYTES }).catch((error: unknown) => {
      if (error instanceof BodyError) return new Uint8Array(0);
      throw error;
    });
    return { ...answer, bytes };
  }
  if (status < 200 || status >= 300) {
    discard();
    throw new BodyError(`HTTP ${status}, redirects are not followed`);
  }
  const type = header("content-type")?.toLowerCase() ?? "";
  if (/html|xml/.test(type)) {
    discard();
    throw new BodyError(`not ${form.toUpperCase()} but a page`);
  }
  if (Number(header("content-length") ?? 0) > maxBytes) {
    discard();
    throw new BodyError(`body larger than ${maxBytes} bytes`);
  }
  const bytes = await readBody(body, { encoding, maxBytes });
  if (form === "json" && !looksLikeJson(bytes)) throw new BodyError("not JSON");
  return { ...answer, bytes };
}

function parseDate(value: string | null): Date | null {
  const at = value === null ? Number.NaN : Date.parse(value);
  return Number.isNaN(at) ? null : new Date(at);
}
