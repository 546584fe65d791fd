import { describe, expect, test } from "vitest";
import { isBrief, type Brief } from "../../../src/engine/brief.ts";
import type { Ticker } from "../../../src/engine/ticker.ts";
import type { Menu } from "../../../src/views/controls.ts";
import { LIMITS, lengthOf } from "../../../src/views/limits.ts";
import { dashboardPost } from "../../../src/views/universe/dashboard.ts";
import { missingBrief } from "../../../src/views/universe/gap.ts";
import { rowOf, UNIVERSE_CASES, withZ } from "../../support/universeCases.ts";
import { LAST_SLOT, postInput } from "../../support/universePosts.ts";

const SPY: Brief = { ...rowOf("SPY"), spot: 600, changePct: -0.41, flip: 594, callWall: 610, putWall: 590, netGex: 2.1e9, adv: 3e10 }; // prettier-ignore
const positive = { ...SPY.regime, gamma: "positive" as const, confidence: "moderate" as const };
const row = (symbol: string, rest: Partial<Brief> = {}): Brief => ({ ...SPY, regime: positive, cell: "C", symbol: symbol as Ticker, ...rest }); // prettier-ignore
const gap = missingBrief({ missing: "TSLA" as Ticker, failure: "unreachable" });
const field = (post: ReturnType<typeof dashboardPost>, name: string) =>
  post.embeds?.[0]?.fields?.find((one) => one.name === name)?.value;
const since = (...rows: Brief[]) => ({ before: { rows, at: LAST_SLOT } });
const menusOf = (post: ReturnType<typeof dashboardPost>) => post.controls!.rows.map(([first]) => first as Menu);

describe("what changed", () => {
  test("stands first, one line a symbol, moved cells before walls", () => {
    const now = [row("QQQ", { callWall: 620 }), row("IWM"), row("SPY")];
    const negative = { ...positive, gamma: "negative" as const };
    const post = dashboardPost(postInput(now, since(row("QQQ"), row("IWM"), row("SPY", { regime: negative, cell: "D", spot: 590 })))); // prettier-ignore
    expect(post.embeds?.[0]?.description?.split("\n")).toEqual([
      "**What changed**",
      "**SPY** cell D Stay Home → C Grind It Out · spot is above the flip 594.00 now",
      "**QQQ** call wall 610 → 620 (+1.6 %)",
    ]);
    expect(post.content).toBe("Daily universe, Nov 23, 10:00 ET: 1 cell moved, 1 flip crossed, 1 wall migrated since Nov 20, 09:45 ET."); // prettier-ignore
  });

  test("says so when nothing did, and since when", () => {
    const post = dashboardPost(postInput([row("SPY")], since(row("SPY", { callWall: 608 }))));
    expect(post.embeds?.[0]?.description).toBe("**What changed**\nNothing moved since Nov 20, 09:45 ET.");
    expect(post.content).toContain("nothing moved since Nov 20, 09:45 ET");
  });

  test("is nothing to speak of in a first post", () => {
    const post = dashboardPost(postInput([row("SPY")]));
    expect(post.embeds?.[0]?.description).toContain("First post: there is nothing to compare with yet.");
    expect(post.content).toContain(": first post.");
  });
});

