import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sortScan, type ScanRow } from "../../../src/engine/plan/scan.ts";
import type { Ticker } from "../../../src/engine/ticker.ts";
import type { Menu } from "../../../src/views/controls.ts";
import { fitPost } from "../../../src/views/limits.ts";
import type { Post } from "../../../src/views/post.ts";
import { scanPost, scanProgress } from "../../../src/views/trade/scan.ts";
import { anyScan } from "../../support/anyScan.ts";
import { SLIPS, wordsOf } from "../../support/posts.ts";
import { SCAN_CASES, scanPostOf, scanRowOf } from "../../support/scanCases.ts";
import { zScoreOf } from "../../support/vrpReadings.ts";

const row = (symbol: string, rest: Partial<ScanRow> = {}): ScanRow =>
  scanRowOf({ symbol: symbol as Ticker, spot: 600, flip: 594, support: 590, resistance: 610, regime: { ...scanRowOf().regime, gamma: "positive", confidence: "moderate", distancePct: 1 }, ...rest }); // prettier-ignore
const D = (symbol: string, z: number | null) => row(symbol, { cell: "D", best: null, zScore: { ...row(symbol).zScore, z } }); // prettier-ignore
const field = (post: Post, name: string) => post.embeds![0]!.fields!.find((one) => one.name === name)?.value;
const menuOf = (post: Post) => post.controls!.rows[0]![0] as Menu;
const ticker = (text: string) => text as Ticker;

describe("a row", () => {
  test("has gate, structure, levels and scores in three lines", () => {
    const post = scanPost(scanPostOf([row("SPY")]));
    // 590 and 610 are −1.67 % and +1.67 % of 600, 594 is 1 % below.
    expect(field(post, "A · Premium Paradise")!.split("\n")).toEqual([
      "**SPY** z +1.4 (252 d of VIX) · VRP20 +5.4 · passes · **Calendar spread 78**",
      "γ+ moderate, spot 600.00, 1.0 % above the flip 594.00 · support 590 (−1.7 %) · resistance 610 (+1.7 %)",
      "net harvest **59 reduced** · harvest 0.72, flow risk 18",
    ]);
  });

  test.each<[string, Partial<ScanRow>, RegExp]>([
    ["that fails a half", { failed: ["vrp20"], vrp20: { value: 1.4, basis: "atm30" } }, / · VRP20 \+1\.4 · fails VRP20 · /],
    ["that fails both", { failed: ["z", "vrp20"] }, / · fails both · /],
    ["without a z", { failed: ["z"], zScore: { ...row("X").zScore, ...zScoreOf(12) } }, / z n\/a \(12 d of VIX\) · VRP20 \+5\.4 · no z · /],
    ["without a premium", { failed: ["z", "vrp20"], vrp20: null }, / · VRP20 n\/a · fails z, no VRP20 · /],
    ["whose z is provisional", { zScore: { ...row("X").zScore, n: 45, provisional: true } }, /\(45 d of VIX, provisional\)/],
    ["of the feed's IV", { zScore: { ...row("X").zScore, basis: "iv30", index: null } }, /\(252 d of feed IV\)/],
    ["just above 2 points", { vrp20: { value: 2.001, basis: "atm30" } }, / VRP20 \+2\.01 · passes /],
    ["without a flip", { flip: null, regime: { ...row("X").regime, distancePct: null, confidence: "low", stability: "one_sided" } }, /γ\+ one-sided, spot 600\.00, no flip · /],
    ["without levels", { support: null, resistance: null }, /no support · no resistance/],
    ["without scores", { best: null, netHarvest: null, harvest: null }, /\*\*no score\*\*[\s\S]*net harvest \*\*n\/a\*\* · harvest n\/a, flow risk 18/],
    ["with warnings", { degraded: true, warnings: ["negative_gamma", "term_inversion", "poor_wing_liquidity"] }, / · reduced data · inverted term · wide wings$/],
  ])("%s says so", (_what, rest, words) => {
    expect(field(scanPost(scanPostOf([row("SPY", rest)])), "A · Premium Paradise")).toMatch(words);
  }); // prettier-ignore
});

