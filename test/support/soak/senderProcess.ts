import { randomBytes, randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { createCourier } from "../../../src/discord/courier.ts";
import { createCustomIds } from "../../../src/discord/customIds.ts";
import { createCourierRest } from "../../../src/discord/restOptions.ts";
import { createLog } from "../../../src/log.ts";
import { createClaims } from "../../../src/services/outbox/claims.ts";
import { createLease } from "../../../src/services/outbox/lease.ts";
import type { Letter } from "../../../src/services/outbox/letter.ts";
import { isGone, isRunning, ownerName } from "../../../src/services/outbox/owners.ts";
import { startSender } from "../../../src/services/outbox/sender.ts";
import { openPostgres } from "../../../src/services/store/postgres.ts";
import { openSqlite } from "../../../src/services/store/sqlite.ts";
import { createStore } from "../../../src/services/store/store.ts";
import type { Post } from "../../../src/views/post.ts";
import { plan, type Order, type SenderTask } from "./task.ts";

/** The bot's own sender alone in its process; its parent is Discord, and whoever kills it. */
const { token, apiBase, storeAt, times, leaseMs, withNonce, channels, logs } = JSON.parse(
  process.argv[2]!,
) as SenderTask;

const now = () => Date.now();
const database = storeAt.startsWith("postgres:") ? await openPostgres(storeAt) : openSqlite(storeAt);
const store = createStore(database, now);
const self = { host: hostname(), pid: process.pid, start: randomUUID() };
const owner = ownerName(self);
const ids = createCustomIds({ secret: token, now: () => new Date() });
const courier = createCourier({ rest: createCourierRest({ token, apiBase }), ids, timeoutMs: times.requestMs });
const write = async ({ id }: Letter): Promise<Post> => ({ embeds: [{ description: id }] });

const sender = startSender<Post>({
  claims: createClaims(database, { owner, now, systemNow: now, leaseMs }),
  lease: createLease(database, { name: "sender", owner, now, forMs: times.rightMs }),
  isGone: (name) => isGone(name, self, isRunning),
  courier: withNonce
    ? courier
    : { ...courier, send: (parcel) => courier.send({ ...parcel, nonce: randomBytes(12).toString("hex") }) },
  correspondence: { write, refused: async () => undefined, sent: async () => undefined },
  invalidRequests: () => 0,
  log: createLog({ level: logs, secrets: [token] }),
  now,
  onFatal: () => process.exit(78),
  times,
});

process.on("message", (order: Order) => {
  if (order.kind === "stop") return void stop();
  // Whoever is first plans it; the others find that it is decided.
  void plan(store, { slot: order.slot, channels }).then(
    () => sender.wake(),
    () => undefined,
  );
});
process.on("disconnect", () => process.exit(1));
process.send!("ready");

async function stop(): Promise<void> {
  await sender.stop();
  await database.close();
  process.exit(0);
}
