import { Piscina } from "piscina";
import { ProviderError } from "../errors.ts";
import { createTurns } from "./turns.ts";
import type { Outcome, TaskName, Tasks } from "./tasks.ts";

/** Everything heavy, off the main thread: parsing a chain, computing exposures, drawing a picture. */
export interface WorkerPool {
  /**
   * Runs one task in a worker thread.
   * @throws {ProviderError} what the task found wrong with a source's data, or "overloaded" when it outlives its deadline, its
   * turn does not come in time or the queue is full.
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
  /** A task that takes longer is given up and its thread replaced. Waiting for its turn does not count. */
  readonly deadlineMs?: number;
  /** A task that waits longer for its turn is given up. */
  readonly patienceMs?: number;
}

const MOST_WAITING = 500;

/** The first thread starts at once and loads fonts and code, so that the first reply does not wait for it. */
export function createPool({ threads, deadlineMs = 10_000, patienceMs = 10_000 }: PoolOptions): WorkerPool {
  // Piscina's own queue counts waiting as working: under load it ends the thread of a task that has only just begun.
  const turns = createTurns({ width: threads, most: MOST_WAITING, patienceMs });
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
  return {
    async run(name, input, transfer = []) {
      const task = () => {
        const signal = AbortSignal.timeout(deadlineMs);
        return piscina.run({ name, input }, { signal, transferList: [...transfer] });
      };
      const outcome = (await turns.take(task).catch(rethrow)) as Outcome<Tasks[typeof name]["result"]>;
      if (!outcome.ok) throw new ProviderError(outcome.provider, outcome.failure, outcome.message);
      return outcome.result;
    },
    isAlive: () => piscina.threads.length > 0 && turns.hasRoom(),
    close: () => piscina.close({ force: true }).then(() => piscina.destroy()),
  };
}

/** A deadline that passed is not a bug of the task. */
function rethrow(error: unknown): never {
  throw error instanceof Error && error.name === "AbortError"
    ? new ProviderError("workers", "overloaded", error.message, { cause: error })
    : error;
}
