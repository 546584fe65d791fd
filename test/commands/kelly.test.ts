import { describe, expect, test } from "vitest";
import { kelly } from "../../src/commands/kelly.ts";
import type { AppContext } from "../../src/context.ts";
import { UserError } from "../../src/errors.ts";
import { fitPost } from "../../src/views/limits.ts";
import { boardOf, type BoardShape } from "../support/boards.ts";
import { call, context, optionsOf } from "../support/context.ts";
import { historyOf } from "../support/histories.ts";
import { SLIPS, wordsOf } from "../support/posts.ts";
import { readingOf } from "../support/snapshots.ts";

const saidBy = async (part: string, values: Parameters<typeof call>[0], ctx = context()) => {
  const post = await kelly.run(call(values, { part }), ctx);
  expect(fitPost(post)).toEqual(post);
  for (const words of wordsOf(post)) expect(words).not.toMatch(SLIPS);
  return wordsOf(post).join("\n");
};

describe("odds", () => {
  const odds = (win: number, credit: number, width: number) => saidBy("odds", { win, credit, width });

  // docs/methodology.md "Sizing": (p, b) → f.
  test.each([
    [60, 2.5, 5, "50.0 %", "20.0 %"],
    [75, 1, 3, "66.7 %", "25.0 %"],
    [90, 1, 6, "83.3 %", "40.0 %"],
  ])("won in %d %% with %f of %f: even at %s, Kelly %s", async (win, credit, width, even, fraction) => {
    const words = await odds(win, credit, width);
    expect(words).toContain(`Break-even probability **${even}**`);
    expect(words).toContain(`Full Kelly **${fraction}** of the bankroll at risk`);
  });

  test.each([
    [80, 1, 5],
    [70, 1, 5],
  ])("won in %d %% with %f of %f leaves nothing: Kelly says no", async (win, credit, width) => {
    expect(await odds(win, credit, width)).toContain("**Kelly says no:**");
  });

  test("the loss comes first, and the credit at which nothing is left: q · width", async () => {
    const words = await odds(75, 1.5, 5);
    expect(words).toMatch(/\*\*At most \$350 a contract can be lost\*\*/);
    expect(words).toContain("Break-even credit **1.25** at this probability: 25.0 % × 5.00.");
    expect(words).toContain("/kelly odds win:75 credit:1.5 width:5");
  });

  test.each([
    [{ win: 75, credit: 5, width: 5 }, "The credit must be below the width"],
    [{ win: 100, credit: 1, width: 5 }, "`win` must be between 0.1 and 99.9."],
    [{ win: 75, credit: 0, width: 5 }, "`credit` must be between 0.01 and 1,000,000."],
    [{ win: 75, credit: 1, width: Number.NaN }, "`width` must be between 0.01 and 1,000,000."],
  ])("%j is told what is wrong with it", async (values, words) => {
    await expect(kelly.run(call(values, { part: "odds" }), context())).rejects.toThrow(words);
  });
});

