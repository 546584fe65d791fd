import { describe, expect, test } from "vitest";
import type { PublishedBlock } from "../../../../src/engine/published.ts";
import { levelsOf, netOf, strikesOf } from "../../../support/fakeFlashAlpha/figures.ts";
import { spotOf } from "../../../support/fakeFlashAlpha/seed.ts";
import type { FakePlan } from "../../../support/fakeFlashAlpha.ts";
import { HOUR, MINUTE, setup, wish } from "./setup.ts";

const GROWTH = (...blocks: readonly PublishedBlock[]) => ({ kind: "plan", blocks, plan: "Growth" });
const BASIC = (...blocks: readonly PublishedBlock[]) => ({ kind: "plan", blocks, plan: "Basic" });
const LATER = "2026-12-18";

describe("what a plan gives, in how many calls", () => {
  interface Row {
    readonly on: FakePlan;
    readonly symbol?: string;
    readonly expiry: string;
    readonly wants?: readonly PublishedBlock[];
    readonly calls: readonly string[];
    readonly has: readonly PublishedBlock[];
    readonly notes?: readonly object[];
  }
  const EXPOSURES = ["dex", "vex", "chex"] as const;
  const dated = (...endpoints: readonly string[]) => endpoints.map((endpoint) => `${endpoint} ${LATER}`);
  const rows: readonly Row[] = [
    { on: "free", expiry: "all", calls: ["levels"], has: ["levels"], notes: [GROWTH("gex"), BASIC(...EXPOSURES)] },
    {
      on: "free",
      expiry: LATER,
      calls: ["levels", ...dated("gex")],
      has: ["levels", "gex"],
      notes: [BASIC(...EXPOSURES)],
    },
    {
      on: "free",
      expiry: "opex",
      calls: ["levels", ...dated("gex")],
      has: ["levels", "gex"],
      notes: [BASIC(...EXPOSURES)],
    },
    { on: "free", expiry: "0dte", calls: ["levels"], has: ["levels"], notes: [GROWTH("gex", ...EXPOSURES)] },
    { on: "free", expiry: "7d", calls: ["levels"], has: ["levels"] },
    { on: "free", expiry: "2026-11-20", calls: ["levels"], has: ["levels"] },
    { on: "free", expiry: "2027-02-30", calls: ["levels"], has: ["levels"] },
    {
      on: "free",
      symbol: "SPX",
      expiry: "all",
      calls: ["levels"],
      has: [],
      notes: [BASIC("levels", ...EXPOSURES), GROWTH("gex")],
    },
    {
      on: "basic",
      expiry: "all",
      calls: ["levels", "dex", "vex", "chex"],
      has: ["levels", ...EXPOSURES],
      notes: [GROWTH("gex")],
    },
    {
      on: "basic",
      symbol: "SPXW",
      expiry: "all",
      calls: ["levels", "dex", "vex", "chex"],
      has: ["levels", ...EXPOSURES],
      notes: [GROWTH("gex")],
    },
    {
      on: "basic",
      expiry: LATER,
      calls: ["levels", ...dated("gex", ...EXPOSURES)],
      has: ["levels", "gex", ...EXPOSURES],
    },
    { on: "basic", expiry: "0dte", calls: ["levels"], has: ["levels"], notes: [GROWTH("gex", ...EXPOSURES)] },
    { on: "growth", expiry: "all", calls: ["levels", "sheet"], has: ["levels", "gex", ...EXPOSURES] },
    { on: "growth", expiry: LATER, calls: ["levels", ...dated("sheet")], has: ["levels", "gex", ...EXPOSURES] },
    { on: "growth", expiry: "0dte", calls: ["levels", "sheet 2026-11-23"], has: ["levels", "gex", ...EXPOSURES] },
    { on: "growth", symbol: "NDX", expiry: "all", calls: ["levels", "sheet"], has: ["levels", "gex", ...EXPOSURES] },
    { on: "alpha", expiry: "all", calls: ["levels", "sheet"], has: ["levels", "gex", ...EXPOSURES] },
    { on: "alpha", expiry: "7d", calls: ["levels"], has: ["levels"] },
  ];

  test.each(rows)("$on, $symbol, $expiry: $calls", async ({ on, symbol = "SPY", expiry, calls, has, notes = [] }) => {
    const { source, fake } = await setup({ on });
    const answer = await source.read(wish(symbol, { expiry }));
    // Calls of one round leave together and may arrive in any order; the first goes alone.
    const [first, ...rest] = fake.calls.map(({ endpoint, expiration }) => `${endpoint} ${expiration ?? ""}`.trim());
    expect([first, ...rest.sort()]).toEqual([calls[0], ...calls.slice(1).sort()]);
    const { figures } = answer;
    expect(["levels", "gex", ...EXPOSURES].filter((block) => figures?.[block as PublishedBlock])).toEqual(has);
    expect(answer.notes).toEqual(notes);
    expect(new Set(fake.calls.map((call) => call.symbol))).toEqual(new Set([symbol.replace("SPXW", "SPX")]));
  });

  test.each(rows)(
    "$on, $symbol, $expiry: asked again within half a minute it costs nothing",
    async ({ on, symbol = "SPY", expiry }) => {
      const { source, fake, clock } = await setup({ on });
      const first = await source.read(wish(symbol, { expiry }));
      const before = fake.count();
      clock.pass(MINUTE / 2 - 1);
      expect(await source.read(wish(symbol, { expiry }))).toEqual(first);
      expect(fake.count()).toBe(before);
    },
  );

  test("once the plan is known, levels and GEX of the whole chain cost one call on Growth, with the flip in it", async () => {
    const { source, fake } = await setup({ on: "growth", plan: "growth" });
    const { figures, notes } = await source.read(wish("SPY", { wants: ["levels", "gex"] }));
    expect(fake.calls.map(({ endpoint }) => endpoint)).toEqual(["gex"]);
    expect(figures?.gex?.flip).toBe(levelsOf("SPY").gamma_flip);
    expect([figures?.levels, notes]).toEqual([null, []]);
  });

  test("levels at hand are shown beside that one call", async () => {
    const { source, fake } = await setup({ on: "growth", plan: "growth" });
    await source.read(wish("SPY", { wants: ["levels"] }));
    const { figures } = await source.read(wish("SPY", { wants: ["levels", "gex"] }));
    expect(fake.calls.map(({ endpoint }) => endpoint)).toEqual(["levels", "gex"]);
    expect(figures?.levels?.callWall).toBe(levelsOf("SPY").call_wall);
  });

  test("older levels are not shown beside it: nothing is old without a note", async () => {
    const { source, clock } = await setup({ on: "growth", plan: "growth" });
    await source.read(wish("SPY", { wants: ["levels"] }));
    clock.pass(2 * MINUTE);
    const { figures, notes } = await source.read(wish("SPY", { wants: ["levels", "gex"] }));
    expect([figures?.levels, figures?.gex?.strikes.length, notes]).toEqual([null, 21, []]);
  });

  test("what was not wanted is not given, though it is at hand", async () => {
    const { source } = await setup({ on: "growth", plan: "growth" });
    await source.read(wish("SPY"));
    const { figures } = await source.read(wish("SPY", { wants: ["dex"] }));
    expect(figures).toMatchObject({ levels: null, gex: null, dex: {}, vex: null, chex: null });
  });

  test("a sheet at hand serves every exposure of it", async () => {
    const { source, fake } = await setup({ on: "growth", plan: "growth" });
    await source.read(wish("SPY", { wants: ["chex"] }));
    for (const block of ["gex", "dex", "vex"] as const)
      expect((await source.read(wish("SPY", { wants: [block] }))).figures?.[block]?.strikes).toHaveLength(21);
    expect(fake.calls.map(({ endpoint }) => endpoint)).toEqual(["sheet"]);
  });

  test("the next monthly expiry may be today, and a holiday moves it to the Thursday", async () => {
    const { source, fake, clock } = await setup({ on: "growth", plan: "growth", start: "2026-12-18T15:00:00Z" });
    await source.read(wish("SPY", { wants: ["gex"], expiry: "opex" }));
    clock.pass(24 * HOUR);
    await source.read(wish("SPY", { wants: ["gex"], expiry: "opex" }));
    // 18 June 2027 is a Friday on which the exchange keeps Juneteenth.
    clock.pass(Date.parse("2027-06-01T15:00:00Z") - clock.now());
    await source.read(wish("SPY", { wants: ["gex"], expiry: "opex" }));
    // On that Friday itself June's expiry is over.
    clock.pass(Date.parse("2027-06-18T15:00:00Z") - clock.now());
    await source.read(wish("SPY", { wants: ["gex"], expiry: "opex" }));
    expect(fake.calls.map(({ expiration }) => expiration)).toEqual([
      "2026-12-18",
      "2027-01-15",
      "2027-06-17",
      "2027-07-16",
    ]);
  });

  test("on a Sunday nothing expires, so 0DTE costs nothing but the levels", async () => {
    const { source, fake } = await setup({ on: "growth", start: "2026-11-22T15:00:00Z" });
    const { notes } = await source.read(wish("SPY", { expiry: "0dte" }));
    expect([fake.calls.map(({ endpoint }) => endpoint), notes]).toEqual([["levels"], []]);
  });

  test("today is New York's: late in the evening it is not tomorrow's date in UTC", async () => {
    const { source, fake } = await setup({ on: "growth", plan: "growth", start: "2026-11-24T03:00:00Z" });
    await source.read(wish("SPY", { wants: ["gex"], expiry: "0dte" }));
    expect(fake.calls.map(({ expiration }) => expiration)).toEqual(["2026-11-23"]);
  });
});

