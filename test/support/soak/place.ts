import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "../../../src/services/store/database.ts";
import { openPostgres } from "../../../src/services/store/postgres.ts";
import { openSqlite } from "../../../src/services/store/sqlite.ts";
import { startPostgres } from "../postgres.ts";

/** A store that several processes can open. */
export interface Place {
  readonly address: string;
  readonly database: Database;
  close(): Promise<void>;
}

export async function openPlace(store: "sqlite" | "postgres"): Promise<Place> {
  if (store === "postgres") {
    const cluster = await startPostgres();
    const address = await cluster.freshDatabase();
    const database = await openPostgres(address);
    const close = async () => {
      await database.close();
      await cluster.stop();
    };
    return { address, database, close };
  }
  const folder = await mkdtemp(join(tmpdir(), "gexcord-soak-"));
  const address = join(folder, "gexcord.db");
  const database = openSqlite(address);
  const close = async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { address, database, close };
}
