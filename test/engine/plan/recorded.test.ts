import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { analyse } from "../../../src/engine/analyse.ts";
import { PRODUCT } from "../../../src/engine/chain.ts";
import { previousTradingDay } from "../../../src/engine/nyse.ts";
import { optionBoard } from "../../../src/engine/plan/board.ts";
import { datesToQuote } from "../../../src/engine/plan/expiry.ts";
import { planOf } from "../../../src/engine/plan/plan.ts";
import type { PlanInput } from "../../../src/engine/plan/proposal.ts";
import type { Plan } from "../../../src/engine/plan/types.ts";
import { parseTicker } from "../../../src/engine/ticker.ts";
import { vrpReading } from "../../../src/engine/vrp/reading.ts";
import type { DailyBar, Structure } from "../../../src/engine/vrp/types.ts";
import { ingestCboe } from "../../../src/services/providers/cboe/ingest.ts";
import { sharedFile } from "../../support/shared.ts";

/** Symbol, document, and when it was downloaded. */
const RECORDED = [
  ["SPX", "spx-20240105-weekend.fromcsv.cboe.json", "2024-01-07T15:52:00.000Z"],
  ["SPX", "spx-20230609-intraday.fromcsv.cboe.json", "2023-06-09T17:41:00.000Z"],
  ["QQQ", "qqq-20250606-weekend.cboe.json", "2025-06-08T01:00:00.000Z"],
  ["AAPL", "aapl-20250606-weekend.cboe.json", "2025-06-08T01:00:00.000Z"],
  ["RUT", "rut-20250604-close.cboe.json", "2025-06-05T04:00:00.000Z"],
] as const;

describe.skipIf(sharedFile("data/chains") === null)(
  "on recorded chains, closes made up to move 60 % of what is implied",
  () => {
    describe.each(RECORDED)("%s of %s", (symbol, name, fetchedAt) => {
      const made = (cell: "A" | "B" | "C", structure: Structure): Plan | null => {
        const { chain, snapshot, reading } = recorded(symbol, name, { fetchedAt });
        const vrp: PlanInput["vrp"] = { ...reading, cell };
        const wish = { structure, expiry: null, bankroll: 100_000 };
        const board = optionBoard(chain, datesToQuote({ snapshot, vrp, wish }));
        const outcome = planOf({ snapshot, vrp, board, wish });
        return outcome.kind === "plan" ? outcome.plan : null;
      };

      test.each(["short_put_spread", "iron_condor"] as const)(
        "a %s is one that a trader would look at",
        (structure) => {
          const { legs, spot, expectedMove, expiry, credit, natural, width, edge, warnings } = made("A", structure)!;
          expect([7, 14, 30, 60].some((tenor) => Math.abs(expiry.dte - tenor) < tenor / 3)).toBe(true);
          for (const { strike, delta, side } of legs.filter((leg) => leg.side === "sell")) {
            expect(Math.abs(strike - spot), `${side} ${strike}`).toBeGreaterThan(0.7 * expectedMove);
            expect(Math.abs(strike - spot)).toBeLessThan(1.8 * expectedMove);
            expect(Math.abs(delta)).toBeGreaterThanOrEqual(0.1);
          }
          expect(Math.abs(width! / expectedMove - 0.5), "wings half a move wide, to the nearest strike").toBeLessThan(
            0.15,
          );
          expect(credit / width!, "between a twentieth and a half of the width").toBeGreaterThan(0.05);
          expect(credit / width!).toBeLessThan(0.5);
          expect(natural, "crossing the spreads leaves most of it").toBeGreaterThan(0.7 * credit);
          expect(edge.probabilityOfProfit).toBeGreaterThan(0.6);
          expect(edge.probabilityOfProfit).toBeLessThan(0.97);
          expect(warnings.includes("thin_credit")).toBe(credit < 0.2 * width!);
        },
      );

      test("a condor in B has its short strikes further out than in A", () => {
        const [a, b] = [made("A", "iron_condor")!, made("B", "iron_condor")];
        // 5 % of tail a month is often more than strikes that far out are paid.
        if (b === null) return;
        expect(b.legs[0]!.strike).toBeLessThan(a.legs[0]!.strike);
        expect(b.legs[1]!.strike).toBeGreaterThan(a.legs[1]!.strike);
      });

      test("a calendar is at the money, paid for, and breaks even on both sides of its strike", () => {
        const plan = made("C", "calendar_spread");
        // In a steep curve the back costs more than the front can give.
        if (plan === null) return;
        const { legs, credit, breakevens, back, expiry, spot, expectedMove } = plan;
        expect(Math.abs(legs[0]!.strike - spot)).toBeLessThan(0.25 * expectedMove);
        expect(credit).toBeLessThan(0);
        expect(back!.dte - expiry.dte).toBeGreaterThanOrEqual(21);
        expect(breakevens.map((price) => Math.sign(price - legs[0]!.strike))).toEqual([-1, 1]);
      });
    });
  },
);

function recorded(symbol: string, name: string, { fetchedAt }: { readonly fetchedAt: string }) {
  const source = { provider: "cboe", label: "test", delayMinutes: 15, sample: false };
  const bytes = readFileSync(sharedFile(`data/chains/${name}`)!);
  const chain = ingestCboe({ symbol: parseTicker(symbol)!, bytes, fetchedAt, httpDate: null, source }, PRODUCT);
  const snapshot = analyse(chain, { selection: { kind: "all" } });
  const bars = barsBefore(snapshot.quoteTime.slice(0, 10), snapshot.spot, 0.6 * snapshot.vol.atm30!);
  return { chain, snapshot, reading: vrpReading({ snapshot, history: { bars, rows: [], volIndex: null } }) };
}

/** So many vol points up and down in turn. */
function barsBefore(date: string, close: number, vol: number): DailyBar[] {
  const step = vol / 100 / Math.sqrt(252);
  const bars: DailyBar[] = [];
  for (let i = 0, [day, at] = [previousTradingDay(date), close]; i < 65; i++) {
    bars.unshift({ date: day, open: at, high: at, low: at, close: at, volume: 1e6 });
    [day, at] = [previousTradingDay(day), at * Math.exp(i % 2 === 0 ? step : -step)];
  }
  return bars;
}
