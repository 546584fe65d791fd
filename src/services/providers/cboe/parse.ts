import { z } from "zod";
import type { RawChain, Underlying } from "../../../engine/rawChain.ts";
import { ProviderError } from "../../../errors.ts";
import { columnsOf, numeric } from "./columns.ts";
import { ROWS_WERE_HERE, scanDocument } from "./scan.ts";

export interface ParsedDocument {
  readonly raw: RawChain;
  readonly underlying: Underlying;
  /** "YYYY-MM-DD HH:MM:SS", as printed. */
  readonly timestamp: string;
  /** As in the address: "AAPL", "_SPX". */
  readonly symbol: string;
}

const text = z.string().nullish().catch(null);

/** Everything around the rows; they are checked one by one while they are read. */
const envelope = z.object({
  timestamp: z.string(),
  symbol: z.string(),
  data: z.object({
    options: z.array(z.unknown()),
    current_price: z.unknown().optional(),
    close: z.unknown().optional(),
    prev_day_close: z.unknown().optional(),
    price_change: z.unknown().optional(),
    price_change_percent: z.unknown().optional(),
    iv30: z.unknown().optional(),
    volume: z.unknown().optional(),
    security_type: text,
    last_trade_time: text,
  }),
});

const LAST_TRADE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/;

/**
 * A chain document as downloaded → columns and what it says of the underlying. Heavy: run it in a worker.
 * @throws {ProviderError} "bad-response" for anything that is no such document (HTML, truncated, another shape), "no-data"
 * for one without a readable contract.
 */
export function parseCboe(bytes: Uint8Array): ParsedDocument {
  const { raw, data, timestamp, symbol } = parseScanned(bytes) ?? parseWhole(bytes);
  if (raw.count === 0) throw new ProviderError("cboe", "no-data", `${raw.unreadable} rows, none of them a contract`);
  const close = positive(data.close);
  const isIndex = data.security_type === "index" || symbol.startsWith("_");
  return {
    raw,
    timestamp,
    symbol,
    underlying: {
      last: numeric(data.current_price),
      close,
      previousClose: previousClose(close, positive(data.prev_day_close), numeric(data.price_change)),
      changePct: orNull(numeric(data.price_change_percent)),
      iv30: positive(data.iv30),
      isIndex,
      volume: isIndex ? null : positive(data.volume),
      lastTrade: LAST_TRADE.exec(data.last_trade_time ?? "")?.[0] ?? null,
    },
  };
}

type Document = z.infer<typeof envelope> & { readonly raw: RawChain };

/** The fast way; null when the scanner or the shape of the rest leaves any doubt. */
export function parseScanned(bytes: Uint8Array): Document | null {
  const scanned = scanDocument(bytes);
  const rest = envelope.safeParse(scanned?.rest);
  if (!scanned || !rest.success) return null;
  const { options } = rest.data.data;
  return options.length === 1 && options[0] === ROWS_WERE_HERE ? { ...rest.data, raw: scanned.raw } : null;
}

/** The way that takes any JSON and decides what is wrong with a document. */
export function parseWhole(bytes: Uint8Array): Document {
  let document: z.infer<typeof envelope>;
  try {
    document = envelope.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    // The parser's own message quotes the document; which kind of failure it was is all that helps.
    const reason = error instanceof z.ZodError ? "not the shape of a chain document" : "not JSON";
    throw new ProviderError("cboe", "bad-response", reason);
  }
  return { ...document, raw: columnsOf(document.data.options) };
}

/** Two prices that print the same, whatever the number of decimals. */
const SAME_PRICE = 0.005;

/**
 * The close before the session the document shows. Overnight the feed rolls `prev_day_close` on to that session's own close,
 * while `price_change` still is that close less the one before (three of three recorded evenings; docs/decisions/0004).
 */
function previousClose(close: number | null, printed: number | null, change: number): number | null {
  const rolled = close !== null && printed !== null && Math.abs(close - printed) < SAME_PRICE;
  if (!rolled) return printed;
  return Number.isNaN(change) ? null : positive(close - change);
}

const orNull = (value: number) => (Number.isNaN(value) ? null : value);

/** The feed prints 0 for a price or a volume it does not have. */
function positive(value: unknown): number | null {
  const number = numeric(value);
  return number > 0 ? number : null;
}
