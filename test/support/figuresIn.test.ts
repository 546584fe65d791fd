import { expect, test } from "vitest";
import { figuresIn } from "./figuresIn.ts";

test.each([
  ["Net GEX **+$2.10B per 1 %** (−$350M per $1).", ["+$2.10B", "1 %", "−$350M", "$1"]],
  ["Spot 6,718.04, flip 594.10: <1 % of 8,257 rows", ["6,718.04", "594.10", "<1 %", "8,257"]],
  ["re-priced over ±20 % of spot", ["±20 %"]],
  ["Quotes of Nov 24, 11:45 ET, fetched 3 min ago", ["Nov 24", "11:45 ET", "3 min ago"]],
  ["0DTE and 1σ are names", []],
  ["strikes 610, 612.5 and 47", ["610", "612.5", "47"]],
  ["0DTE 13 %", ["13 %"]],
] as const)("%s", (text, figures) => expect(figuresIn(text)).toEqual(figures));
