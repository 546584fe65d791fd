import type { IncomingMessage } from "node:http";
import { apiError } from "./apiError.ts";
import type { Upload } from "./attachments.ts";
import { ATTACHMENT_LIMIT } from "./interactionPayload.ts";

/** Bytes a whole request may have. */
const REQUEST_LIMIT = 25 * 1024 * 1024;

export interface Body {
  readonly json: unknown;
  readonly uploads: readonly Upload[];
}

/**
 * Reads a JSON body, or a multipart one with payload_json and file parts.
 * @throws {ApiError} 40005 too large, 50109 no JSON
 */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  let size = 0;
  // A request that is too large is read to its end, unkept: answering earlier would break the connection instead.
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= REQUEST_LIMIT) chunks.push(chunk);
  }
  if (size > REQUEST_LIMIT) throw apiError(40005);

  const raw = Buffer.concat(chunks);
  const type = request.headers["content-type"] ?? "";
  if (type.startsWith("multipart/form-data")) return readMultipart(raw, type);
  return { json: raw.length > 0 ? parseJson(raw.toString()) : undefined, uploads: [] };
}

async function readMultipart(raw: Buffer, contentType: string): Promise<Body> {
  const form = await new Response(new Uint8Array(raw), { headers: { "content-type": contentType } })
    .formData()
    .catch(() => {
      throw apiError(50109);
    });
  const uploads: Upload[] = [];
  let json: unknown;
  for (const [field, value] of form) {
    if (typeof value !== "string") {
      if (value.size > ATTACHMENT_LIMIT) throw apiError(40005);
      const data = Buffer.from(await value.arrayBuffer());
      uploads.push({ field, filename: value.name, contentType: value.type || "application/octet-stream", data });
    } else if (field === "payload_json") json = parseJson(value);
  }
  return { json, uploads };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw apiError(50109);
  }
}
