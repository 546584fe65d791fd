import { expect, test } from "vitest";
import { readSnapshot } from "../../../src/engine/regime.ts";
import { snapshotOf, withLevels } from "../../support/snapshots.ts";
import { viewField, viewWords } from "../../support/viewFields.ts";

const at = (price: number) => ({ price, direction: "up", roots: [{ price, direction: "up" }], missing: null }) as const;
const base = snapshotOf();
const none = { price: null, direction: null, roots: [], missing: "positive_throughout" } as const;
const reading = readSnapshot(
  withLevels(
    {
      ...base,
      net: { ...base.net, gex: 2.1e9 },
      rollOff: [
        { without: "today", date: "2026-11-23", netGex: 1.5e9, gex: [], flip: at(592.9) },
        { without: "opex", date: "2026-12-18", netGex: -4e8, gex: [], flip: none },
      ],
    },
    { flip: at(594.1) },
  ),
);

test("net gamma and flip of each curve side by side", () => {
  expect(viewField("profile", reading, "Now")).toBe("**+$2.10B** per 1 %\nflip 594.10");
  expect(viewField("profile", reading, "Without today (Nov 23)")).toBe("**+$1.50B** per 1 %\nflip 592.90");
  expect(viewField("profile", reading, "Without OPEX (Dec 18)")).toBe("**−$400M** per 1 %\nno flip within ±20 %");
});

test("a curve that is not there says why", () => {
  const one = readSnapshot({ ...base, rollOff: [], expiries: base.expiries.slice(1, 2) });
  expect(viewField("profile", one, "Without today")).toBe("n/a\nnothing here expires today");
  expect(viewField("profile", one, "Without OPEX")).toBe("n/a\nno OPEX in these expiries");
});

test("the alt text has the three curves in numbers", () => {
  const { alt } = viewWords("profile", reading);
  for (const words of [
    "net GEX +$2.10B",
    "net +$1.50B, stays positive, flip 592.90",
    "net −$400M, turns negative, the flip is gone",
  ])
    expect(alt).toContain(words);
});
