import type { Reading } from "../../src/engine/regime.ts";
import {
  age,
  count,
  distance,
  money,
  monthDay,
  newYorkClock,
  newYorkTime,
  percent,
  percentSize,
  price,
  share,
  strike,
} from "../../src/views/format.ts";
import { figuresIn } from "./figuresIn.ts";

/** What the method itself fixes, as printed. */
const CONSTANTS = ["±20 %", "2 %", "0.5 %", "1", "1 %"] as const;

/**
 * Every figure a text may hold about a reading: each number of the snapshot and of the regime as each function of
 * `format.ts` prints it, then what is worked out from them: distances from spot, shares of gross gamma, one-day moves,
 * and the prices at which the confidence changes. Worked out here from the definitions, not by the code under test.
 */
export function figuresOf({ snapshot, regime }: Reading, now: Date): ReadonlySet<string> {
  const { profile: _curve, heat: _cells, rollOff: _later, hedge: _shares, ...rest } = snapshot;
  const texts: string[] = [...CONSTANTS];
  const numbers = [...numbersIn(rest), ...numbersIn(regime)];
  for (const value of numbers) texts.push(...printed(value), distance(value, snapshot.spot));
  for (const value of derived({ snapshot, regime })) texts.push(...printed(value));
  for (const instant of [snapshot.quoteTime, snapshot.fetchedAt])
    texts.push(newYorkTime(instant), newYorkClock(instant), age(instant, now));
  for (const date of [snapshot.oiDate, ...snapshot.expiries.map((one) => one.date)]) texts.push(monthDay(date));
  texts.push("16:00 ET"); // the bell of an ordinary session
  return new Set(texts.flatMap(figuresIn));
}

const printed = (value: number) => [
  money(value),
  money(value, { signed: false }),
  money(Math.abs(value), { signed: false }),
  price(value),
  strike(value),
  percent(value),
  percentSize(value),
  share(value),
  count(value),
  value.toFixed(1),
];

function derived({ snapshot, regime }: Reading): number[] {
  const { spot, levels, expectedMove, expiries, grossGex, net, rate } = snapshot;
  const flip = levels.flip.price;
  const gross = expiries.reduce((total, one) => total + one.grossGex, 0);
  const values = [rate * 100, 20];
  if (grossGex > 0) values.push(Math.min(1, Math.abs(net.gex) / grossGex));
  if (gross > 0) values.push(...expiries.map((one) => one.grossGex / gross));
  if (flip === null || regime.distancePct === null) return values;
  // |x − flip| / x = 2 % and 0.5 %, on either side of the flip.
  for (const limit of [0.02, 0.005]) values.push(flip / (1 - limit), flip / (1 + limit));
  const oneDay = expectedMove ? spot * expectedMove.iv * Math.sqrt(1 / 365) : 0;
  if (oneDay > 0) values.push(Math.abs(spot - flip) / oneDay);
  values.push(levels.flip.roots.length - 6);
  return values;
}

function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}