describe("option", () => {
  const EXAMPLE = {
    right: "call",
    spot: 580,
    strike: 580,
    days: 30,
    iv: 18,
    premium: 12.69,
    drift: 12,
    rate: 4.5,
    yield: 1.3,
  };

  test("FlashAlpha's documented example: kelly .076842, ROI .160546, P(ITM) .557494, PoP .391739, worth 12.687211", async () => {
    const words = await saidBy("option", EXAMPLE);
    expect(words).toContain("Full Kelly **7.684 %** of the bankroll in premium");
    expect(words).toContain("Expected return **16.055 %** of the premium");
    expect(words).toContain("in the money: **55.749 %**; ends with a profit: **39.174 %**");
    expect(words).toContain("Worth 12.69 by Black-Scholes-Merton");
    expect(words).toMatch(/\*\*At most \$1,269 a contract can be lost\*\*/);
  });

  test("without the drift Kelly says no", async () => {
    expect(await saidBy("option", { ...EXAMPLE, drift: 4 })).toContain("**Kelly says no:**");
  });

  test("rate and yield can be left out and count as nothing", async () => {
    const { rate: _rate, yield: _yield, ...rest } = EXAMPLE;
    expect(await saidBy("option", rest)).toContain("drift:12 rate:0 yield:0");
  });

  test("the command reads back as it was typed", async () => {
    expect(await saidBy("option", EXAMPLE)).toContain("/kelly option right:call spot:580 strike:580 days:30 iv:18 premium:12.69 drift:12 rate:4.5 yield:1.3"); // prettier-ignore
  });

  test.each([
    [{ premium: 581 }, "A call that costs the underlying or more"],
    [{ right: "put", premium: 580 }, "A put that costs its strike or more"],
    [{ days: 0 }, "`days` must be between"],
    [{ iv: 0 }, "`iv` must be between"],
    [{ drift: 1e9 }, "`drift` must be between −100 and 100."],
    [{ rate: -500 }, "`rate` must be between −100 and 100."],
  ])("%j is told what is wrong with it", async (values, words) => {
    await expect(kelly.run(call({ ...EXAMPLE, ...values }, { part: "option" }), context())).rejects.toThrow(words);
  });
});

