import type { Alert, AppContext } from "../context.ts";
import { evaluate, parseAlertState, whyUnusable, type AlertEvent } from "../engine/alerts.ts";
import { briefOf, type Brief } from "../engine/brief.ts";
import { isQuiet, parseQuietHours } from "../engine/quietHours.ts";
import type { Ticker } from "../engine/ticker.ts";
import type { NewLetter } from "../services/outbox/letter.ts";
import type { Evaluated } from "../services/store/alerts.ts";
import { alertPost } from "../views/alert.ts";
import type { Told } from "../views/alertWords.ts";
import type { Writer } from "./job.ts";
import { onRecord } from "./onRecord.ts";
import { pauseChannel } from "./pauseChannel.ts";
import { inTurn, isClockWrong, quotesMove } from "./rounds.ts";

const MINUTE = 60_000;
/** A late alert is a wrong one. */
const GRACE_MS = 15 * MINUTE;

/** What is kept of an event for the letter: enough to write the same words at any time. */
type Recipe = Told & { readonly alert: string };

/** Writes what an alert has to tell. */
export const alertWriter: Writer = {
  kind: "alert",
  async write({ recipe }, { store }) {
    const { alert: id, ...told } = recipe as unknown as Recipe;
    // Ended, or known to be undeliverable since the letter was put in.
    const alert = await store.alerts.find(id);
    return alert === null || alert.paused !== null ? null : alertPost(told);
  },
  refused: pauseChannel,
};

/** What came of looking at the market once. */
export interface Checked {
  /** Why nothing was looked at, or nothing believed. */
  readonly idle: "closed" | "clock" | null;
  readonly symbols: number;
  /** Symbols without numbers, or with numbers that may set off nothing. */
  readonly unusable: number;
  /** Letters put into the outbox. */
  readonly letters: number;
  /** Events in somebody's quiet hours. */
  readonly muted: number;
}

const NOTHING = { symbols: 0, unusable: 0, letters: 0, muted: 0 } as const;

type Bot = Pick<AppContext, "exposure" | "history" | "store" | "now" | "clockOffMs" | "log">;

/**
 * Looks after all alerts. `check` is called every minute: it reads every symbol that somebody waits for once, at most fifty,
 * the others a minute later, and keeps states and letters in one transaction, so that a crash neither loses nor doubles one.
 * A check that is still at it is joined, not repeated. @throws {StoreError}
 */
export function watchAlerts(ctx: Bot): { check(): Promise<Checked> } {
  let last: Ticker | null = null;
  let underWay: Promise<Checked> | null = null;
  return { check: () => (underWay ??= look().finally(() => (underWay = null))) };

  async function look(): Promise<Checked> {
    if (!quotesMove(ctx.now())) return { idle: "closed", ...NOTHING };
    const symbols = inTurn(await ctx.store.alerts.symbols(), last);
    last = symbols.at(-1) ?? last;
    const answers = await ctx.exposure.readMany(symbols.map((symbol) => ({ symbol, selection: { kind: "all" } })));
    // Reading is what finds out about the clock.
    const offMs = ctx.clockOffMs();
    if (isClockWrong(offMs)) {
      ctx.log.warn({ offSeconds: Math.round(offMs / 1000) }, "no alerts: this machine's clock is wrong");
      return { ...NOTHING, idle: "clock", symbols: symbols.length, unusable: symbols.length };
    }
    const now = ctx.now().getTime() - offMs;
    const readings = answers
      .flatMap((answer) => ("missing" in answer ? [] : [answer.reading]))
      .filter(({ snapshot }) => whyUnusable(snapshot, now) === null);
    const briefs = await Promise.all(readings.map(async (one) => briefOf(one, await onRecord(one, ctx))));
    const told = await tell(briefs, { ctx, now });
    const checked = { idle: null, symbols: symbols.length, unusable: symbols.length - briefs.length, ...told };
    if (told.letters + told.muted > 0) ctx.log.info({ ...checked }, "alerts");
    return checked;
  }
}

async function tell(
  briefs: readonly Brief[],
  { ctx, now }: { readonly ctx: Bot; readonly now: number },
): Promise<Pick<Checked, "letters" | "muted">> {
  if (briefs.length === 0) return { letters: 0, muted: 0 };
  return ctx.store.transaction(async ({ alerts, outbox }) => {
    const letters: NewLetter[] = [];
    let muted = 0;
    for (const brief of briefs)
      for (const alert of await alerts.on(brief.symbol)) {
        const { evaluated, event } = evaluatedBy(alert, brief, now);
        if (evaluated.state === evaluated.was || !(await alerts.keep(evaluated)) || !event) continue;
        if (evaluated.fired?.muted) muted += 1;
        else letters.push(letterOf(alert, { event, brief, at: ctx.now().getTime() }));
      }
    return { letters: await outbox.add(letters), muted };
  });
}

function evaluatedBy(
  alert: Alert,
  brief: Brief,
  now: number,
): { readonly evaluated: Evaluated; readonly event: AlertEvent | null } {
  const { state, event } = evaluate({ alert, state: parseAlertState(alert.state), brief, now });
  const quiet = alert.quiet === null ? null : parseQuietHours(alert.quiet);
  const fired = event && { at: now, muted: quiet !== null && isQuiet(quiet, now) };
  return { evaluated: { id: alert.id, was: alert.state, state: state ? JSON.stringify(state) : "", fired }, event };
}

function letterOf(
  { id, userId, guildId, channelId, kind, threshold }: Alert,
  { event, brief, at }: { readonly event: AlertEvent; readonly brief: Brief; readonly at: number },
): NewLetter {
  const recipe: Recipe = { alert: id, watched: { kind, threshold }, event, brief };
  return {
    id: `alert ${id} ${event.at} ${event.to}`,
    kind: "alert",
    slot: event.at,
    guildId,
    userId: guildId === null ? userId : null,
    channelId,
    recipe: { ...recipe },
    notBefore: at,
    expiresAt: at + GRACE_MS,
  };
}
