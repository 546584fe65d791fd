import { readFileSync } from "node:fs";
import { analyse } from "../src/engine/analyse.ts";
import { PRODUCT } from "../src/engine/chain.ts";
import { findFlip } from "../src/engine/flip.ts";
import { prepare } from "../src/engine/kernel.ts";
import { normalise } from "../src/engine/normalise.ts";
import { gammaProfile } from "../src/engine/profile.ts";
import { tally } from "../src/engine/tally.ts";
import { parseTicker } from "../src/engine/ticker.ts";
import { vrpReading } from "../src/engine/vrp/reading.ts";
import { volSurface } from "../src/engine/vrp/surface.ts";
import { ingestCboe } from "../src/services/providers/cboe/ingest.ts";
import { parseCboe } from "../src/services/providers/cboe/parse.ts";
import { bytesOf, type BenchDocument } from "./documents.ts";
import { histories } from "./histories.ts";
import { naive } from "./naive.ts";
import { measure, type Timing } from "./timing.ts";

export interface Stages {
  readonly name: string;
  readonly contracts: number;
  /** Contracts with open interest and an IV. */
  readonly used: number;
  readonly parse: Timing;
  readonly normalise: Timing;
  readonly exposures: Timing;
  readonly profileAndFlip: Timing;
  /** Exposures, profile and flip in one go. */
  readonly kernel: Timing;
  readonly naive: Timing | null;
  readonly analyse: Timing;
  /** Implied volatilities at fixed tenors and deltas; a part of `analyse`. */
  readonly surface: Timing;
  /** VRP readings of 50 symbols with a year of history each, on this snapshot. */
  readonly vrp: Timing;
  readonly fileToSnapshot: Timing;
}

const SELECTION = { kind: "all" } as const;

/** Times every stage between a document on disk and its snapshot. */
export function measureStages(document: BenchDocument, { withNaive }: { withNaive: boolean }): Stages {
  const bytes = bytesOf(document);
  const { raw, timestamp } = parseCboe(bytes);
  const stamp = `${timestamp.replace(" ", "T")}Z`;
  const ingest = (content: Uint8Array) =>
    ingestCboe(
      {
        symbol: parseTicker(document.symbol)!,
        bytes: content,
        fetchedAt: stamp,
        httpDate: stamp,
        source: { provider: "cboe", label: "Cboe delayed", delayMinutes: 15, sample: false },
      },
      PRODUCT,
    );
  const chain = ingest(bytes);
  const snapshot = analyse(chain, { selection: SELECTION });
  const past = histories(snapshot);
  const rows = Uint32Array.from(chain.slice.keys());
  const prepared = prepare(chain, rows);
  const kernel = () => {
    const fresh = prepare(chain, rows);
    tally(chain, rows, fresh);
    return findFlip(fresh, chain.spot, gammaProfile(fresh, chain.spot));
  };
  return {
    name: document.name,
    contracts: raw.count,
    used: prepared.count,
    parse: measure(() => parseCboe(bytes)),
    normalise: measure(() => normalise(raw, chain, PRODUCT)),
    exposures: measure(() => tally(chain, rows, prepare(chain, rows))),
    profileAndFlip: measure(() => findFlip(prepared, chain.spot, gammaProfile(prepared, chain.spot))),
    kernel: measure(kernel),
    naive: withNaive ? measure(() => naive(chain)) : null,
    analyse: measure(() => analyse(chain, { selection: SELECTION })),
    surface: measure(() => volSurface(chain)),
    vrp: measure(() => past.map((history) => vrpReading({ snapshot, history }))),
    fileToSnapshot: measure(() => analyse(ingest(readFileSync(document.path)), { selection: SELECTION })),
  };
}
