import { expect, test } from "vitest";
import { classifyRegime } from "../../src/engine/regime.ts";
import { regimeColor } from "../../src/views/regimeColor.ts";
import { snapshotOf } from "../support/snapshots.ts";

const AMBER = 0xf59e0b;
const colorAt = (spot: number, flip: number, netGex = 1) =>
  regimeColor({ snapshot: snapshotOf(), regime: classifyRegime({ spot, flip, netGex, netVex: 1 }) });

test.each([
  ["at half a percent", 100, 99.5, true],
  ["beyond it", 100, 99.49, false],
])("%s: amber exactly where confidence is low", (_where, spot, flip, amber) => {
  expect(colorAt(spot, flip) === AMBER).toBe(amber);
  expect(classifyRegime({ spot, flip, netGex: 1, netVex: 1 }).confidence === "low").toBe(amber);
});

test("without a sign nothing is amber", () => expect(colorAt(100, 100, 0)).toBe(0x8b949e));