describe("spread", () => {
  const LISTED = [{ date: "2026-12-23", dte: 30 }];
  /** The methodology's: S 100, flat 25 %, r 4.5 %, q 1.3 %, thirty days, gamma positive, z ≥ 1. */
  const bot = (shape: BoardShape = {}, overrides: Partial<AppContext> = {}) =>
    context({
      exposure: {
        ...context().exposure,
        read: async () => ({
          reading: readingOf({ spot: 100, spacing: 1, overrides: { listed: LISTED } }),
          stale: null,
          retryAt: null,
          cache: "hit",
        }),
        board: async ({ symbol }) => ({ board: boardOf({ symbol, spot: 100, iv: 0.25, spacing: 5, strikes: 8, days: [30], ...shape }), stale: null, retryAt: null }), // prettier-ignore
      },
      history: { of: async () => historyOf({}) },
      ...overrides,
    });
  const PUTS = { symbol: "SPY", short: 95, long: 90, expiry: "30d" };
  const spread = (values: Parameters<typeof call>[0] = {}, ctx = bot()) =>
    saidBy("spread", { ...PUTS, ...values }, ctx);

  test("the worked example at a forecast of 20: EV / risk 6.0 %, Kelly 47.5 %, with the tail 29.7 %, capped at 2 %", async () => {
    const words = await spread({ forecast: 20 });
    expect(words).toMatch(/\*\*At most \$428\.57 a contract can be lost\*\* \(width 5\.00 − credit 0\.714/);
    expect(words).toContain("EV / risk **+6.0 %**, with the tail +3.8 %");
    expect(words).toContain("Full Kelly **47.5 %**, with the tail **29.7 %**");
    expect(words).toContain("**At most 2.0 % of the bankroll at risk**: the cap of 2.0 % decides.");
  });

  test("the table around it shows how little it takes: 90 % at σ 15, nothing at σ 25", async () => {
    const words = await spread({ forecast: 20 });
    expect(words).toContain("σ 15.0: EV / risk +11.9 %, Kelly 90.3 %");
    expect(words).toContain("**σ 20.0: EV / risk +6.0 %, Kelly 47.5 %, with the tail 29.7 %**");
    expect(words).toContain("σ 25.0: EV / risk −0.06 %, Kelly 0 %, with the tail 0 %");
    expect(words).toMatch(/With the tail nothing is left above σ \*\*23\.\d\*\*/);
    expect(words).toContain("its only robust output is the veto");
  });

  test("at a forecast of 28 Kelly says no", async () => {
    const words = await spread({ forecast: 28 });
    expect(words).toContain("**Kelly says no:**");
    expect(words).toContain("**0 % of the bankroll**: Kelly's veto.");
  });

  test("without a forecast it is ours: half-way between what it moved and what options say", async () => {
    // historyOf moves 8.1 % a year; at the money 25 %: half-way 16.6.
    expect(await spread()).toContain("σ **16.6 vol points**: half-way between RV20 8.1 and IV 25.0");
  });

  test("a strike above the sold one makes it a call spread", async () => {
    const words = await spread({ short: 105, long: 110, forecast: 20 });
    expect(words).toContain("105/110 call spread, Dec 23");
    expect(words).toContain("Sell the 105 call");
    expect(await spread({ forecast: 20 })).toContain("95/90 put spread, Dec 23");
  });

  test("quotes have source, delay and age, and the command reads back", async () => {
    const words = await spread({ forecast: 20 });
    expect(words).toContain("Quotes of Nov 23, 09:45 ET, 16 min ago.");
    expect(words).toContain("Cboe delayed · computed here · 15 min delayed");
    expect(words).toContain("/kelly spread symbol:SPY short:95 long:90 expiry:2026-12-23 forecast:20");
  });

  test("made-up quotes and a made-up past are called so", async () => {
    const ctx = bot({}, { history: { of: async () => historyOf({ madeUp: true }) } });
    const board: typeof ctx.exposure.board = async (request, options) => {
      const answer = await ctx.exposure.board(request, options);
      return { ...answer, board: { ...answer.board, source: { ...answer.board.source, sample: true } } };
    };
    const words = await spread({ forecast: 20 }, { ...ctx, exposure: { ...ctx.exposure, board } });
    expect(words).toContain("SAMPLE · Kelly of SPY 95/90 put spread");
    expect(words).toContain("**SAMPLE HISTORY**");
    expect(await spread({ forecast: 20 })).not.toContain("SAMPLE");
  });

  test.each([
    [{ long: 95 }, "A spread has two strikes"],
    [{ short: 96 }, "SPY has no 96 put quoted on both sides for 2026-12-23. Nearest: 90, 95, 100, 105."],
    [{ forecast: 0.5 }, "`forecast` must be between 1 and 500."],
    [{ expiry: "2026-12-25" }, "SPY has no expiry on 2026-12-25."],
    [{ expiry: "soon" }, "is no single expiry"],
  ])("%j is told what is wrong with it", async (values, words) => {
    const run = kelly.run(call({ ...PUTS, ...values }, { part: "spread" }), bot());
    await expect(run).rejects.toThrow(words);
    await expect(run).rejects.toThrow(UserError);
  });

  test.each([
    [{ mid: 0.1, bid: 0.1, ask: 0.1 }, "would be paid for, not paid"],
    [{ mid: 9, bid: 9, ask: 9 }, "the credit is not below the width"],
  ])("a sold put quoted as %j contradicts the bought one, and that is said", async (wrong, words) => {
    const ctx = bot();
    const board: typeof ctx.exposure.board = (...of) => ctx.exposure.board(...of);
    const crossed: typeof board = async (request, options) => {
      const answer = await board(request, options);
      const expiries = answer.board.expiries.map((expiry) => ({
        ...expiry,
        quotes: expiry.quotes.map((quote) => (quote.strike === 95 ? { ...quote, ...wrong } : quote)),
      }));
      return { ...answer, board: { ...answer.board, expiries } };
    };
    const run = kelly.run(call({ ...PUTS, forecast: 20 }, { part: "spread" }), { ...ctx, exposure: { ...ctx.exposure, board: crossed } }); // prettier-ignore
    await expect(run).rejects.toThrow(words);
  });

  test("without closes on record there is no forecast of ours, and one of the caller's will do", async () => {
    const young = bot({}, { history: { of: async () => historyOf({ bars: 0, rows: 0 }) } });
    await expect(kelly.run(call(PUTS, { part: "spread" }), young)).rejects.toThrow("Give one: `forecast:20`.");
    expect(await spread({ forecast: 20 }, young)).toContain("as you typed it");
  });
});

test("each part is private unless shared", () => {
  for (const part of ["odds", "spread", "option"]) {
    expect(kelly.isPrivate(optionsOf({}, part))).toBe(true);
    expect(kelly.isPrivate(optionsOf({ share: true }, part))).toBe(false);
  }
});
