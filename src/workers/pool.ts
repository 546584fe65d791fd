import { Piscina } from "piscina";
import { ProviderError } from "../errors.ts";
import type { Outcome, TaskName, Tasks } from "./tasks.ts";

/** Everything heavy, off the main thread: parsing a chain, computing exposures, drawing a picture. */
export interface WorkerPool {
  /**
   * Runs one task in a worker thread.
   * @throws {ProviderError} what the task found wrong with a source's data, or "overloaded" when it outlives its deadline or
   * the queue is full.
   */
  run<Name extends TaskName>(
    name: Name,
    input: Tasks[Name]["input"],
    transfer?: readonly ArrayBuffer[],
  ): Promise<Tasks[Name]["result"]>;
  /** Whether a thread is there and the queue has room. */
  isAlive(): boolean;
  close(): Promise<void>;
}

export interface PoolOptions {
  /** One is right for a small machine: parsing and drawing leave the main thread free either way. */
  readonly threads: number;
  /** A task that takes longer is given up and its thread replaced. */
  readonly deadlineMs?: number;
}

/** More is told to be busy at once: it would only wait for its deadline. */
const MOST_WAITING = 500;

/** The first thread starts at once and loads fonts and code, so that the first reply does not wait for it. */
export function createPool({ threads, deadlineMs = 10_000 }: PoolOptions): WorkerPool {
  const piscina = new Piscina({
    filename: new URL("./worker.ts", import.meta.url).href,
    minThreads: 1,
    maxThreads: threads,
    // Workers hold the fonts and compiled code; starting one costs half a second, so they stay.
    idleTimeout: 10 * 60_000,
    // With the default, Atomics.wait keeps the worker's event loop from turning and native canvas buffers pile up.
    atomics: "disabled",
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  const hasRoom = () => piscina.queueSize < MOST_WAITING;
  return {
    async run(name, input, transfer = []) {
      // Piscina's own bound is not applied to tasks that can be aborted, which all of ours are.
      if (!hasRoom()) throw new ProviderError("workers", "overloaded", `${MOST_WAITING} tasks wait already`);
      const signal = AbortSignal.timeout(deadlineMs);
      const work = piscina.run({ name, input }, { signal, transferList: [...transfer] });
      const outcome = (await work.catch(rethrow)) as Outcome<Tasks[typeof name]["result"]>;
      if (!outcome.ok) throw new ProviderError(outcome.provider, outcome.failure, outcome.message);
      return outcome.result;
    },
    isAlive: () => piscina.threads.length > 0 && hasRoom(),
    close: () => piscina.close({ force: true }).then(() => piscina.destroy()),
  };
}

/** A deadline passed is not a bug of the task. */
function rethrow(error: unknown): never {
  const overloaded = error instanceof Error && error.name === "AbortError";
  throw overloaded ? new ProviderError("workers", "overloaded", error.message, { cause: error }) : error;
}
