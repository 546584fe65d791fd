import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { recordedSource } from "../../sandbox/feed/recordedSource.ts";
import { createSampleMarket } from "../../sandbox/market/sampleMarket.ts";
import { referenceCarry } from "../../sandbox/referenceCarry.ts";
import { parseTicker } from "../../src/engine/ticker.ts";

const SPY = parseTicker("SPY")!;

/** A folder with one recording of SPY and, beside it, this reference file. */
async function carryOf(reference: string | null) {
  const folder = mkdtempSync(join(tmpdir(), "gexcord-carry-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const document = createSampleMarket().document("SPY", new Date("2026-11-24T17:00:00Z"));
  writeFileSync(join(folder, "spy.cboe.json"), JSON.stringify(document));
  if (reference !== null) writeFileSync(join(folder, "spy.expected.json"), reference);
  return (await referenceCarry((await recordedSource(folder)).recordings))(SPY);
}

test("a recording with a reference beside it is computed with the reference's rate and yield", async () => {
  const cases = [
    { id: "other", inputs: { r: 0, q: 0 } },
    { id: "quote_time", inputs: { r: 0.052, q: 0.016 } },
  ];
  expect(await carryOf(JSON.stringify({ cases }))).toEqual({ rate: 0.052, dividendYield: 0.016 });
});

test.each([
  ["no reference", null],
  ["a reference of another shape", JSON.stringify({ cases: [{ id: "quote_time" }] })],
  ["a reference cut short", '{"cases":[{"id"'],
  ["no such case", JSON.stringify({ cases: [{ id: "other", inputs: { r: 0, q: 0 } }] })],
])("with %s the configured carry stands", async (_name, reference) => {
  expect(await carryOf(reference)).toBeNull();
});
