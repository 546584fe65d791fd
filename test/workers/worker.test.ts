import { valueSymbol } from "piscina";
import { expect, test } from "vitest";
import { PRODUCT } from "../../src/engine/chain.ts";
import { parseTicker } from "../../src/engine/ticker.ts";
import work from "../../src/workers/worker.ts";
import { smallChain } from "../support/smallChain.ts";

const source = { provider: "cboe", label: "Test", delayMinutes: 15, sample: false };
const fetchedAt = "2026-11-24T17:00:00.000Z";

test.each([
  ["a chain", JSON.stringify(smallChain(new Date(fetchedAt)))],
  ["no chain", "<html>"],
])("of a document that is %s nothing is left when the task is done", async (_what, text) => {
  const bytes = new Uint8Array(new TextEncoder().encode(text));
  const document = { symbol: parseTicker("SPY")!, bytes, fetchedAt, httpDate: null, source };
  const outcome = await work({ name: "ingest", input: { document, conventions: PRODUCT } });
  expect(outcome).toMatchObject({ [valueSymbol]: { ok: text !== "<html>" } });
  expect(bytes.length).toBe(0);
});
