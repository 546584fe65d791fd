import type { ExposureSnapshot } from "../../../src/engine/snapshot.ts";
import { realisedVolatility } from "../../../src/engine/vrp/realised.ts";
import { vrpReading } from "../../../src/engine/vrp/reading.ts";
import type { VolSurface } from "../../../src/engine/vrp/surface.ts";
import type { DailyHistory, VolIndex } from "../../../src/engine/vrp/types.ts";
import { snapshotOf } from "../../support/snapshots.ts";
import { barsTo, rowsBefore, swinging } from "./history.ts";

/** Monday 2026-11-23, 09:45 New York; the last close is Friday's. */
export const TODAY = "2026-11-23";
export const FRIDAY = "2026-11-20";
/** The surface of every snapshot here, unless a test says otherwise. */
export const { vol } = snapshotOf();
/** 61 closes that swing by ±0.65 %: a realised volatility of 10.59 over 20 days. */
export const BARS = barsTo(FRIDAY, swinging(61, 0.0065));
export const RV20 = realisedVolatility(BARS, 20)!;
/** Premiums whose mean over whole rounds of five is 5. */
export const premiums = (n: number) => Array.from({ length: n }, (_, i) => 3 + (i % 5));
export const VIX: VolIndex = { name: "VIX", state: "published" };

/** A reading of that morning over 61 closes and 60 rows, but for what a test says. */
export const read = (
  history: Partial<DailyHistory> = {},
  {
    surface = {},
    event = false,
    ...overrides
  }: Partial<ExposureSnapshot> & { surface?: Partial<VolSurface>; event?: boolean } = {},
) =>
  vrpReading({
    snapshot: snapshotOf({ overrides: { vol: { ...vol, ...surface }, ...overrides } }),
    history: { bars: BARS, rows: rowsBefore(TODAY, "iv30", premiums(60)), volIndex: null, ...history },
    event,
  });
