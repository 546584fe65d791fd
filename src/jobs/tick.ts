import { schedule } from "node-cron";
import type { AppContext } from "../context.ts";

export interface TickOptions {
  /** What is done at every tick; it has to find out by itself what is due. */
  readonly work: () => Promise<unknown>;
  readonly log: AppContext["log"];
  /** Cron with seconds; default: three times a minute. */
  readonly pattern?: string;
  /** Without a tick for this long, ms, one is made. */
  readonly silenceMs?: number;
}

export interface Tick {
  /** Comes to an end with the work under way. */
  stop(): Promise<void>;
}

/**
 * Works at once and then at every tick, never twice at the same time. A tick may be lost or late, to a loop that was
 * blocked or to work that takes long: the next one makes up for it.
 */
export function startTick({ work, log, pattern = "*/20 * * * * *", silenceMs = 45_000 }: TickOptions): Tick {
  let underWay: Promise<void> | null = null;
  const tick = () => {
    watch.refresh();
    underWay ??= workOnce().finally(() => (underWay = null));
  };
  const workOnce = async () => {
    try {
      await work();
    } catch (err) {
      log.error({ err }, "nothing could be planned at this tick");
    }
  };
  const task = schedule(pattern, tick, { suppressMissedWarning: true });
  // node-cron waits for the wall clock: after one was set back by an hour, for an hour.
  const watch = setInterval(() => {
    void task.stop();
    void task.start();
    tick();
  }, silenceMs);
  tick();
  return {
    async stop() {
      clearInterval(watch);
      await task.destroy();
      await underWay;
    },
  };
}
