import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";
import { StoreError } from "./database.ts";
import { inSqliteWords } from "./sqliteFailure.ts";
import { isWhole } from "./sqliteFile.ts";

/** What is said of a copy: null when it is whole. */
export type Finished = Pick<StoreError, "failure" | "message"> | null;

// A thread of its own: looking through 200 MB takes a second and a half.
parentPort!.postMessage(finish(String(workerData)), []);

/** Makes it a file of its own, since the copy of a store with a log beside it expects one too, and looks through it. */
function finish(file: string): Finished {
  try {
    const copy = new DatabaseSync(file);
    try {
      copy.exec("PRAGMA journal_mode = DELETE");
      if (isWhole(copy)) return null;
      throw new StoreError("corrupt", "the store is damaged; its copy was thrown away");
    } finally {
      copy.close();
    }
  } catch (thrown) {
    const error = inSqliteWords(thrown);
    if (!(error instanceof StoreError)) throw error;
    return { failure: error.failure, message: error.message };
  }
}
