import { expect, test } from "vitest";
import { exitWriter, watchExits } from "../../src/jobs/exits.ts";
import type { Letter } from "../../src/services/outbox/letter.ts";
import { quietDoor } from "../support/context.ts";
import { planOf } from "../support/plans.ts";
import { ticker } from "../support/providers.ts";
import { sampleApp } from "../support/sampleApp.ts";

/** Tuesday 2026-11-24, from the bell on, through the whole way from the feed's bytes: nothing of the chain is handed in. */
test("the evening of the sample market is compared once it is 45 minutes old, and a level below its close is not passed", async () => {
  let now = Date.parse("2026-11-24T20:55:00Z");
  const { app, database } = await sampleApp(() => now);
  const { reading } = await app.ctx.exposure.read({ symbol: ticker("SPY"), selection: { kind: "all" } });
  const { source, spot } = reading.snapshot;
  for (const below of [spot * 1.1, spot * 0.9]) {
    const plan = planOf({ source, exits: [{ rule: "level", below, above: null }, { rule: "data" }] });
    const id = await app.ctx.store.plans.propose("1", plan);
    for (const rule of ["level", "data"] as const) await app.ctx.store.plans.arm("1", id, { rule, channelId: "91" });
  }

  const watch = watchExits(app.ctx, () => now);
  const letters: number[] = [];
  for (const time of ["20:59", "21:00", "21:30", "21:44", "21:45", "21:46", "23:00"]) {
    now = Date.parse(`2026-11-24T${time}:00Z`);
    letters.push((await watch.check()).letters);
  }
  expect(letters).toEqual([0, 0, 0, 0, 1, 0, 0]);

  const [row] = await database.all<{ recipe: string; user_id: string }>("SELECT recipe, user_id FROM outbox");
  const letter = { recipe: JSON.parse(row!.recipe) as object, userId: row!.user_id } as Letter;
  const post = await exitWriter.write(letter, { ...app.ctx, door: quietDoor() });
  expect(post!.content).toMatch(/^SAMPLE DATA · SPY put spread .*: closed beyond its level, close \d+\.\d\d$/);
  expect(post!.embeds![0]!.footer!.text).toContain("data Nov 24, 16:");
});
