import { analyse } from "../../src/engine/analyse.ts";
import { packChain, unpackChain } from "../../src/engine/pack.ts";
import { optionBoard } from "../../src/engine/plan/board.ts";
import { ingestCboe } from "../../src/services/providers/cboe/ingest.ts";
import type { TaskName, Tasks } from "../../src/workers/tasks.ts";
import type { WorkerPool } from "../../src/workers/pool.ts";

type Handlers = { readonly [Name in TaskName]: (input: Tasks[Name]["input"]) => Tasks[Name]["result"] };

const handlers: Handlers = {
  ingest({ document, conventions }) {
    const chain = ingestCboe(document, conventions);
    return { packed: packChain(chain), session: chain.session };
  },
  analyse: ({ packed, options }) => analyse(unpackChain(packed), options),
  board: ({ packed, dates }) => optionBoard(unpackChain(packed), dates),
  draw: () => Uint8Array.of(137, 80, 78, 71),
};

/** What the worker threads do, at once and in this thread: for tests that ask thousands of times. */
export const inlinePool: Pick<WorkerPool, "run"> = {
  run: async (name, input) => handlers[name](input),
};
