import type { HttpResponse } from "./http/exchange.ts";

export interface Exchange {
  readonly response: Pick<HttpResponse, "date" | "header">;
  /** When the question left, in ms since the epoch by our clock. */
  readonly sentAt: number;
}

/** Our clock against those of the sources we ask. */
export interface ClockWatch {
  /** Compares with the `Date` header of an answer that has just arrived. */
  compare(exchange: Exchange): void;
  /** Ms this machine's clock is ahead of the source asked last, negative behind; 0 as long as nothing speaks against it. */
  offMs(): number;
}

/** Less can be the network, or two clocks that were set on different days. */
const WORTH_A_LINE_MS = 5_000;
const BETWEEN_LINES_MS = 3_600_000;
/** The header has whole seconds. */
const HEADER_MS = 1_000;

export function createClockWatch({
  now,
  log,
}: {
  readonly now: () => Date;
  readonly log: { warn(fields: object, message: string): void };
}): ClockWatch {
  let off = 0;
  let quietUntil = 0;
  return {
    compare({ response, sentAt }) {
      const answered = serverTime(response);
      if (answered === null) return;
      off = beyond(answered, { sentAt, receivedAt: now().getTime() });
      // On the monotonic clock: the one in question cannot say when the hour is over.
      if (Math.abs(off) <= WORTH_A_LINE_MS || performance.now() < quietUntil) return;
      quietUntil = performance.now() + BETWEEN_LINES_MS;
      log.warn({ offSeconds: Math.round(off / 1000) }, "this machine's clock differs from the source's");
    },
    offMs: () => off,
  };
}

/** What the source's clock shows now, as far as headers tell: a cache repeats an older `Date` and adds its `Age` (RFC 9111, 5.1). */
function serverTime({ date, header }: Exchange["response"]): number | null {
  const age = Number(header("age") ?? 0);
  return date === null || !(age >= 0) ? null : date.getTime() + age * 1000;
}

/** The server answered between question and arrival; only what lies outside of that is a difference of clocks. */
function beyond(answered: number, { sentAt, receivedAt }: { sentAt: number; receivedAt: number }): number {
  if (answered + HEADER_MS < sentAt) return sentAt - answered - HEADER_MS;
  return answered > receivedAt ? receivedAt - answered : 0;
}
