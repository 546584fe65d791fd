import { StoreError, type StoreFailure } from "./database.ts";

/** Result codes of SQLite, without their extended part: https://www.sqlite.org/rescode.html */
const FAILURES: Readonly<Record<number, StoreFailure>> = {
  5: "busy",
  6: "busy",
  11: "corrupt",
  13: "full",
  26: "corrupt",
};

/** What SQLite or the file system threw, as a `StoreError`; anything else as it is. */
export function inSqliteWords(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof StoreError) return error;
  const words = `the store: ${error.message}`;
  if ("errcode" in error)
    return new StoreError(FAILURES[Number(error.errcode) & 0xff] ?? "unavailable", words, { cause: error });
  // Of the file system; or it was closed while somebody still works.
  if ("syscall" in error || ("code" in error && error.code === "ERR_INVALID_STATE"))
    return new StoreError("unavailable", words, { cause: error });
  return error;
}
