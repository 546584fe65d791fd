import { StoreError, type StoreFailure } from "./database.ts";

/** SQLSTATE codes: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const FAILURES: Readonly<Record<string, StoreFailure>> = {
  // Serialization failure, deadlock, lock timeout.
  "40001": "busy",
  "40P01": "busy",
  "55P03": "busy",
  "53100": "full",
  XX001: "corrupt",
  XX002: "corrupt",
};

/** What pg threw, as a `StoreError`: what the server says of itself may be told, what else pg says may hold the address. */
export async function inPostgresWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, severity, message } = error as Readonly<Record<string, unknown>>;
    if (typeof code === "string" && typeof severity === "string")
      throw new StoreError(FAILURES[code] ?? "unavailable", `the store: ${String(message)} (${code})`);
    const why = typeof code === "string" && /^E[A-Z]+$/.test(code) ? ` (${code})` : "";
    throw new StoreError(
      "unavailable",
      `the store: Postgres does not answer${why}; is STORE_URL right, and does it run?`,
    );
  }
}
