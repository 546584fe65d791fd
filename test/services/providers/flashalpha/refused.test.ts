import { describe, expect, test } from "vitest";
import * as up from "../../../support/upstream.ts";
import { LEVEL } from "../../../support/recordedLog.ts";
import { HOUR, MINUTE, setup, temporaryFile, wish } from "./setup.ts";

const LEVELS = { wants: ["levels"] } as const;
const GEX = { wants: ["gex"] } as const;

describe("a key that is refused", () => {
  test("is not tried again for 15 minutes, whatever is asked, and the operator reads it once", async () => {
    const { source, fake, clock, lines } = await setup({ apiKey: "another-key-0000" });
    for (const symbol of ["SPY", "QQQ", "IWM"])
      expect(await source.read(wish(symbol))).toEqual({ figures: null, notes: [{ kind: "key" }] });
    clock.pass(15 * MINUTE - 1);
    await source.read(wish("SPY"));
    expect(fake.count()).toBe(1);
    clock.pass(1);
    expect((await source.read(wish("SPY"))).notes).toEqual([{ kind: "key" }]);
    expect(fake.count()).toBe(2);
    expect(lines().filter(({ level }) => level >= LEVEL.warn)).toHaveLength(1);
    expect(source.status()).toMatchObject({ keyRefused: true, lastFailure: null });
  });

  test("costs none of the day's calls: after a day of refusals the note still names the key", async () => {
    const { source, clock } = await setup({ apiKey: "another-key-0000" });
    for (let turn = 0; turn < 20; turn++) {
      expect((await source.read(wish("SPY"))).notes).toEqual([{ kind: "key" }]);
      clock.pass(15 * MINUTE);
    }
  });

  test("that is accepted again is told again when it is refused anew", async () => {
    const { source, fake, clock, lines } = await setup();
    const refusal = up.status(401);
    for (const fault of [refusal, null, refusal]) {
      fake.misbehave("all", fault);
      await source.read(wish("SPY", LEVELS));
      clock.pass(HOUR);
    }
    expect(lines().map(({ msg }) => msg)).toEqual(Array(2).fill("the key is refused, nothing is asked for 15 minutes"));
  });

  test("leaves older figures visible, with the note", async () => {
    const { source, fake, clock } = await setup();
    const { figures } = await source.read(wish("SPY", LEVELS));
    clock.pass(HOUR);
    fake.misbehave("all", up.status(401));
    expect(await source.read(wish("SPY", LEVELS))).toEqual({ figures, notes: [{ kind: "key" }] });
  });

  test("is never printed, sent in an address, or written to the file in readable form", async () => {
    const path = temporaryFile();
    const { source, fake, text } = await setup({ quotaFile: path });
    await source.read(wish("SPY"));
    fake.misbehave("all", up.status(401));
    await source.read(wish("QQQ"));
    fake.misbehave("all", up.reset);
    await source.read(wish("IWM"));
    const { readFileSync } = await import("node:fs");
    expect(text() + readFileSync(path, "utf8")).not.toContain(fake.key);
    expect(fake.violations).toEqual([]);
  });
});

