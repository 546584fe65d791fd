import { once } from "node:events";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { Readable } from "node:stream";
import { request } from "node:http";
import { gunzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { createFeed, type Feed } from "../../../sandbox/feed/feed.ts";
import { sampleSource } from "../../../sandbox/feed/sampleSource.ts";
import type { FeedSource } from "../../../sandbox/feed/source.ts";
import { createSampleMarket } from "../../../sandbox/market/sampleMarket.ts";

const NOON = new Date("2026-11-18T17:00:30Z");
const market = createSampleMarket();
const sample = sampleSource(market, () => NOON);

const running: Feed[] = [];
const start = async (source: FeedSource = sample) => {
  const feed = await createFeed({ source });
  running.push(feed);
  return feed;
};
afterEach(async () => {
  await Promise.all(running.splice(0).map((feed) => feed.stop()));
});

/** The path goes out as it is written: fetch would tidy ".." away. */
async function get(feed: Feed, path: string, headers: Record<string, string> = {}, method = "GET") {
  const { port } = new URL(feed.baseUrl);
  const sent = request({ host: "127.0.0.1", port, path, headers, method });
  sent.end();
  const [response] = await once(sent, "response");
  const body = Buffer.concat(await response.toArray());
  return { status: response.statusCode as number, headers: response.headers as Record<string, string>, body };
}
const BASE = "/api/global/delayed_quotes";

describe("the documents", () => {
  it("answers with chain and quote of a symbol, dated by the clock of the source", async () => {
    const feed = await start();
    const chain = await get(feed, `${BASE}/options/AMD.json`);
    expect(chain.status).toBe(200);
    expect(chain.headers["content-type"]).toBe("application/json");
    expect(chain.headers["date"]).toBe("Wed, 18 Nov 2026 17:00:30 GMT");
    expect(JSON.parse(chain.body.toString())).toEqual(market.document("AMD", NOON));
    const quote = await get(feed, `${BASE}/quotes/AMD.json?cache=no`);
    expect(JSON.parse(quote.body.toString())).toEqual(market.quote("AMD", NOON));
    expect(feed.requests).toBe(2);
  });

  it("compresses when asked to, and only then", async () => {
    const feed = await start();
    const plain = await get(feed, `${BASE}/options/AMD.json`);
    const zipped = await get(feed, `${BASE}/options/AMD.json`, { "Accept-Encoding": "gzip, deflate, br" });
    expect(plain.headers["content-encoding"]).toBeUndefined();
    expect(zipped.headers["content-encoding"]).toBe("gzip");
    expect(zipped.body.length).toBeLessThan(plain.body.length / 3);
    expect(gunzipSync(zipped.body).equals(plain.body)).toBe(true);
  });

  it("publishes an index under its underscore only", async () => {
    const feed = await start();
    expect((await get(feed, `${BASE}/quotes/_SPX.json`)).status).toBe(200);
    expect((await get(feed, `${BASE}/quotes/SPX.json`)).status).toBe(403);
    expect((await get(feed, `${BASE}/quotes/_SPY.json`)).status).toBe(403);
  });

  it("has the daily prices of a symbol, marked as made up, and of an index in strings as Cboe prints them", async () => {
    const feed = await start();
    const chart = await get(feed, `${BASE}/charts/historical/_SPX.json`);
    expect([chart.status, chart.headers["content-type"]]).toEqual([200, "application/json"]);
    const document = JSON.parse(chart.body.toString());
    expect(document).toMatchObject({ symbol: "_SPX", sample: true });
    expect(document.data.at(-1)).toMatchObject({
      date: "2026-11-17",
      close: expect.stringMatching(/^\d{4}\.\d{6}$/),
      volume: "0.0",
    });
    const stock = JSON.parse((await get(feed, `${BASE}/charts/historical/AMD.json`)).body.toString());
    expect(stock.data.at(-1).close).toEqual(expect.any(Number));
    expect((await get(feed, `${BASE}/charts/historical/XYZ.json`)).status).toBe(403);
    expect((await get(feed, `${BASE}/charts/historical/SPX.json`)).status).toBe(403);
  });

  it("has a table for each volatility index on one of its symbols, marked as made up at its end", async () => {
    const feed = await start();
    const table = await get(feed, "/api/global/us_indices/daily_prices/VIX_History.csv");
    expect([table.status, table.headers["content-type"]]).toEqual([200, "text/csv"]);
    const lines = table.body.toString().split("\r\n");
    expect(lines[0]).toBe("DATE,OPEN,HIGH,LOW,CLOSE");
    expect(lines.at(-3)).toMatch(/^11\/17\/2026,\d+\.\d\d,/);
    expect(lines.slice(-2)).toEqual(["MADE UP,,,,", ""]);
    for (const name of ["OVX", "SPX", "vix", "_VIX"])
      expect((await get(feed, `/api/global/us_indices/daily_prices/${name}_History.csv`)).status, name).toBe(403);
  });

  it("answers HEAD without a body", async () => {
    const head = await get(await start(), `${BASE}/options/SPY.json`, {}, "HEAD");
    expect(head.status).toBe(200);
    expect(head.body).toHaveLength(0);
  });
});

describe("the refusal", () => {
  it.each([
    ["an unknown symbol", `${BASE}/options/XYZ.json`],
    ["another path", "/api/global/us_indices/definitions/all_indices.json"],
    ["the root", "/"],
    ["a lower-case symbol", `${BASE}/options/spy.json`],
    ["no .json", `${BASE}/options/SPY`],
    ["an encoded way up", `${BASE}/options/..%2f..%2fetc%2fpasswd.json`],
    ["a way up", `${BASE}/options/../quotes/SPY.json`],
    ["an encoded letter", `${BASE}/options/%53PY.json`],
  ])("%s is 403 with an XML body that is no JSON", async (_, path) => {
    const { status, headers, body } = await get(await start(), path);
    expect(status).toBe(403);
    expect(headers["content-type"]).toBe("application/xml");
    expect(body.toString()).toContain("<Code>AccessDenied</Code>");
    expect(() => JSON.parse(body.toString())).toThrow(SyntaxError);
  });

  it("never asks the source for a name that is not a ticker", async () => {
    const asked: string[] = [];
    const feed = await start({ tickers: [], open: (name) => (asked.push(name), Promise.resolve(null)) });
    for (const name of ["..%2fSPY", "%5ESPX", "SPY%00", "TOOLONGNAME", "SPY/../QQQ"])
      await get(feed, `${BASE}/options/${name}.json`);
    expect(asked).toEqual([]);
    await get(feed, `${BASE}/options/_SPX.B.json`);
    expect(asked).toEqual(["_SPX.B"]);
  });

  it("a POST is refused", async () => {
    expect((await get(await start(), `${BASE}/options/SPY.json`, {}, "POST")).status).toBe(403);
  });
});

describe("the server", () => {
  it("a source that fails is a 500, and one that fails amid a document cuts the connection", async () => {
    const failing = await start({ tickers: [], open: () => Promise.reject(new Error("gone")) });
    expect((await get(failing, `${BASE}/options/SPY.json`)).status).toBe(500);
    async function* half() {
      yield Buffer.from('{"data":');
      await Promise.reject(new Error("disk"));
    }
    const cutting = await start({
      tickers: [],
      open: () => Promise.resolve({ date: NOON, body: Readable.from(half()) }),
    });
    await expect(get(cutting, `${BASE}/options/SPY.json`)).rejects.toThrow(/aborted|hang up/);
    expect((await get(failing, "/")).status, "and it lives on").toBe(403);
  });

  it("listens on the loopback address only", async () => {
    const feed = await start();
    const { hostname, port } = new URL(feed.baseUrl);
    expect(hostname).toBe("127.0.0.1");
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ family, internal }) => family === "IPv4" && !internal);
    if (!outside) return;
    const socket = connect(Number(port), outside.address);
    await expect(once(socket, "connect")).rejects.toThrow(/ECONNREFUSED/);
  });

  it("stop() ends open connections and frees the port", async () => {
    const feed = await start();
    const port = Number(new URL(feed.baseUrl).port);
    const idle = connect(port, "127.0.0.1");
    await once(idle, "connect");
    const closed = once(idle, "close");
    await feed.stop();
    await closed;
    const again = await createFeed({ source: sample, port });
    await again.stop();
  });

  it("a port that is taken is an error, not a silence", async () => {
    const feed = await start();
    const port = Number(new URL(feed.baseUrl).port);
    await expect(createFeed({ source: sample, port })).rejects.toThrow(/EADDRINUSE/);
  });
});
