import { afterAll, expect, onTestFinished, test } from "vitest";
import { createSampleMarket } from "../../../../sandbox/market/sampleMarket.ts";
import { PRODUCT } from "../../../../src/engine/chain.ts";
import { createHttp } from "../../../../src/services/http.ts";
import { createCboeProvider } from "../../../../src/services/providers/cboe/provider.ts";
import { createPool } from "../../../../src/workers/pool.ts";
import { providerContract } from "../../../support/providerContract.ts";
import { asked, ticker } from "../../../support/providers.ts";
import { recordedLog } from "../../../support/recordedLog.ts";
import { json, startUpstream, status } from "../../../support/upstream.ts";

/** Monday, 11:00 New York: the session is open. */
const OPEN = new Date("2026-11-23T16:00:00Z");
const SATURDAY = new Date("2026-11-21T16:00:00Z");
const OPTIONS = "/delayed_quotes/options/SPY.json";
const QUOTES = "/delayed_quotes/quotes/SPY.json";

const market = createSampleMarket();
const document = (at: Date) => market.document("SPY", at)!;
const header = (at: Date) => ({ date: at.toUTCString() });
const pool = createPool({ threads: 1 });

afterAll(() => pool.close());

function make(origin: string, { at = OPEN, sample = false } = {}) {
  const { log } = recordedLog();
  const limits = { perSecond: 1_000, burst: 100, backoffMs: 1 };
  const http = createHttp({ source: "cboe", userAgent: "test", log, limits });
  const label = { text: "Cboe delayed · computed here", sample };
  const provider = createCboeProvider({
    http,
    pool,
    baseUrl: origin,
    label,
    conventions: () => PRODUCT,
    now: () => at,
    log,
  });
  return { provider, close: () => http.close() };
}

providerContract("Cboe", {
  make: (origin) => make(origin),
  healthy: {
    [OPTIONS]: json(document(OPEN), header(OPEN)),
    [QUOTES]: json(market.quote("SPY", OPEN), header(OPEN)),
  },
  path: OPTIONS,
  empty: { ...document(OPEN), data: { ...document(OPEN).data, options: [] } },
  refusals: [
    ["an unknown symbol, while a known one is answered", { [OPTIONS]: status(403) }, "unknown-symbol"],
    ["404", { [OPTIONS]: status(404) }, "unknown-symbol"],
    ["an address that is refused everything", { [OPTIONS]: status(403), [QUOTES]: status(403) }, "blocked"],
    ["a request it does not understand", { [OPTIONS]: status(400) }, "bad-response"],
  ],
});

async function read(at: Date, sample = false) {
  const upstream = await startUpstream({ [OPTIONS]: json(document(at), header(at)) });
  const { provider, close } = make(upstream.origin, { at, sample });
  onTestFinished(async () => {
    await close();
    await upstream.close();
  });
  const loaded = await provider.load(ticker("SPY"), AbortSignal.timeout(5_000));
  return { loaded, snapshot: await provider.snapshot(loaded.payload, asked("SPY")) };
}

test("in the session the feed is worth asking once a minute, outside it every quarter of an hour", async () => {
  expect((await read(OPEN)).loaded.freshForMs).toBe(60_000);
  expect((await read(SATURDAY)).loaded.freshForMs).toBe(15 * 60_000);
});

test("every snapshot says where it comes from and how late that is", async () => {
  const { snapshot } = await read(OPEN);
  expect(snapshot.source).toEqual({
    provider: "cboe",
    label: "Cboe delayed · computed here",
    delayMinutes: 15,
    sample: false,
  });
});

test("made-up data is marked as such", async () => {
  expect((await read(OPEN, true)).snapshot.source.sample).toBe(true);
});

test("values stand at the time of the quotes: on a Saturday that is Friday's close", async () => {
  const { snapshot } = await read(SATURDAY);
  expect(snapshot.vol.iv30).toBe(document(SATURDAY).data.iv30);
  expect(snapshot).toMatchObject({ session: "closed", quoteTime: "2026-11-20T21:00:00.000Z" });
});
