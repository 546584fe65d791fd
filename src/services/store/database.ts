export { StoreError, type StoreFailure } from "../../errors.ts";

/** What a statement takes and a row holds. Times are ms since 1970, flags 0 or 1. */
export type SqlValue = string | number | null;
export type Row = Readonly<Record<string, SqlValue>>;

/** One SQL for both databases: parameters are $1, $2 …; what differs is in `Database`. */
export interface Sql {
  /** Rows of a query, or of RETURNING. */
  all<R extends Row>(sql: string, params?: readonly SqlValue[]): Promise<readonly R[]>;
  /** Number of rows changed. */
  run(sql: string, params?: readonly SqlValue[]): Promise<number>;
  /**
   * All or nothing. Inside, only the `Sql` handed in may be used; a transaction in it is part of it. Whoever writes what he
   * concludes from reading takes a `lock` first.
   * @throws {StoreError} "busy" when another process keeps the lock, "full" when the disk is; nothing was written then.
   */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Ends a SELECT whose rows are about to be taken: other takers pass over them where takers run side by side. */
  readonly forTaking: string;
  /** Until the end of the transaction nobody else has the lock of that name. SQLite has one writer at a time anyway. */
  lock(name: string): Promise<void>;
  /** Every column there is: what holds a user's or a server's id is found by its name. */
  columns(): Promise<readonly Column[]>;
}

export type Column = { readonly table: string; readonly name: string };

export interface Database extends Sql {
  /** Writes and forgets a row. @throws {StoreError} when nothing can be written. */
  probe(): Promise<void>;
  close(): Promise<void>;
}
