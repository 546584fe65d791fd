import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { createTurns } from "../../src/workers/turns.ts";

const patient = { width: 1, most: 100, patienceMs: 60_000 };
const OVERLOADED = { name: "ProviderError", provider: "workers", failure: "overloaded" };

/** Work that notes its beginning and ends when told. */
function works(...names: readonly string[]) {
  const begun: string[] = [];
  const ends = new Map(names.map((name) => [name, Promise.withResolvers<string>()]));
  const work = (name: string) => () => {
    begun.push(name);
    return ends.get(name)!.promise;
  };
  return {
    begun,
    work,
    end: (name: string) => ends.get(name)!.resolve(name),
    fail: (name: string) => ends.get(name)!.reject(new Error(name)),
  };
}

test("work goes one at a time, in the order it came", async () => {
  const turns = createTurns(patient);
  const { begun, work, end } = works("a", "b", "c");
  const all = Promise.all(["a", "b", "c"].map((name) => turns.take(work(name))));
  expect(begun).toEqual(["a"]);
  end("a");
  await expect.poll(() => begun).toEqual(["a", "b"]);
  end("b");
  end("c");
  expect(await all).toEqual(["a", "b", "c"]);
});

test("two at a time when there are two threads, and never more", async () => {
  const turns = createTurns({ ...patient, width: 2 });
  let going = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, (going += 1));
    await sleep(1);
    going -= 1;
  };
  await Promise.all(Array.from({ length: 20 }, () => turns.take(work)));
  expect(most).toBe(2);
});

test("work that fails hands its turn over", async () => {
  const turns = createTurns(patient);
  const { begun, work, end, fail } = works("a", "b", "c");
  const first = turns.take(work("a"));
  const second = turns.take(work("b"));
  fail("a");
  await expect(first).rejects.toThrow("a");
  end("b");
  expect(await second).toBe("b");
  end("c");
  expect(await turns.take(work("c")), "and nothing is left taken").toBe("c");
  expect(begun).toEqual(["a", "b", "c"]);
});

describe("who waits", () => {
  test("too long is turned away, and its work never begins", async () => {
    const turns = createTurns({ ...patient, patienceMs: 10 });
    const { begun, work, end } = works("a", "b", "c");
    const first = turns.take(work("a"));
    await expect(turns.take(work("b"))).rejects.toMatchObject(OVERLOADED);
    end("a");
    end("c");
    expect(await first, "who is at work is left alone however long it takes").toBe("a");
    expect(await turns.take(work("c"))).toBe("c");
    expect(begun).toEqual(["a", "c"]);
  });

  test("behind too many others is turned away at once", async () => {
    const turns = createTurns({ ...patient, most: 1 });
    const { begun, work, end } = works("a", "b", "c");
    const waited = [turns.take(work("a")), turns.take(work("b"))];
    expect(turns.hasRoom()).toBe(false);
    await expect(turns.take(work("c"))).rejects.toMatchObject(OVERLOADED);
    end("a");
    end("b");
    expect(await Promise.all(waited)).toEqual(["a", "b"]);
    expect(begun).toEqual(["a", "b"]);
  });
});
