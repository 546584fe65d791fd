import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import * as up from "../../../support/upstream.ts";
import { HOUR, MINUTE, setup, wish } from "./setup.ts";

const LEVELS = { wants: ["levels"] } as const;
const GEX = { wants: ["gex"] } as const;
const failedNote = (reason: string) => [{ kind: "failed", reason }];

const FAULTS: readonly (readonly [string, up.Behaviour, string])[] = [
  ["a server error", up.status(500), "unreachable"],
  ["a surface still loading", up.status(503), "unreachable"],
  ["a lost connection", up.reset, "unreachable"],
  ["half a body", up.truncated(JSON.stringify({ strikes: "x".repeat(5_000) })), "unreachable"],
  ["a page answered with 200", up.html(200), "bad-response"],
  ["no JSON", up.json("levels: 580"), "bad-response"],
  [
    "a number JSON does not have",
    up.json('{"as_of":"2026-11-23T15:00:00Z","levels":{"gamma_flip":NaN}}'),
    "bad-response",
  ],
  ["a redirect", up.redirect("http://127.0.0.1:9/"), "bad-response"],
  ["a status nobody documented", up.status(418), "bad-response"],
  ["a few kilobytes that unpack to 8 megabytes", up.bomb(8 << 20), "bad-response"],
  ["an empty object", up.json({}), "bad-response"],
  ["a list", up.json([]), "bad-response"],
  ["text nested 100,000 deep", up.json("[".repeat(100_000)), "bad-response"],
  ["bytes that are no UTF-8", up.json(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])), "bad-response"],
];

describe("a vendor in trouble", () => {
  test.each(FAULTS)("%s: a note, never a throw", async (_name, fault, reason) => {
    const { source, fake } = await setup();
    fake.misbehave("all", fault);
    expect(await source.read(wish("SPY", LEVELS))).toEqual({ figures: null, notes: failedNote(reason) });
    expect(source.status().lastFailure).toEqual({ reason, at: "2026-11-23T15:00:00.000Z" });
  });

  test.each(FAULTS)("%s: older figures stay visible, with the note", async (_name, fault, reason) => {
    const { source, fake, clock } = await setup();
    const { figures } = await source.read(wish("SPY", LEVELS));
    fake.misbehave("all", fault);
    clock.pass(HOUR);
    expect(await source.read(wish("SPY", LEVELS))).toEqual({ figures, notes: failedNote(reason) });
  });

  test("one block fails, the others are there", async () => {
    const { source, fake } = await setup({ on: "basic", plan: "basic" });
    fake.misbehave("vex", up.html(200));
    const { figures, notes } = await source.read(wish("SPY"));
    expect(figures).toMatchObject({ levels: {}, dex: {}, vex: null, chex: {} });
    expect(notes).toEqual([...failedNote("bad-response"), { kind: "plan", blocks: ["gex"], plan: "Growth" }]);
  });

  test("a body beyond four megabytes is not read, though it begins well", async () => {
    const { source, fake } = await setup();
    fake.quirks.distort = (body) => JSON.stringify(body) + " ".repeat(5 << 20);
    expect((await source.read(wish("SPY", LEVELS))).notes).toEqual(failedNote("bad-response"));
  });

  test("several calls in the same trouble are one note", async () => {
    const { source, fake } = await setup({ on: "growth", plan: "growth" });
    await source.read(wish("SPY", { wants: ["chex"] }));
    fake.misbehave("all", up.status(503));
    expect((await source.read(wish("SPY", { expiry: "2026-12-18" }))).notes).toEqual(failedNote("unreachable"));
    expect(new Set(fake.calls.map(({ endpoint }) => endpoint))).toEqual(new Set(["sheet", "levels"]));
  });

  test("of two older answers the newer is shown", async () => {
    const { source, fake, clock } = await setup({ on: "growth", plan: "growth" });
    await source.read(wish("SPY", GEX));
    clock.pass(3 * MINUTE);
    await source.read(wish("SPY", { wants: ["gex", "dex"] }));
    clock.pass(3 * MINUTE);
    fake.misbehave("all", up.html(200));
    expect((await source.read(wish("SPY", GEX))).figures?.gex?.fetchedAt).toBe("2026-11-23T15:03:00.000Z");
  });

  test("the operator is told again when it comes back", async () => {
    const { source, fake, clock, lines } = await setup({ on: "basic" });
    for (const fault of [up.html(200), null, up.html(200)]) {
      fake.misbehave("all", fault);
      await source.read(wish("SPY", LEVELS));
      clock.pass(HOUR);
    }
    expect(lines().map(({ msg }) => msg)).toEqual(["source failed", "source failed"]);
  });

  test("the same question rests a quarter of the time an answer would, so that a user's patience costs one call", async () => {
    const { source, fake, clock } = await setup();
    fake.misbehave("all", up.html(200));
    for (let turn = 0; turn < 20; turn++) await source.read(wish("SPY", LEVELS));
    expect(fake.count()).toBe(1);
    clock.pass(15 * MINUTE);
    fake.misbehave("all", null);
    expect((await source.read(wish("SPY", LEVELS))).notes).toEqual([]);
  });

  test("the key does not follow a redirect", async () => {
    const { source, fake } = await setup();
    const elsewhere = await up.startUpstream();
    onTestFinished(() => elsewhere.close());
    fake.misbehave("all", up.redirect(`${elsewhere.origin}/v1/exposure/levels/SPY`));
    await source.read(wish("SPY", LEVELS));
    expect(elsewhere.requests).toEqual([]);
  });

  test("down, it is given up after five failures in a row, and told to the operator once per kind", async () => {
    const { source, fake, clock, lines } = await setup({ on: "alpha" });
    await source.read(wish("SPY", LEVELS));
    fake.misbehave("all", up.reset);
    for (let minute = 0; minute < 60; minute++) {
      for (const symbol of ["SPY", "QQQ", "IWM", "AAPL", "TSLA"]) await source.read(wish(symbol));
      clock.pass(MINUTE);
    }
    expect(fake.count(), "the breaker stays open for 30 seconds of the machine's clock").toBe(1 + 5);
    expect(new Set(lines().map(({ msg }) => msg))).toEqual(new Set(["source failed", "source given up for a while"]));
    expect(lines()).toHaveLength(2);
  });

  test("a bug of ours is a note and a line in the log", async () => {
    const { again, lines } = await setup({ plan: "free" });
    const source = again({
      http: {
        getBytes() {
          throw new TypeError("undefined is not a function");
        },
      },
    });
    expect((await source.read(wish("SPY", LEVELS))).notes).toEqual(failedNote("bad-response"));
    expect(lines()[0]?.err?.name).toBe("TypeError");
  });
});

