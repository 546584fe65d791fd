import { describe, expect, test } from "vitest";
import { gex } from "../../src/commands/gex.ts";
import type { AppContext } from "../../src/context.ts";
import { ProviderError, UserError } from "../../src/errors.ts";
import type { ExposureRequest } from "../../src/services/provider.ts";
import type { ExposureChartInput } from "../../src/views/charts/page.ts";
import { call, context, optionsOf, PICTURE } from "../support/context.ts";
import { readingOf } from "../support/snapshots.ts";

/** A context whose service answers with this, and everything it was asked. */
function serving(read: AppContext["exposure"]["read"]) {
  const asked: ExposureRequest[] = [];
  const exposure = { ...context().exposure, read: (request: ExposureRequest) => (asked.push(request), read(request)) };
  return { asked, exposure };
}

const healthy: AppContext["exposure"]["read"] = async ({ symbol, selection }) => ({
  reading: readingOf({ symbol, overrides: { selection } }),
  stale: null,
  retryAt: null,
  cache: "miss",
});

describe("an answer", () => {
  test("is about the symbol and the expiries asked for", async () => {
    const { asked, exposure } = serving(healthy);
    const post = await gex.run(call({ symbol: "$spy", expiry: "7d" }), context({ exposure }));
    expect(asked).toEqual([{ symbol: "SPY", selection: { kind: "maxDte", days: 7 } }]);
    expect(post.embeds?.[0]?.title).toBe("SPY · dealer exposure · Up to 7 DTE");
  });

  test("covers all expiries when none is given", async () => {
    const { asked, exposure } = serving(healthy);
    await gex.run(call({ symbol: "SPY" }), context({ exposure }));
    expect(asked[0]?.selection).toEqual({ kind: "all" });
  });

  test("brings the picture that the worker drew, of the same reading and with the same command as the words", async () => {
    const drawn: unknown[] = [];
    const draw: AppContext["draw"] = async (chart, input) => {
      drawn.push([chart, input]);
      return PICTURE;
    };
    const reading = readingOf();
    const { exposure } = serving(async () => ({ reading, stale: null, retryAt: null, cache: "miss" as const }));
    const post = await gex.run(call({ symbol: "SPY", expiry: "OPEX" }), context({ draw, exposure }));
    const command = "/gex symbol:SPY expiry:opex";
    const drawing = { reading, palette: "default", command, shareOfChain: null, vrp: null, madeUpPast: false };
    expect(drawn).toEqual([["ladder", drawing]]);
    expect(post.files?.[0]?.data).toBe(PICTURE);
    expect(post.embeds?.[0]?.footer?.text).toContain(command);
  });

  test.each([
    ["the user's", { symbol: "SPY", palette: "colorblind" }, "default", "colorblind"],
    ["the operator's, when the user asks for none", { symbol: "SPY" }, "colorblind", "colorblind"],
    ["the user's, also against the operator's", { symbol: "SPY", palette: "default" }, "colorblind", "default"],
  ] as const)("is in %s colours", async (_whose, values, palette, expected) => {
    let used: unknown;
    const draw: AppContext["draw"] = async (_chart, input) => {
      used = (input as ExposureChartInput).palette;
      return PICTURE;
    };
    await gex.run(call(values), context({ draw, palette }));
    expect(used).toBe(expected);
  });

  test("says why it is older than it should be", async () => {
    const { exposure } = serving(async (request) => ({ ...(await healthy(request)), stale: "unreachable" }));
    const post = await gex.run(call({ symbol: "SPY" }), context({ exposure }));
    expect(post.embeds?.[0]?.fields?.at(-1)?.value).toMatch(/does not answer: this is the copy fetched just now/);
  });
});

describe("nothing is computed or drawn", () => {
  const untouched = () => {
    throw new Error("must not be asked");
  };

  test.each([{ symbol: "../x" }, { symbol: "VIX" }, { symbol: "SPY", expiry: "soon" }])("for %j", async (values) => {
    const { asked, exposure } = serving(untouched);
    await expect(gex.run(call(values), context({ exposure, draw: untouched }))).rejects.toThrow(UserError);
    expect(asked).toEqual([]);
  });
});

describe("an unknown symbol", () => {
  const { exposure } = serving(async () => {
    throw new ProviderError("cboe", "unknown-symbol");
  });

  test("is answered with what was perhaps meant, three at most", async () => {
    const symbols = { suggest: () => [], closest: () => ["AAPL", "APPS", "APP", "AAP"] };
    await expect(gex.run(call({ symbol: "APPL" }), context({ exposure, symbols }))).rejects.toThrow(
      "No listed options for **APPL** at the data source. Did you mean AAPL, APPS, APP?",
    );
  });

  test("without a near spelling is simply unknown", async () => {
    const answer = gex.run(call({ symbol: "QQQQQQ" }), context({ exposure }));
    await expect(answer).rejects.toThrow(/^No listed options for \*\*QQQQQQ\*\* at the data source\.$/);
    await expect(answer).rejects.toThrow(UserError);
  });
});

test.each(["rate-limited", "blocked", "unreachable", "bad-response", "no-data", "overloaded"] as const)(
  "%s stays a failure of the source, for the router to put into words",
  async (failure) => {
    const { exposure } = serving(async () => {
      throw new ProviderError("cboe", failure);
    });
    await expect(gex.run(call({ symbol: "SPY" }), context({ exposure }))).rejects.toMatchObject({ failure });
  },
);

describe("a selection without an expiry", () => {
  const chosen = (expiry: string, listed: readonly { date: string; dte: number }[]) => {
    const { exposure } = serving(async ({ symbol, selection }) => ({
      reading: readingOf({ symbol, count: 0, overrides: { selection, listed, expiries: [] } }),
      stale: null,
      retryAt: null,
      cache: "miss" as const,
    }));
    return gex.run(call({ symbol: "XYZ", expiry }), context({ exposure }));
  };
  const LISTED = ["2026-11-27", "2026-12-18", "2027-01-15", "2027-06-17", "2028-01-21"].map((date, i) => ({
    date,
    dte: 4 + i,
  }));

  test.each([
    ["0dte", "XYZ has no expiry left today."],
    ["2d", "XYZ has no expiry that near."],
    ["opex", "XYZ has no monthly expiry listed."],
    ["2026-12-01", "XYZ has no expiry on 2026-12-01."],
    ["all", "XYZ has no live expiry."],
  ])("%s is answered with the next four there are", async (expiry, words) => {
    const next = "Next expiries: 2026-11-27 (Nov 27), 2026-12-18 (Dec 18), 2027-01-15 (Jan 15), 2027-06-17 (Jun 17).";
    await expect(chosen(expiry, LISTED)).rejects.toThrow(new UserError(`${words} ${next}`));
  });

  test("of a symbol without any expiry says so", async () => {
    await expect(chosen("7d", [])).rejects.toThrow("The data source lists no live expiry for XYZ.");
  });

  test("with expiries but no open interest has nothing to show, in words", async () => {
    const { exposure } = serving(async () => ({
      reading: readingOf({ symbol: "XYZ", count: 0 }),
      stale: null,
      retryAt: null,
      cache: "miss" as const,
    }));
    await expect(gex.run(call({ symbol: "XYZ" }), context({ exposure }))).rejects.toThrow(/no open interest/);
  });
});

describe("who sees the answer", () => {
  test.each([
    [{}, true],
    [{ share: false }, true],
    [{ share: true }, false],
  ])("%j: only the caller is %s", (values, only) => {
    expect(gex.isPrivate(optionsOf({ symbol: "SPY", ...values }))).toBe(only);
  });
});
