import type { IncomingMessage } from "node:http";

/** Far above a full modal (five inputs of 4000 characters), far below anything that hurts. */
export const BODY_LIMIT_BYTES = 64 * 1024;

export class BodyError extends Error {
  override readonly name = "BodyError";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * The request's body, parsed.
 * @throws {BodyError} 413 beyond the limit, 400 if it is not JSON
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Destroying the request would take the answer with it, so that nobody would learn why.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BODY_LIMIT_BYTES) throw new BodyError(413, `The body is larger than ${BODY_LIMIT_BYTES} bytes.`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw new BodyError(400, "The body is not JSON.");
  }
}
