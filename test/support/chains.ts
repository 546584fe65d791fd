import { readFileSync } from "node:fs";
import type { RawChain } from "../../src/engine/rawChain.ts";

interface Row {
  readonly option: string;
  readonly bid: number;
  readonly ask: number;
  readonly iv: number | null;
  readonly delta: number | null;
  readonly open_interest: number;
  readonly volume: number;
}

/** A contract for a hand-made chain; the fields a test does not care about have quiet defaults. */
export interface MadeContract {
  readonly root?: string;
  readonly expiry: number;
  readonly right: "C" | "P";
  readonly strike: number;
  readonly oi: number;
  readonly iv?: number;
  readonly bid?: number;
  readonly ask?: number;
  readonly delta?: number;
  readonly volume?: number;
}

/** Contracts in any order → the columns the engine takes. */
export function madeChain(contracts: readonly MadeContract[], unreadable = 0): RawChain {
  const roots = [...new Set(contracts.map(({ root = "XYZ" }) => root))];
  const column = (of: (contract: MadeContract) => number) => Float64Array.from(contracts, of);
  return {
    count: contracts.length,
    roots,
    root: Uint8Array.from(contracts, ({ root = "XYZ" }) => roots.indexOf(root)),
    expiry: Uint32Array.from(contracts, ({ expiry }) => expiry),
    strike: column(({ strike }) => strike),
    right: Int8Array.from(contracts, ({ right }) => (right === "C" ? 1 : -1)),
    bid: column(({ bid = 1 }) => bid),
    ask: column(({ ask = 1.1 }) => ask),
    iv: column(({ iv = 0.2 }) => iv),
    delta: column(({ delta = 0.5 }) => delta),
    openInterest: column(({ oi }) => oi),
    volume: column(({ volume = 0 }) => volume),
    unreadable,
  };
}

/** A plain reading of a recorded document, independent of the product's parser. */
export function readChain(path: string): RawChain {
  const { data } = JSON.parse(readFileSync(path, "utf8")) as { data: { options: Row[] } };
  return madeChain(
    data.options.map((row) => ({
      root: row.option.slice(0, -15),
      expiry: 20_000_000 + Number(row.option.slice(-15, -9)),
      right: row.option.at(-9) === "C" ? "C" : "P",
      strike: Number(row.option.slice(-8)) / 1000,
      oi: row.open_interest,
      iv: row.iv ?? Number.NaN,
      bid: row.bid,
      ask: row.ask,
      delta: row.delta ?? Number.NaN,
      volume: row.volume,
    })),
  );
}