describe("figures as published", () => {
  test("levels, spot and times are the vendor's, under its own label", async () => {
    const { source, clock } = await setup();
    clock.pass(7_000);
    const { figures } = await source.read(wish("SPY"));
    const levels = levelsOf("SPY");
    expect(figures).toMatchObject({
      symbol: "SPY",
      source: { provider: "flashalpha", label: "FlashAlpha · as published", sample: false },
      levels: {
        asOf: "2026-11-23T15:00:00.000Z",
        fetchedAt: "2026-11-23T15:00:07.000Z",
        spot: spotOf("SPY"),
        scope: "chain",
        flip: levels.gamma_flip,
        callWall: levels.call_wall,
        putWall: levels.put_wall,
        maxPositiveGamma: levels.max_positive_gamma,
        maxNegativeGamma: levels.max_negative_gamma,
        highestOi: levels.highest_oi_strike,
        magnet: levels.zero_dte_magnet,
      },
      gex: null,
    });
  });

  test("puts are net − call and below zero, whichever sign the endpoint prints, and strikes ascend", async () => {
    const { source } = await setup({ on: "growth", plan: "growth" });
    const bySheet = (await source.read(wish("SPY", { wants: ["gex", "dex"] }))).figures?.gex;
    const byGex = (await source.read(wish("QQQ", { wants: ["gex"] }))).figures?.gex;
    const inTruth = (symbol: string) =>
      strikesOf({ symbol, expiration: null }).map(({ strike, gex }) => ({
        strike,
        net: gex.call + gex.put,
        call: gex.call,
        put: gex.put,
      }));
    expect(bySheet?.strikes).toEqual(inTruth("SPY"));
    expect(byGex?.strikes, "printed in descending order, with positive puts").toEqual(inTruth("QQQ"));
    expect(byGex?.net).toBe(netOf({ symbol: "QQQ", expiration: null }, "gex"));
  });

  test("figures of one expiry say which, and levels stay those of the chain", async () => {
    const { source } = await setup();
    const { figures } = await source.read(wish("SPY", { expiry: LATER }));
    expect([figures?.levels?.scope, figures?.gex?.scope]).toEqual(["chain", LATER]);
    expect(figures?.gex?.net).toBe(netOf({ symbol: "SPY", expiration: LATER }, "gex"));
  });

  test("no word of the vendor's stories is passed on", async () => {
    const { source, fake, text } = await setup({ on: "basic" });
    fake.quirks.distort = (body) => ({ ...body, note: "@everyone buy", symbol: " spy " });
    const answer = await source.read(wish("SPY"));
    expect(answer.figures?.vex?.net).toBeTypeOf("number");
    expect(JSON.stringify(answer) + text()).not.toMatch(/everyone|dealers|evil|decline/);
  });

  test("a frozen clock of the vendor stays visible", async () => {
    const { source, fake, clock } = await setup();
    fake.quirks.asOf = "2026-11-23T14:00:00Z";
    await source.read(wish("SPY"));
    clock.pass(2 * HOUR);
    expect((await source.read(wish("SPY"))).figures?.levels).toMatchObject({
      asOf: "2026-11-23T14:00:00.000Z",
      fetchedAt: "2026-11-23T17:00:00.000Z",
    });
  });

  test("a sample says so, and a root of an index is shown by the name it was asked by", async () => {
    const { again } = await setup({ on: "basic" });
    const source = again({ label: { text: "SAMPLE", sample: true } });
    const { figures } = await source.read(wish("SPXW", { wants: ["levels"] }));
    expect([figures?.symbol, figures?.source.label, figures?.source.sample]).toEqual(["SPXW", "SAMPLE", true]);
  });
});

