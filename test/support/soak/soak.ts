import { setTimeout as sleep } from "node:timers/promises";
import { createLocalDiscord, type LocalDiscord } from "../../../sandbox/discord/localDiscord.ts";
import { createClaims } from "../../../src/services/outbox/claims.ts";
import { openPlace } from "./place.ts";
import { startSenders } from "./senders.ts";
import { letterId, type SenderTask } from "./task.ts";

export interface Scenario {
  readonly store: "sqlite" | "postgres";
  readonly processes: number;
  /** Processes killed with -9 at random, and started again. */
  readonly kills: number;
  /** Processes stopped for longer than their lease, and continued. */
  readonly stops?: number;
  /** Discord took the message, and its answer is lost: as often as letters are sent. */
  readonly losesAnswers?: boolean;
  /** How long the local Discord remembers a nonce, ms; default as Discord. */
  readonly nonceMs?: number;
  readonly withNonce?: boolean;
  /** After so long there is no more harm, however little there was; default: no limit. */
  readonly seconds?: number;
}

export interface Soaked {
  readonly kills: number;
  readonly stops: number;
  readonly letters: number;
  /** Messages too many, counted at the local Discord. */
  readonly doubled: number;
  /** Letters without a message. */
  readonly lost: number;
  /** Times a letter was taken out again. */
  readonly again: number;
  /** Letters that Discord was seen not to have, and that went out under another nonce. */
  readonly regenerated: number;
  readonly seconds: number;
}

const USERS = 120;
/** Short, so that what takes an hour in production takes minutes; in the same proportion. */
const LEASE_MS = 900;
const TIMES: SenderTask["times"] = { nonceMs: 60_000, requestMs: 400, retryMs: 50, pollMs: 50, rightMs: 900 };
/** With a Discord that forgets nonces sooner than a lease ends. */
const NONCE_SURE_MS = 250;
/** Letters that do not move for so long, with nobody killed, lie there for good. */
const PATIENCE_MS = 120_000;
/** A busy machine needs long to start a process; killed before it did anything it would be no trial. */
const MOST_WAIT_MS = 5_000;

/** Runs the bot's own sender in processes that are killed, and counts what the local Discord got. @param random from 0 to 1 */
export async function soak(scenario: Scenario, random: () => number): Promise<Soaked> {
  const began = performance.now();
  const between = (least: number, most: number) => least + random() * (most - least);
  const latency = () => ({ before: between(10, 60), after: between(10, 60) });
  const { nonceMs } = scenario;
  const discord = await createLocalDiscord({ latencyMs: latency, ...(nonceMs !== undefined && { nonceMs }) });
  const channels = populate(discord);
  const got = countMessages(discord);
  const place = await openPlace(scenario.store);
  const claims = createClaims(place.database, { owner: "soak", now: Date.now, systemNow: Date.now });
  const senders = await startSenders(scenario.processes, {
    token: discord.token,
    apiBase: discord.api,
    storeAt: place.address,
    times: nonceMs === undefined ? TIMES : { ...TIMES, nonceMs: NONCE_SURE_MS },
    leaseMs: LEASE_MS,
    withNonce: scenario.withNonce ?? true,
    channels,
    logs: "silent",
  });
  const slots: number[] = [];
  const done = { kills: 0, stops: 0, messages: 0, over: false };
  try {
    await Promise.all([harm(), digests()]);
    // What was still under way when the last letter was noted as sent.
    await sleep(2 * LEASE_MS);
    const expected = slots.flatMap((slot) => channels.map((channelId) => letterId(slot, channelId)));
    const [sums] = await place.database.all<{ again: number; regenerated: number }>(
      "SELECT CAST(sum(attempts - 1) AS BIGINT) AS again, CAST(sum(gen) AS BIGINT) AS regenerated FROM outbox",
    );
    return {
      kills: done.kills,
      stops: done.stops,
      letters: expected.length,
      doubled: expected.reduce((sum, id) => sum + Math.max(0, (got.get(id) ?? 0) - 1), 0),
      lost: expected.filter((id) => !got.has(id)).length,
      again: sums?.again ?? 0,
      regenerated: sums?.regenerated ?? 0,
      seconds: (performance.now() - began) / 1000,
    };
  } finally {
    await senders.stop();
    await discord.stop();
    await place.close();
  }

  /** One digest after the other, for as long as there is harm. */
  async function digests(): Promise<void> {
    do {
      const slot = Date.now();
      slots.push(slot);
      await delivered(slot);
    } while (!done.over);
  }

  async function delivered(slot: number): Promise<void> {
    let until = performance.now() + PATIENCE_MS;
    for (let before = -1; ;) {
      senders.order({ kind: "plan", slot });
      await sleep(100);
      const { pending, sending, sent, failed, skipped } = await claims.ofSlot("digest", slot);
      if (failed + skipped > 0) throw new Error(`${failed} letters failed and ${skipped} were skipped`);
      if (sent === channels.length) return;
      if (sent > before) until = performance.now() + PATIENCE_MS;
      before = sent;
      if (performance.now() > until) throw new Error(`${pending + sending} letters are still lying there`);
    }
  }

  async function harm(): Promise<void> {
    const { kills, stops = 0, losesAnswers = false } = scenario;
    const inTime = () => (performance.now() - began) / 1000 < (scenario.seconds ?? Infinity);
    while ((done.kills < kills || done.stops < stops) && inTime()) {
      await sleep(between(60, 900));
      await somethingHappened();
      if (losesAnswers) loseAnswers(discord, random);
      if (done.stops < stops && (done.kills >= kills || random() < 0.5)) {
        if (await senders.freeze(random, between(1.2, 2) * LEASE_MS)) done.stops += 1;
      } else if (senders.kill(random)) done.kills += 1;
    }
    done.over = true;
  }

  /** At least one more message since the last harm. */
  async function somethingHappened(): Promise<void> {
    const until = performance.now() + MOST_WAIT_MS;
    while (got.size === done.messages && performance.now() < until) await sleep(5 + random() * 20);
    done.messages = got.size;
  }
}

/** Everybody has opened the direct message with the bot before: that is what turning a digest on does. */
function populate({ world, rateLimits }: LocalDiscord): string[] {
  const [guild] = world.guilds.values();
  rateLimits.set("POST /channels/:channel/messages", { limit: 1_000, seconds: 1 });
  return Array.from({ length: USERS }, (_, i) => {
    const { id } = world.addUser(`reader${i}`).profile;
    world.join(guild!.id, id);
    return world.dmChannel(id).id;
  });
}

/** How many messages there are of each letter. */
function countMessages({ user }: LocalDiscord): ReadonlyMap<string, number> {
  const got = new Map<string, number>();
  user.on("message", ({ message }) => {
    const letter = message.embeds[0]?.description ?? "";
    got.set(letter, (got.get(letter) ?? 0) + 1);
  });
  return got;
}

/** Some of the next letters are taken, and whoever sent them does not hear of it. */
function loseAnswers({ faults }: LocalDiscord, random: () => number): void {
  const post = { method: "POST", path: /\/messages$/, afterCommit: true };
  const losses = [{ drop: true }, { status: 500 }, { delayMs: 2 * TIMES.requestMs }];
  for (let i = 0; i < 3; i += 1) faults.inject({ ...post, ...losses[Math.floor(random() * losses.length)] });
}
