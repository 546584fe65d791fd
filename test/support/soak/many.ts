import { setTimeout as sleep } from "node:timers/promises";
import { createLocalDiscord } from "../../../sandbox/discord/localDiscord.ts";
import { createClaims } from "../../../src/services/outbox/claims.ts";
import { createStore } from "../../../src/services/store/store.ts";
import { openPlace } from "./place.ts";
import { startSenders } from "./senders.ts";
import { plan, type SenderTask } from "./task.ts";

export interface Sent {
  readonly letters: number;
  readonly sent: number;
  readonly failed: number;
  /** To Discord, in all. */
  readonly requests: number;
  /** Most requests to one addressee. */
  readonly mostEach: number;
  /** Answered with 429. */
  readonly limited: number;
  readonly seconds: number;
}

/** As in production. */
const TIMES: SenderTask["times"] = {
  nonceMs: 60_000,
  requestMs: 10_000,
  retryMs: 1_000,
  pollMs: 1_000,
  rightMs: 30_000,
};
const LEASE_MS = 60_000;

/** One digest to so many users, against Discord's limit of 50 requests a second; of every ten `closedInTen` take no DMs. */
export async function sendMany({ letters, closedInTen }: { letters: number; closedInTen: number }): Promise<Sent> {
  const discord = await createLocalDiscord({ keptRequests: 3 * letters });
  const { world } = discord;
  const [guild] = world.guilds.values();
  const channels = Array.from({ length: letters }, (_, i) => {
    const { id } = world.addUser(`reader${i}`).profile;
    world.join(guild!.id, id);
    if (i % 10 < closedInTen) world.setDms(id, "closed");
    return world.dmChannel(id).id;
  });
  const place = await openPlace("sqlite");
  const claims = createClaims(place.database, { owner: "counting", now: Date.now, systemNow: Date.now });
  const slot = Date.now();
  await plan(createStore(place.database, Date.now), { slot, channels });
  const began = performance.now();
  const senders = await startSenders(1, {
    token: discord.token,
    apiBase: discord.api,
    storeAt: place.address,
    times: TIMES,
    leaseMs: LEASE_MS,
    withNonce: true,
    channels: [],
    logs: "silent",
  });
  try {
    for (;;) {
      const { sent, failed, pending, sending } = await claims.ofSlot("digest", slot);
      if (pending + sending === 0)
        return { ...count(), letters, sent, failed, seconds: (performance.now() - began) / 1000 };
      await sleep(200);
    }
  } finally {
    await senders.stop();
    await discord.stop();
    await place.close();
  }

  function count(): Pick<Sent, "requests" | "mostEach" | "limited"> {
    const each = new Map<string, number>();
    for (const { path } of discord.requests) each.set(path, (each.get(path) ?? 0) + 1);
    const limited = discord.requests.filter(({ status }) => status === 429).length;
    return { requests: discord.requests.length, mostEach: Math.max(...each.values()), limited };
  }
}
