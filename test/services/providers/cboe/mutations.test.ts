import * as fc from "fast-check";
import { expect, test } from "vitest";
import { analyse } from "../../../../src/engine/analyse.ts";
import { PRODUCT } from "../../../../src/engine/chain.ts";
import { packChain, unpackChain } from "../../../../src/engine/pack.ts";
import { readSnapshot, type Reading } from "../../../../src/engine/regime.ts";
import { ProviderError } from "../../../../src/errors.ts";
import { ingestCboe } from "../../../../src/services/providers/cboe/ingest.ts";
import { ladder } from "../../../../src/views/charts/ladder.ts";
import { exposurePost } from "../../../support/exposurePosts.ts";
import { fitPost } from "../../../../src/views/limits.ts";
import { SLIPS, wordsOf } from "../../../support/posts.ts";
import { ticker } from "../../../support/providers.ts";
import { record } from "../../../support/recordingContext.ts";
import { smallChain } from "../../../support/smallChain.ts";
import { mutation } from "./mutate.ts";

const OPEN = new Date("2026-11-23T16:00:00Z");
const healthy = JSON.stringify(withoutUnreadFields(smallChain(OPEN, 10)));
const source = { provider: "cboe", label: "Cboe delayed · computed here", delayMinutes: 15, sample: false };
const command = "/gex symbol:SPY expiry:all";

/** Two thirds of a row are fields nobody reads: one of them stands for all, so that most changes hit something. */
function withoutUnreadFields(document: ReturnType<typeof smallChain>) {
  const options = document.data.options.map(({ option, bid, ask, iv, delta, gamma, open_interest, volume }) => {
    return { option, bid, ask, iv, delta, gamma, open_interest, volume };
  });
  return { ...document, data: { ...document.data, options } };
}

/** The way of a body through the product up to the reading; null when the source is told off. Anything else thrown is a bug. */
function readingOf(body: string): Reading | null {
  const clock = { fetchedAt: OPEN.toISOString(), httpDate: OPEN.toISOString() };
  const document = { symbol: ticker("SPY"), bytes: Buffer.from(body, "utf8"), source, ...clock };
  try {
    const chain = unpackChain(packChain(ingestCboe(document, PRODUCT)));
    return readSnapshot(analyse(chain, { selection: { kind: "all" } }));
  } catch (error) {
    if (error instanceof ProviderError) return null;
    throw error;
  }
}

function expectFinite(value: unknown, path = "reading"): void {
  if (typeof value === "number" && !Number.isFinite(value)) throw new Error(`${path} is ${value}`);
  if (value && typeof value === "object")
    for (const [key, part] of Object.entries(value)) expectFinite(part, `${path}.${key}`);
}

/** Texts of the document that mention or link: nothing a source says in words is shown. */
const STRANGERS_TEXT = /@everyone|\]\(/;

function expectSound(reading: Reading): void {
  expectFinite(reading);
  const post = exposurePost("gex", reading, { command, now: OPEN });
  for (const words of wordsOf(fitPost(post)))
    if (SLIPS.test(words) || STRANGERS_TEXT.test(words)) throw new Error(`shows ${words}`);
}

test("the document itself is a reading", () => {
  const reading = readingOf(healthy)!;
  expectSound(reading);
  expect(reading.snapshot.quality.contractsUsed).toBe(30);
});

test("10,000 bent documents are finite readings in whole words, or failures of the source, and nothing else", () => {
  const seen = { readings: 0, failures: 0 };
  fc.assert(
    fc.property(mutation, ({ change }) => {
      const reading = readingOf(change(healthy));
      if (reading) expectSound(reading);
      seen[reading ? "readings" : "failures"]++;
    }),
    { numRuns: 10_000 },
  );
  expect(Math.min(seen.readings, seen.failures), "both happen often").toBeGreaterThan(2_000);
}, 240_000);

test("what a bent document gives can be drawn: no slip in any label, no coordinate that is none", () => {
  let drawn = 0;
  fc.assert(
    fc.property(mutation, ({ change }) => {
      const reading = readingOf(change(healthy));
      if (!reading) return;
      drawn++;
      const { texts, rects } = record(ladder, { reading, palette: "default", command });
      for (const { text } of texts) if (SLIPS.test(text)) throw new Error(`draws ${text}`);
      for (const { left, right, top, bottom } of rects) expectFinite({ left, right, top, bottom });
    }),
    { numRuns: 150 },
  );
  expect(drawn).toBeGreaterThan(30);
}, 240_000);