describe("the table as text", () => {
  test("has what the picture has, in one line a symbol", () => {
    expect(field(dashboardPost(postInput([row("SPY")])), "All symbols")).toBe(
      // 6/600, 10/600, 10/600 of spot; 2.1 of 30 billion.
      "**SPY** C · 600.00 −0.41 % · γ+ moderate · flip −1.0 % · CW +1.7 % · PW −1.7 % · +$2.10B (7.0 % of ADV)",
    );
  });

  test("names what a symbol has not, and why one has no numbers", () => {
    const bare = row("SPY", { flip: null, callWall: null, putWall: null, changePct: null, adv: null });
    expect(field(dashboardPost(postInput([bare, gap])), "All symbols")?.split("\n")).toEqual([
      "**SPY** C · 600.00 · γ+ moderate · no flip · no CW · no PW · +$2.10B",
      "**TSLA** n/a: the source did not answer",
    ]);
  });

  test("shows the z-score where there is one", () => {
    expect(field(dashboardPost(postInput([withZ(row("SPY"), -1.24)])), "All symbols")).toContain(" · VRP z −1.2 · ");
  });

  test("goes by cell, then confidence, then distance to the flip; symbols without numbers are last", () => {
    const high = { ...positive, confidence: "high" as const };
    const rows = [
      gap,
      row("LOW", { regime: { ...positive, distancePct: 0.6 } }),
      row("FAR", { regime: { ...positive, distancePct: 1.6 } }),
      row("BEST", { cell: "A" }),
      row("HIGH", { regime: high }),
      row("TRAP", { cell: "B" }),
    ];
    const lines = field(dashboardPost(postInput(rows)), "All symbols")!.split("\n");
    expect(lines.map((line) => line.split("**")[1])).toEqual(["BEST", "TRAP", "HIGH", "FAR", "LOW", "TSLA"]);
  });

  test("has every one of fifty symbols, whatever else there is to say, within Discord's 6,000 characters", () => {
    const { rows, before } = UNIVERSE_CASES["fifty"]!();
    const post = dashboardPost(postInput(rows, { before, note: "The 07:15 ET post was skipped: it came too late." }));
    const [embed] = post.embeds!;
    expect(lengthOf(embed!)).toBeLessThanOrEqual(LIMITS.embedTotal);
    for (const { value } of embed!.fields!) expect(value.length).toBeLessThanOrEqual(LIMITS.fieldValue);
    const text = embed!.fields!.map(({ value }) => value).join("\n");
    for (const one of rows.filter(isBrief)) expect(text).toContain(`**${one.symbol}** `);
  });
});

describe("what to mind", () => {
  const mind = (...parameters: Parameters<typeof postInput>) => field(dashboardPost(postInput(...parameters)), "Mind");

  test("is said once for all: no z-score, no average volume", () => {
    const rows = [row("SPY", { adv: null }), row("QQQ", { adv: null })];
    expect(mind(rows)?.split("\n")).toEqual([
      "• VRP unknown, which counts as not high: the cell rests on gamma alone.",
      "• No share of average dollar volume: fewer than five full sessions on record, or an index.",
    ]);
  });

  test("is missing when there is nothing", () => {
    expect(mind([withZ(row("SPY"), 0.2)])).toBeUndefined();
  });

  test("holds the note of an earlier post, word for word", () => {
    expect(mind([row("SPY")], { note: "The post of 07:15 ET was skipped." })).toContain(
      "• The post of 07:15 ET was skipped.",
    );
  });

  test("names a market that is closed, and a symbol that alone still stands at its close", () => {
    const closed = { session: "closed" as const, quoteTime: "2026-11-20T21:00:00Z" };
    expect(mind([row("SPY", closed)])).toContain("Market closed: values at the close of Nov 20, 16:00 ET.");
    expect(mind([row("SPY", closed), row("QQQ")])).toContain("At the last close still: SPY.");
  });

  test("names symbols whose quotes stand still in the session", () => {
    const now = new Date("2026-11-23T16:30:00Z");
    const late = row("SPY", { quoteTime: "2026-11-23T16:15:00Z" });
    expect(mind([late, row("QQQ")], { now })).toContain(
      "Data older than half an hour although the market is open: QQQ.",
    );
  });

  test("names at most eight symbols and counts the rest", () => {
    const now = new Date("2026-11-23T16:30:00Z");
    const ten = Array.from({ length: 10 }, (_, index) => row(`S${index}`));
    expect(mind(ten, { now })).toContain("S0, S1, S2, S3, S4, S5, S6, S7, 2 more.");
  });
});

