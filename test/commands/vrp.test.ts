import { describe, expect, test } from "vitest";
import { exposureReply } from "../../src/commands/exposureReply.ts";
import { regime } from "../../src/commands/regime.ts";
import { vrp } from "../../src/commands/vrp.ts";
import type { AppContext } from "../../src/context.ts";
import type { DailyBar } from "../../src/engine/vrp/types.ts";
import { call, context } from "../support/context.ts";
import { historyOf, type Past } from "../support/histories.ts";
import { wordsOf } from "../support/posts.ts";
import { ticker } from "../support/providers.ts";
import { readingOf } from "../support/snapshots.ts";

/** A bot that knows this past of every symbol. */
const knowing = (past: Past, overrides: Partial<AppContext> = {}) =>
  context({ history: { of: async () => historyOf(past) }, ...overrides });
const answer = (past: Past, overrides: Partial<AppContext> = {}) =>
  vrp.run(call({ symbol: "SPY" }), knowing(past, overrides));
const sentences = async (past: Past) => (await answer(past)).embeds![0]!.description!.split("\n");
const field = async (name: string, past: Past, overrides: Partial<AppContext> = {}) =>
  (await answer(past, overrides)).embeds![0]!.fields!.find((one) => one.name === name)!.value;
const mind = (past: Past, overrides: Partial<AppContext> = {}) => field("About this premium", past, overrides);

test("three lines: cell and premium, z-score with N and basis, which side and which time pay", async () => {
  const lines = await sentences({});
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(
    /^\*\*Cell A, Premium Paradise\*\* \(positive γ, high VRP\): options price \*\*10\.3 vol points more\*\* than SPY realised in 20 days \(IV 18\.4, RV20 8\.1\)\.$/,
  );
  // Days pay 3 or 5 points by turns, the last 5: one standard deviation above the mean, above half and half of its equals.
  expect(lines[1]).toBe("z-score **+1.0**, above 75 % of 251 days of VIX − RV20 (+5.0 on Nov 20).");
  expect(lines[2]).toMatch(/^Puts pay more \(puts .*, calls .*\); every tenor pays\.$/);
});

test("the whole chain is read, whatever the reply showed before, and the reply names itself", async () => {
  const asked: unknown[] = [];
  const base = context().exposure;
  const read: typeof base.read = (request, options) => (asked.push(request.selection), base.read(request, options));
  const { embeds, controls } = await answer({}, { exposure: { ...base, read } });
  expect(asked).toEqual([{ kind: "all" }]);
  expect(embeds![0]!.footer!.text.split("\n")[1]).toBe("/vrp symbol:SPY");
  expect(controls!.rows.flat().map(({ action }) => action)).not.toContain("expiry");
});

