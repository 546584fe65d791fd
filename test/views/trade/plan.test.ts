import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Plan, PlanWarning } from "../../../src/engine/plan/types.ts";
import { fitPost, lengthOf } from "../../../src/views/limits.ts";
import { planPost } from "../../../src/views/trade/plan.ts";
import type { PlanSurroundings } from "../../../src/views/trade/planFrame.ts";
import { anyPlan } from "../../support/anyPlan.ts";
import { PICTURE } from "../../support/context.ts";
import { planCase, PLAN_CASES, readingFor } from "../../support/planCases.ts";
import { planOf } from "../../support/plans.ts";
import { SLIPS, wordsOf } from "../../support/posts.ts";
import { vrpAnswerOf } from "../../support/vrpReadings.ts";

const around = (plan: Plan, overrides: Partial<PlanSurroundings> = {}): PlanSurroundings => ({
  reading: readingFor(plan),
  vrp: vrpAnswerOf(),
  wish: { structure: null, expiry: null, bankroll: plan.size.bankroll },
  palette: null,
  stale: null,
  retryAt: null,
  command: `/plan symbol:${plan.symbol}`,
  now: new Date("2026-11-23T15:01:00Z"),
  clockOffMs: 0,
  ...overrides,
});
const postOf = (plan: Plan, id: string | null = "abc1234", overrides: Partial<PlanSurroundings> = {}) =>
  planPost(plan, around(plan, overrides), { picture: PICTURE, id });
const embedOf = (plan: Plan, overrides: Partial<PlanSurroundings> = {}) =>
  postOf(plan, "abc1234", overrides).embeds![0]!;
const fieldOf = (plan: Plan, name: string, overrides: Partial<PlanSurroundings> = {}) =>
  embedOf(plan, overrides).fields!.find((field) => field.name === name)?.value;

test("the first line is what can be lost, then what the plan is, then why", () => {
  const lines = embedOf(planOf()).description!.split("\n");
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/^\*\*At most \$1,290 a contract can be lost\*\*/);
  expect(lines[1]).toMatch(/^Sell the 575 put/);
  expect(lines[2]).toBe(
    "Cell A, Premium Paradise (positive γ, high VRP; z +1.4 over 252 days of VIX) → **Short put spread**, score 68 of 100, the first the cell allows that could be made.",
  );
});

test("a structure that was asked for is said to be", () => {
  const wish = { structure: "short_put_spread", expiry: null, bankroll: null } as const;
  expect(embedOf(planOf(), { wish }).description).toMatch(/, as you asked\.$/);
  expect(embedOf(planOf({ score: null })).description).toContain("no score,");
});

test("fields come in the order of reading: expiry, strikes, edge, size, exits, what to mind", () => {
  expect(embedOf(planOf()).fields!.map(({ name }) => name)).toEqual([
    "Expiry by premium",
    "Strikes",
    "Edge",
    "Size",
    "Exits, whichever comes first: 🔔 arms one",
    "Mind",
  ]);
});

test("the footer names source, delay, data, command, whose the scores are, Kelly's limits, the model, and that it is no advice", () => {
  const { text } = embedOf(planOf()).footer!;
  expect(text.split("\n")[0]).toBe(
    "Cboe delayed · computed here · 15 min delayed · data Nov 23, 09:45 ET · OI of Nov 20",
  );
  expect(text.split("\n")[1]).toBe("/plan symbol:SPY");
  expect(text).toContain("ours, not FlashAlpha's, and not back-tested");
  expect(text).toContain("Kelly is hypersensitive to the volatility forecast");
  expect(text).toContain("its only robust output is the veto");
  expect(text).toMatch(/Model, not observed positions.*Not advice\.$/);
});

test("made-up data and a made-up past are called so in title, line, alt text and words", () => {
  const source = { ...planOf().source, sample: true };
  const post = postOf(planOf({ source }), null, { vrp: vrpAnswerOf({}, { madeUp: true }) });
  for (const words of [post.content, post.embeds![0]!.title, post.files![0]!.description])
    expect(words).toMatch(/^SAMPLE/);
  const about = post.embeds![0]!.fields!.at(-1)!;
  expect(about.name).toBe("About the data");
  expect(about.value).toContain("**SAMPLE DATA**");
  expect(about.value).toContain("**SAMPLE HISTORY**");
  expect(wordsOf(postOf(planOf())).join("\n")).not.toContain("SAMPLE");
});

