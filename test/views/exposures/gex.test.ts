import { describe, expect, test } from "vitest";
import { type Reading, readSnapshot } from "../../../src/engine/regime.ts";
import type { Levels } from "../../../src/engine/snapshot.ts";
import type { StaleReason } from "../../../src/errors.ts";
import { exposurePost } from "../../support/exposurePosts.ts";
import { HARD_CASES } from "../../support/hardCases.ts";
import { wordsOf } from "../../support/posts.ts";
import { readingOf, snapshotOf, withLevels } from "../../support/snapshots.ts";

const COMMAND = "/gex symbol:SPY expiry:all";
const postOf = (reading: Reading, stale: StaleReason | null = null) => exposurePost("gex", reading, { stale });
const embedOf = (reading: Reading, stale: StaleReason | null = null) => postOf(reading, stale).embeds![0]!;
const fieldOf = (reading: Reading, name: string) =>
  embedOf(reading).fields!.find((field) => field.name === name)?.value;
const readingWith = (levels: Partial<Levels>) => readSnapshot(withLevels(snapshotOf(), levels));

describe("the shape of the reply", () => {
  const embed = embedOf(readingOf());

  test("the title says what, of whom, over which expiries", () => {
    expect(embed.title).toBe("SPY · dealer exposure · All expiries");
  });

  test("the author line is the regime and how sure it is", () => {
    expect(embed.author?.name).toMatch(/^(POSITIVE|NEGATIVE) γ · confidence (high|moderate|low)$/);
  });

  test("the description is three lines: gamma, flip, drift", () => {
    expect(embed.description?.split("\n")).toHaveLength(3);
  });

  test("two rows of three levels, then the exposures at full width", () => {
    expect(embed.fields?.map(({ name, inline }) => (inline ? name : `${name}, full width`))).toEqual([
      "Gamma flip",
      "Call wall",
      "Put wall",
      "Max γ",
      "0DTE magnet",
      "Expected move",
      "Exposures, full width",
    ]);
  });

  test("an ordinary day has no caveats", () => {
    expect(fieldOf(readingOf(), "Mind")).toBeUndefined();
  });

  test("every exposure has its unit, and DEX says what it is not", () => {
    const exposures = fieldOf(readingOf(), "Exposures");
    for (const unit of ["per 1 %", "per vol pt", "per day", "options only"]) expect(exposures).toContain(unit);
  });

  test.each([
    "Cboe delayed · computed here",
    "15 min delayed",
    "Nov 23, 09:45 ET",
    "OI of Nov 20",
    COMMAND,
    "Not advice",
  ])("the footer says %s", (words) => expect(embed.footer?.text).toContain(words));

  test("the footer names the sign convention as a model", () => {
    expect(embed.footer?.text).toContain("Model, not observed positions");
  });

  test("the timestamp is the time of the data, not of the post", () => {
    expect(embed.timestamp).toBe("2026-11-23T14:45:00Z");
  });

  test("the picture is shown in the embed under its own name, with words for those who cannot see it", () => {
    const [file] = postOf(readingOf()).files!;
    expect(embed.image?.url).toBe(`attachment://${file!.name}`);
    expect(file!.data).toEqual(Uint8Array.of(1, 2, 3));
    for (const words of ["Ladder", "SPY", "603.42", "call wall", "put wall", "gamma flip", "net GEX"])
      expect(file!.description).toContain(words);
  });

  test("the content is one line that a search finds", () => {
    const { content = "" } = postOf(readingOf());
    expect(content).not.toContain("\n");
    expect(content).toMatch(
      /^SPY: spot 603\.42 \| Call Wall [\d.,]+ \| Put Wall [\d.,]+ \| Gamma Flip [\d.,]+ \| Net GEX [+−]\$[\d.]+[BMK] per 1 % \(15-min delayed\)$/,
    );
  });
});

describe("the numbers in the fields are those of the snapshot", () => {
  const reading = readingWith({
    flip: { price: 594.1, direction: "up", roots: [{ price: 594.1, direction: "up" }], missing: null },
    callWall: { strike: 610, gex: 2.1e9, strength: 0.43 },
    putWall: { strike: 590, gex: -1.5e9, strength: 0.31 },
    maxPositiveGamma: { strike: 605, gex: 4e8 },
    maxNegativeGamma: { strike: 595, gex: -9e8 },
    magnet: { strike: 603, gex: 2e8, kind: "magnet" },
  });

  test.each([
    ["Gamma flip", "**594.10**\n−1.5 % from spot"],
    ["Call wall", "**610**  +1.1 %\n+$2.10B · 43 % of call γ"],
    ["Put wall", "**590**  −2.2 %\n−$1.50B · 31 % of put γ"],
    ["0DTE magnet", "**603**  −0.07 %\n+$200M"],
  ])("%s", (name, value) => expect(fieldOf(reading, name)).toBe(value));

  test("max γ is the larger of the two extremes, whatever its sign", () => {
    expect(fieldOf(reading, "Max γ")).toBe("**595**  −1.4 %\n−$900M");
    const { maxPositiveGamma } = reading.snapshot.levels;
    expect(fieldOf(readingWith({ maxPositiveGamma, maxNegativeGamma: null }), "Max γ")).toContain("**605**");
    expect(
      fieldOf(
        readingWith({ maxPositiveGamma: { strike: 605, gex: 9.1e8 }, maxNegativeGamma: { strike: 595, gex: -9e8 } }),
        "Max γ",
      ),
    ).toContain("**605**");
  });

  test("the expected move says how wide and until when", () => {
    expect(fieldOf(reading, "Expected move")).toMatch(/^\*\*±5\.67\*\* \(±0\.94 %\)\n1σ by Nov 24, 16:00 ET$/);
  });

  test("the exposures carry their signs", () => {
    const net = { gex: 2.1e9, gexPerUsd: 3.5e8, dex: -7e9, vex: -3.4e8, chex: 1.2e8 };
    const exposures = fieldOf(readingOf({ overrides: { net, putCallOi: 1.42, zeroDteShare: 0.31 } }), "Exposures");
    expect(exposures).toBe(
      "GEX +$2.10B per 1 % · VEX −$340M per vol pt · CHEX +$120M per day · DEX −$7.00B (options only, before the stock hedge) · put/call OI 1.42 · 0DTE 31 % of γ",
    );
  });
});

