import { openSqlite } from "../../src/services/store/sqlite.ts";
import { createStore, type Store } from "../../src/services/store/store.ts";

/** A store of its own, empty, on a clock that stands still unless told otherwise. */
export const storeInMemory = (now: () => number = () => Date.parse("2026-11-23T15:01:00Z")): Store =>
  createStore(openSqlite(":memory:"), now);
