import type { Job } from "../../src/jobs/job.ts";
import { slotKey } from "../../src/engine/slots.ts";
import type { NewLetter } from "../../src/services/outbox/letter.ts";

/** A letter to a channel, of use for a day. */
export const letterOf = (id: string, slot: number): NewLetter => ({
  id,
  kind: "dashboard",
  slot,
  guildId: "2",
  userId: null,
  channelId: "3",
  recipe: {},
  notBefore: slot,
  expiresAt: slot + 86_400_000,
});

/** A job on Tuesdays, whose slots have one letter each, with an id that no other plan ever gave: what is planned twice is there twice. */
export function countingJob(overrides: Partial<Job> = {}) {
  const planned: string[] = [];
  const job: Job = {
    kind: "dashboard",
    graceMs: 2 * 3_600_000,
    timetables: async () => [{ time: "09:45", zone: "America/New_York", days: "2" }],
    plan: async (slot) => [
      letterOf(`${slotKey("dashboard", slot)} #${planned.push(slotKey("dashboard", slot))}`, slot.at),
    ],
    write: async () => null,
    refused: async () => undefined,
    ...overrides,
  };
  return job;
}
