import { describe, expect, test } from "vitest";
import { exposureReply } from "../../src/commands/exposureReply.ts";
import { steer } from "../../src/commands/steer.ts";
import type { AppContext } from "../../src/context.ts";
import type { Published } from "../../src/engine/published.ts";
import { selectionKey } from "../../src/engine/selection.ts";
import { ProviderError, UserError } from "../../src/errors.ts";
import type { PublishedRequest } from "../../src/services/published.ts";
import type { ReplyAction } from "../../src/views/controls.ts";
import { commandText } from "../../src/views/exposures/index.ts";
import { VIEW_KEYS, type ReplyState } from "../../src/views/replyState.ts";
import { context, PICTURE } from "../support/context.ts";
import { wordsOf } from "../support/posts.ts";
import { ticker } from "../support/providers.ts";
import { readingOf } from "../support/snapshots.ts";

const CALLER = { userId: "1", guildId: "2" };
const state: ReplyState = {
  view: "gex",
  symbol: ticker("SPY"),
  selection: { kind: "all" },
  palette: null,
  extra: "none",
};
const part = { asOf: "2026-11-23T14:58:00Z", fetchedAt: "2026-11-23T15:00:00Z", spot: 603.4, scope: "chain" };
const figures: Published = {
  symbol: state.symbol,
  source: { provider: "flashalpha", label: "FlashAlpha · as published", sample: false },
  levels: {
    ...part,
    flip: 598.2,
    callWall: 610,
    putWall: 590,
    maxPositiveGamma: 610,
    maxNegativeGamma: 590,
    highestOi: 600,
    magnet: 603,
  },
  gex: null,
  dex: null,
  vex: null,
  chex: null,
  vrp: null,
  vrpHistory: null,
};

/** A context that notes what it is asked. */
function watched(overrides: Partial<AppContext> = {}) {
  const reads: string[] = [];
  const drawn: string[] = [];
  const wanted: PublishedRequest[] = [];
  const base = context();
  const ctx = context({
    exposure: {
      ...base.exposure,
      read: async ({ symbol, selection }, options) => {
        reads.push(`${symbol} ${selectionKey(selection)} ${options?.freshness} ${options?.asker?.userId ?? "nobody"}`);
        return { reading: readingOf({ symbol, overrides: { selection } }), stale: null, retryAt: null, cache: "hit" };
      },
    },
    draw: async (chart) => (drawn.push(chart), PICTURE),
    ...overrides,
  });
  const published: AppContext["published"] = {
    name: "flashalpha",
    read: async (request) => (wanted.push(request), { figures, notes: [] }),
    status: () => ({
      plan: null,
      limit: null,
      remaining: null,
      resetsAt: null,
      keyRefused: false,
      lastAnswerAt: null,
      lastFailure: null,
    }),
  };
  return { reads, drawn, wanted, ctx, withVendor: { ...ctx, published } };
}
const reply = (change: Partial<ReplyState> = {}, ctx = watched().ctx) =>
  exposureReply({ ...state, ...change }, ctx, { caller: CALLER });

describe("the reply in a state", () => {
  test.each(VIEW_KEYS)("%s: its picture, its words, its command and its controls belong together", async (view) => {
    const { drawn, ctx } = watched();
    const post = await reply({ view }, ctx);
    const command = commandText({ ...state, view });
    expect(drawn).toHaveLength(1);
    expect(post.files?.map(({ name }) => name)).toEqual([`${view}.png`]);
    expect(post.embeds?.[0]?.image?.url).toBe(`attachment://${view}.png`);
    expect(post.embeds?.[0]?.footer?.text.split("\n")[1]).toBe(command);
    expect(post.controls?.state).toEqual({ ...state, view });
    expect(post.trace).toEqual({ source: "cboe", cache: "hit" });
  });

  test("0DTE reads today's expiry for the caller, and the whole from memory for the comparison", async () => {
    const { reads, ctx } = watched();
    const post = await reply({ view: "zerodte", selection: { kind: "nextOpex" } }, ctx);
    expect(reads).toEqual(["SPY 0dte fresh 1", "SPY all recent nobody"]);
    expect(post.controls?.rows.flat().map(({ action }) => action)).not.toContain("expiry");
  });

  test("Explain adds why, below the reply", async () => {
    const { embeds = [] } = await reply({ extra: "explain" });
    expect(embeds).toHaveLength(2);
    expect(embeds[0]).toEqual((await reply()).embeds?.[0]);
    expect(embeds[1]?.title).toMatch(/Why this regime/);
  });

  test("Data adds the figures as files that parse", async () => {
    const { files = [] } = await reply({ extra: "data" });
    expect(files.map(({ name }) => name)).toEqual(["gex.png", "SPY-all.csv", "SPY-all.json"]);
    const text = (at: number) => new TextDecoder().decode(files[at]?.data);
    expect(text(1).split("\r\n")[0]).toMatch(/^symbol,.*net_gex_usd_per_1pct/);
    expect(JSON.parse(text(2))).toMatchObject({ provenance: { symbol: "SPY" } });
  });

  test("files of made-up data say so in their names", async () => {
    const source = { provider: "cboe", label: "SAMPLE", delayMinutes: 15, sample: true };
    const { ctx } = watched();
    const exposure: AppContext["exposure"] = {
      ...ctx.exposure,
      read: async () => ({ reading: readingOf({ overrides: { source } }), stale: null, retryAt: null, cache: "hit" }),
    };
    const { files = [] } = await reply({ extra: "data" }, { ...ctx, exposure });
    expect(files[1]?.name).toBe("SAMPLE-SPY-all.csv");
    expect(files[1]?.description).toMatch(/^SAMPLE DATA/);
  });
});

