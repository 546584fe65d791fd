import { describe, expect, test } from "vitest";
import { exposureReply } from "../../src/commands/exposureReply.ts";
import { vrp } from "../../src/commands/vrp.ts";
import type { AppContext } from "../../src/context.ts";
import { ProviderError } from "../../src/errors.ts";
import type { Post } from "../../src/views/post.ts";
import { setup, type SetupOptions } from "../services/providers/flashalpha/setup.ts";
import { call, context } from "../support/context.ts";
import { pastPremium, premiumOf } from "../support/fakeFlashAlpha/vrp.ts";
import { historyOf } from "../support/histories.ts";
import { wordsOf } from "../support/posts.ts";
import { ticker } from "../support/providers.ts";
import * as up from "../support/upstream.ts";

/** The command over the real source, which asks the fake vendor over the loopback. */
async function vendor(options: SetupOptions = {}) {
  const all = await setup({ limits: { breakerFailures: 1_000 }, ...options });
  const ctx = (overrides: Partial<AppContext> = {}) =>
    context({ history: { of: async () => historyOf() }, published: all.source, now: () => new Date(all.clock.now()), ...overrides }); // prettier-ignore
  const ask = (values: Parameters<typeof call>[0] = {}, overrides: Partial<AppContext> = {}) =>
    vrp.run(call({ symbol: "SPY", ...values }), ctx(overrides));
  const asked = () => all.fake.calls.map(({ endpoint }) => endpoint);
  return { ...all, ctx, ask, asked };
}

const fieldsOf = (post: Post) => post.embeds![0]!.fields!;
const ofVendor = (post: Post) => fieldsOf(post).filter(({ name }) => name.includes("FlashAlpha"));
const NO_VRP = (sentence: string) => [
  { name: "FlashAlpha · no VRP", value: `${sentence}\nThese numbers are ours, from free data.`, inline: false },
];
const exposureDown: AppContext["exposure"] = {
  ...context().exposure,
  read: () => Promise.reject(new ProviderError("cboe", "unreachable")),
};

describe("a plan that lacks the premium", () => {
  test.each([
    ["free", "Free"],
    ["basic", "Basic"],
    ["growth", "Growth"],
  ] as const)("%s, set by the operator: the plan that has it, and no call", async (plan, name) => {
    const { ask, asked } = await vendor({ on: plan, plan });
    expect(ofVendor(await ask())).toEqual(NO_VRP(`FlashAlpha's VRP needs its Alpha plan; this key has ${name}.`));
    expect(asked()).toEqual([]);
  });

  test.each([
    ["free", "Free"],
    ["growth", "Growth"],
  ] as const)("%s, not known yet: one call that every plan has finds it out, and then none", async (plan, name) => {
    const { ask, asked } = await vendor({ on: plan });
    const sentence = `FlashAlpha's VRP needs its Alpha plan; this key has ${name}.`;
    expect(ofVendor(await ask())).toEqual(NO_VRP(sentence));
    expect(ofVendor(await ask({ symbol: "QQQ" }))).toEqual(NO_VRP(sentence));
    expect(asked()).toEqual(["levels"]);
  });

  test("that the vendor will not tell is called unknown, and it is not asked for the premium", async () => {
    const { ask, asked, fake } = await vendor({ on: "growth" });
    for (const header of ["limit", "remaining", "reset"]) fake.quirks.headers[`x-ratelimit-${header}`] = null;
    expect(ofVendor(await ask())).toEqual(
      NO_VRP("FlashAlpha's VRP needs its Alpha plan; which plan this key has is not known."),
    );
    expect(asked()).toEqual(["levels"]);
  });

  test("and that was taken for Alpha is asked once: the 403 is remembered for a day", async () => {
    const { ask, asked, clock } = await vendor({ on: "growth", plan: "alpha" });
    const sentence = NO_VRP("FlashAlpha's VRP needs its Alpha plan; this key has Growth.");
    expect(ofVendor(await ask())).toEqual(sentence);
    clock.pass(60 * 60_000);
    expect(ofVendor(await ask({ symbol: "QQQ" }))).toEqual(sentence);
    expect(asked()).toEqual(["vrp"]);
  });

  test("of a name nobody documented is not repeated", async () => {
    const { ask, fake } = await vendor({ on: "alpha", plan: "alpha" });
    fake.misbehave("vrp", (_request, response) => {
      response.writeHead(403, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: "tier_restricted", current_plan: "@everyone", required_plan: "<@1>" }));
    });
    expect(wordsOf(await ask()).join("\n")).not.toMatch(/everyone|<@/);
  });
});