describe("colour", () => {
  const at = (gex: number, flip: number | null) => {
    const snapshot = snapshotOf({ spot: 600 });
    const roots = flip === null ? [] : [{ price: flip, direction: "up" as const }];
    const missing = flip === null ? ("positive_throughout" as const) : null;
    const levels = { flip: { price: flip, direction: flip === null ? null : ("up" as const), roots, missing } };
    return embedOf(readSnapshot(withLevels({ ...snapshot, net: { ...snapshot.net, gex } }, levels))).color;
  };

  test.each([
    ["green in positive gamma away from the flip", 1e9, 580, 0x22c55e],
    ["red in negative gamma away from the flip", -1e9, 620, 0xef4444],
    ["amber within half a percent of the flip", 1e9, 598, 0xf59e0b],
    ["amber below the flip as well", -1e9, 602, 0xf59e0b],
    ["green in positive gamma without any flip", 1e9, null, 0x22c55e],
    ["grey when gamma has no sign", 0, 580, 0x8b949e],
    ["grey when gamma has no sign, even at the flip", 0, 600, 0x8b949e],
  ])("%s", (_name, gex, flip, color) => expect(at(gex, flip)).toBe(color));
});

describe("a level the market does not have is said in words", () => {
  test.each([
    [
      "Gamma flip",
      { flip: { price: null, direction: null, roots: [], missing: "positive_throughout" } },
      "none within ±20 %\none-sided",
    ],
    [
      "Gamma flip",
      { flip: { price: null, direction: null, roots: [], missing: "no_gamma" } },
      "none within ±20 %\nno gamma",
    ],
    ["Call wall", { callWall: null }, "none\nno call gamma"],
    ["Put wall", { putWall: null }, "none\nno put gamma"],
    ["Max γ", { maxPositiveGamma: null, maxNegativeGamma: null }, "none\nno strike carries gamma"],
    ["0DTE magnet", { magnet: null }, "none\nnothing expires today"],
  ] as const)("%s", (name, levels, words) => expect(fieldOf(readingWith(levels), name)).toBe(words));

  test("no expected move", () => {
    expect(fieldOf(readingOf({ overrides: { expectedMove: null } }), "Expected move")).toBe("n/a\nno at-the-money IV");
  });

  test("no put/call ratio, and no share of today when nothing expires today", () => {
    const exposures = fieldOf(readingOf({ overrides: { putCallOi: null, zeroDteShare: null } }), "Exposures");
    expect(exposures).toMatch(/put\/call OI n\/a$/);
  });
});

test("an accelerant is not called a magnet", () => {
  const names = embedOf(readingWith({ magnet: { strike: 603, gex: -2e8, kind: "accelerant" } })).fields!.map(
    ({ name }) => name,
  );
  expect(names).toContain("0DTE accelerant");
  expect(names).not.toContain("0DTE magnet");
});

describe("a wall on the wrong side of spot", () => {
  const wrong = readingWith({
    callWall: { strike: 590, gex: 1e9, strength: 0.3 },
    putWall: { strike: 615, gex: -1e9, strength: 0.3 },
    resistance: { strike: 610, gex: 8e8, strength: 0.2 },
    support: null,
  });

  test("is shown for what it is, followed by the level on its own side, or that there is none", () => {
    expect(fieldOf(wrong, "Call wall")).toMatch(/^\*\*590\*\*.*\n.*\nresistance 610$/);
    expect(fieldOf(wrong, "Put wall")).toMatch(/^\*\*615\*\*.*\n.*\nno support on its side of spot$/);
  });

  test("is named in the caveats and never called resistance or support itself", () => {
    const caveats = fieldOf(wrong, "Mind") ?? "";
    expect(caveats).toContain("The call wall 590 lies below spot, so it is no resistance.");
    expect(caveats).toContain("The put wall 615 lies above spot, so it is no support.");
    for (const words of wordsOf(postOf(wrong)))
      expect(words).not.toMatch(/(?<!no )resistance (?:at )?590|(?<!no )support (?:at )?615/i);
  });

  test("on its own side neither word is said", () => {
    for (const words of wordsOf(postOf(readingOf()))) expect(words).not.toMatch(/resistance|support/i);
  });
});

describe("made-up data", () => {
  const post = postOf(HARD_CASES["sample"]!());

  test.each([
    ["the content", post.content],
    ["the title", post.embeds![0]!.title],
    ["the alt text", post.files![0]!.description],
    ["the caveats", post.embeds![0]!.fields!.at(-1)!.value],
  ])("%s says SAMPLE", (_where, words) => expect(words).toMatch(/SAMPLE/));

  test("real data never does", () => {
    for (const words of wordsOf(postOf(readingOf()))) expect(words).not.toMatch(/sample/i);
  });
});