test("old data says its age, a closed market that it is closed", () => {
  expect(fieldOf(planOf(), "About the data", { stale: "unreachable" })).toContain("The source does not answer");
  expect(fieldOf(planOf({ session: "closed" }), "About the data")).toContain("Market closed");
});

describe("the picture", () => {
  test("is the payoff, with its numbers in words for those who cannot see it", () => {
    const [file] = postOf(planOf()).files!;
    expect(file!.name).toBe("payoff.png");
    expect(embedOf(planOf()).image).toEqual({ url: "attachment://payoff.png" });
    expect(file!.description).toMatch(
      /max loss \$1,290 a contract; max profit \$210; breakevens 572\.90; profit in 86 % of cases by our forecast, expected \+\$74$/,
    );
  });

  test("of a plan without bound says that there is none", () => {
    const post = postOf(planCase("short_strangle"));
    expect(post.content).toContain("no bound to the loss");
    expect(post.files![0]!.description).toContain("no bound to the loss, stress $");
    expect(wordsOf(post).join("\n")).not.toContain("At most $");
  });
});

describe("buttons", () => {
  const buttons = (plan: Plan, id: string | null) =>
    postOf(plan, id)
      .controls!.rows.flat()
      .map((one) => (one.kind === "button" ? [one.action, one.label, one.value] : []));

  test("one for every exit but events, which nobody can watch for; then levels and watchlist", () => {
    expect(buttons(planOf(), "abc1234")).toEqual([
      ["exit", "1 Profit", "abc1234-profit"],
      ["exit", "2 Stop", "abc1234-stop"],
      ["exit", "3 Time", "abc1234-time"],
      ["exit", "4 Regime", "abc1234-regime"],
      ["exit", "5 Level", "abc1234-level"],
      ["exit", "6 Edge", "abc1234-edge"],
      ["exit", "8 Data", "abc1234-data"],
      ["open", "Levels: /gex", undefined],
      ["watch", "Watch", undefined],
    ]);
    expect(postOf(planOf()).controls!.rows.every((row) => row.length <= 5)).toBe(true);
  });

  test("a plan that is not kept has no exits to arm, and does not promise any", () => {
    expect(buttons(planOf(), null).map(([action]) => action)).toEqual(["open", "watch"]);
    expect(wordsOf(postOf(planOf(), null)).join("\n")).not.toContain("🔔");
  });

  test("the palette that was asked for stays", () => {
    expect(postOf(planOf(), null, { palette: "colorblind" }).controls!.state).toMatchObject({ view: "gex", symbol: "SPY", palette: "colorblind" }); // prettier-ignore
  });
});

test("every warning has its sentence", () => {
  const warnings: PlanWarning[] = ["no_level_put", "no_level_call", "thin_credit", "low_oi", "wide_spread", "flip_before_short", "only_at_mid", "negative_gamma", "undefined_risk", "no_z", "provisional_z", "degraded", "market_closed", "model_value"]; // prettier-ignore
  const lines = fieldOf(planOf({ warnings }), "Mind")!.split("\n");
  // A list that does not fit is counted, never cut inside a line.
  const hidden = Number(/^… and (\d+) more$/.exec(lines.at(-1)!)?.[1] ?? 0);
  expect(lines.length - (hidden > 0 ? 1 : 0) + hidden).toBe(warnings.length);
  expect(fieldOf(planOf({ warnings: ["thin_credit"] }), "Mind")).toBe(
    "• Thin credit: 14.0 % of the width, below a fifth.",
  );
  expect(fieldOf(planOf({ warnings: [] }), "Mind")).toBeUndefined();
});

const lawful = (plan: Plan) => {
  const post = postOf(plan);
  expect(fitPost(post), "within Discord's limits as it is").toEqual(post);
  expect(lengthOf(post.embeds![0]!)).toBeLessThanOrEqual(6_000);
  for (const words of wordsOf(post)) expect(words).not.toMatch(SLIPS);
  const [first] = post.embeds![0]!.description!.split("\n");
  expect(first).toMatch(plan.maxLoss.kind === "stress" ? /^\*\*No bound/ : /^\*\*At most \$/);
  expect(wordsOf(post).join("\n").includes("SAMPLE")).toBe(plan.source.sample);
};

test.each(Object.entries(PLAN_CASES))("%s: within the limits, no slip, the loss first", (_, make) => lawful(make()));

test("any plan: within the limits, no slip, the loss first, SAMPLE where it is one", () => {
  fc.assert(fc.property(anyPlan, lawful), { numRuns: 150 });
}, 30_000);
