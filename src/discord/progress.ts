/** How far a long answer is, for whoever waits for it. */
export interface Progress {
  /** Returns at once and never throws; of several lines within the pace only the last is shown. */
  say(line: string): void;
  /** From now on nothing is sent; resolves when the edit under way is over, so that it cannot come after the answer. Never throws. */
  end(): Promise<void>;
}

export interface ProgressOptions {
  /** Puts a line in the place of the answer. */
  readonly show: (line: string) => Promise<unknown>;
  /** Told of the line that was not taken, which is the last. */
  readonly failed: (error: unknown) => void;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  readonly everyMs?: number;
}

/** What a line of progress begins with, and an answer never. */
export const PROGRESS_MARK = "⏳ ";

/** Discord takes five edits in five seconds; an answer that takes less than this needs no progress. */
const EVERY_MS = 1_500;
/** The token of an interaction lives for fifteen minutes: what is left of it belongs to the answer. */
const TOKEN_MS = 14 * 60_000;

/** Lines at most once in `everyMs`, the first after that time, one at a time, and none once one was refused. */
export function createProgress({ show, failed, now, everyMs = EVERY_MS }: ProgressOptions): Progress {
  const start = now();
  let last = start;
  let waiting: string | null = null;
  let timer: NodeJS.Timeout | null = null;
  let underWay: Promise<void> | null = null;
  let over = false;
  return {
    say(line) {
      waiting = line;
      plan();
    },
    async end() {
      over = true;
      if (timer) clearTimeout(timer);
      await underWay;
    },
  };

  function plan(): void {
    if (over || timer || underWay || waiting === null) return;
    timer = setTimeout(send, Math.max(0, last + everyMs - now()));
  }

  function send(): void {
    timer = null;
    const line = waiting;
    if (over || line === null || now() - start > TOKEN_MS) return;
    waiting = null;
    last = now();
    underWay = attempt(line).finally(() => {
      underWay = null;
      plan();
    });
  }

  async function attempt(line: string): Promise<void> {
    try {
      await show(`${PROGRESS_MARK}${line}`);
    } catch (error) {
      over = true;
      failed(error);
    }
  }
}
