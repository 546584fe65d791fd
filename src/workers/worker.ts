import { move, transferableSymbol, valueSymbol } from "piscina";
import { analyse } from "../engine/analyse.ts";
import { packChain, unpackChain } from "../engine/pack.ts";
import { optionBoard } from "../engine/plan/board.ts";
import { ProviderError } from "../errors.ts";
import { ingestCboe } from "../services/providers/cboe/ingest.ts";
import type { Chart } from "../views/charts/chart.ts";
import { charts, type ChartInputs, type ChartName } from "../views/charts/index.ts";
import { renderPng } from "./canvas.ts";
import { giveBack } from "./giveBack.ts";
import type { Outcome, TaskName, Tasks } from "./tasks.ts";

type Handlers = {
  readonly [Name in TaskName]: (input: Tasks[Name]["input"]) => Tasks[Name]["result"] | Promise<Tasks[Name]["result"]>;
};

const handlers: Handlers = {
  ingest: ({ document, conventions }) => {
    try {
      const chain = ingestCboe(document, conventions);
      return { packed: packChain(chain), session: chain.session };
    } finally {
      giveBack(document.bytes);
    }
  },
  analyse: ({ packed, options }) => analyse(unpackChain(packed), options),
  board: ({ packed, dates }) => optionBoard(unpackChain(packed), dates),
  draw: ({ chart, input }) => renderPng(charts[chart] as Chart<ChartInputs[ChartName]>, input),
};

/** Entry point of the worker threads: runs one task. */
export default async function run<Name extends TaskName>({
  name,
  input,
}: {
  name: Name;
  input: Tasks[Name]["input"];
}): Promise<ReturnType<typeof moving>> {
  try {
    const result = await handlers[name](input);
    return moving({ ok: true, result }, buffersOf(result));
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const { provider, failure, message } = error;
    return moving({ ok: false, provider, failure, message }, []);
  }
}

/** The outcome with its buffers moved to the other thread instead of copied. */
const moving = (outcome: Outcome<unknown>, buffers: ArrayBuffer[]) =>
  move({ [transferableSymbol]: buffers, [valueSymbol]: outcome });

function buffersOf(result: Tasks[TaskName]["result"]): ArrayBuffer[] {
  if (result instanceof Uint8Array) return [result.buffer];
  return "packed" in result ? [result.packed.buffer] : [];
}