describe("the post", () => {
  test("begins with the gate and who passes, the best first", () => {
    const { embeds, content } = scanPost(scanPostOf([D("AMD", 0), row("SPY"), row("QQQ", { zScore: { ...row("X").zScore, z: 2 } })])); // prettier-ignore
    expect(embeds![0]!.description!.split("\n")[0]).toBe("**Gate: z ≥ 1 and VRP20 > 2 — 3 of 3 pass: QQQ, SPY, AMD**");
    expect(content).toBe("Scan of 3 symbols (the usual ten), Nov 23, 10:01 ET: 3 of 3 pass: QQQ, SPY, AMD; 2 in A, 0 in B, 0 in C, 1 in D."); // prettier-ignore
  });

  test("has D in one line, which says whom nobody could compare", () => {
    expect(field(scanPost(scanPostOf([D("AMD", 0.2), D("TSLA", null)])), "D, no trade")).toBe("AMD, TSLA (no z)");
  });

  test("names what could not be read by its reason, and what is on its way with how to get it", () => {
    const gaps = [
      { missing: ticker("ZZZZ"), why: "it is gone" },
      { missing: ticker("YYY"), why: "it is gone" },
    ];
    const post = scanPost(scanPostOf([row("SPY")], { gaps, pending: [ticker("NDX"), ticker("RUT")] }));
    expect(field(post, "No numbers")).toBe("ZZZZ, YYY: n/a, it is gone");
    expect(field(post, "Still being fetched")).toBe("NDX, RUT\nRun `/scan` again in a minute: what has come by then is there at once."); // prettier-ignore
    expect(post.content).toContain("Scan of 5 symbols");
  });

  test("says which list it was where nobody named one", () => {
    const list = { name: "your watchlist", command: "/scan universe:watchlist", isDefault: true };
    const words = (isDefault: boolean) => scanPost(scanPostOf([row("SPY")], { list: { ...list, isDefault } })).embeds![0]!.description; // prettier-ignore
    expect(words(true)).toContain("Nothing was named, so this is your watchlist; ");
    expect(words(false)).not.toContain("Nothing was named");
  });

  test("says source, delay, times, age, command, whose scores they are, and no advice", () => {
    expect(scanPost(scanPostOf([row("SPY")])).embeds![0]!.footer!.text.split("\n")).toEqual([
      "Cboe delayed · computed here · 15 min delayed · data Nov 23, 09:45 ET · OI of Nov 20 · newest 16 min old when written · closes to Nov 20",
      "/scan universe:default",
      expect.stringMatching(/^Gate, harvest, flow risk and most scores are ours, not back-tested\. Model, .* Not advice\.$/),
    ]); // prettier-ignore
  });

  test.each<[string, Partial<ScanRow>, object, RegExp]>([
    ["an older copy", {}, { late: [ticker("SPY")] }, /The source gave nothing newer, so these stand on an older copy: SPY\./],
    ["a closed market", { session: "closed" }, {}, /Market closed: values at the close of Nov 23, 09:45 ET\./],
    ["quotes that stand still", {}, { now: new Date("2026-11-23T16:30:00Z") }, /older than half an hour although the market is open: SPY\./],
    ["a z of an index's close", {}, {}, /A z of VIX is as of the close of Nov 23; VRP20 is of the quotes\./],
    ["a provisional z", { zScore: { ...row("X").zScore, provisional: true } }, {}, /Provisional z, of fewer than 60 days: SPY\./],
    ["no z", { zScore: { ...row("X").zScore, z: null } }, {}, /No z-score, which counts as not high: SPY\./],
    ["another IV", { vrp20: { value: 3, basis: "iv30" } }, {}, /VRP20 of the feed's IV, there being none of ours: SPY\./],
    ["a past that is made up", {}, { madeUp: true }, /\*\*SAMPLE HISTORY\*\*: the past is made up/],
    ["a degraded chain", { degraded: true }, {}, /Data quality is reduced: SPY\./],
  ])("minds %s", (_what, rest, input, words) => {
    expect(field(scanPost(scanPostOf([row("SPY", rest)], input)), "Mind")).toMatch(words);
  }); // prettier-ignore

  test("says SAMPLE and SAMPLE HISTORY where they belong: title, content, text, alt text", () => {
    const marked = (rows: readonly ScanRow[], madeUp: boolean) => {
      const { content, embeds, files } = scanPost(scanPostOf(rows, { madeUp }));
      return [content!.slice(0, 15), embeds![0]!.title!.slice(0, 15), files![0]!.description.slice(0, 29)];
    };
    const sample = row("SPY", { source: { ...row("X").source, sample: true } });
    expect(marked([sample, row("QQQ")], true)).toEqual(["SAMPLE DATA · S", "SAMPLE · Scan ·", "SAMPLE DATA. SAMPLE HISTORY. "]); // prettier-ignore
    expect(marked([row("QQQ")], true)).toEqual(["SAMPLE HISTORY ", "SAMPLE HISTORY ", "SAMPLE HISTORY. Table of the "]); // prettier-ignore
    expect(marked([row("QQQ")], false).join()).not.toContain("SAMPLE");
  });

  test("stays whole without a picture", () => {
    const { files, embeds } = scanPost(scanPostOf([row("SPY")], { picture: null }));
    expect([files, embeds![0]!.image]).toEqual([undefined, undefined]);
    expect(scanPost(scanPostOf([row("SPY")])).embeds![0]!.image?.url).toBe("attachment://scan.png");
  });

  test("has a menu of plans, the best first, with the colours asked for, and none without a symbol", () => {
    const post = scanPost(scanPostOf([D("AMD", 0.2), row("SPY")], { palette: "colorblind" }));
    expect(post.controls!.state).toEqual({ view: "vrp", symbol: "SPY", selection: { kind: "all" }, palette: "colorblind", extra: "none" }); // prettier-ignore
    expect(menuOf(post)).toMatchObject({ action: "plan", symbol: "SPY" });
    expect(menuOf(post).options).toEqual([
      { label: "SPY · A Premium Paradise", value: "SPY", description: "z +1.4 · VRP20 +5.4 · passes · Calendar spread 78", chosen: false }, // prettier-ignore
      { label: "AMD · D Stay Home", value: "AMD", description: "z +0.2 · VRP20 +5.4 · passes · no trade", chosen: false }, // prettier-ignore
    ]);
    expect(scanPost(scanPostOf([], { pending: [ticker("SPY")] })).controls).toBeUndefined();
  });

  test("has 25 symbols in its menu at most", () => {
    const rows = Array.from({ length: 26 }, (_, i) => row(`S${String.fromCharCode(65 + i)}`));
    expect(menuOf(scanPost(scanPostOf(rows))).options).toHaveLength(25);
  });
});

const boldIn = (post: Post) => [...post.embeds![0]!.fields!.map(({ value }) => value).join("\n").matchAll(/^\*\*([A-Z0-9.]+)\*\* z /gm)].map(([, symbol]) => symbol); // prettier-ignore

const lawful = (input: Parameters<typeof scanPost>[0]) => {
  const post = scanPost(input);
  expect(fitPost(post), "nothing is cut or left off").toEqual(post);
  for (const text of wordsOf(post)) expect(text).not.toMatch(SLIPS);
  const traded = sortScan(input.rows).filter(({ cell }) => cell !== "D");
  expect(boldIn(post), "every symbol that is traded, in order").toEqual(traded.map(({ symbol }) => symbol));
  const all = wordsOf(post).join("\n");
  const others = [...input.pending, ...input.gaps.map(({ missing }) => missing), ...input.rows.map(({ symbol }) => symbol)]; // prettier-ignore
  for (const symbol of others) expect(all).toContain(symbol);
  for (const { description = "" } of post.controls ? menuOf(post).options : [])
    expect(description.length).toBeLessThanOrEqual(100);
};

test.each(Object.keys(SCAN_CASES))(
  "%s: within every limit as it is, nobody missing, no slip of JavaScript's",
  (name) => {
    const { rows, gaps, pending, madeUp, name: list, command } = SCAN_CASES[name]!();
    lawful(scanPostOf(rows, { gaps, pending, madeUp, list: { name: list, command, isDefault: true } }));
  },
);

test("any scan: the same", () => {
  fc.assert(
    fc.property(anyScan(), (found) => lawful(scanPostOf(found.rows, found))),
    { numRuns: 80 },
  );
});

test("progress says how many of how many", () => {
  expect(scanProgress(3, 10)).toBe("Scanning: 3 of 10 symbols read.");
});

test("of symbols that have no numbers nothing passes or fails: there are none", () => {
  const post = scanPost(scanPostOf([], { gaps: [{ missing: ticker("NDX"), why: "the source did not answer" }] }));
  expect(post.embeds![0]!.description).toContain("**Gate: z ≥ 1 and VRP20 > 2 — no numbers**");
  expect(post.content).toMatch(/: no numbers\.$/);
});
