import { describe, expect, test } from "vitest";
import { readingOf, snapshotOf } from "../../support/snapshots.ts";
import { viewField, viewWords } from "../../support/viewFields.ts";

const base = snapshotOf({ count: 5 });
const withDex = (dex: number) => readingOf({ overrides: { net: { ...base.net, dex } } });
const [first] = base.strikes;

test("it is options only, before the stock hedge, and a tilt instead of a position", () => {
  const [what, how] = viewWords("dex", withDex(-7e9)).sentences;
  expect(what).toBe(
    "DEX **−$7.00B**, options only, before the dealers' stock hedge: open interest tilts to **puts**, their delta outweighs that of calls.",
  );
  expect(how).toContain("not as a position");
});

test.each([
  [7e9, "tilts to **calls**"],
  [0, "call and put delta cancel"],
])("DEX of %d: %s", (dex, words) => expect(viewWords("dex", withDex(dex)).sentences[0]).toContain(words));

test("calls and puts with their delta and how many are held", () => {
  const overrides = {
    calls: { ...base.calls, dex: 4e9 },
    puts: { ...base.puts, dex: -3e9 },
    strikes: [
      { ...first!, strike: 600, callOi: 1_000, putOi: 2_000, dex: 5 },
      { ...first!, strike: 605, callOi: 500_000, putOi: 40, dex: -9 },
    ],
  };
  expect(viewField("dex", readingOf({ overrides }), "Calls")).toBe("**+$4.00B**\n501K contracts");
  expect(viewField("dex", readingOf({ overrides }), "Puts")).toBe("**−$3.00B**\n2.04K contracts");
});

describe("put/call", () => {
  test("of open interest and of volume", () => {
    expect(viewField("dex", readingOf(), "Put/call")).toBe("OI **1.42**\nvolume **1.08**");
  });

  test("says why there is none", () => {
    const reading = readingOf({ overrides: { putCallOi: null, putCallVolume: null } });
    expect(viewField("dex", reading, "Put/call")).toBe("OI n/a: no calls held\nvolume n/a: no calls traded");
  });
});

test("the three heaviest strikes by size, whatever the sign", () => {
  const strikes = [100, -400, 0, 300, -200].map((dex, index) => ({ ...first!, strike: 600 + index, dex }));
  expect(viewField("dex", readingOf({ spot: 600, overrides: { strikes } }), "Heaviest strikes")).toBe(
    "**601** +0.17 % · −$400\n**603** +0.50 % · +$300\n**604** +0.67 % · −$200",
  );
  expect(viewField("dex", readingOf({ overrides: { strikes: [] } }), "Heaviest strikes")).toBe(
    "none: no strike carries any",
  );
});
