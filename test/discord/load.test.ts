import { expect, onTestFinished, test } from "vitest";
import { inTurn, openScene } from "../../bench/load/scene.ts";

const DISCORDS_PATIENCE_MS = 3_000;

/** The short form of `npm run bench:load`, without its figures: a busy machine may be slow, but nobody may be left alone. */
test("at 50 a second for 5 s the real bot acknowledges everyone in time, and says nothing it should not", async () => {
  const scene = await openScene();
  onTestFinished(() => scene.stop());
  const { acknowledged, notAcknowledged, edited, sentences } = await scene.run({
    calls: [inTurn(["SPY", "QQQ", "AAPL"])],
    perSecond: 50,
    count: 250,
    patienceMs: DISCORDS_PATIENCE_MS,
  });
  expect(notAcknowledged).toBe(0);
  expect(acknowledged).toHaveLength(250);
  expect(Math.max(...acknowledged)).toBeLessThan(DISCORDS_PATIENCE_MS);
  expect(edited.length, "and answers").toBeGreaterThan(0);
  expect([...sentences.keys()].filter((words) => words.startsWith("Something broke"))).toEqual([]);
});
