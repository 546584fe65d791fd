import * as fc from "fast-check";
import { expect, test } from "vitest";
import { placeTags } from "../../../src/views/charts/tags.ts";

const room = { top: 200, bottom: 1100, gap: 8 };

test("tags that do not touch stay centred on their levels", () => {
  expect(placeTags([{ y: 300, height: 60 }, { y: 500, height: 80 }], room)).toEqual([270, 460]); // prettier-ignore
});

test("tags of the same level are spread evenly around it", () => {
  expect(placeTags([{ y: 500, height: 60 }, { y: 500, height: 60 }], room)).toEqual([436, 504]); // prettier-ignore
});

test("a tag at the edge is pushed inside and pushes its neighbour", () => {
  expect(placeTags([{ y: 200, height: 60 }, { y: 210, height: 60 }], room)).toEqual([200, 268]); // prettier-ignore
  expect(placeTags([{ y: 1100, height: 60 }], room)).toEqual([1040]);
});

test("too many tags for the gap close up instead of leaving the panel", () => {
  const tops = placeTags(Array.from({ length: 15 }, () => ({ y: 600, height: 60 })), room); // prettier-ignore
  expect(tops).toEqual(tops.map((_, index) => 200 + index * 60));
});

test("no tags, no places", () => {
  expect(placeTags([], room)).toEqual([]);
});

test("whatever the levels: order kept, no overlap, all inside, and a tag that has room does not move", () => {
  const wish = fc.record({ y: fc.integer({ min: 0, max: 1400 }), height: fc.integer({ min: 40, max: 110 }) });
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 8 }), (random) => {
      const wishes = random.toSorted((a, b) => a.y - b.y);
      const tops = placeTags(wishes, room);
      for (const [index, top] of tops.entries()) {
        const { y, height } = wishes[index] ?? { y: 0, height: 0 };
        expect(top).toBeGreaterThanOrEqual(room.top);
        expect(top + height).toBeLessThanOrEqual(room.bottom);
        const next = tops[index + 1];
        if (next !== undefined) expect(next).toBeGreaterThanOrEqual(top + height);
        const alone = wishes.every((other) => other === wishes[index] || Math.abs(other.y - y) > 900);
        if (alone && y > 400 && y < 900) expect(Math.abs(top + height / 2 - y)).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 500 },
  );
});