test("scores are ours, not back-tested and no advice, each with the share of its input", async () => {
  const lines = (await field("Scores of 100", {})).split("\n");
  expect(lines.map((line) => line.split(" **")[0])).toEqual([
    "Short put spread",
    "Short strangle",
    "Iron condor",
    "Calendar spread",
    "Jade lizard",
    "Short straddle",
    "These scores are ours and not back-tested, nor are they FlashAlpha's. Not advice.",
  ]);
  for (const line of lines.slice(0, 6)) expect(line).toMatch(/\*\*\d+\*\* \(100 % of its input/);
});

test("made-up data says so", async () => {
  const source = { provider: "cboe", label: "Sample data", delayMinutes: 15, sample: true };
  const read = async () =>
    ({ reading: readingOf({ overrides: { source } }), stale: null, retryAt: null, cache: "hit" }) as const;
  const post = await answer({}, { exposure: { ...context().exposure, read } });
  for (const words of [post.content, post.embeds![0]!.title, post.files![0]!.description])
    expect(words).toMatch(/SAMPLE/);
});

test("an invented past beside a real chain says so in words and picture", async () => {
  const drawn: unknown[] = [];
  const draw: AppContext["draw"] = async (_, input) => (drawn.push(input), Uint8Array.of(1));
  expect(await mind({ madeUp: true }, { draw })).toContain("**SAMPLE HISTORY**: the past is made up");
  expect(drawn).toMatchObject([{ madeUpPast: true }]);
});

describe("what is missing has its words", () => {
  test("no history: no VRP, no z, and VRP counts as not high", async () => {
    const lines = await sentences({ rows: 0, bars: 0 });
    expect(lines).toEqual([
      "**Cell C, Grind It Out** (by gamma alone); no VRP: too few daily closes on record.",
      "No z-score, so VRP counts as not high: no day of VIX is on record yet.",
      "Which side pays is not known; which tenor pays is not known.",
    ]);
    expect(await mind({ rows: 0, bars: 0 })).toContain("Regime of the premium: not known without a z-score.");
    expect(await field("Harvest", { rows: 0, bars: 0 })).toBe("n/a\nneeds a z-score");
  });

  test("19 days: there is a premium, and one day too few for a z", async () => {
    const [headline, z] = await sentences({ rows: 20 });
    expect(headline).toContain("(by gamma alone): options price **10.3 vol points more**");
    expect(z).toBe("No z-score, so VRP counts as not high: 19 days of VIX on record, 20 are needed.");
    expect(await mind({ rows: 20 })).toContain(
      "Too little history for a z-score: 19 days of VIX on record, 20 are needed.",
    );
  });

  test("59 days: a z-score, provisional; with 60 it is not", async () => {
    expect((await sentences({ rows: 60 }))[1]).toMatch(
      /of 59 days of VIX.*\*\*Provisional \(N=59\):\*\* fewer than 60 days\.$/,
    );
    expect((await sentences({ rows: 61 }))[1]).not.toContain("Provisional");
    expect((await sentences({ rows: 21 }))[1]).toContain("Provisional (N=20)");
  });

  test("a split in the history: named with its day, and what lies before it is left out", async () => {
    const split = (bars: readonly DailyBar[]) =>
      bars.map((bar, index) =>
        index < 50
          ? { ...bar, open: 4 * bar.open, high: 4 * bar.high, low: 4 * bar.low, close: 4 * bar.close, volume: 1.25e7 }
          : bar,
      );
    expect(await mind({ spoil: split })).toContain(
      "A 4:1 split on Sep 28, 2026: closes before it are left out, so there is less history.",
    );
    expect(await field("IV against realised, vol points", { spoil: split })).toContain("60 d n/a → n/a");
  });

  test("a holiday is no gap; sessions without a close are one", async () => {
    const lacking = (bars: readonly DailyBar[]) =>
      bars.filter(({ date }) => date !== "2026-11-10" && date !== "2026-11-11");
    const GAP = "Sessions without a close are missing in the history";
    // Labor Day, Sep 7, 2026, lies within these closes.
    expect(await mind({}), "the calendar's own holiday").not.toContain(GAP);
    expect(await mind({ spoil: lacking })).toContain(GAP);
  });

  test("no iv30 in the feed today, which is the basis: no z, and ours is not put in its place", async () => {
    const vol = { ...readingOf().snapshot.vol, iv30: null };
    const read = async () =>
      ({ reading: readingOf({ overrides: { vol } }), stale: null, retryAt: null, cache: "hit" }) as const;
    const past = { basis: "iv30", volIndex: null } as const;
    const post = await answer(past, { exposure: { ...context().exposure, read } });
    const [headline, z] = post.embeds![0]!.description!.split("\n");
    expect(headline).toContain("IV 18.4");
    expect(z).toBe("No z-score, so VRP counts as not high: the feed's 30-day IV has no value for today.");
  });

  test("a dead volatility index: named, and what the z-score is of instead", async () => {
    const past = { basis: "iv30", volIndex: { name: "VXAPL", state: "gone" } } as const;
    expect(await mind(past)).toContain("VXAPL is no longer published: the z-score is of the feed's 30-day IV instead.");
    expect((await sentences(past))[1]).toContain("days of the feed's 30-day IV − RV20");
  });

  test("closes that could not be fetched: why, and to which day the record goes", async () => {
    const notes = [{ part: "bars", reason: "unreachable", keptTo: "2026-11-18" }] as const;
    expect(await mind({ notes })).toContain(
      "Daily closes could not be fetched, the record ends on Nov 18. The source does not answer.",
    );
    const late = await mind({ spoil: (bars) => bars.slice(0, -2) });
    expect(late).toContain("The last close on record is that of Nov 18: realised volatility is not up to date.");
    const old = { spoil: (bars: readonly DailyBar[]) => bars.slice(0, -6) };
    expect((await sentences(old))[0]).toContain("no VRP: the last close on record is more than three sessions old.");
  });
});

describe("another estimator of realised volatility", () => {
  const by = async (estimator: string, overrides: Partial<AppContext> = {}) =>
    vrp.run(call({ symbol: "SPY", estimator }), knowing({}, overrides));

  test("is named with each number that is of it, and the cell stays that of close to close", async () => {
    const post = await by("parkinson");
    const [headline, z] = post.embeds![0]!.description!.split("\n");
    // Highs and lows are $1 from a close of 600 or 603: ln(601/599) or ln(604/602), which is 3.15 vol points.
    expect(headline).toMatch(
      /^\*\*Cell A, Premium Paradise\*\* \(positive γ, high VRP close to close\): options price \*\*15\.3 vol points more\*\* .*RV20 3\.2 by Parkinson\)\.$/,
    );
    expect(z).toMatch(/days of VIX − RV20 by Parkinson/);
    const { name, value } = post.embeds![0]!.fields![0]!;
    expect(name).toBe("Realised volatility by Parkinson");
    expect(value.split("\n")).toEqual([
      "In premiums, tenors, z with its history, and scores. It does not see overnight gaps, so it tends to read single stocks too low and their premium too large.",
      "Close to close stay: RV by side, the cell (RV20 8.1, z +1.0), /regime, tables, letters and alerts.",
    ]);
    expect(post.embeds![0]!.footer!.text).toContain("/vrp symbol:SPY estimator:parkinson");
    expect(post.files![0]!.description).toContain("realised over 20 days by Parkinson 3.2");
  });

  test("is what the picture is told, and what Refresh keeps", async () => {
    const drawn: unknown[] = [];
    const draw: AppContext["draw"] = async (_, input) => (drawn.push(input), Uint8Array.of(1));
    const { controls } = await by("yang_zhang", { draw });
    expect(drawn).toMatchObject([{ vrp: { estimator: "yang_zhang" } }]);
    expect(controls!.state).toMatchObject({ view: "vrp", estimator: "yang_zhang" });
  });

  test("is named in the data, which hold the premium of this reply and of no other", async () => {
    const state = { view: "vrp", symbol: ticker("SPY"), selection: { kind: "all" }, palette: null, extra: "data" } as const; // prettier-ignore
    const caller = { userId: "1", guildId: "2" };
    const json = async (more: object) => {
      const { files } = await exposureReply({ ...state, ...more }, knowing({}), { caller });
      const data = files!.find(({ name }) => name.endsWith(".json"))!.data;
      return JSON.parse(new TextDecoder().decode(data)) as Record<string, unknown>;
    };
    expect(await json({ estimator: "yang_zhang" })).toMatchObject({
      volatility_premium: { estimator: "yang_zhang", z_score: { basis: "cboe_index" }, cell: "A" },
    });
    expect(await json({ view: "gex", estimator: "yang_zhang" })).not.toHaveProperty("volatility_premium");
  });

  test.each([undefined, "close_to_close", "median"])(
    "%s is close to close, of which nothing is said",
    async (estimator) => {
      const post = await (estimator === undefined ? answer({}) : by(estimator));
      expect(wordsOf(post).join("\n")).not.toMatch(/close to close| by (?:Parkinson|Garman|Yang)|estimator/i);
      expect(post.controls!.state).not.toHaveProperty("estimator");
    },
  );

  test("is none of /regime's: its cell is the one of the tables", async () => {
    const state = { view: "regime", symbol: ticker("SPY"), selection: { kind: "all" }, palette: null, extra: "none" } as const; // prettier-ignore
    const caller = { userId: "1", guildId: "2" };
    const field = async (more: object) =>
      (await exposureReply({ ...state, ...more }, knowing({}), { caller })).embeds![0]!.fields!.find(
        ({ name }) => name === "Cell",
      );
    expect(await field({ estimator: "parkinson" })).toEqual(await field({}));
  });
});

