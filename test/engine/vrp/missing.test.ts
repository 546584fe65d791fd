import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { IvBasis, VolIndex } from "../../../src/engine/vrp/types.ts";
import { rowsBefore } from "./history.ts";
import { BARS, premiums, read, TODAY, VIX } from "./morning.ts";

describe("whatever is missing", () => {
  test("null in is null out: no reading holds a NaN, survives JSON, and every null of note has its reason", () => {
    const figure = fc.option(fc.double({ min: 1, max: 90, noNaN: true }), { nil: null });
    const wing = fc.option(fc.record({ iv: fc.double({ min: 1, max: 90, noNaN: true }), strike: fc.constant(600), spreadPct: figure }), { nil: null }); // prettier-ignore
    const surface = fc.record({
      iv30: figure,
      atm30: figure,
      mfiv30: figure,
      term: fc.record({ 7: figure, 14: figure, 30: figure, 60: figure }),
      put25: wing,
      call25: wing,
      atmSpreadPct: figure,
    });
    const bases = fc.constantFrom<IvBasis>("cboe_index", "iv30", "atm30", "mfiv30");
    const index = fc.constantFrom<VolIndex | null>(null, VIX, { name: "VIX", state: "gone" });
    fc.assert(
      fc.property(surface, fc.nat(70), fc.nat(70), bases, index, (any, closes, rows, basis, volIndex) => {
        const history = { bars: BARS.slice(0, closes).length === 0 ? [] : BARS.slice(-closes), rows: rowsBefore(TODAY, basis, premiums(rows)), volIndex }; // prettier-ignore
        const reading = read(history, { surface: any });
        expect(JSON.parse(JSON.stringify(reading)), "NaN would come back as null").toEqual(reading);
        const { missing, strategies, directional } = reading;
        const figures = { iv: reading.iv, vrp20: reading.vrp[20], z: reading.zScore.z, ...directional, slope: reading.slope, harvest: reading.harvest, netHarvest: reading.netHarvest }; // prettier-ignore
        for (const key of ["iv", "vrp20", "z", "downside", "upside", "slope", "harvest", "netHarvest"] as const)
          expect(key in missing, key).toBe(figures[key] === null);
        for (const [structure, { value }] of Object.entries(strategies))
          expect(structure in missing).toBe(value === null);
      }),
    );
  });
});
