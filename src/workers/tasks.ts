import type { AnalyseOptions } from "../engine/analyse.ts";
import type { Conventions } from "../engine/chain.ts";
import type { OptionBoard } from "../engine/plan/board.ts";
import type { ExposureSnapshot, NyDate } from "../engine/snapshot.ts";
import type { ProviderFailure } from "../errors.ts";
import type { CboeDocument } from "../services/providers/cboe/ingest.ts";
import type { ChartInputs, ChartName } from "../views/charts/index.ts";

/** What can be asked of a worker thread: its input and its result. A new kind of work is one line here and one in worker.ts. */
export interface Tasks {
  /** Document bytes → packed chain. The bytes are handed over and unusable for the caller afterwards. */
  readonly ingest: {
    input: { document: CboeDocument; conventions: Conventions };
    result: { packed: Uint8Array<ArrayBuffer>; session: "open" | "closed" };
  };
  /** Packed chain → snapshot for one selection. */
  readonly analyse: { input: { packed: Uint8Array; options: AnalyseOptions }; result: ExposureSnapshot };
  /** Packed chain → the quotes of single options of these dates. */
  readonly board: { input: { packed: Uint8Array; dates: readonly NyDate[] }; result: OptionBoard };
  /** Chart and its input → PNG bytes. That the two belong together is the business of `AppContext.draw`. */
  readonly draw: {
    input: { chart: ChartName; input: ChartInputs[ChartName] };
    result: Uint8Array<ArrayBuffer>;
  };
}
export type TaskName = keyof Tasks;

/** Errors lose their class when they cross a thread, so expected failures cross as values. */
export type Outcome<Result> =
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly provider: string; readonly failure: ProviderFailure; readonly message: string };
