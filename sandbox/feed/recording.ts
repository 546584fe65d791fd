import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { z } from "zod";

/** One recorded chain on disk, indexed without reading its contracts into memory. */
export interface Recording {
  readonly path: string;
  /** Plain: SPX for a document of "_SPX". */
  readonly symbol: string;
  /** UTC, "YYYY-MM-DD HH:MM:SS", as in the document. */
  readonly timestamp: string;
  readonly recordedAt: Date;
  readonly contracts: number;
  /** The document without its contracts, as `/quotes/{SYM}.json` serves it. */
  readonly quote: string;
}

const skeletonSchema = z.object({
  timestamp: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
  symbol: z.string().regex(/^[_^]?[A-Z]{1,6}(?:\.[A-Z])?$/),
  data: z.looseObject({ current_price: z.number() }),
});

/** Everything but the contracts fits into this, before them and behind them. */
const EDGE_BYTES = 64 * 1024;

/**
 * Reads what stands before and behind the contracts, and counts them.
 * @throws {Error} naming the path when the file is not a whole document of Cboe's delayed option feed.
 */
export async function readRecording(path: string): Promise<Recording> {
  const { head, tail } = await readEdges(path);
  const start = /"options"\s*:\s*\[/.exec(head);
  const end = tail.lastIndexOf("]");
  if (!start) throw broken(path, `no "options" array`);
  if (end < 0) throw broken(path, "cut off amid its contracts");
  const skeleton = parse(path, `${head.slice(0, start.index)}"options":[${tail.slice(end)}`);
  const recordedAt = new Date(`${skeleton.timestamp.replace(" ", "T")}Z`);
  if (Number.isNaN(recordedAt.getTime())) throw broken(path, `"${skeleton.timestamp}" is no date`);
  const contracts = await countContracts(path);
  if (contracts === 0) throw broken(path, "no contracts in it");
  const { options: _, ...underlying } = skeleton.data;
  return {
    path,
    symbol: skeleton.symbol.replace(/^[_^]/, ""),
    timestamp: skeleton.timestamp,
    recordedAt,
    contracts,
    quote: JSON.stringify({ timestamp: skeleton.timestamp, data: underlying, symbol: skeleton.symbol }),
  };
}

/** The document as a stream, byte for byte. */
export function streamRecording({ path, quote }: Recording, kind: "options" | "quotes"): Readable {
  return kind === "options" ? createReadStream(path) : Readable.from([Buffer.from(quote)]);
}

async function readEdges(path: string): Promise<{ head: string; tail: string }> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const piece = async (position: number) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(EDGE_BYTES), 0, EDGE_BYTES, position);
      return buffer.toString("utf8", 0, bytesRead);
    };
    return { head: await piece(0), tail: await piece(Math.max(0, size - EDGE_BYTES)) };
  } finally {
    await file.close();
  }
}

function parse(path: string, skeleton: string): z.infer<typeof skeletonSchema> {
  let json: unknown;
  try {
    json = JSON.parse(skeleton);
  } catch (error) {
    throw broken(path, "not JSON, or cut off", error);
  }
  const parsed = skeletonSchema.safeParse(json);
  if (!parsed.success) throw broken(path, z.prettifyError(parsed.error).replaceAll("\n", " "));
  return parsed.data;
}

/** Every contract has exactly one "option" key; a file of 14 MB passes in pieces. */
async function countContracts(path: string): Promise<number> {
  const key = `"option":`;
  let found = 0;
  let carried = "";
  for await (const chunk of createReadStream(path, "latin1")) {
    const text = carried + String(chunk).replaceAll(/\s+/g, "");
    for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + key.length)) found++;
    // One character short of a key: enough for a key in two pieces, too little to count one twice.
    carried = text.slice(1 - key.length);
  }
  return found;
}

function broken(path: string, why: string, cause?: unknown): Error {
  return new Error(
    `${path}: ${why}. Expected a JSON document of Cboe's delayed option feed: { "timestamp": "YYYY-MM-DD HH:MM:SS", "data": { "options": [...], "current_price": ... }, "symbol": "..." }`,
    { cause },
  );
}
