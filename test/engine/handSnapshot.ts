import { analyse } from "../../src/engine/analyse.ts";
import type { ExpirySelection } from "../../src/engine/selection.ts";
import type { ExposureSnapshot } from "../../src/engine/snapshot.ts";
import { handChain, type HandRow } from "./handChain.ts";

export const DAY = 1 / 365;
export const TODAY = { dte: 0, years: 0.5 * DAY, date: "2026-11-20" };
export const MONTH = { dte: 28, years: 28 * DAY, date: "2026-12-18" };

export const call = (strike: number, oi: number, rest: Partial<HandRow> = {}): HandRow => ({
  right: "C",
  strike,
  oi,
  ...rest,
});
export const put = (strike: number, oi: number, rest: Partial<HandRow> = {}): HandRow => ({
  ...call(strike, oi, rest),
  right: "P",
});

export const snapshotOf = (
  rows: readonly HandRow[],
  options: Parameters<typeof handChain>[1] = {},
  selection: ExpirySelection = { kind: "all" },
): ExposureSnapshot => analyse(handChain(rows, options), { selection });