describe("a vendor that takes its time", () => {
  test("costs the caller his patience and no more; the answer serves the next one", async () => {
    const { source, fake } = await setup({ patienceMs: 30 });
    const gate = Promise.withResolvers<void>();
    fake.misbehave("levels", async (_request, response) => {
      await gate.promise;
      response.end(JSON.stringify({ as_of: "2026-11-23T15:00:00Z", levels: { gamma_flip: 580 } }));
    });
    expect(await source.read(wish("SPY", LEVELS))).toEqual({ figures: null, notes: failedNote("slow") });
    expect((await source.read(wish("SPY", LEVELS))).notes).toEqual(failedNote("slow"));
    gate.resolve();
    await expect.poll(async () => (await source.read(wish("SPY", LEVELS))).figures?.levels?.flip).toBe(580);
    expect(fake.count()).toBe(1);
  });

  test("and then fails leaves no unhandled rejection", async () => {
    const unhandled: unknown[] = [];
    const listen = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", listen);
    const { source, fake } = await setup({ patienceMs: 10 });
    fake.misbehave("all", up.delayed(40, up.reset));
    await source.read(wish("SPY"));
    await expect.poll(() => source.status().lastFailure?.reason).toBe("unreachable");
    await sleep(10);
    process.off("unhandledRejection", listen);
    expect(unhandled).toEqual([]);
  });

  test("shows the caller what is there already", async () => {
    const { source, fake } = await setup({ on: "growth", plan: "growth", patienceMs: 50 });
    await source.read(wish("SPY", LEVELS));
    fake.misbehave("sheet", up.hang);
    const { figures, notes } = await source.read(wish("SPY"));
    expect([figures?.levels?.flip !== undefined, figures?.gex, notes]).toEqual([true, null, failedNote("slow")]);
  });

  test.each([
    ["hangs", up.hang],
    ["drips", up.drip(20)],
  ])("and %s does not hold up other symbols", async (_name, fault) => {
    const { source, fake } = await setup({ on: "basic", plan: "basic", patienceMs: 40 });
    fake.misbehave("dex", fault);
    expect((await source.read(wish("SPY", { wants: ["dex"] }))).notes).toEqual(failedNote("slow"));
    expect((await source.read(wish("QQQ", LEVELS))).notes).toEqual([]);
  });
});

