import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Carry } from "../src/engine/chain.ts";
import type { Ticker } from "../src/engine/ticker.ts";
import type { NamedRecording } from "./feed/recordedSource.ts";

/** The part of a reference file that says which rate and yield its numbers were computed with. */
const reference = z.object({
  cases: z.array(z.object({ id: z.string(), inputs: z.object({ r: z.number(), q: z.number() }) })),
});
const CASE = "quote_time";

/**
 * Carry of recordings that have reference results beside them (`NAME.expected.json` for `NAME.*.json`), so that a recorded
 * chain answers with numbers that can be compared with its reference. Null for all others.
 */
export async function referenceCarry(recordings: readonly NamedRecording[]): Promise<(symbol: Ticker) => Carry | null> {
  const known = new Map<string, Carry>();
  for (const { ticker, path } of recordings) {
    const carry = await readCarry(path.replace(/(?:\.fromcsv)?(?:\.cboe)?\.json$/, ".expected.json"));
    if (carry) known.set(ticker, carry);
  }
  return (symbol) => known.get(symbol) ?? null;
}

async function readCarry(path: string): Promise<Carry | null> {
  const text = await readFile(path, "utf8").catch(() => null);
  const inputs = parse(text)?.cases.find(({ id }) => id === CASE)?.inputs;
  return inputs ? { rate: inputs.r, dividendYield: inputs.q } : null;
}

/** Null for anything that is no such file: a recording is served without its reference, too. */
function parse(text: string | null): z.infer<typeof reference> | null {
  try {
    return reference.safeParse(JSON.parse(text ?? "null")).data ?? null;
  } catch {
    return null;
  }
}
