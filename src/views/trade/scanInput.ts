import type { MissingBrief } from "../../engine/brief.ts";
import type { ScanRow } from "../../engine/plan/scan.ts";
import type { Instant } from "../../engine/snapshot.ts";
import type { Ticker } from "../../engine/ticker.ts";
import type { PaletteName } from "../charts/chart.ts";

/** What there is to say of a list of symbols when patience is over. */
export interface Scanned {
  readonly rows: readonly ScanRow[];
  readonly gaps: readonly MissingBrief[];
  /** Still being read, in the order asked. */
  readonly pending: readonly Ticker[];
  /** Rows from a copy that is older than it should be. */
  readonly late: readonly Ticker[];
  /** Some of the past is invented. */
  readonly madeUp: boolean;
}

/** Which symbols were scanned. */
export interface ScanList {
  /** "the usual ten" */
  readonly name: string;
  /** The slash command that scans the same again. */
  readonly command: string;
  /** Nobody named it: it is what is scanned then. */
  readonly isDefault: boolean;
}

/** What the post of a scan is made of. */
export interface ScanPostInput extends Scanned {
  readonly list: ScanList;
  readonly at: Instant;
  readonly now: Date;
  /** PNG of the chart "scan"; null: words alone. */
  readonly picture: Uint8Array | null;
  /** What was asked for, so that what is opened from here has it too. */
  readonly palette: PaletteName | null;
}
