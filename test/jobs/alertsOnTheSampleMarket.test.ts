import { expect, test } from "vitest";
import { alert } from "../../src/commands/alert.ts";
import { alertWriter, watchAlerts } from "../../src/jobs/alerts.ts";
import type { Letter } from "../../src/services/outbox/letter.ts";
import { call, quietDoor } from "../support/context.ts";
import { sampleApp } from "../support/sampleApp.ts";

const MINUTE = 60_000;

/**
 * Tuesday 2026-11-24, 10:00 to 10:14 in New York: in the sample market IWM rises through its flip near 246. Seen in the
 * sandbox with `npm start -- --at 2026-11-24T15:00:00Z --speed 60`.
 */
test("an alert goes off once when IWM of the sample market rises through its flip, and says that it is sample data", async () => {
  let now = Date.parse("2026-11-24T15:00:00Z");
  const { app, database } = await sampleApp(() => now);
  const ctx = { ...app.ctx, door: quietDoor() };

  const { content } = await alert.run(call({ symbol: "IWM", kind: "flip" }, { part: "add" }), ctx);
  const [, spot, flip] = /Now spot ([\d.]+), flip ([\d.]+)/.exec(content!)!;
  expect(Number(spot), "it begins below").toBeLessThan(Number(flip));

  const watch = watchAlerts(ctx);
  const letters: number[] = [];
  for (; now <= Date.parse("2026-11-24T15:14:00Z"); now += MINUTE) letters.push((await watch.check()).letters);
  expect(letters.reduce((sum, count) => sum + count, 0)).toBe(1);

  const [row] = await database.all<{ recipe: string }>("SELECT recipe FROM outbox");
  const post = await alertWriter.write({ recipe: JSON.parse(row!.recipe) as object } as Letter, ctx);
  const [{ title }] = post!.embeds as [{ title: string }];
  const [, at] = /^SAMPLE · IWM rose above its flip ([\d.]+)$/.exec(title)!;
  const [, said] = /: spot ([\d.]+), /.exec(post!.content!)!;
  expect(Number(said)).toBeGreaterThan(Number(at) * 1.001);
});
