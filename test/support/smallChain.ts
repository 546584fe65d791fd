import type { CboeDocument } from "../../sandbox/market/document.ts";
import { createSampleMarket } from "../../sandbox/market/sampleMarket.ts";

/**
 * SPY of the sample market, cut down to three expiries and, of each, the contracts nearest to spot: small enough to be read
 * and computed thousands of times in a test, and shaped like the real thing.
 */
export function smallChain(at: Date, contracts = 14): CboeDocument {
  const document = createSampleMarket().document("SPY", at)!;
  const { options, ...quote } = document.data;
  const expiries = [...new Set(options.map(({ option }) => option.slice(3, 9)))].slice(0, 3);
  const near = (option: string) => Math.abs(Number(option.slice(-8)) / 1000 - quote.close);
  const kept = expiries.flatMap((expiry) =>
    options
      .filter(({ option }) => option.slice(3, 9) === expiry)
      .toSorted((a, b) => near(a.option) - near(b.option))
      .slice(0, contracts),
  );
  return { ...document, data: { options: kept, ...quote } };
}
