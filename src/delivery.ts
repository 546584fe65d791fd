import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { Bot } from "./discord/bot.ts";
import { watchAlerts } from "./jobs/alerts.ts";
import { watchExits } from "./jobs/exits.ts";
import { jobs, writers } from "./jobs/index.ts";
import { createReconciler } from "./jobs/reconcile.ts";
import { keepSession } from "./jobs/sessions.ts";
import { startTick } from "./jobs/tick.ts";
import { createClaims } from "./services/outbox/claims.ts";
import { createLease } from "./services/outbox/lease.ts";
import type { Letter } from "./services/outbox/letter.ts";
import { isGone, isRunning, ownerName } from "./services/outbox/owners.ts";
import { startSender, type Sender } from "./services/outbox/sender.ts";
import type { Database } from "./services/store/database.ts";
import type { Backup } from "./services/store/backupFiles.ts";
import type { Backups } from "./services/store/open.ts";
import type { Post } from "./views/post.ts";

export interface DeliveryOptions {
  readonly bot: Bot;
  readonly database: Database;
  /** Null where somebody else makes them. */
  readonly backups: Backups | null;
  /** For time that is sped up: looks at everything each second, and goes by that one clock. */
  readonly spedUp?: boolean;
  readonly onFatal: (reason: string) => void;
}

export interface Delivery {
  status(): ReturnType<Sender["status"]>;
  /** Plans nothing more, lets what is being sent arrive, and leaves the rest to whoever comes next. */
  stop(): Promise<void>;
}

/** Cron patterns with seconds: how often it is looked what is due. */
const RHYTHM = {
  schedules: "*/20 * * * * *",
  alerts: "5 * * * * *",
  // Behind the alerts: what they fetched is at hand.
  exits: "25 * * * * *",
  housekeeping: "40 17 * * * *",
};
const EACH_SECOND = "* * * * * *";
const RIGHT_MS = 30_000;
/** Without a tick for this long there is one that cron missed. */
const SILENCE_MS = { schedules: 45_000, alerts: 90_000, exits: 90_000, housekeeping: 2 * 3_600_000 };

/** Everything that is sent without being asked for at that moment: schedules, alerts, exits of plans, their sender, and the housekeeping. */
export function startDelivery({ bot, database, backups, spedUp = false, onFatal }: DeliveryOptions): Delivery {
  const { ctx } = bot;
  const { log, store } = ctx;
  const now = () => ctx.now().getTime();
  const self = { host: hostname(), pid: process.pid, start: randomUUID() };
  const owner = ownerName(self);
  const patterns = spedUp ? { ...RHYTHM, schedules: EACH_SECOND, alerts: EACH_SECOND, exits: EACH_SECOND } : RHYTHM;
  const sender = startSender<Post>({
    claims: createClaims(database, { owner, now, systemNow: Date.now }),
    lease: createLease(database, { name: "sender", owner, now: Date.now, forMs: RIGHT_MS }),
    isGone: (name) => isGone(name, self, isRunning),
    courier: bot.courier,
    correspondence: {
      write: (letter) => writerOf(letter).write(letter, ctx),
      refused: (letter, refusal, tx) => writerOf(letter).refused(letter, refusal, tx),
      sent: async (letter, tx) => writerOf(letter).sent?.(letter, tx),
    },
    invalidRequests: () => bot.invalidRequests(),
    log,
    now,
    onFatal,
  });
  const monotonic = spedUp ? now : () => performance.now();
  ctx.upkeep.follow(async () => ({
    lettersPaused: (await sender.status()).paused,
    backup: backups && { at: instantOf(backups.newest()) },
  }));
  const reconcile = createReconciler({ jobs, store, log, now, monotonic });
  const alerts = watchAlerts(ctx);
  const exits = watchExits(ctx, monotonic);
  const ticks = [
    startTick({ work: reconcile, log, pattern: patterns.schedules, silenceMs: SILENCE_MS.schedules }),
    startTick({ work: () => alerts.check(), log, pattern: patterns.alerts, silenceMs: SILENCE_MS.alerts }),
    startTick({ work: () => exits.check(), log, pattern: patterns.exits, silenceMs: SILENCE_MS.exits }),
    startTick({
      work: () => keepHouse({ bot, backups }),
      log,
      pattern: patterns.housekeeping,
      silenceMs: SILENCE_MS.housekeeping,
    }),
  ];
  return {
    status: () => sender.status(),
    async stop() {
      await Promise.all(ticks.map((tick) => tick.stop()));
      await sender.stop();
    },
  };
}

const instantOf = (backup: Backup | null) => backup && new Date(backup.madeAt).toISOString();

function writerOf({ kind }: Letter) {
  return writers.find((writer) => writer.kind === kind)!;
}

/** A copy of the store once a day, and nothing kept that nobody needs: each for itself, so that one failing stops none. */
async function keepHouse({ bot, backups }: Pick<DeliveryOptions, "bot" | "backups">): Promise<void> {
  const { log, store, now } = bot.ctx;
  const chores = [
    ["backup", async () => backups?.make()],
    ["servers", async () => store.guilds.are(await bot.guildIds(), now().getTime())],
    ["sessions", async () => keepSession(bot.ctx)],
    ["tidying", async () => store.tidy()],
  ] as const;
  for (const [chore, work] of chores)
    try {
      await work();
    } catch (error) {
      log.error({ err: error, chore }, "housekeeping");
    }
}