describe("a vendor's figures", () => {
  test("are asked for what the view shows, on the account of the server or, outside, of the user", async () => {
    const { wanted, withVendor } = watched();
    await exposureReply({ ...state, view: "dex" }, withVendor, { caller: CALLER });
    await exposureReply(state, withVendor, { caller: { userId: "1", guildId: null } });
    expect(wanted.map(({ wants, payer }) => [wants.includes("dex"), payer])).toEqual([
      [true, "2"],
      [true, "1"],
    ]);
    expect(wanted[0]?.wants).not.toContain("vex");
  });

  test.each(["ours", "published"] as const)("stand beside ours under their own name when %s lead", async (lead) => {
    const { withVendor } = watched({ lead });
    const [embed] = (await exposureReply(state, withVendor, { caller: CALLER })).embeds!;
    const names = embed!.fields!.map(({ name }) => name);
    const at = names.findIndex((name) => name.startsWith("FlashAlpha"));
    expect(at).toBeGreaterThanOrEqual(0);
    expect(at === 0, names.join(" | ")).toBe(lead === "published");
    expect(embed!.fields![at]!.value).toContain("598.20");
  });

  test("stand alone, with the reason, when our source fails; the controls stay", async () => {
    const { withVendor } = watched();
    const exposure: AppContext["exposure"] = {
      ...withVendor.exposure,
      read: () => Promise.reject(new ProviderError("cboe", "unreachable")),
    };
    const post = await exposureReply(state, { ...withVendor, exposure }, { caller: CALLER });
    const words = wordsOf(post).join("\n");
    expect(words).toContain("our own source does not answer");
    expect(words).toContain("598.20");
    expect(post.files ?? []).toEqual([]);
    expect(post.controls?.state).toEqual(state);
    expect(post.controls?.rows.flat().map(({ action }) => action)).not.toContain("explain");
    expect(post.trace?.source).toBe("flashalpha");
  });

  test("that could not be had either leave the failure of ours", async () => {
    const { withVendor } = watched();
    const ctx: AppContext = {
      ...withVendor,
      exposure: { ...withVendor.exposure, read: () => Promise.reject(new ProviderError("cboe", "blocked")) },
      published: { ...withVendor.published, read: async () => ({ figures: null, notes: [{ kind: "key" }] }) },
    };
    await expect(reply({}, ctx)).rejects.toMatchObject({ failure: "blocked" });
  });

  test("do not hide what the caller can mend", async () => {
    const { withVendor } = watched();
    const exposure: AppContext["exposure"] = {
      ...withVendor.exposure,
      read: () => Promise.reject(new ProviderError("cboe", "unknown-symbol")),
    };
    await expect(reply({}, { ...withVendor, exposure })).rejects.toThrow(UserError);
  });
});

describe("steering", () => {
  const press = async (action: ReplyAction, value: string | null = null, from: Partial<ReplyState> = {}) => {
    const { reads, ctx } = watched();
    const { controls } = await steer({ action, state: { ...state, ...from }, value }, ctx, CALLER);
    return { reads, next: controls!.state };
  };

  test.each<[ReplyAction, string | null, Partial<ReplyState>, Partial<ReplyState>]>([
    ["view", "heatmap", {}, { view: "heatmap" }],
    ["expiry", "2026-12-18", { view: "term" }, { selection: { kind: "date", date: "2026-12-18" } }],
    ["explain", null, {}, { extra: "explain" }],
    ["explain", null, { extra: "explain" }, { extra: "none" }],
    ["data", null, { extra: "explain" }, { extra: "data" }],
    ["data", null, { extra: "data" }, { extra: "none" }],
    ["refresh", null, { extra: "data" }, {}],
    ["share", null, {}, {}],
    ["copy", null, {}, {}],
    ["refresh", null, { view: "vrp", estimator: "yang_zhang" }, {}],
    ["view", "gex", { view: "vrp", estimator: "parkinson" }, { view: "gex" }],
    ["view", "vrp", { estimator: "garman_klass" }, { view: "vrp" }],
    ["data", null, { view: "vrp", estimator: "parkinson" }, { extra: "data" }],
  ])("%s %s of %j gives %j and leaves the rest", async (action, value, from, change) => {
    const { next } = await press(action, value, from);
    expect(next).toEqual({ ...state, ...from, ...change });
  });

  test("only Refresh wants newer numbers", async () => {
    expect((await press("refresh")).reads).toEqual(["SPY all fresh 1"]);
    for (const action of ["explain", "data", "share", "copy"] as const)
      expect((await press(action)).reads).toEqual(["SPY all recent 1"]);
  });

  test.each([
    ["view", "skew"],
    ["view", null],
    ["expiry", "soon"],
  ] as const)("%s %j, which no menu of ours offers, is refused in words", (action, value) => {
    expect(() => steer({ action, state, value }, watched().ctx, CALLER)).toThrow(UserError);
  });
});