describe("an Alpha key", () => {
  test("shows its premium as published beside ours, with two calls, which serve everybody", async () => {
    const { ask, asked } = await vendor({ on: "alpha", plan: "alpha" });
    const [field, ...more] = ofVendor(await ask());
    const { iv, rv, vrp: premium } = premiumOf("SPY");
    expect(more).toEqual([]);
    expect(field!.name).toBe("FlashAlpha · as published · 10:00 ET");
    const lines = field!.value.split("\n");
    expect(lines[0]).toContain(
      `VRP20 **+${premium[20].toFixed(1)}** (IV ${iv.toFixed(1)}, RV20 ${rv[20].toFixed(1)} close to close)`,
    );
    expect(lines[2]).toBe("z-score **+1.3**, above 88 % of 60 days, as it says");
    // 250 days of 3 and 5 by turns: mean 4, sample deviation √(250/249).
    const z = (premium[20] - 4) / Math.sqrt(250 / 249);
    expect([pastPremium(0), pastPremium(1)]).toEqual([3, 5]);
    expect(lines[3]).toContain(`z over FlashAlpha's history, by our formula: **+${z.toFixed(1)}**`);
    expect(field!.value).not.toMatch(/everyone|evil|buy|RISES|Safe/);
    await ask();
    expect(asked()).toEqual(["vrp", "vrpHistory"]);
  });

  test("leaves every number and the picture of ours as they are", async () => {
    const { ask } = await vendor({ on: "alpha", plan: "alpha" });
    const drawn: unknown[] = [];
    const draw: AppContext["draw"] = async (_, input) => (drawn.push(input), Uint8Array.of(1));
    const beside = await ask({}, { draw });
    const without = await ask({}, { draw, published: null });
    expect(fieldsOf(beside).filter(({ name }) => !name.includes("FlashAlpha"))).toEqual(fieldsOf(without));
    expect(beside.embeds![0]!.description).toBe(without.embeds![0]!.description);
    expect(drawn[0]).toEqual(drawn[1]);
  });

  test("is found out with the levels where nobody said so", async () => {
    const { ask, asked } = await vendor({ on: "alpha" });
    expect(ofVendor(await ask())[0]!.name).toContain("as published");
    expect(asked()).toEqual(["levels", "vrp", "vrpHistory"]);
  });

  test("asks for the premium again after half a minute, for its days after an hour", async () => {
    const { ask, asked, clock } = await vendor({ on: "alpha", plan: "alpha" });
    await ask();
    clock.pass(31_000);
    await ask();
    expect(asked()).toEqual(["vrp", "vrpHistory", "vrp"]);
    clock.pass(60 * 60_000);
    await ask();
    expect(asked().filter((one) => one === "vrpHistory")).toHaveLength(2);
  });

  test("asks for the index, not for its root", async () => {
    const { ask, fake } = await vendor({ on: "alpha", plan: "alpha" });
    await ask({ symbol: "SPXW" });
    expect(fake.calls.map(({ symbol }) => symbol)).toEqual(["SPX", "SPX"]);
  });

  test("under another estimator it stays what it is", async () => {
    const { ask } = await vendor({ on: "alpha", plan: "alpha" });
    expect(ofVendor(await ask({ estimator: "parkinson" }))).toEqual(ofVendor(await ask()));
  });
});

