import { expect, test } from "vitest";
import { readOptions } from "../../src/commands/readOptions.ts";
import { ProviderError } from "../../src/errors.ts";
import { boardOf } from "../support/boards.ts";
import { context } from "../support/context.ts";
import { ticker } from "../support/providers.ts";
import { readingOf } from "../support/snapshots.ts";

const EARLIER = "2026-11-23T14:44:00.000Z";
const LATER = "2026-11-23T14:45:00.000Z";

/** A bot whose readings and boards are of these quote times, one look after another. */
function bot(readings: readonly string[], boards: readonly string[]) {
  const looks = { read: [] as unknown[], board: [] as (readonly string[])[] };
  const { exposure } = context();
  const at = (times: readonly string[], look: number) => times[Math.min(look, times.length - 1)]!;
  const ctx = context({
    exposure: {
      ...exposure,
      async read({ symbol }, options) {
        const quoteTime = at(readings, looks.read.push(options?.freshness) - 1);
        return { reading: readingOf({ symbol, overrides: { quoteTime } }), stale: null, retryAt: null, cache: "hit" };
      },
      async board({ symbol, dates }) {
        const quoteTime = at(boards, looks.board.push(dates) - 1);
        return { board: boardOf({ symbol, quoteTime }), stale: null, retryAt: null };
      },
    },
  });
  const read = () => readOptions(ticker("SPY"), () => ["2026-12-23"], { ctx, asker: { userId: "1", guildId: null } });
  return { looks, read };
}

test("levels and quotes of one copy are read once", async () => {
  const { looks, read } = bot([LATER], [LATER]);
  const { answer, board } = await read();
  expect([answer.reading.snapshot.quoteTime, board.quoteTime]).toEqual([LATER, LATER]);
  expect(looks).toEqual({ read: [undefined], board: [["2026-12-23"]] });
});

test("when a newer copy came in between, the levels are read again from that one", async () => {
  const { looks, read } = bot([EARLIER, LATER], [LATER]);
  const { answer, board } = await read();
  expect([answer.reading.snapshot.quoteTime, board.quoteTime]).toEqual([LATER, LATER]);
  expect(looks.read, "the second look asks no source").toEqual([undefined, "recent"]);
});

test("levels and quotes that never meet are no ground for a plan", async () => {
  const { looks, read } = bot([EARLIER], [LATER]);
  const error = await read().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ProviderError);
  expect((error as ProviderError).failure).toBe("overloaded");
  expect(looks.board).toHaveLength(3);
});
