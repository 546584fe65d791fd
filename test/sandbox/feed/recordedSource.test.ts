import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFeed } from "../../../sandbox/feed/feed.ts";
import { listRecordings, recordedSource } from "../../../sandbox/feed/recordedSource.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gexcord-recorded-"));
});
afterEach(() => rm(folder, { recursive: true }));

const recording = (symbol: string, timestamp: string, { contracts = 2, price = 100 } = {}) => ({
  timestamp,
  data: {
    options: Array.from({ length: contracts }, (_, i) => ({ option: `SPXW240105C0${1000 + i}000`, bid: 1, ask: 1.1 })),
    symbol: symbol.replace("_", "^"),
    current_price: price,
  },
  symbol,
});
const save = (name: string, document: unknown) =>
  writeFile(join(folder, name), typeof document === "string" ? document : JSON.stringify(document));
const tickers = async () =>
  (await recordedSource(folder)).recordings.map(({ ticker, path }) => [ticker, path.slice(folder.length + 1)]);

describe("names of recorded chains", () => {
  it("the newest file of a symbol has the plain ticker, older ones .B, .C … whatever the files are called", async () => {
    await save("a.json", recording("_SPX", "2023-06-09 17:40:00"));
    await save("b.json", recording("_SPX", "2024-01-07 15:52:00", { contracts: 3 }));
    await save("c.json", recording("_SPX", "2022-01-07 15:52:00"));
    await save("d.json", recording("QQQ", "2022-01-07 15:52:00"));
    await save("b.expected.json", { net: 1 });
    await save("README.md", "not a chain");
    expect(await tickers()).toEqual([
      ["QQQ", "d.json"],
      ["SPX", "b.json"],
      ["SPX.B", "a.json"],
      ["SPX.C", "c.json"],
    ]);
    expect(listRecordings((await recordedSource(folder)).recordings).split("\n")[1]).toBe(
      "SPX       2024-01-07 15:52:00 UTC       3 contracts  b.json",
    );
  });

  it("files of the same minute are ordered by name", async () => {
    await save("two.json", recording("QQQ", "2024-01-07 15:52:00"));
    await save("one.json", recording("QQQ", "2024-01-07 15:52:00"));
    expect(await tickers()).toEqual([
      ["QQQ", "one.json"],
      ["QQQ.B", "two.json"],
    ]);
  });

  it("leave a real class share alone", async () => {
    await save("1.json", recording("BRK", "2024-01-08 15:52:00"));
    await save("2.json", recording("BRK", "2024-01-07 15:52:00"));
    await save("3.json", recording("BRK.B", "2024-01-07 15:52:00"));
    expect(await tickers()).toEqual([
      ["BRK", "1.json"],
      ["BRK.B", "3.json"],
      ["BRK.C", "2.json"],
    ]);
    await save("4.json", recording("BRK.B", "2024-01-06 15:52:00"));
    await expect(recordedSource(folder)).rejects.toThrow(`${join(folder, "4.json")}: no ticker left`);
  });
});

describe("serving a recording", () => {
  it("is byte for byte the file, with and without the underscore, dated five seconds after its own time", async () => {
    const newest = JSON.stringify(recording("_SPX", "2024-01-07 15:52:00", { price: 4697 }), null, 2);
    await save("new.json", newest);
    await save("old.json", recording("_SPX", "2023-06-09 17:40:00", { price: 4300 }));
    const source = await recordedSource(folder);
    const feed = await createFeed({ source });
    try {
      const get = (path: string) => fetch(`${feed.baseUrl}/delayed_quotes/${path}.json`);
      for (const name of ["_SPX", "SPX"]) {
        const response = await get(`options/${name}`);
        expect(response.headers.get("date")).toBe("Sun, 07 Jan 2024 15:52:05 GMT");
        expect(await response.text()).toBe(newest);
      }
      for (const name of ["_SPX.B", "SPX.B"]) {
        const response = await get(`options/${name}`);
        expect(response.headers.get("date")).toBe("Fri, 09 Jun 2023 17:40:05 GMT");
        expect(await response.json()).toMatchObject({ data: { current_price: 4300 } });
      }
      const quote = (await (await get("quotes/_SPX")).json()) as { data: object };
      expect(quote).toEqual({
        timestamp: "2024-01-07 15:52:00",
        data: { symbol: "^SPX", current_price: 4697 },
        symbol: "_SPX",
      });
      expect((await get("options/SPX.C")).status).toBe(403);
      expect((await get("options/..%2fnew")).status).toBe(403);
    } finally {
      await feed.stop();
    }
  });

  it("counts contracts of a file much longer than one read, keys split between two reads included", async () => {
    await save("long.json", recording("SPY", "2024-01-07 15:52:00", { contracts: 12_345 }));
    const pretty = recording("QQQ", "2024-01-07 15:52:00", { contracts: 5_000 });
    await save("pretty.json", JSON.stringify(pretty, null, 2).replaceAll('"option":', '"option" :'));
    const { recordings } = await recordedSource(folder);
    expect(recordings.map(({ contracts }) => contracts)).toEqual([5_000, 12_345]);
  });
});

describe("what is wrong with a folder", () => {
  it.each([
    [
      "a file that is cut off",
      JSON.stringify(recording("SPY", "2024-01-07 15:52:00", { contracts: 50 })).slice(0, 900),
      /cut off/,
    ],
    [
      "a file whose end is missing",
      JSON.stringify(recording("SPY", "2024-01-07 15:52:00")).slice(0, -3),
      /not JSON, or cut off/,
    ],
    ["another JSON file", '{"name":"gexcord"}', /no "options" array/],
    ["an empty file", "", /no "options" array/],
    [
      "a chain without contracts",
      JSON.stringify(recording("SPY", "2024-01-07 15:52:00", { contracts: 0 })),
      /no contracts/,
    ],
    ["a chain without a readable time", JSON.stringify(recording("SPY", "yesterday")), /timestamp/],
    ["an impossible date", JSON.stringify(recording("SPY", "2024-13-07 15:52:00")), /no date/],
    ["a symbol nobody can type", JSON.stringify(recording("../SPY", "2024-01-07 15:52:00")), /symbol/],
  ])("%s is named with its path and what was expected", async (_, text, why) => {
    await save("bad.json", text);
    const failure = await recordedSource(folder).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    const { message } = failure as Error;
    expect(message).toContain(join(folder, "bad.json"));
    expect(message).toMatch(why);
    expect(message).toContain("Expected a JSON document of Cboe's delayed option feed");
  });

  it("no folder, or no chain in it", async () => {
    await expect(recordedSource(join(folder, "nowhere"))).rejects.toThrow(/nowhere: cannot be read. Expected a folder/);
    await expect(recordedSource(folder)).rejects.toThrow(`${folder}: no *.json in it`);
  });
});
