import { readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { constants, gzipSync } from "node:zlib";
import { createSampleMarket } from "../../sandbox/market/sampleMarket.ts";
import { recordedDocuments, type BenchDocument } from "../documents.ts";
import { SYMBOLS } from "./calls.ts";

/** A feed that packs each document once, at its first request, so that serving it costs next to nothing. */
export interface LoadFeed {
  readonly baseUrl: string;
  /** Documents asked for so far. */
  readonly requests: number;
  /** Name of the chain behind every symbol that is not in the sample market. */
  readonly large: string;
  /** True: from now on requests are accepted and never answered. */
  hang(hanging: boolean): void;
  stop(): Promise<void>;
}

interface Packed {
  readonly date: Date;
  readonly gzip: Buffer;
}

/** Stands for every symbol that is not in the sample market. */
const LARGE = "large";
const AGE_MS = 5_000;
const NAME = /\/delayed_quotes\/options\/_?([A-Z.]+)\.json$/;

/** @param at The instant of the sample market. */
export async function createLoadFeed(at: Date): Promise<LoadFeed> {
  const market = createSampleMarket();
  const packed = new Map<string, Packed>();
  const large = recordedDocuments().find(({ symbol }) => symbol === "SPX") ?? null;
  const held = new Set<ServerResponse>();
  let requests = 0;
  let hanging = false;
  const server = createServer((request, response) => {
    requests += 1;
    if (hanging) return void held.add(response);
    const name = NAME.exec(request.url ?? "")?.[1];
    const { date, gzip } = documentOf(SYMBOLS.find((symbol) => symbol === name) ?? LARGE);
    response.writeHead(200, {
      "content-type": "application/json",
      "content-encoding": "gzip",
      date: date.toUTCString(),
    });
    response.end(gzip);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/global`,
    get requests() {
      return requests;
    },
    large: large?.name ?? "SPX of the sample market",
    hang(wanted) {
      hanging = wanted;
      if (!wanted) for (const response of held) response.destroy();
      held.clear();
    },
    async stop() {
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };

  function documentOf(name: string): Packed {
    const known = packed.get(name);
    if (known) return known;
    const fresh = name === LARGE && large ? recorded(large) : made(name === LARGE ? "SPX" : name);
    packed.set(name, fresh);
    return fresh;
  }

  function made(symbol: string): Packed {
    return { date: at, gzip: pack(JSON.stringify(market.document(symbol, at))) };
  }
}

/** Vendor data, which is not part of the repository; read a moment after it was published. */
function recorded({ path }: BenchDocument): Packed {
  const text = readFileSync(path, "utf8");
  const { timestamp } = JSON.parse(text) as { timestamp: string };
  return { date: new Date(Date.parse(`${timestamp.replace(" ", "T")}Z`) + AGE_MS), gzip: pack(text) };
}

const pack = (text: string) => gzipSync(text, { level: constants.Z_BEST_SPEED });
