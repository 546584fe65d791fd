import fc from "fast-check";
import { expect, test } from "vitest";
import { markerOf, nonceOf } from "../../../src/services/outbox/nonce.ts";

const letter = fc.record({ id: fc.string(), channelId: fc.string(), gen: fc.nat(3) });

test("a nonce is within Discord's 25 characters and the same whenever it is asked for", () => {
  fc.assert(
    fc.property(letter, (one) => {
      expect(nonceOf(one)).toMatch(/^[\w-]{20,25}$/);
      expect(nonceOf({ ...one })).toBe(nonceOf(one));
    }),
  );
});

test("another letter, another channel or another generation has another nonce: Discord keeps them per bot", () => {
  fc.assert(
    fc.property(letter, letter, (one, other) => {
      const isSame = one.id === other.id && one.channelId === other.channelId && one.gen === other.gen;
      expect(nonceOf(one) === nonceOf(other)).toBe(isSame);
    }),
    {
      examples: [
        [
          { id: "a", channelId: "bc", gen: 0 },
          { id: "ab", channelId: "c", gen: 0 },
        ],
      ],
    },
  );
});

test("a letter has one marker in all its generations, and no other letter has it", () => {
  const [first, second] = [0, 1].map((gen) => markerOf({ id: "digest 1", channelId: "97", gen } as never));
  expect(first).toMatch(/^#d-[0-9a-f]{8}$/);
  expect(second).toBe(first);
  expect(markerOf({ id: "digest 2", channelId: "97" })).not.toBe(first);
  expect(markerOf({ id: "digest 1", channelId: "98" })).not.toBe(first);
});
