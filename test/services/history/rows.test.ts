import { expect, test } from "vitest";
import { emptyRow } from "../../../src/engine/vrp/emptyRow.ts";
import { realisedVolatilities } from "../../../src/engine/vrp/realised.ts";
import { joinRows } from "../../../src/services/history/rows.ts";
import { barsTo, swinging } from "../../engine/vrp/history.ts";
import { ticker } from "../../support/providers.ts";

const SPY = ticker("SPY");
const BARS = barsTo("2026-11-20", swinging(70, 0.01));
const [last] = BARS.toReversed();
const kept = emptyRow(SPY, { date: last!.date, close: last!.close });

test("what was realised is as the row kept it, window by window, and worked out where it has none", () => {
  const row = { ...kept, realised: { ...kept.realised, 20: 12.34 } };
  const [joined] = joinRows(SPY, { rows: [row], bars: BARS, index: [] });
  expect(joined!.realised).toEqual({ ...realisedVolatilities(BARS), 20: 12.34 });
});

test("a row of a date without a bar keeps its own, and lacks what it lacked", () => {
  const row = { ...kept, date: "2026-11-21", realised: { ...kept.realised, 5: 9.9 } };
  const [joined] = joinRows(SPY, { rows: [row], bars: BARS, index: [] });
  expect(joined!.realised).toEqual(row.realised);
});

test("sessions of the index before any row was kept are rows of close and index, each with what was realised up to it", () => {
  const earlier = BARS.slice(0, -1);
  const index = earlier.slice(-2).map((bar) => ({ ...bar, close: 15.5 }));
  const joined = joinRows(SPY, { rows: [kept], bars: BARS, index });
  expect(joined.map(({ date, iv }) => [date, iv.cboe_index])).toEqual([
    ...index.map(({ date }) => [date, 15.5]),
    [kept.date, null],
  ]);
  expect(joined[1]!.realised).toEqual(realisedVolatilities(earlier));
});
