import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ProviderError } from "../../src/errors.ts";
import { createHttp, type GetOptions, type Http, type HttpLimits } from "../../src/services/http.ts";
import * as up from "../support/upstream.ts";

const QUICK: Partial<HttpLimits> = { perSecond: 1000, burst: 100, backoffMs: 5 };
let upstream: up.Upstream;
let http: Http;
const lines: string[] = [];
const log = {
  warn: (_: object, message: string) => lines.push(message),
  info: (_: object, message: string) => lines.push(message),
};

function make(limits: Partial<HttpLimits> = {}): Http {
  return createHttp({ source: "test", userAgent: "gexcord-test", log, limits: { ...QUICK, ...limits } });
}
beforeEach(async () => {
  lines.length = 0;
  upstream = await up.startUpstream();
  http = make();
});
afterEach(async () => {
  await http.close();
  await upstream.close();
});

const at = (path: string): URL => new URL(path, upstream.origin);
const get = (path: string, options?: GetOptions) => http.getBytes(at(path), options);
/** The failure of a request that must fail; nothing but a ProviderError may come out. */
async function failureOf(pending: Promise<unknown>): Promise<string> {
  const error = await pending.then(
    () => expect.unreachable("the request must fail"),
    (error: unknown) => error,
  );
  expect(error).toBeInstanceOf(ProviderError);
  return `${(error as ProviderError).failure}: ${(error as ProviderError).message}`;
}
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe("what comes back", () => {
  it("hands over plain, gzip and brotli bodies decompressed, in transferable memory of their own", async () => {
    const body = JSON.stringify({ data: "x".repeat(100_000) });
    upstream.on("/plain", up.json(body));
    upstream.on("/gzip", up.gzipped(body));
    upstream.on("/br", up.json(brotliCompressSync(body), { "content-encoding": "br" }));
    for (const path of ["/plain", "/gzip", "/br"]) {
      const { status, bytes, date } = await get(path);
      expect([status, textOf(bytes)]).toEqual([200, body]);
      expect(Math.abs(Date.now() - date!.getTime())).toBeLessThan(5_000);
      const moved = structuredClone(bytes, { transfer: [bytes.buffer] });
      expect([moved.byteOffset, moved.byteLength, moved.buffer.byteLength]).toEqual([0, body.length, body.length]);
    }
    expect(upstream.requests[0]?.headers).toMatchObject({
      "user-agent": "gexcord-test",
      "accept-encoding": "gzip, br",
    });
  });

  it("gives 4xx back as data with its body and never asks again", async () => {
    for (const code of [400, 401, 403, 404, 418]) {
      upstream.on(`/${code}`, up.status(code, {}, `{"code":${code}}`));
      const { status, bytes } = await get(`/${code}`);
      expect([status, textOf(bytes)]).toEqual([code, `{"code":${code}}`]);
    }
    expect(upstream.requests).toHaveLength(5);
  });

  it("reads every form of Retry-After on a 429", async () => {
    const soon = new Date(Date.now() + 120_000).toUTCString();
    const forms: [string | null, number | null, number][] = [
      ["30", 30_000, 0],
      ["1.5", 1_500, 0],
      [soon, 120_000, 2_500],
      ["Wed, 21 Oct 2015 07:28:00 GMT", 0, 0],
      [null, null, 0],
      ["-30", null, 0],
      ["soon", null, 0],
      ["99999999999999", 86_400_000, 0],
    ];
    for (const [value, expected, tolerance] of forms) {
      upstream.on("/429", up.status(429, value === null ? {} : { "retry-after": value }));
      const { status, retryAfterMs } = await get("/429");
      expect(status).toBe(429);
      if (expected === null) expect(retryAfterMs, `Retry-After: ${value}`).toBeNull();
      else expect(Math.abs(retryAfterMs! - expected), `Retry-After: ${value}`).toBeLessThanOrEqual(tolerance);
    }
    expect(upstream.requests, "a 429 is never repeated").toHaveLength(forms.length);
  });
});

