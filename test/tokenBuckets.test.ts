import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createTokenBuckets } from "../src/tokenBuckets.ts";

function setup({ capacity = 3, perSecond = 2, most = 100 } = {}) {
  let time = 1_000_000;
  const buckets = createTokenBuckets({ capacity, perSecond, most, now: () => time });
  const takes = (key: string, times: number) => Array.from({ length: times }, () => buckets.take(key));
  return { takes, pass: (ms: number) => void (time += ms) };
}

describe("a bucket", () => {
  test("gives as many at once as it holds, and then says how long the next one takes", () => {
    expect(setup().takes("a", 5)).toEqual([0, 0, 0, 500, 500]);
  });

  test("fills with time, and asking in vain does not hold that up", () => {
    const { takes, pass } = setup();
    takes("a", 3);
    pass(300);
    expect(takes("a", 50)).toEqual(Array.from({ length: 50 }, () => 200));
    pass(200);
    expect(takes("a", 2)).toEqual([0, 500]);
  });

  test("holds no more than its capacity, however long the rest", () => {
    const { takes, pass } = setup();
    takes("a", 3);
    pass(3_600_000);
    expect(takes("a", 4)).toEqual([0, 0, 0, 500]);
  });

  test("belongs to one key", () => {
    const { takes } = setup();
    takes("a", 10);
    expect(takes("b", 3)).toEqual([0, 0, 0]);
  });
});

test("over the bound the bucket untouched for longest is forgotten, and no other", () => {
  const { takes } = setup({ most: 2, capacity: 1 });
  takes("a", 1);
  takes("b", 1);
  takes("a", 1);
  takes("c", 1);
  expect(takes("a", 1), "touched since").toEqual([500]);
  expect(takes("b", 1), "forgotten, hence full").toEqual([0]);
});

test("whatever the rhythm of asking, no more is given than the capacity and what time brought", () => {
  const pauses = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(
      pauses,
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 25 }),
      (rest, capacity, perSecond) => {
        const { takes, pass } = setup({ capacity, perSecond });
        let [given, elapsed] = [0, 0];
        for (const ms of rest) {
          pass(ms);
          elapsed += ms;
          if (takes("a", 1)[0] === 0) given++;
          expect(given).toBeLessThanOrEqual(capacity + (elapsed * perSecond) / 1000 + 1e-6);
        }
      },
    ),
  );
});

test("who comes back after exactly the wait he was told gets one", () => {
  const { takes, pass } = setup({ perSecond: 3 });
  takes("a", 3);
  for (let i = 0; i < 20; i++) {
    const [wait = 0] = takes("a", 1);
    expect(wait).toBeGreaterThan(0);
    pass(Math.ceil(wait));
    expect(takes("a", 1)).toEqual([0]);
  }
});
