import { describe, expect, test } from "vitest";
import { beginExit, type WatchedRule } from "../../src/engine/plan/exits.ts";
import type { KeptPlan } from "../../src/services/store/plans.ts";
import { alertListPost } from "../../src/views/alertPanel.ts";
import { exitArmedPost, exitOffPost, exitsEndedPost, exitsLine } from "../../src/views/exitPanel.ts";
import { fitPost } from "../../src/views/limits.ts";
import { planOf } from "../support/plans.ts";

const NOW = Date.parse("2026-11-23T15:45:00Z");
const ALL = ["profit", "stop", "time", "regime", "level", "edge", "data"] as const;
const exit = (firedAt: number | null = null) => ({ armedAt: NOW, state: beginExit(NOW), firedAt });
const kept = (rules: readonly WatchedRule[], given: Partial<KeptPlan> = {}): KeptPlan => ({
  id: "k3x9q0a",
  userId: "1",
  channelId: "91",
  plan: planOf(),
  armed: Object.fromEntries(rules.map((rule) => [rule, exit()])),
  createdAt: NOW,
  expiresAt: Date.parse("2026-12-23T21:00:00Z"),
  paused: null,
  ...given,
});
const listed = (...plans: KeptPlan[]) => alertListPost([], plans).embeds![0]!;

describe("what was armed", () => {
  test("is told with its numbers, how it is looked at, and what else is watched of the plan, in the plan's order", () => {
    expect(exitArmedPost(kept(["time", "stop", "profit"]), "stop").content!.split("\n")).toEqual([
      "🔔 **SPY put spread 575/560 Dec 23**, exit **stop**, by direct message: cost to close $6.30 or more, 3.0 × the credit $2.10.",
      "Looked at about once a minute while the market is open: mids of quotes that are 15 min delayed, every leg quoted on both sides, two readings in a row. Indicative, not a fill.",
      "Watched for this plan: profit, stop, time. The first rule to come true ends the plan.",
      "Press again to switch it off; `/alert list` shows it, `/alert remove` ends all of this plan. Not advice.",
    ]);
  });

  test.each<readonly [WatchedRule, RegExp]>([
    ["profit", /once a minute while the market is open/],
    ["regime", /once for each session, 45 min after its close.*never on degraded data/],
    ["level", /once for each session/],
    ["edge", /once for each session.*missing counts as nothing/],
    ["time", /by the clock alone/],
    ["data", /two hours after the second close/],
  ])("%s is looked at as it says", (rule, words) => {
    expect(exitArmedPost(kept([rule]), rule).content).toMatch(words);
  });

  test("on sample data says so", () => {
    const plan = planOf({ source: { ...planOf().source, sample: true } });
    expect(exitArmedPost(kept(["stop"], { plan }), "stop").content).toMatch(/^SAMPLE DATA · /);
  });
});

test("what was switched off says what is still watched, or that nothing is", () => {
  expect(exitOffPost(kept(["profit", "time"]), "stop").content).toMatch(/^Switched off: .*\*\*stop\*\*\. Still watched: profit, time\.$/); // prettier-ignore
  expect(exitOffPost(kept([]), "stop").content).toContain("None of this plan is watched now.");
  expect(exitsEndedPost(kept([])).content).toMatch(/^Ended: all exits of SPY put spread 575\/560 Dec 23\./);
});

describe("the list", () => {
  test("has a line for each plan, and stands alone where there are no alerts", () => {
    expect(listed(kept(["profit", "stop", "time"]), kept(["edge"]))).toMatchObject({
      title: "Exits of plans: 2 of 5",
      description:
        "• **SPY put spread 575/560 Dec 23: profit, stop, time** · until Dec 23\n• **SPY put spread 575/560 Dec 23: edge** · until Dec 23",
    });
    expect(alertListPost([], []).content).toMatch(/^You have no alerts/);
  });

  test("tells what came true and has not arrived, which is watched no more, and what keeps it from arriving", () => {
    const armed = { stop: exit(NOW), time: exit() };
    expect(listed(kept([], { armed, paused: "dm-closed" })).description).toMatch(
      /Dec 23: time\*\* · until Dec 23 · came true, not delivered yet: stop · ⚠️ paused, your direct messages are closed/,
    );
    expect(exitsLine(kept([], { armed: { stop: exit(NOW) } }))).toBe("SPY put spread 575/560 Dec 23: nothing more");
  });

  test("of five plans with everything that can be said fits into Discord's limits", () => {
    const armed = Object.fromEntries(ALL.map((rule) => [rule, exit(rule === "time" ? null : NOW)]));
    const full = alertListPost(
      [],
      Array.from({ length: 5 }, () => kept([], { armed, paused: "forbidden" })),
    );
    expect(fitPost(full)).toEqual(full);
  });
});
