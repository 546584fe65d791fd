import { describe, expect, test } from "vitest";
import { heatRows } from "../../../src/views/charts/heatRows.ts";

const strikes = (...prices: number[]) => prices.map((price) => ({ kind: "strike" as const, price }));
const room = { top: 200, bottom: 1000 };

describe("rows of a heatmap", () => {
  test("strikes go from high to low, spot and flip between those they lie between", () => {
    const levels = [
      { kind: "spot" as const, price: 603.4 },
      { kind: "flip" as const, price: 598 },
    ];
    const rows = heatRows(strikes(595, 600, 605), { levels, ...room });
    expect(rows.map(({ price }) => price)).toEqual([605, 603.4, 600, 598, 595]);
  });

  test("rows follow each other without a gap and stay within their room", () => {
    const rows = heatRows(strikes(...Array.from({ length: 24 }, (_, index) => 500 + index)), {
      levels: [{ kind: "spot", price: 510.5 }],
      ...room,
    });
    expect(rows[0]?.top).toBe(200);
    for (const [index, row] of rows.slice(1).entries()) expect(row.top).toBe(rows[index]?.bottom);
    expect(rows.at(-1)?.bottom).toBeLessThanOrEqual(1000);
    expect(rows.at(-1)?.bottom, "and use it").toBeGreaterThan(1000 - 24);
  });

  test("a spot on a strike comes right below it, a flip at spot below spot", () => {
    const levels = [
      { kind: "flip" as const, price: 600 },
      { kind: "spot" as const, price: 600 },
    ];
    expect(heatRows(strikes(600, 605), { levels, ...room }).map(({ kind }) => kind)).toEqual([
      "strike",
      "strike",
      "spot",
      "flip",
    ]);
  });

  test("a level beyond all strikes stands beyond them", () => {
    const levels = [{ kind: "flip" as const, price: 700 }];
    expect(heatRows(strikes(600, 605), { levels, ...room }).map(({ price }) => price)).toEqual([700, 605, 600]);
  });

  test("a few strikes do not become walls of colour", () => {
    const [row] = heatRows(strikes(600), { levels: [], ...room });
    expect((row?.bottom ?? 0) - (row?.top ?? 0)).toBe(64);
  });
});
