import { expect, test } from "vitest";
import { createPace } from "../../../src/services/outbox/pace.ts";

test("turns come evenly, forty a second when there are forty, however many wait", async () => {
  const pace = createPace(40);
  const began = performance.now();
  const turns = await Promise.all(
    Array.from({ length: 9 }, async () => {
      await pace();
      return performance.now() - began;
    }),
  );
  // Timers may come late; early by the millisecond or two that the loop's own clock is behind.
  turns.forEach((at, i) => expect(at).toBeGreaterThanOrEqual(i * 25 - 2));
});

test("time without requests saves up nothing", async () => {
  const pace = createPace(40);
  await pace();
  await new Promise((resolve) => setTimeout(resolve, 100));
  const began = performance.now();
  await Promise.all([pace(), pace(), pace()]);
  expect(performance.now() - began).toBeGreaterThanOrEqual(2 * 25 - 2);
});
