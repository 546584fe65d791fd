import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

/** The body cannot be used; the message says why and holds nothing of its content. */
export class BodyError extends Error {
  override readonly name = "BodyError";
}

/** Larger than the default 16 kB: a chain of 14 MB then arrives in some 50 pieces. */
const CHUNK = { chunkSize: 256 * 1024 };

const DECODERS = {
  gzip: () => createGunzip(CHUNK),
  "x-gzip": () => createGunzip(CHUNK),
  deflate: () => createInflate(CHUNK),
  br: () => createBrotliDecompress(CHUNK),
} as const;

const isKnown = (encoding: string): encoding is keyof typeof DECODERS => Object.hasOwn(DECODERS, encoding);

export interface BodyOptions {
  readonly encoding: string | undefined;
  /** Cap on the bytes after decompression: a few hundred kB of gzip can hold gigabytes. */
  readonly maxBytes: number;
}

/**
 * Reads and decompresses a body as it arrives, into memory of its own (it can be transferred to a thread).
 * @throws {BodyError} too large, damaged or of an unknown encoding; otherwise what the stream itself throws.
 */
export async function readBody(body: Readable, { encoding, maxBytes }: BodyOptions): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  const collect = async (source: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const chunk of source) {
      total += chunk.length;
      if (total > maxBytes) throw new BodyError(`body larger than ${maxBytes} bytes`);
      chunks.push(chunk);
    }
  };
  const name = encoding?.trim().toLowerCase() ?? "";
  if (name === "" || name === "identity") {
    await pipeline(body, collect);
  } else if (isKnown(name)) {
    try {
      await pipeline(body, DECODERS[name](), collect);
    } catch (error) {
      throw isZlibError(error) ? new BodyError(`damaged ${name} body`, { cause: error }) : error;
    }
  } else {
    body.on("error", () => {}).destroy();
    throw new BodyError("unknown content-encoding");
  }
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function isZlibError(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return code.startsWith("Z_") || code.startsWith("ERR_BROTLI") || code.startsWith("ERR__ERROR");
}

/** Whether the first byte that is not white space opens a JSON object or array: an HTML page answered with 200 does not. */
export function looksLikeJson(bytes: Uint8Array): boolean {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length && (bytes[at] === 32 || (bytes[at]! >= 9 && bytes[at]! <= 13))) at++;
  return bytes[at] === 0x7b || bytes[at] === 0x5b;
}