describe("what is at hand", () => {
  test.each([
    ["free", 60 * MINUTE],
    ["basic", 10 * MINUTE],
    ["growth", 2 * MINUTE],
    ["alpha", MINUTE / 2],
  ] as const)("on %s is fresh for %i ms", async (on, ms) => {
    const { source, fake, clock } = await setup({ on });
    const read = () => source.read(wish("SPY", { wants: ["levels"] }));
    await read();
    clock.pass(ms - 1);
    await read();
    expect(fake.count()).toBe(1);
    clock.pass(1);
    await read();
    expect(fake.count()).toBe(2);
  });

  test("equal wishes under way are one call, of whoever came first", async () => {
    const { source, fake } = await setup();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => source.read(wish("SPY", { wants: ["levels"], payer: `server ${i}` }))),
    );
    expect(fake.count()).toBe(1);
    expect(answers.every(({ figures, notes }) => figures?.levels && notes.length === 0)).toBe(true);
  });

  test("an answer leaves no timer behind", async () => {
    const { source } = await setup();
    await source.read(wish("SPY", { wants: ["levels"] }));
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
    const before = timers();
    for (let turn = 0; turn < 50; turn++) await source.read(wish("SPY", { wants: ["levels"] }));
    expect(timers() - before).toBeLessThan(25);
  });

  test("figures of one symbol or expiry are not those of another", async () => {
    const { source } = await setup({ on: "growth" });
    const nets = new Set<number>();
    for (const symbol of ["SPY", "QQQ"])
      for (const expiry of ["all", LATER, "2026-12-24"])
        nets.add((await source.read(wish(symbol, { expiry }))).figures!.gex!.net!);
    expect(nets.size).toBe(6);
  });
});