describe("what the plan lacks", () => {
  test("is asked once in 24 hours where the operator named too large a plan", async () => {
    const { source, fake, clock } = await setup({ on: "basic", plan: "growth" });
    const { figures, notes } = await source.read(wish("SPY"));
    expect(figures).toMatchObject({ levels: {}, gex: null, dex: {}, vex: {}, chex: {} });
    expect(notes).toEqual([{ kind: "plan", blocks: ["gex"], plan: "Growth" }]);
    expect(fake.count("sheet")).toBe(1);
    clock.pass(24 * HOUR - 1);
    await source.read(wish("QQQ"));
    expect(fake.count("sheet")).toBe(1);
    expect(source.status().plan, "the vendor's word beats the setting").toBe("Basic");
  });

  test("is no failure of the source: the line stays open", async () => {
    const { source, fake } = await setup({ on: "growth", plan: "growth", limits: { breakerFailures: 1 } });
    fake.misbehave("sheet", up.status(403, {}, "{}"));
    await source.read(wish("SPY"));
    expect((await source.read(wish("QQQ", LEVELS))).figures?.levels?.flip).toBeTypeOf("number");
  });

  test("is refused per kind of symbol: an index that needs Basic does not hide stocks on Free", async () => {
    const { source, fake } = await setup();
    expect((await source.read(wish("SPX", LEVELS))).notes).toEqual([
      { kind: "plan", blocks: ["levels"], plan: "Basic" },
    ]);
    expect((await source.read(wish("SPY", LEVELS))).notes).toEqual([]);
    await source.read(wish("NDX", LEVELS));
    expect(
      fake.calls.map(({ symbol }) => symbol),
      "NDX is of the same kind as SPX",
    ).toEqual(["SPX", "SPY"]);
  });

  test("an index we do not know as one is refused alone, and once", async () => {
    const { source, fake } = await setup();
    for (let turn = 0; turn < 2; turn++)
      expect((await source.read(wish("SOX", LEVELS))).notes).toMatchObject([{ kind: "plan", plan: "Basic" }]);
    expect((await source.read(wish("SPY", LEVELS))).figures?.levels?.flip).toBeTypeOf("number");
    expect(fake.calls.map(({ symbol }) => symbol)).toEqual(["SOX", "SPY"]);
  });

  test("is forgotten with the plan: an upgrade at noon is used from the next answer on", async () => {
    const { source, fake, clock } = await setup();
    expect((await source.read(wish("SPY"))).figures?.gex).toBeNull();
    fake.setPlan("growth");
    clock.pass(HOUR);
    await source.read(wish("SPY", LEVELS));
    const { figures, notes } = await source.read(wish("SPY"));
    expect([figures?.gex?.strikes.length, notes]).toEqual([21, []]);
  });

  test("is asked anew after an upgrade, though it was refused within the day", async () => {
    const { source, fake, clock } = await setup({ on: "basic", plan: "growth" });
    expect((await source.read(wish("SPY"))).figures?.gex).toBeNull();
    fake.setPlan("growth");
    clock.pass(HOUR);
    await source.read(wish("SPY", LEVELS));
    expect((await source.read(wish("SPY"))).figures?.gex?.strikes).toHaveLength(21);
    expect(fake.count("sheet")).toBe(2);
  });

  test("is said to the operator once per plan", async () => {
    const { source, lines } = await setup();
    for (const symbol of ["SPY", "QQQ", "IWM", "SPX"]) await source.read(wish(symbol));
    expect(lines().map(({ msg, plan }) => [msg, plan])).toEqual([
      ["the plan of the key lacks some figures", "Growth"],
      ["the plan of the key lacks some figures", "Basic"],
    ]);
  });

  test("never carries the vendor's wording: a plan with another name is ours by the table", async () => {
    const { source, fake, text } = await setup({ on: "growth", plan: "basic" });
    const body = {
      error: "tier_restricted",
      current_plan: "@everyone",
      required_plan: "<script>",
      message: "@everyone",
    };
    fake.misbehave("levels", up.status(403, {}, JSON.stringify(body)));
    fake.misbehave("dex", up.status(403, {}, JSON.stringify({ ...body, current_plan: "free" })));
    const answers = [await source.read(wish("SPY", LEVELS)), await source.read(wish("SPY", { wants: ["dex"] }))];
    expect(answers.map(({ notes }) => notes)).toEqual([
      [{ kind: "failed", reason: "not-entitled" }],
      [{ kind: "plan", blocks: ["dex"], plan: "Basic" }],
    ]);
    expect(JSON.stringify(answers) + text()).not.toMatch(/everyone|script/);
  });

  test("a page answered with 403 is a refusal too: not asked again for a quarter of an hour", async () => {
    const { source, fake, clock } = await setup({ on: "growth", plan: "growth" });
    fake.misbehave("gex", up.html(403));
    for (let turn = 0; turn < 3; turn++)
      expect((await source.read(wish("SPY", GEX))).notes).toEqual([{ kind: "failed", reason: "not-entitled" }]);
    expect(fake.count("gex")).toBe(1);
    clock.pass(15 * MINUTE);
    fake.misbehave("gex", null);
    expect((await source.read(wish("SPY", GEX))).figures?.gex?.net).toBeTypeOf("number");
  });

  test("a plan in capitals is the same plan", async () => {
    const { source, fake } = await setup({ on: "growth", plan: "growth" });
    const body = { error: "tier_restricted", current_plan: " BASIC ", required_plan: "GROWTH" };
    fake.misbehave("gex", up.status(403, {}, JSON.stringify(body)));
    fake.misbehave("sheet", up.status(403, {}, JSON.stringify(body)));
    expect((await source.read(wish("SPY", GEX))).notes).toEqual([{ kind: "plan", blocks: ["gex"], plan: "Growth" }]);
    expect(source.status().plan).toBe("Basic");
  });
});

describe("a symbol without options", () => {
  test("costs one call on every plan, and none for a quarter of an hour", async () => {
    for (const on of ["free", "basic", "growth", "alpha"] as const) {
      const { source, fake, clock } = await setup({ on, plan: on });
      for (const expiry of ["all", "2026-12-18"])
        expect(await source.read(wish("ZZZZ", { expiry }))).toMatchObject({
          figures: null,
          notes: expect.arrayContaining([{ kind: "failed", reason: "unknown-symbol" }]) as unknown,
        });
      clock.pass(15 * MINUTE - 1);
      await source.read(wish("ZZZZ"));
      expect(fake.count(), on).toBe(1);
      clock.pass(1);
      await source.read(wish("ZZZZ"));
      expect(fake.count(), on).toBe(2);
    }
  });

  test("a date the vendor does not have is asked for once, and says nothing about the symbol", async () => {
    const { source, fake } = await setup({ on: "basic" });
    fake.misbehave("gex", up.status(400, {}, '{"error":"invalid_expiry"}'));
    for (let turn = 0; turn < 3; turn++)
      expect((await source.read(wish("SPY", { wants: ["gex"], expiry: "2026-12-19" }))).notes).toEqual([
        { kind: "failed", reason: "no-data" },
      ]);
    expect(fake.count("gex")).toBe(1);
    expect((await source.read(wish("SPY", LEVELS))).figures?.levels?.flip).toBeTypeOf("number");
  });
});

describe("an address nobody may ask", () => {
  test("is never asked, whatever the symbol was forged from", async () => {
    const { source, fake } = await setup({ on: "growth", plan: "growth" });
    for (const forged of [
      "..",
      "../gex/SPY",
      "%2e%2e",
      "SPY?apiKey=1",
      "SPY#",
      "a\\b",
      "//evil.example/x",
      "",
      "a b",
      "spy",
    ]) {
      const { figures, notes } = await source.read({
        ...wish("SPY"),
        symbol: forged as ReturnType<typeof wish>["symbol"],
      });
      expect([figures, notes], forged).toEqual([null, [{ kind: "failed", reason: "bad-response" }]]);
    }
    expect([fake.count(), fake.violations]).toEqual([0, []]);
    expect(source.status().remaining, "and costs nothing").toBeNull();
  });
});
