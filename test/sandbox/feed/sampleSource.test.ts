import { expect, it } from "vitest";
import { sampleSource } from "../../../sandbox/feed/sampleSource.ts";
import { createSampleMarket } from "../../../sandbox/market/sampleMarket.ts";

it("follows its clock: the document of a later minute is another one", async () => {
  let now = new Date("2026-11-18T17:00:00Z");
  const source = sampleSource(createSampleMarket(), () => now);
  const read = async () => {
    const document = await source.open("SPY", "quotes");
    return JSON.parse(Buffer.concat(await document!.body.toArray()).toString()) as {
      timestamp: string;
      sample: boolean;
    };
  };
  expect(await read()).toMatchObject({ timestamp: "2026-11-18 17:00:00", sample: true });
  now = new Date("2026-11-18T17:05:00Z");
  expect(await read()).toMatchObject({ timestamp: "2026-11-18 17:05:00" });
  expect(source.tickers).toContain("SPX");
});