describe("what the operator sees", () => {
  test("plan, limit and what is left, before and after the first answer", async () => {
    const { source } = await setup({ on: "basic" });
    expect(source.status()).toEqual({
      plan: null,
      limit: null,
      remaining: null,
      resetsAt: null,
      lastAnswerAt: null,
      keyRefused: false,
      lastFailure: null,
    });
    await source.read(wish("SPY", { wants: ["levels"] }));
    expect(source.status()).toEqual({
      plan: "Basic",
      limit: 250,
      remaining: 249,
      resetsAt: "2026-11-24T00:00:00.000Z",
      lastAnswerAt: "2026-11-23T15:00:00.000Z",
      keyRefused: false,
      lastFailure: null,
    });
  });

  test("an unlimited plan has nothing left to count", async () => {
    const { source } = await setup({ on: "alpha" });
    await source.read(wish("SPY"));
    expect(source.status()).toMatchObject({ plan: "Alpha", limit: "unlimited", remaining: null, resetsAt: null });
  });

  test("a key that cannot be a header is refused at once, without being printed", async () => {
    const { again } = await setup();
    for (const apiKey of ["", "a b", "key\r\nx: y", "schlüssel"])
      expect(() => again({ apiKey })).toThrow(/^the key of FlashAlpha holds a character no key has$/);
  });
});
