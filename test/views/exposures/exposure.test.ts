import { describe, expect, test } from "vitest";
import { readingOf } from "../../support/snapshots.ts";
import { viewField, viewWords } from "../../support/viewFields.ts";

const net = (sign: 1 | 0 | -1) => ({
  gex: sign * 2.1e9,
  gexPerUsd: sign * 3.5e8,
  dex: sign * 7e9,
  vex: sign * 3.4e8,
  chex: sign * 1.2e8,
});
const reading = (sign: 1 | 0 | -1) => readingOf({ overrides: { net: net(sign) } });

describe("each exposure has its unit and one sentence", () => {
  test.each([
    [1, "GEX · gamma", "**+$2.10B** per 1 % move\nDealers sell rises and buy falls."],
    [-1, "GEX · gamma", "**−$2.10B** per 1 % move\nDealers buy rises and sell falls."],
    [0, "GEX · gamma", "**$0** per 1 % move\nNo sign: call and put gamma cancel."],
    [
      1,
      "DEX · delta",
      "**+$7.00B** of delta, options only\nCall delta outweighs put delta; before the dealers' stock hedge.",
    ],
    [
      -1,
      "DEX · delta",
      "**−$7.00B** of delta, options only\nPut delta outweighs call delta; before the dealers' stock hedge.",
    ],
    [1, "VEX · vanna", "**+$340M** per vol point\n*If IV falls* 1 point dealers buy $340M; if it rises, the reverse."],
    [
      -1,
      "VEX · vanna",
      "**−$340M** per vol point\n*If IV falls* 1 point dealers sell $340M; if it rises, the reverse.",
    ],
    [1, "CHEX · charm", "**+$120M** per calendar day\nTime alone makes dealers buy $120M over a day."],
    [-1, "CHEX · charm", "**−$120M** per calendar day\nTime alone makes dealers sell $120M over a day."],
  ] as const)("%d %s", (sign, name, words) => expect(viewField("exposure", reading(sign), name)).toBe(words));
});

describe("the hedge for one percent, by slope and re-priced", () => {
  const hedge = [
    { pct: 1, linearShares: -3.5e6, repricedShares: -3.83e6, repricedUsd: -2.32e9 },
    { pct: -1, linearShares: 3.5e6, repricedShares: 0.2, repricedUsd: 120 },
  ];
  const one = readingOf({ spot: 600, overrides: { hedge } });

  test("negative is selling", () => {
    expect(viewField("exposure", one, "Hedge if spot rises 1 %")).toBe(
      "linear: dealers **sell 3.50M shares** ($2.10B)\nre-priced: dealers **sell 3.83M shares** ($2.32B)",
    );
  });

  test("less than a share is not rounded to a trade", () => {
    expect(viewField("exposure", one, "Hedge if spot falls 1 %")).toBe(
      "linear: dealers **buy 3.50M shares** ($2.10B)\nre-priced: dealers trade less than a share",
    );
  });
});

test("the alt text has all four with their units", () => {
  const { alt } = viewWords("exposure", reading(1));
  for (const words of [
    "net GEX +$2.10B per 1 % move",
    "net DEX +$7.00B",
    "net VEX +$340M per vol point",
    "net CHEX +$120M",
  ])
    expect(alt).toContain(words);
});
