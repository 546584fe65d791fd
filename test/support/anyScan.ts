import * as fc from "fast-check";
import { scanRow, type ScanRow } from "../../src/engine/plan/scan.ts";
import type { Ticker } from "../../src/engine/ticker.ts";
import { missingBrief } from "../../src/views/universe/gap.ts";
import { anyReading } from "./anyReading.ts";
import { anyVrp } from "./anyVrp.ts";

const row = fc
  .tuple(anyReading, anyVrp, fc.boolean(), fc.constantFrom("A", "B", "C", "D"))
  .map(([reading, vrp, degraded, cell]): ScanRow => ({ ...scanRow(reading, { ...vrp, cell }), degraded }));

const symbol = fc.stringMatching(/^[A-Z]{1,6}(\.[AB])?$/);
const failure = fc.constantFrom("unknown-symbol", "unreachable", "bad-response", "overloaded", "cooldown");

/** What a scan may find of up to 50 symbols, whether its figures fit together or not. */
export const anyScan = (most = 50) =>
  fc.uniqueArray(symbol, { minLength: 1, maxLength: most }).chain((symbols) =>
    fc
      .tuple(
        fc.boolean(),
        ...symbols.map((name) =>
          fc.oneof(
            { weight: 8, arbitrary: row.map((one) => ({ row: { ...one, symbol: name as Ticker } })) },
            { weight: 1, arbitrary: failure.map((why) => ({ gap: missingBrief({ missing: name as Ticker, failure: why }) })) }, // prettier-ignore
            { weight: 1, arbitrary: fc.constant({ pending: name as Ticker }) },
          ),
        ),
      )
      .map(([madeUp, ...found]) => ({
        madeUp,
        rows: found.flatMap((one) => ("row" in one ? [one.row] : [])),
        gaps: found.flatMap((one) => ("gap" in one ? [one.gap] : [])),
        pending: found.flatMap((one) => ("pending" in one ? [one.pending] : [])),
        late: found.flatMap((one) => ("row" in one && one.row.degraded ? [one.row.symbol] : [])),
      })),
  );