test("FlashAlpha is not spoken of without a key", async () => {
  const words = wordsOf(await answer({})).join("\n");
  expect(words.replace("nor are they FlashAlpha's", "")).not.toContain("FlashAlpha");
});

describe("/regime says the cell with its name and meaning", () => {
  const cell = async (past: Past) => {
    const post = await regime.run(call({ symbol: "SPY" }), knowing(past));
    return post.embeds![0]!.fields!.find(({ name }) => name === "Cell")!.value;
  };

  test("with the z-score it rests on", async () => {
    expect(await cell({})).toBe(
      "**A · Premium Paradise** (positive γ, high VRP): options are dear for their own history, and hedging dampens moves.\nz-score **+1.0**, above 75 % of 251 days of VIX − RV20 (+5.0 on Nov 20).",
    );
  });

  test("on a made-up past says so", async () => {
    expect(await cell({ madeUp: true })).toContain("**SAMPLE HISTORY**");
    expect(await cell({})).not.toContain("SAMPLE");
  });

  test("and its picture stays that of /gex view:profile: the premium is not in it", async () => {
    const drawn: unknown[] = [];
    const draw: AppContext["draw"] = async (_, input) => (drawn.push(input), Uint8Array.of(1));
    await regime.run(call({ symbol: "SPY" }), knowing({}, { draw }));
    expect(drawn).toMatchObject([{ vrp: null, madeUpPast: false }]);
  });

  test("without one it says that VRP counts as not high, and why", async () => {
    expect(await cell({ rows: 0 })).toBe(
      "**C · Grind It Out** (positive γ, VRP not high): hedging dampens moves, but options pay nothing unusual.\nNo z-score, so VRP counts as not high: no day of VIX is on record yet.",
    );
  });
});
