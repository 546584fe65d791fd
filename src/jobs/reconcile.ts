import type { AppContext } from "../context.ts";
import { latestSend, slotKey, slotsBetween } from "../engine/slots.ts";
import type { Slot, Timetable } from "../engine/timetable.ts";
import type { Store } from "../services/store/store.ts";
import type { Job } from "./job.ts";
import { createSteadyClock, type Clocks } from "./steadyClock.ts";

export interface ReconcilerOptions extends Clocks {
  readonly jobs: readonly Job[];
  readonly store: Store;
  readonly log: AppContext["log"];
}

/** What one look at the timetables led to; slots that another process decided first are none of these. */
export interface Reconciled {
  /** By the wall clock, ms. */
  readonly at: number;
  /** Slots whose letters, perhaps none, are in the outbox now. */
  readonly planned: number;
  readonly letters: number;
  /** Slots whose letters would have come too late. */
  readonly tooLate: number;
  /** Slots and timetables that could not be decided; the next look tries again. */
  readonly failed: number;
}

/** What was due longer ago than this is not even recorded. */
const LOOK_BACK_MS = 3 * 86_400_000;

type Decision = { readonly outcome: "planned" | "too-late"; readonly letters: number };

/**
 * Decides every slot that is due and was not decided before: its letters go into the outbox, or it is too late for them.
 * What was decided is in the store, so it may be called as often as one likes, by as many processes, after any pause.
 * Rejects when the store cannot be read at all.
 */
export function createReconciler({ jobs, store, log, ...clocks }: ReconcilerOptions): () => Promise<Reconciled> {
  const read = createSteadyClock(clocks);
  return async () => {
    const time = read();
    const window = { from: time.certain - LOOK_BACK_MS, to: time.certain };
    const decided = await store.runs.since(window.from);
    const sum = { at: time.now, planned: 0, letters: 0, tooLate: 0, failed: 0 };
    const fail = (fields: Readonly<Record<string, string>>) => (err: unknown) => {
      sum.failed++;
      log.error({ err, ...fields }, "a slot could not be decided");
      return null;
    };

    for (const job of jobs) {
      const timetables = (await timetablesOf(job, store).catch(fail({ job: job.kind }))) ?? [];
      for (const slot of dueSlots(timetables, { ...window, fail: (err) => fail({ job: job.kind })(err) })) {
        const key = slotKey(job.kind, slot);
        if (decided.has(key)) continue;
        const late = time.now > latestSend(slot, job);
        // Of a clock that was just set we do not believe that the time is over.
        if (late && !time.steady) continue;
        const decision = await (late ? skip : plan)({ job, slot, key, store }).catch(
          fail({ job: job.kind, slot: key }),
        );
        if (!decision) continue;
        if (decision.outcome === "too-late") {
          sum.tooLate++;
          log.warn({ job: job.kind, slot: key, letters: decision.letters }, "too late for a slot, it is left out");
        } else {
          sum.planned++;
          sum.letters += decision.letters;
          if (decision.letters > 0)
            log.info({ job: job.kind, slot: key, letters: decision.letters }, "letters planned");
        }
      }
    }
    return sum;
  };
}

/** `async`, so that whatever a job throws is a rejection. */
const timetablesOf = async (job: Job, store: Store) => job.timetables(store);

/** The earliest first; a timetable that cannot be read keeps no other from its slots. */
function dueSlots(
  timetables: readonly Timetable[],
  { from, to, fail }: { from: number; to: number; fail: (error: unknown) => void },
): Slot[] {
  return timetables
    .flatMap((timetable) => {
      try {
        return slotsBetween(timetable, from, to);
      } catch (error) {
        fail(error);
        return [];
      }
    })
    .toSorted((a, b) => a.at - b.at);
}

interface Undecided {
  readonly job: Job;
  readonly slot: Slot;
  readonly key: string;
  readonly store: Store;
}

/** That it was planned, and its letters: both or neither. Null when somebody else was first. */
function plan({ job, slot, key, store }: Undecided): Promise<Decision | null> {
  return store.transaction(async (tx) => {
    if (!(await tx.runs.decide({ slot: key, job: job.kind, at: slot.at, outcome: "planned" }))) return null;
    const letters = await job.plan(slot, tx);
    await tx.outbox.add(letters);
    await tx.runs.count(key, letters.length);
    return { outcome: "planned", letters: letters.length };
  });
}

/** Nobody missed a slot that had no letters: it is older than the timetable, or nobody followed it any more. */
async function skip({ job, slot, key, store }: Undecided): Promise<Decision | null> {
  // A plan that throws was tried for as long as it was of use.
  const letters = await job.plan(slot, store).then(
    ({ length }) => length,
    () => null,
  );
  const outcome = letters === 0 ? "planned" : "too-late";
  return store.transaction(async (tx) => {
    if (!(await tx.runs.decide({ slot: key, job: job.kind, at: slot.at, outcome }))) return null;
    if (outcome === "too-late" && job.missed) await tx.outbox.add(await job.missed(slot, tx));
    await tx.runs.count(key, letters ?? 0);
    return { outcome, letters: letters ?? 0 };
  });
}
