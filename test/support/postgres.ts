import { execFile, spawn, type ChildProcess } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";

/** What a test prints as its reason when it cannot run. */
export const NO_POSTGRES = "no Postgres found: install the system's package postgresql";

/** The folder of initdb and postgres, of the newest version there is; null if there is none. */
export function findPostgres(): string | null {
  const byVersion = (a: string, b: string) => a.localeCompare(b, "en", { numeric: true });
  return (
    globSync("/usr/lib/postgresql/*/bin")
      .toSorted(byVersion)
      .findLast((bin) => existsSync(join(bin, "initdb"))) ?? null
  );
}

export interface Cluster {
  /** The address of a database of its own, empty. */
  freshDatabase(): Promise<string>;
  /** As if the machine lost power: nobody is told. Returns when it is gone. */
  halt(): Promise<void>;
  /** After `halt`, at the same address. */
  start(): Promise<void>;
  /** Leaves nothing behind. */
  stop(): Promise<void>;
}

const USER = "gexcord";
export const POSTGRES_PASSWORD = "throwaway-password";

/** A throw-away server on 127.0.0.1, from the system's package. @throws {Error} when there is none */
export async function startPostgres(): Promise<Cluster> {
  const bin = findPostgres();
  if (bin === null) throw new Error(NO_POSTGRES);
  const folder = await mkdtemp(join(tmpdir(), "gexcord-postgres-"));
  const owner = ownerOfServer();
  await writeFile(join(folder, "password"), POSTGRES_PASSWORD);
  if (owner) for (const path of [folder, join(folder, "password")]) await chown(path, owner.uid, owner.gid);
  const data = join(folder, "data");
  const access = ["-A", "scram-sha-256", "-U", USER, `--pwfile=${join(folder, "password")}`];
  await promisify(execFile)(join(bin, "initdb"), ["-D", data, "-E", "UTF8", "--locale=C", "--no-sync", ...access], {
    cwd: folder,
    ...owner,
  });
  const port = await freePort();
  const urlOf = (database: string) => `postgres://${USER}:${POSTGRES_PASSWORD}@127.0.0.1:${port}/${database}`;
  let server: ChildProcess | null = null;
  let databases = 0;
  const end = async (signal: NodeJS.Signals) => {
    if (!server) return;
    const gone = new Promise((resolve) => server!.once("exit", resolve));
    server.kill(signal);
    await gone;
    server = null;
  };
  process.once("exit", () => server?.kill("SIGQUIT"));

  const cluster: Cluster = {
    async freshDatabase() {
      const name = `fresh${++databases}`;
      await ask(urlOf("postgres"), `CREATE DATABASE ${name}`);
      return urlOf(name);
    },
    halt: () => end("SIGQUIT"),
    async start() {
      server = spawn(join(bin, "postgres"), ["-D", data, ...settings(port)], {
        stdio: "ignore",
        cwd: folder,
        ...owner,
      });
      for (let tries = 0; ; tries++)
        try {
          return await ask(urlOf("postgres"), "SELECT 1");
        } catch (error) {
          if (tries > 200 || server.exitCode !== null) throw error;
          await sleep(50);
        }
    },
    async stop() {
      await end("SIGINT");
      await rm(folder, { recursive: true, force: true });
    },
  };
  await cluster.start();
  return cluster;
}

/** Nothing here has to survive a power cut; what the tests need is the locks. */
const settings = (port: number): string[] =>
  [
    `port=${port}`,
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "fsync=off",
    "max_connections=120",
    "shared_buffers=16MB",
    "logging_collector=off",
  ].flatMap((setting) => ["-c", setting]);

/** The server refuses to run as root. */
function ownerOfServer(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync("/etc/passwd", "utf8").split("\n");
  const [, , uid, gid] = (users.find((line) => line.startsWith("postgres:")) ?? "nobody:x:65534:65534").split(":");
  return { uid: Number(uid), gid: Number(gid) };
}

async function ask(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
