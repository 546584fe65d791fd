import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseTicker } from "../../../../src/engine/ticker.ts";
import { ProviderError } from "../../../../src/errors.ts";
import { createHttp, type Http } from "../../../../src/services/http.ts";
import { createCboeDownload } from "../../../../src/services/providers/cboe/download.ts";
import * as up from "../../../support/upstream.ts";

const OPTIONS = "/global/delayed_quotes/options";
const KNOWN_GOOD = "/global/delayed_quotes/quotes/SPY.json";
let upstream: up.Upstream;
let http: Http;
let download: (symbol: string) => Promise<{ bytes: Uint8Array; fetchedAt: string; httpDate: string | null }>;
let clock = 0;

beforeEach(async () => {
  clock = Date.parse("2026-11-20T15:00:00Z");
  upstream = await up.startUpstream();
  const log = { warn() {}, info() {} };
  http = createHttp({ source: "cboe", userAgent: "test", log, limits: { perSecond: 1000, burst: 100, backoffMs: 1 } });
  const fetch = createCboeDownload({ http, baseUrl: `${upstream.origin}/global`, now: () => new Date(clock), log });
  download = (symbol) => fetch(parseTicker(symbol)!, AbortSignal.timeout(5_000));
});
afterEach(async () => {
  await http.close();
  await upstream.close();
});

const asked = (path: string): number => upstream.requests.filter((request) => request.path === path).length;
const failure = (symbol: string): Promise<string> =>
  download(symbol).then(
    () => "none",
    (error: unknown) => (error instanceof ProviderError ? error.failure : `escaped: ${String(error)}`),
  );
const minutes = (n: number): void => void (clock += n * 60_000);

describe("downloading a chain", () => {
  it("hands over the document with both clocks", async () => {
    upstream.on(`${OPTIONS}/_SPX.json`, up.gzipped({ data: {} }));
    const { bytes, fetchedAt, httpDate } = await download("SPXW");
    expect(new TextDecoder().decode(bytes)).toBe('{"data":{}}');
    expect(fetchedAt).toBe("2026-11-20T15:00:00.000Z");
    expect(Math.abs(Date.now() - Date.parse(httpDate!))).toBeLessThan(5_000);
  });

  it("takes 404 for an unknown symbol without asking further", async () => {
    expect(await failure("ZZZZ")).toBe("unknown-symbol");
    expect(upstream.requests).toHaveLength(1);
  });

  it("calls other refusals a bad response", async () => {
    upstream.on(`${OPTIONS}/SPY.json`, up.status(418));
    expect(await failure("SPY")).toBe("bad-response");
  });
});

describe("what a 403 means", () => {
  it("is an unknown symbol when the known-good one answers, asked once for many", async () => {
    for (const symbol of ["AAAA", "BBBB", "CCCC"]) upstream.on(`${OPTIONS}/${symbol}.json`, up.status(403));
    upstream.on(KNOWN_GOOD, up.delayed(20, up.json({ data: {} })));
    expect(await Promise.all(["AAAA", "BBBB"].map(failure))).toEqual(["unknown-symbol", "unknown-symbol"]);
    expect(await failure("CCCC")).toBe("unknown-symbol");
    expect(asked(KNOWN_GOOD)).toBe(1);
    minutes(6);
    await failure("CCCC");
    expect(asked(KNOWN_GOOD), "the verdict is renewed after five minutes").toBe(2);
  });

  it("is a block when the known-good symbol is refused as well, for a while and not for ever", async () => {
    upstream.on(`${OPTIONS}/SPY.json`, up.status(403));
    upstream.on(KNOWN_GOOD, up.status(403));
    expect([await failure("SPY"), await failure("SPY")]).toEqual(["blocked", "blocked"]);
    expect(asked(KNOWN_GOOD)).toBe(1);
    minutes(6);
    upstream.on(`${OPTIONS}/SPY.json`, up.json({}));
    expect(await failure("SPY")).toBe("none");
  });

  it("does not call a symbol unknown that has answered before: an earlier verdict is too old for that", async () => {
    upstream.on(`${OPTIONS}/AAPL.json`, up.sequence(up.json({}), up.status(403)));
    upstream.on(`${OPTIONS}/ZZZZ.json`, up.status(403));
    upstream.on(KNOWN_GOOD, up.sequence(up.json({}), up.status(403)));
    expect([await failure("AAPL"), await failure("ZZZZ"), await failure("AAPL")]).toEqual([
      "none",
      "unknown-symbol",
      "blocked",
    ]);
  });

  it("stays open when the known-good symbol gives no answer", async () => {
    upstream.on(`${OPTIONS}/ZZZZ.json`, up.status(403));
    upstream.on(KNOWN_GOOD, up.status(500));
    expect(await failure("ZZZZ")).toBe("unreachable");
    upstream.on(KNOWN_GOOD, up.json({}));
    expect(await failure("ZZZZ"), "a failed question is asked again").toBe("unknown-symbol");
  });
});

describe("being asked to wait", () => {
  it("tells the caller until when, on the 429 and for everyone who asks before that", async () => {
    upstream.on(`${OPTIONS}/SPY.json`, up.status(429, { "retry-after": "40" }));
    const until = { failure: "rate-limited", retryAt: "2026-11-20T15:00:40.000Z" };
    await expect(download("SPY")).rejects.toMatchObject(until);
    clock += 30_000;
    await expect(download("QQQ")).rejects.toMatchObject(until);
  });

  it("asks nothing of the feed before the time a 429 names, whatever the symbol", async () => {
    upstream.on(`${OPTIONS}/SPY.json`, up.sequence(up.status(429, { "retry-after": "120" }), up.json({})));
    upstream.on(`${OPTIONS}/QQQ.json`, up.json({}));
    expect(await failure("SPY")).toBe("rate-limited");
    minutes(1.9);
    expect([await failure("SPY"), await failure("QQQ")]).toEqual(["rate-limited", "rate-limited"]);
    expect(upstream.requests).toHaveLength(1);
    minutes(0.2);
    expect([await failure("SPY"), await failure("QQQ")]).toEqual(["none", "none"]);
  });

  it("waits a minute when the 429 does not say how long", async () => {
    upstream.on(`${OPTIONS}/SPY.json`, up.sequence(up.status(429, { "retry-after": "-5" }), up.json({})));
    expect(await failure("SPY")).toBe("rate-limited");
    minutes(0.9);
    expect(await failure("SPY")).toBe("rate-limited");
    minutes(0.2);
    expect(await failure("SPY")).toBe("none");
  });
});
