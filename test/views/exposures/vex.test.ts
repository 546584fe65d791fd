import { describe, expect, test } from "vitest";
import { readingOf, snapshotOf } from "../../support/snapshots.ts";
import { viewField, viewWords } from "../../support/viewFields.ts";

const base = snapshotOf();
const reading = (gex: number, vex: number, vannaRatio: number | null = 0.36) =>
  readingOf({ overrides: { net: { ...base.net, gex, vex }, vannaRatio } });
const sentences = (gex: number, vex: number) => viewWords("vex", reading(gex, vex)).sentences;

test("it names the move of IV it assumes, both ways, with the trade of each", () => {
  expect(sentences(1e9, 3.4e8)[0]).toBe(
    "VEX **+$340M per vol point**: *if IV falls* 1 point dealers **buy $340M**, *if it rises* 1 point they sell $340M.",
  );
  expect(sentences(1e9, -3.4e8)[0]).toContain(
    "*if IV falls* 1 point dealers **sell $340M**, *if it rises* 1 point they buy",
  );
});

describe("beside gamma", () => {
  test.each([
    [1e9, -1e8, /^\*\*Aligned\*\* \(rare\).*same, dampening way as gamma\.$/],
    [1e9, 1e8, /^\*\*Typical\*\*, not aligned: vanna is pro-cyclical\..*adds selling if IV jumps\.$/],
    [1e9, 0, /^\*\*Not aligned\*\*: there is no net vanna/],
    [-1e9, 1e8, /^\*\*Not aligned\*\*: only positive gamma can be, and here it is negative\./],
    [-1e9, -1e8, /^\*\*Not aligned\*\*: only positive gamma can be, and here it is negative\./],
    [0, 1e8, /here it has no sign\./],
  ])("GEX %d, VEX %d", (gex, vex, words) => expect(sentences(gex, vex)[1]).toMatch(words));

  test("the vanna ratio in words", () => {
    expect(viewField("vex", reading(1e9, 1e8), "Vanna ratio")).toBe(
      "**36 %** pro-cyclical\n1 vol point against 1 % of price",
    );
    expect(viewField("vex", reading(1e9, -1e8, 0), "Vanna ratio")).toBe("**0 %**\nno pro-cyclical vanna");
    expect(viewField("vex", reading(0, 0, null), "Vanna ratio")).toBe("n/a\nneither vanna nor gamma");
  });
});

test("calls, puts and the heaviest strikes are of vanna", () => {
  const overrides = {
    calls: { ...base.calls, vex: 2e8 },
    puts: { ...base.puts, vex: -1e8 },
    strikes: [{ ...base.strikes[0]!, strike: 600, vex: -7e7 }],
  };
  const one = readingOf({ spot: 600, overrides });
  expect(viewField("vex", one, "Calls")).toBe("**+$200M**\nper vol point");
  expect(viewField("vex", one, "Puts")).toBe("**−$100M**\nper vol point");
  expect(viewField("vex", one, "Heaviest strikes")).toBe("**600** 0 % · −$70.0M");
});