describe("the frame", () => {
  test("has source, delay, time, age, session of the open interest, the command, the model and no advice", () => {
    const post = dashboardPost(postInput([row("SPY"), row("QQQ", { quoteTime: "2026-11-23T14:43:00Z" })]));
    expect(post.embeds?.[0]?.footer?.text.split("\n")).toEqual([
      "Cboe delayed · computed here · 15 min delayed · data Nov 23, 09:43–09:45 ET · OI of Nov 20 · newest 16 min old when written",
      "/dashboard now",
      "Model, not observed positions: assumes dealers are long customer-sold calls and short customer-bought puts. Not advice.",
    ]);
    expect(post.embeds?.[0]?.timestamp).toBe("2026-11-23T14:45:00Z");
    expect(post.embeds?.[0]?.title).toBe("Daily universe · 10:00 ET");
  });

  test("shows the picture with words for those who cannot see it; without a picture it stays whole", () => {
    const post = dashboardPost(postInput([row("SPY"), gap]));
    expect(post.files?.[0]?.description).toBe(
      "Table of dealer gamma by symbol and map of cells, Daily universe, Nov 23, 10:00 ET; C Grind It Out: SPY; no numbers: TSLA; the same numbers are in the text of this message",
    );
    expect(post.embeds?.[0]?.image?.url).toBe(`attachment://${post.files?.[0]?.name}`);
    const { files, embeds } = dashboardPost(postInput([row("SPY")], { picture: null }));
    expect([files, embeds?.[0]?.image]).toEqual([undefined, undefined]);
  });

  test("says SAMPLE in content, title, text and alt text when one symbol is", () => {
    const sample = row("QQQ", { source: { ...SPY.source, sample: true } });
    const post = dashboardPost(postInput([row("SPY"), sample]));
    expect(post.content).toMatch(/^SAMPLE DATA · /);
    expect(post.embeds?.[0]?.title).toMatch(/^SAMPLE · /);
    expect(field(post, "Mind")).toContain("**SAMPLE DATA**: a made-up market");
    expect(post.files?.[0]?.description).toMatch(/^SAMPLE DATA\. /);
  });

  test("is green or red as most symbols are, grey when they are even", () => {
    const negative = row("IWM", { regime: { ...positive, gamma: "negative" } });
    const color = (...rows: Brief[]) => dashboardPost(postInput(rows)).embeds?.[0]?.color;
    expect(color(row("SPY"), row("QQQ"), negative)).toBe(0x22c55e);
    expect(color(negative)).toBe(0xef4444);
    expect(color(row("SPY"), negative)).toBe(0x8b949e);
  });
});

describe("the menus", () => {
  test("open any symbol, those without numbers too, in the order of the table", () => {
    const [menu, ...more] = menusOf(dashboardPost(postInput([gap, row("SPY")])));
    expect(more).toEqual([]);
    expect(menu).toMatchObject({ action: "open", symbol: "SPY", placeholder: "Open a symbol" });
    expect(menu!.options).toEqual([
      { label: "SPY · C Grind It Out", value: "SPY", description: "600.00 −0.41 % · positive gamma · confidence moderate", chosen: false }, // prettier-ignore
      { label: "TSLA", value: "TSLA", description: "the source did not answer", chosen: false },
    ]);
  });

  test.each([
    [25, [25]],
    [26, [25, 1]],
    [50, [25, 25]],
  ])("for %d symbols have %j options, each menu of its own symbol", (many, counts) => {
    const rows = Array.from({ length: many }, (_, index) => row(`S${index}`));
    const menus = menusOf(dashboardPost(postInput(rows)));
    expect(menus.map(({ options }) => options.length)).toEqual(counts);
    expect(menus.map(({ symbol, options }) => symbol === options[0]!.value)).toEqual(counts.map(() => true));
    expect(new Set(menus.flatMap(({ options }) => options.map(({ value }) => value))).size).toBe(many);
  });

  test("leave the reply they open in the state of a plain /gex", () => {
    expect(dashboardPost(postInput([row("SPY")])).controls?.state).toEqual({
      view: "gex",
      symbol: "SPY",
      selection: { kind: "all" },
      palette: null,
      extra: "none",
    });
  });

  test("are left off without a symbol", () => {
    expect(dashboardPost(postInput([])).controls).toBeUndefined();
  });
});
