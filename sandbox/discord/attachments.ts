import type { APIAttachment } from "discord.js";
import type { NextId } from "./snowflake.ts";

/** A file part of a multipart request. */
export interface Upload {
  /** The form field, "files[0]" to "files[9]". */
  readonly field: string;
  readonly filename: string;
  readonly contentType: string;
  readonly data: Buffer;
}

export interface StoredFile {
  readonly attachment: APIAttachment;
  /** Under which name attachment:// finds it. */
  readonly uploadName: string;
  /** An embed or component shows it: then it is not listed among the message's attachments. */
  shown: boolean;
}

export interface Cdn {
  store(channelId: string, upload: Upload, listed: { readonly description?: string | null | undefined }): StoredFile;
  read(path: string): Upload | null;
  drop(file: StoredFile): void;
  /** Number of files held. */
  readonly size: number;
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Width and height stand at the start of IHDR, which every PNG begins with. */
const PNG_WIDTH_AT = 16;
const PNG_HEIGHT_AT = 20;

/** Returns the store behind the addresses of uploaded files. `base` is the server's own address. */
export function createCdn(base: string, nextId: NextId): Cdn {
  const files = new Map<string, Upload>();
  return {
    get size() {
      return files.size;
    },
    store(channelId, upload, { description }) {
      const id = nextId();
      const filename = upload.filename.replaceAll(/[^\w.-]/g, "_");
      const path = `/attachments/${channelId}/${id}/${filename}`;
      files.set(path, upload);
      const attachment: APIAttachment = {
        id,
        filename,
        size: upload.data.length,
        url: base + path,
        proxy_url: base + path,
        content_type: upload.contentType,
        ...pngSize(upload.data),
        ...(description ? { description } : {}),
      };
      return { attachment, uploadName: upload.filename, shown: false };
    },
    read: (path) => files.get(path) ?? null,
    drop: ({ attachment }) => void files.delete(new URL(attachment.url).pathname),
  };
}

/** Returns width and height in pixels, nothing for what is no PNG. */
function pngSize(data: Buffer): { width: number; height: number } | undefined {
  if (data.length < PNG_HEIGHT_AT + 4 || !data.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE))
    return undefined;
  return { width: data.readUInt32BE(PNG_WIDTH_AT), height: data.readUInt32BE(PNG_HEIGHT_AT) };
}