describe("numbers that are none", () => {
  test.each([null, "580.5", "", true, [], {}, 1e300, -5, 0])(
    "a level of %j is a level that is not there",
    async (value) => {
      const { source, fake } = await setup();
      fake.quirks.distort = (body) => ({ ...body, levels: { ...(body.levels as object), gamma_flip: value } });
      const { figures } = await source.read(wish("SPY", LEVELS));
      expect(figures?.levels?.flip).toBeNull();
      expect(figures?.levels?.callWall).toBeGreaterThan(0);
    },
  );

  test("a level of 1e999 is not there either", async () => {
    const { source, fake } = await setup();
    fake.quirks.distort = (body) => JSON.stringify(body).replace(/"gamma_flip":[\d.]+/, '"gamma_flip":1e999');
    expect((await source.read(wish("SPY", LEVELS))).figures?.levels).toMatchObject({ flip: null });
  });

  test("a net that is missing stays missing: it is not summed up from strikes, nor 0", async () => {
    const { source, fake } = await setup({ on: "growth", plan: "growth" });
    fake.quirks.distort = (body) => ({ ...body, net_gex: null });
    const { figures } = await source.read(wish("SPY", GEX));
    expect([figures?.gex?.net, figures?.gex?.strikes.length]).toEqual([null, 21]);
  });

  test("an exposure beyond any market is none", async () => {
    const { source, fake } = await setup({ on: "growth", plan: "growth" });
    fake.quirks.distort = (body) => ({ ...body, net_gex: 1e300, net_vex: -1e300 });
    expect((await source.read(wish("SPY", GEX))).figures?.gex?.net).toBeNull();
  });

  test("a strike without its net or its price is left out, a call without a number makes no put", async () => {
    const { source, fake } = await setup({ on: "growth", plan: "growth" });
    fake.quirks.distort = (body) => ({
      ...body,
      strikes: [
        { strike: 101, net_gex: 5, call_gex: null },
        { strike: 100, net_gex: -5, call_gex: 2 },
        { strike: 99, net_gex: null, call_gex: 2 },
        { strike: "98", net_gex: 1, call_gex: 2 },
        { strike: 100, net_gex: 7, call_gex: 7 },
        null,
        "row",
      ],
    });
    expect((await source.read(wish("SPY", GEX))).figures?.gex?.strikes).toEqual([
      { strike: 100, net: -5, call: 2, put: -7 },
      { strike: 101, net: 5, call: null, put: null },
    ]);
  });

  test("all levels null is no data, and so is an exposure without net and strikes", async () => {
    const { source, fake } = await setup({ on: "growth", plan: "growth" });
    fake.quirks.distort = ({ symbol, as_of }) => ({ symbol, as_of, levels: {}, strikes: null });
    for (const wants of [LEVELS, GEX])
      expect(await source.read(wish("SPY", wants))).toEqual({ figures: null, notes: failedNote("no-data") });
  });

  test("levels at the top of the answer are the same levels", async () => {
    const { source } = await setup();
    const nested = await source.read(wish("SPY", LEVELS));
    const { source: other, fake: flat } = await setup();
    flat.quirks.levelsAtRoot = true;
    expect(await other.read(wish("SPY", LEVELS))).toEqual(nested);
  });

  test("a list of strikes no exchange has is refused before it is read", async () => {
    const { source, fake } = await setup({ on: "growth", plan: "growth" });
    fake.quirks.distort = (body) => ({ ...body, strikes: Array.from({ length: 20_000 }, () => ({})) });
    expect((await source.read(wish("SPY", GEX))).notes).toEqual(failedNote("bad-response"));
  });
});

describe("times and names", () => {
  test.each([
    ["2026-11-23T14:59:58.1234567Z", "2026-11-23T14:59:58.123Z"],
    ["2026-11-23T14:59:58", "2026-11-23T14:59:58.000Z"],
    ["2026-11-23T09:59:58-05:00", "2026-11-23T14:59:58.000Z"],
  ])("a time written %s is read in UTC, wherever the bot runs", async (asOf, read) => {
    const TZ = process.env["TZ"];
    process.env["TZ"] = "Asia/Tokyo";
    onTestFinished(() => void (TZ === undefined ? delete process.env["TZ"] : (process.env["TZ"] = TZ)));
    expect(new Date(0).getHours(), "the zone is in force").toBe(9);
    const { source, fake } = await setup();
    fake.quirks.asOf = asOf;
    expect((await source.read(wish("SPY", LEVELS))).figures?.levels?.asOf).toBe(read);
  });

  test("figures an hour ahead are our clock's fault and shown; ones without a day or of next week are refused", async () => {
    const { source, fake } = await setup();
    fake.quirks.asOf = "2026-11-23T16:00:00Z";
    expect((await source.read(wish("SPY", LEVELS))).notes).toEqual([]);
    for (const [symbol, asOf] of Object.entries({
      QQQ: "2026-11-30T15:00:00Z",
      IWM: "15:00",
      DIA: "",
      TLT: "2026-13-45T00:00:00Z",
    })) {
      fake.quirks.asOf = asOf;
      expect((await source.read(wish(symbol, LEVELS))).notes, asOf).toEqual(failedNote("bad-response"));
    }
  });

  test("an answer about another symbol is refused", async () => {
    const { source, fake } = await setup();
    fake.quirks.distort = (body) => ({ ...body, symbol: "SPX" });
    expect((await source.read(wish("SPY", LEVELS))).notes).toEqual(failedNote("bad-response"));
  });
});