describe("an Alpha key whose call fails", () => {
  test.each<[string, up.Behaviour, string]>([
    ["401", up.status(401), "FlashAlpha refuses the key; the operator finds the reason in the log."],
    ["403 without a reason", up.status(403), "The FlashAlpha plan does not cover this symbol."],
    ["404", up.status(404), "FlashAlpha has no data right now."],
    ["429", up.status(429, { "retry-after": "600" }), "Today's FlashAlpha calls are used up; back at 10:10 ET."],
    ["503", up.status(503), "FlashAlpha does not answer."],
    ["a lost connection", up.reset, "FlashAlpha does not answer."],
    ["silence", up.hang, "FlashAlpha is slow."],
    ["a page", up.html(), "FlashAlpha sent something we cannot read."],
    ["figures at the top instead of nested", up.json({ symbol: "SPY", as_of: "2026-11-23T15:00:00Z", z_score: 1.3 }), "FlashAlpha sent something we cannot read."], // prettier-ignore
    ["another symbol's", up.json({ symbol: "QQQ", as_of: "2026-11-23T15:00:00Z", vrp: { atm_iv: 18 } }), "FlashAlpha sent something we cannot read."], // prettier-ignore
    ["a premium of nulls", up.json({ symbol: "SPY", as_of: "2026-11-23T15:00:00Z", vrp: null }), "FlashAlpha has no data right now."], // prettier-ignore
  ])("%s: one sentence, and ours as ever", async (_name, behaviour, sentence) => {
    const { ask, fake } = await vendor({ on: "alpha", plan: "alpha", patienceMs: 300 });
    fake.misbehave("all", behaviour);
    const post = await ask();
    expect(ofVendor(post)).toEqual(NO_VRP(sentence));
    expect(post.embeds![0]!.description).toBe((await ask({}, { published: null })).embeds![0]!.description);
  });

  test("for its days only: the premium stands without them, and what is missing is said", async () => {
    const { ask, fake } = await vendor({ on: "alpha", plan: "alpha" });
    fake.misbehave("vrpHistory", up.status(503));
    const [field, note] = ofVendor(await ask());
    expect(field!.value).not.toContain("z over FlashAlpha's history");
    expect(note).toMatchObject({
      name: "FlashAlpha · what is missing",
      value: "FlashAlpha does not answer: figures may be missing or old.",
    });
  });

  test("later: older figures stay, with their time and the reason", async () => {
    const { ask, fake, clock } = await vendor({ on: "alpha", plan: "alpha" });
    await ask();
    clock.pass(20 * 60_000);
    fake.misbehave("all", up.status(503));
    const [field, note] = ofVendor(await ask());
    expect(field!.value).toContain("Its figures are from Nov 23, 10:00 ET, 20 min ago");
    expect(note!.value).toContain("does not answer");
  });

  test("a symbol without a premium keeps its levels and exposures", async () => {
    const { ask, fake, ctx } = await vendor({ on: "alpha", plan: "alpha" });
    fake.misbehave("vrp", up.status(404));
    await ask();
    const state = { view: "levels", symbol: ticker("SPY"), selection: { kind: "all" }, palette: null, extra: "none" } as const; // prettier-ignore
    const post = await exposureReply(state, ctx(), { caller: { userId: "1", guildId: "2" } });
    expect(ofVendor(post)[0]!.name).toContain("as published");
  });
});

describe("when our own source fails", () => {
  test("the vendor's premium stands alone, without a cell and with the reason; the choice is kept", async () => {
    const { ask } = await vendor({ on: "alpha", plan: "alpha" });
    const post = await ask({ estimator: "yang_zhang" }, { exposure: exposureDown });
    const words = wordsOf(post).join("\n");
    expect(post.embeds![0]!.title).toBe("SPY · FlashAlpha's VRP only");
    expect(post.embeds![0]!.description).toBe(
      "No picture, no cell and no figures of ours: our own source does not answer.",
    );
    expect(words).toContain("z over FlashAlpha's history");
    expect(words).not.toMatch(/ours \(|Cell [A-D]/);
    expect(post.files ?? []).toEqual([]);
    expect(post.controls!.state).toMatchObject({ view: "vrp", estimator: "yang_zhang" });
    expect(post.embeds![0]!.footer!.text).toContain("/vrp symbol:SPY estimator:yang_zhang");
    expect(post.content).toMatch(/^SPY: VRP20 \+\d\.\d vol points \| z \+1\.3 \(FlashAlpha/);
  });

  test("and the plan has no premium either, the failure is ours", async () => {
    const { ask } = await vendor({ on: "growth", plan: "growth" });
    await expect(ask({}, { exposure: exposureDown })).rejects.toMatchObject({ failure: "unreachable" });
  });
});