describe("answers that are refused", () => {
  it("takes no page for a document, whatever its status and type say", async () => {
    upstream.on("/html", up.html());
    upstream.on("/liar", up.json("  <html></html>"));
    upstream.on("/empty", up.json(""));
    expect(await failureOf(get("/html"))).toMatch(/^bad-response: .*page/);
    expect(await failureOf(get("/liar"))).toMatch(/^bad-response: .*not JSON/);
    expect(await failureOf(get("/empty"))).toMatch(/^bad-response: .*not JSON/);
    expect(upstream.requests, "a page does not get better by asking again").toHaveLength(3);
  });

  it("a table is asked for as one and need not look like JSON, but a page is still no table", async () => {
    upstream.on("/table", up.status(200, { "content-type": "text/csv" }, "DATE,VIX"));
    upstream.on("/page", up.html());
    const { bytes } = await get("/table", { form: "csv" });
    expect([textOf(bytes), upstream.requests[0]?.headers.accept]).toEqual(["DATE,VIX", "text/csv"]);
    expect(await failureOf(get("/page", { form: "csv" }))).toMatch(/^bad-response: .*not CSV but a page/);
    expect(await failureOf(get("/table"))).toMatch(/^bad-response: .*not JSON/);
  });

  it("stops at the cap, announced or not, packed or not", async () => {
    const large = JSON.stringify("x".repeat(50_000));
    upstream.on("/announced", up.json(`[${large}]`, { "content-length": String(large.length + 2) }));
    upstream.on("/unannounced", up.json(`[${large}]`));
    upstream.on("/packed", up.gzipped(`[${large}]`));
    for (const path of ["/announced", "/unannounced", "/packed"])
      expect(await failureOf(get(path, { maxBytes: 40_000 }))).toMatch(/^bad-response: .*larger than 40000/);
  });

  it("survives a gzip bomb without unpacking it", async () => {
    upstream.on("/bomb", up.bomb(1 << 30));
    const before = process.memoryUsage().rss;
    expect(await failureOf(get("/bomb"))).toMatch(/^bad-response: .*larger than/);
    const grownMb = (process.memoryUsage().rss - before) / 2 ** 20;
    expect(grownMb, "1 GB packed into 1 MB; the cap is 32 MB").toBeLessThan(150);
  });

  it("recognises damaged and unknown encodings", async () => {
    const packed = gzipSync(JSON.stringify({ data: "x".repeat(10_000) }));
    upstream.on("/cut", up.json(packed.subarray(0, packed.length / 2), { "content-encoding": "gzip" }));
    upstream.on("/noise", up.json("not gzip at all", { "content-encoding": "gzip" }));
    upstream.on("/brNoise", up.json("not brotli at all", { "content-encoding": "br" }));
    upstream.on("/zip", up.json("{}", { "content-encoding": "zip" }));
    expect(await failureOf(get("/cut"))).toMatch(/^bad-response: .*damaged gzip/);
    expect(await failureOf(get("/noise"))).toMatch(/^bad-response: .*damaged gzip/);
    expect(await failureOf(get("/brNoise"))).toMatch(/^bad-response: .*damaged br/);
    expect(await failureOf(get("/zip"))).toMatch(/^bad-response: .*unknown content-encoding/);
  });

  it("follows no redirect, so that no header reaches another host", async () => {
    const elsewhere = await up.startUpstream({ "/": up.json("{}") });
    upstream.on("/moved", up.redirect(`${elsewhere.origin}/`));
    expect(await failureOf(get("/moved", { headers: { "x-api-key": "canary" } }))).toMatch(/^bad-response: .*302/);
    expect(elsewhere.requests).toEqual([]);
    await elsewhere.close();
  });
});

describe("sources in trouble", () => {
  it("tries a 5xx and a lost connection again, at most twice", async () => {
    upstream.on("/busy", up.sequence(up.status(503), up.status(502), up.json("{}")));
    upstream.on("/lost", up.sequence(up.reset, up.truncated("{}".padEnd(5_000)), up.json("{}")));
    upstream.on("/down", up.status(500));
    expect((await get("/busy")).status).toBe(200);
    expect((await get("/lost")).status).toBe(200);
    expect(await failureOf(get("/down"))).toMatch(/^unreachable: .*HTTP 500/);
    expect(upstream.requests.filter(({ path }) => path === "/down")).toHaveLength(3);
  });

  it("tells of every try that goes out, and of none that an open breaker keeps back", async () => {
    http = make({ breakerFailures: 3 });
    upstream.on("/down", up.status(503));
    let left = 0;
    await failureOf(get("/down", { onLeave: () => left++ }));
    expect([left, upstream.requests.length]).toEqual([3, 3]);
    await failureOf(get("/down", { onLeave: () => left++ }));
    expect([left, upstream.requests.length], "the breaker is open").toEqual([3, 3]);
  });

  it("asks before a second try, and takes a no for the failure of the first", async () => {
    upstream.on("/busy", up.sequence(up.status(503), up.json("{}")));
    expect(await failureOf(get("/busy", { mayRetry: () => false }))).toMatch(/^unreachable: .*HTTP 503/);
    expect(upstream.requests).toHaveLength(1);
  });

  it("does not come back before a 5xx says it may", async () => {
    upstream.on("/later", up.status(503, { "retry-after": "60" }));
    expect(await failureOf(get("/later"))).toMatch(/^unreachable: .*HTTP 503/);
    expect(upstream.requests).toHaveLength(1);
  });

  it("calls a body that always breaks off unreachable", async () => {
    upstream.on("/cut", up.truncated(JSON.stringify({ data: "x".repeat(9_000) })));
    expect(await failureOf(get("/cut"))).toMatch(/^unreachable: .*connection failed/);
  });

  it("says unreachable when nobody listens", async () => {
    const gone = await up.startUpstream();
    await gone.close();
    expect(await failureOf(http.getBytes(new URL(gone.origin)))).toMatch(/^unreachable: .*ECONNREFUSED/);
  });

  it("cuts silence, slow headers and a dripping body at the deadline", async () => {
    upstream.on("/hang", up.hang);
    upstream.on("/slow", up.delayed(5_000, up.json("{}")));
    upstream.on("/drip", up.drip(20));
    for (const path of ["/hang", "/slow", "/drip"]) {
      const started = performance.now();
      expect(await failureOf(get(path, { timeoutMs: 200 }))).toMatch(/^unreachable: .*in time/);
      expect(performance.now() - started).toBeLessThan(1_000);
    }
  });

  it("waits for a slow answer that comes within the deadline", async () => {
    upstream.on("/slow", up.delayed(150, up.json("{}")));
    expect((await get("/slow", { timeoutMs: 2_000 })).status).toBe(200);
  });

  it("keeps query, credentials and headers out of what it says", async () => {
    upstream.on("/x?apiKey=canary", up.status(500));
    const url = at("/x?apiKey=canary");
    url.username = "canary";
    expect(await failureOf(http.getBytes(url, { headers: { "x-api-key": "canary" } }))).not.toContain("canary");
  });
});

