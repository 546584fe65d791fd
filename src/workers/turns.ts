import { ProviderError } from "../errors.ts";

export interface Turns {
  /**
   * Does the work when its turn has come.
   * @throws {ProviderError} "overloaded" when too many wait already, or the turn does not come in time; the work has not
   * begun then.
   */
  take<T>(work: () => Promise<T>): Promise<T>;
  /** Whether another piece of work would be let in. */
  hasRoom(): boolean;
}

export interface TurnsOptions {
  /** How many pieces of work go at a time. */
  readonly width: number;
  /** How many may wait. */
  readonly most: number;
  /** How long each of them waits before it is turned away. */
  readonly patienceMs: number;
}

/** Lets work go in the order it came. */
export function createTurns({ width, most, patienceMs }: TurnsOptions): Turns {
  const waiting = new Set<() => void>();
  let going = 0;

  return { take, hasRoom: () => waiting.size < most };

  async function take<T>(work: () => Promise<T>): Promise<T> {
    if (going < width) going += 1;
    else await turn();
    try {
      return await work();
    } finally {
      handOver();
    }
  }

  function turn(): Promise<void> {
    if (waiting.size >= most) throw overloaded(`${most} tasks wait already`);
    return new Promise((resolve, reject) => {
      const go = () => {
        clearTimeout(timer);
        waiting.delete(go);
        resolve();
      };
      const timer = setTimeout(() => {
        waiting.delete(go);
        reject(overloaded(`no turn within ${patienceMs} ms`));
      }, patienceMs);
      waiting.add(go);
    });
  }

  function handOver(): void {
    const [first] = waiting;
    if (first) first();
    else going -= 1;
  }
}

const overloaded = (message: string) => new ProviderError("workers", "overloaded", message);