describe("manners", () => {
  it("opens the breaker after five failures in a row and probes once when it may", async () => {
    http = make({ breakerOpenMs: 100 });
    upstream.on("/", up.status(500));
    await failureOf(get("/"));
    expect(await failureOf(get("/"))).toMatch(/HTTP 500|not asked/);
    const asked = upstream.requests.length;
    expect(asked).toBe(5);
    expect(http.isGivenUp()).toBe(true);
    for (let i = 0; i < 20; i++) expect(await failureOf(get("/"))).toMatch(/^unreachable: .*not asked/);
    expect(upstream.requests.length, "an open breaker asks nobody").toBe(asked);
    await new Promise((resolve) => setTimeout(resolve, 120));
    await failureOf(get("/"));
    expect(upstream.requests.length, "one probe, no retries").toBe(asked + 1);
    await new Promise((resolve) => setTimeout(resolve, 120));
    upstream.on("/", up.json("{}"));
    expect((await get("/")).status).toBe(200);
    expect(lines).toContain("source answers again");
    expect(http.isGivenUp()).toBe(false);
  });

  it("counts silence as failure", async () => {
    upstream.on("/hang", up.hang);
    for (let i = 0; i < 5; i++) await failureOf(get("/hang", { timeoutMs: 30 }));
    expect(await failureOf(get("/hang"))).toMatch(/^unreachable: .*not asked/);
    expect(upstream.requests).toHaveLength(5);
  });

  it("does not hold 4xx or a caller who walked away against the source", async () => {
    upstream.on("/403", up.status(403));
    upstream.on("/hang", up.hang);
    upstream.on("/", up.json("{}"));
    for (let i = 0; i < 8; i++) await get("/403");
    for (let i = 0; i < 8; i++) {
      const walk = new AbortController();
      setTimeout(() => walk.abort(), 5);
      expect(await failureOf(get("/hang", { signal: walk.signal }))).toMatch(/^unreachable: .*cancelled/);
    }
    expect((await get("/")).status).toBe(200);
  });

  it("answers at once when the signal is already aborted", async () => {
    expect(await failureOf(get("/", { signal: AbortSignal.abort() }))).toMatch(/cancelled/);
    expect(upstream.requests).toEqual([]);
  });

  it("keeps to its rate after a burst", async () => {
    http = make({ perSecond: 50, burst: 2 });
    upstream.on("/", up.json("{}"));
    const started = performance.now();
    await Promise.all(Array.from({ length: 8 }, () => get("/")));
    const took = performance.now() - started;
    expect(took, "2 at once, then 6 at 20 ms each").toBeGreaterThan(110);
    expect(took).toBeLessThan(1_000);
  });

  it("bounds what is in flight and what waits, and says so", async () => {
    http = make({ concurrent: 2, queued: 3 });
    upstream.on("/hang", up.hang);
    const all = await Promise.all(Array.from({ length: 9 }, () => failureOf(get("/hang", { timeoutMs: 150 }))));
    expect(all.filter((failure) => failure.startsWith("rate-limited"))).toHaveLength(4);
    expect(all.filter((failure) => failure.startsWith("unreachable"))).toHaveLength(5);
    expect(upstream.requests.length, "those that waited past their deadline are never sent").toBe(2);
  });
});
